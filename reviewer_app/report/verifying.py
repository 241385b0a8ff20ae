"""Checks a signed report: has any byte changed, who signed, and who is said to vouch for the name.

*Sealed* says that nothing has changed. Whether an issuer is to be trusted is not judged here: the roots a computer
trusts for web pages say nothing about documents, and PDF readers keep a list of their own. A certificate someone made
for themselves seals as well as any.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from asn1crypto import parser
from cryptography import x509
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.report.attached import files_held, held_as_signed
from reviewer_app.report.cms_form import is_in_our_form
from reviewer_app.report.opening import opened, reading, report_status
from reviewer_app.report.stamp import moment_in_words
from reviewer_app.report.trust import leads_to

# The name this program leaves in its signatures' build properties (covered by the signature); such
# signatures are held to the one form in which `signing` writes them.
APPLICATION: Final = "reviewer-app"


class Problem(StrEnum):
    """Why a file is not sealed, or what is to be known of its signer."""

    NOT_A_PDF = "not-a-pdf"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    DRAFT = "draft"
    NOT_SIGNED = "not-signed"
    CHANGED = "changed"
    SIGNATURE_ALTERED = "signature-altered"
    SIGNATURE_INVALID = "signature-invalid"
    NOT_COVERED = "not-covered"
    ADDED_AFTER = "added-after"
    NOT_PERMITTED = "not-permitted"
    ATTACHMENT_CHANGED = "attachment-changed"
    OUTSIDE_VALIDITY = "outside-validity"
    TIME_WRONG = "time-wrong"

    @property
    def sentence(self) -> str:
        """The problem in a plain sentence."""
        return {
            Problem.NOT_A_PDF: _("This file is not a PDF."),
            Problem.DAMAGED: _("This PDF is damaged and cannot be checked."),
            Problem.ENCRYPTED: _("This PDF is protected with a password and cannot be checked."),
            Problem.DRAFT: _("This is a draft, and drafts are not signed."),
            Problem.NOT_SIGNED: _("This PDF is not signed."),
            Problem.CHANGED: _("What the file says is not what was signed."),
            Problem.SIGNATURE_ALTERED: _("The signature itself has been altered."),
            Problem.SIGNATURE_INVALID: _("The signature was not made with the key it names."),
            Problem.NOT_COVERED: _("The signature does not cover the whole file."),
            Problem.ADDED_AFTER: _("Something was added to the file after the last signature."),
            Problem.NOT_PERMITTED: _(
                "Between two signatures something was changed that the first does not allow."
            ),
            Problem.ATTACHMENT_CHANGED: _(
                "A file that lies inside the PDF was exchanged, added or taken out after it was signed."
            ),
            Problem.OUTSIDE_VALIDITY: _("The certificate was not valid on the day of signing."),
            Problem.TIME_WRONG: _("The time stamp in the file does not stamp this file."),
        }[self]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature in a file, in the order they were made.

    `issuer` is who the certificate says issued it; `trusted`, whether that leads to a root that was named.
    """

    field: str
    signer: str
    when: datetime | None
    self_issued: bool
    issuer: str
    problems: tuple[Problem, ...]
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A trusted time in the file: the moment, and the service that its certificate says states it."""

    when: datetime
    service: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        sealed: signed, and not one byte has changed since.
        whole_document: the last signature covers the file to its last byte.
        signatures: who signed, when, and what is wrong with each signature.
        problems: everything found, each once, most telling first.
        stamp: the trusted time added last; None where there is none, or it is wrong.
        attachments: the names of the files that lie inside the PDF.
    """

    sealed: bool
    whole_document: bool
    signatures: tuple[Signature, ...]
    problems: tuple[Problem, ...]
    stamp: TimeStamp | None = None
    attachments: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[str, ...]:
        """The problems as sentences."""
        return tuple(problem.sentence for problem in self.problems)

    @property
    def summary(self) -> str:
        """The outcome in plain words, for the window, the command line and the school."""
        if not self.sealed:
            return " ".join([*self._verdict(), *self.changes, *self._held()])
        said = [_("Sealed: nothing in this file has changed since it was signed.")]
        said += [self._signer(signature) for signature in self.signatures]
        if self.stamp is not None:
            words = _(
                "A time-stamping service that calls itself {service} states that it was so on {moment}; "
                "whether it can be believed, a PDF reader tells you."
            )
            moment = moment_in_words(self.stamp.when)
            said.append(words.format(service=self.stamp.service, moment=moment))
        said += [*self._held(), *self.changes]
        return " ".join(said)

    def _held(self) -> tuple[str, ...]:
        """That other files lie inside the PDF, by name."""
        if not self.attachments:
            return ()
        said = ngettext(
            "The PDF also holds a file: {names}.",
            "The PDF also holds {count} files: {names}.",
            len(self.attachments),
        )
        names = listed([_("“{name}”").format(name=name) for name in self.attachments])
        return (said.format(count=len(self.attachments), names=names),)

    def _verdict(self) -> tuple[str, ...]:
        return (_("Not valid."),) if self.signatures else ()

    def _signer(self, signature: Signature) -> str:
        if signature.when is None:
            signed = _("Signed by {name}.").format(name=signature.signer)
        else:
            signed = _(
                "Signed by {name} on {moment}, by the clock of the computer it was signed on."
            ).format(name=signature.signer, moment=moment_in_words(signature.when))
        if signature.trusted:
            vouched = _("{issuer}, whose root you named, vouches for the name.").format(
                issuer=signature.issuer
            )
        elif signature.self_issued:
            vouched = _("The certificate is the signer’s own: nobody else vouches for the name.")
        else:
            vouched = _(
                "The certificate says that {issuer} vouches for the name; whether that is so, a PDF "
                "reader tells you."
            ).format(issuer=signature.issuer)
        return f"{signed} {vouched}"


def verify_pdf(pdf: bytes, trusted: Sequence[x509.Certificate] = ()) -> Verification:
    """Check every signature of a file and every byte of it; nothing in the file makes this raise.

    Args:
        pdf: the file.
        trusted: roots whose word counts for a signer's name.
    """
    try:
        return _checked(pdf, trusted)
    except UserError as refused:
        problem = {
            "report.not-a-pdf": Problem.NOT_A_PDF,
            "report.pdf-encrypted": Problem.ENCRYPTED,
            "report.pdf-damaged": Problem.DAMAGED,
        }[refused.code]
        return _not_sealed(problem)


def _not_sealed(problem: Problem, attachments: tuple[str, ...] = ()) -> Verification:
    return Verification(False, False, (), (problem,), attachments=attachments)


def _checked(pdf: bytes, trusted: Sequence[x509.Certificate]) -> Verification:
    reader = opened(pdf)
    with reading():
        embedded: list[EmbeddedPdfSignature] = reader.embedded_signatures
        attachments = tuple(one.name for one in files_held(reader.root))
        if all(_is_stamp(one) for one in embedded):
            draft = report_status(reader) == "/Draft"
            return _not_sealed(Problem.DRAFT if draft else Problem.NOT_SIGNED, attachments)
        signers = [one for one in embedded if not _is_stamp(one)]
        signatures = tuple(_signature(pdf, one, trusted) for one in signers)
        stamps = [_stamp(pdf, one) for one in embedded if _is_stamp(one)]
        whole = _covers_to_the_end(pdf, embedded[-1])
        as_signed = held_as_signed(reader, embedded)
    found = [problem for one in signatures for problem in one.problems]
    if None in stamps:
        found.append(Problem.TIME_WRONG)
    if not whole:
        found.append(Problem.ADDED_AFTER)
    if not as_signed:
        found.append(Problem.ATTACHMENT_CHANGED)
    problems = tuple(dict.fromkeys(found))
    broken = [problem for problem in problems if problem is not Problem.OUTSIDE_VALIDITY]
    stamp = stamps[-1] if stamps and None not in stamps else None
    return Verification(not broken, whole, signatures, problems, stamp, attachments)


def _signature(
    pdf: bytes, embedded: EmbeddedPdfSignature, trusted: Sequence[x509.Certificate]
) -> Signature:
    certificate: Any = embedded.signer_cert
    when = embedded.self_reported_timestamp
    intact, valid = validate_sig_integrity(
        embedded.signer_info, certificate, "data", embedded.compute_digest()
    )
    problems: list[Problem] = []
    if not intact:
        problems.append(Problem.CHANGED)
    elif not valid:
        problems.append(Problem.SIGNATURE_INVALID)
    if not _gap_is_the_signature(pdf, embedded):
        problems.append(Problem.SIGNATURE_ALTERED)
    if not problems:
        problems += _later_problems(embedded)
    if when is not None and not certificate.not_valid_before <= when <= certificate.not_valid_after:
        problems.append(Problem.OUTSIDE_VALIDITY)
    return Signature(
        field=embedded.field_name,
        signer=_name_in(certificate.subject),
        when=when,
        self_issued=certificate.self_issued,
        issuer=_name_in(certificate.issuer),
        problems=tuple(problems),
        trusted=not problems and when is not None and _is_trusted(embedded, trusted, when),
    )


def _is_trusted(
    embedded: EmbeddedPdfSignature, trusted: Sequence[x509.Certificate], when: datetime
) -> bool:
    if not trusted:
        return False
    signer, *beside = (
        x509.load_der_x509_certificate(one.dump())
        for one in (embedded.signer_cert, *embedded.other_embedded_certs)
    )
    return leads_to(signer, beside, trusted, when)


def _is_stamp(embedded: EmbeddedPdfSignature) -> bool:
    return str(embedded.sig_object.get("/Type", "")) == "/DocTimeStamp"


def _stamp(pdf: bytes, embedded: EmbeddedPdfSignature) -> TimeStamp | None:
    """Give the time a stamp states; None where it is not for this file, or nothing a service of time would sign."""
    token: Any = embedded.signed_data["encap_content_info"]
    if token["content_type"].native != "tst_info":
        return None
    info, certificate = token["content"].parsed, embedded.signer_cert
    algorithm = embedded.signer_info["digest_algorithm"]["algorithm"].native
    intact, valid = validate_sig_integrity(
        embedded.signer_info,
        certificate,
        "tst_info",
        hashlib.new(algorithm, bytes(token["content"])).digest(),
    )
    purposes = certificate.extended_key_usage_value
    when: datetime = info["gen_time"].native
    sound = (
        intact
        and valid
        and info["message_imprint"]["hashed_message"].native == embedded.compute_digest()
        and purposes is not None
        and purposes.native == ["time_stamping"]
        and certificate.not_valid_before <= when <= certificate.not_valid_after
        and embedded.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION
        and _gap_is_the_token(pdf, embedded)
    )
    return TimeStamp(when, _name_in(certificate.subject)) if sound else None


def _gap_is_the_token(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether the bytes a stamp does not cover are its token, and behind that noughts alone."""
    _start, first, second_start, _second = (int(number) for number in embedded.byte_range)
    gap = pdf[first:second_start]
    content = bytes(embedded.pkcs7_content)
    _class, _method, _tag, header, body, _behind = parser.parse(content)
    token = content[: len(header) + len(body)].hex().upper().encode()
    return re.fullmatch(rb"<" + token + rb"0*>", gap) is not None


def _later_problems(embedded: EmbeddedPdfSignature) -> list[Problem]:
    """What is wrong with the reach of the signature, or with what came after it.

    After a certifying signature only what its DocMDP level allows may follow; after any other,
    filling fields and signing.
    """
    if embedded.evaluate_signature_coverage() < SignatureCoverageLevel.ENTIRE_REVISION:
        return [Problem.NOT_COVERED]
    reader, signed = embedded.reader, embedded.signed_revision
    allowed = embedded.docmdp_level or MDPPerm.FILL_FORMS
    for later in range(signed + 1, reader.xrefs.total_revisions):
        try:
            found = DEFAULT_DIFF_POLICY.apply(
                reader.get_historical_resolver(signed),
                reader.get_historical_resolver(later),
                embedded.fieldmdp,
                embedded.docmdp_level,
            )
        except SuspiciousModification:
            return [Problem.NOT_PERMITTED]
        if found.modification_level.value > allowed.value:
            return [Problem.NOT_PERMITTED]
    return []


def _name_in(name: Any) -> str:
    """The common name of a certificate's subject or issuer, or what there is of it."""
    return str(name.native.get("common_name") or name.human_friendly)


def _covers_to_the_end(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    start, first, second_start, second = (int(number) for number in embedded.byte_range)
    return start == 0 and first < second_start and second_start + second == len(pdf)


def _gap_is_the_signature(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether the bytes the signature does not cover are exactly the signature.

    For signatures of this program: hexadecimal digits in the very letters it writes, no padding,
    and inside them no byte that could be another. Other programs leave room to spare; for theirs,
    what pyHanko checks has to do.
    """
    if _application(embedded) != f"/{APPLICATION}":
        return True
    _start, first, second_start, _second = (int(number) for number in embedded.byte_range)
    contents = bytes(embedded.pkcs7_content)
    gap = pdf[first:second_start]
    return gap == b"<" + contents.hex().upper().encode() + b">" and is_in_our_form(contents)


def _application(embedded: EmbeddedPdfSignature) -> str | None:
    try:
        return str(embedded.sig_object["/Prop_Build"]["/App"]["/Name"])
    except KeyError:
        return None
