"""Checks a signed report: has any byte changed, who signed, and who is said to vouch for the name.

*Sealed* says that nothing has changed. Whether an issuer is to be trusted is judged only by the roots that were named:
the roots a computer trusts for web pages say nothing about documents, and PDF readers keep a list of their own. A
certificate someone made for themselves seals as well as any.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from asn1crypto import parser
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from reviewer_app.errors import UserError
from reviewer_app.report.attached import files_held, held_as_signed
from reviewer_app.report.claims import claims_in
from reviewer_app.report.cms_form import is_in_our_form
from reviewer_app.report.opening import opened, reading, report_status
from reviewer_app.report.security_store import certificates_held, lists_held
from reviewer_app.report.signature_place import TIME_FIELDS
from reviewer_app.report.trust import Revocation, leads_to, revocation_of
from reviewer_app.report.verdict import Problem, Signature, TimeStamp, Verification
from reviewer_app.vault.certificate import may_sign_documents
from reviewer_app.vault.revocation import RevocationList

# The name this program leaves in its signatures' build properties (covered by the signature); such
# signatures are held to the one form in which `signing` writes them.
APPLICATION: Final = "reviewer-app"

APART: Final = timedelta(minutes=10)
"""How far two clocks that are both right by their owners' lights may stand apart."""

_PADES: Final = "/ETSI.CAdES.detached"


@dataclass(frozen=True, slots=True)
class Against:
    """What a file is checked against.

    Attributes:
        roots: those whose word counts for a name.
        lists: what issuers have revoked, beside the lists in the file.
        now: this computer's clock; None where it is not to be asked.
    """

    roots: Sequence[x509.Certificate] = ()
    lists: Sequence[RevocationList] = ()
    now: datetime | None = None


def verify_pdf(pdf: bytes, against: Against | None = None) -> Verification:
    """Check every signature of a file and every byte of it; nothing in the file makes this raise."""
    try:
        return _checked(pdf, against or Against())
    except UserError as refused:
        problem = {
            "report.not-a-pdf": Problem.NOT_A_PDF,
            "report.pdf-encrypted": Problem.ENCRYPTED,
            "report.pdf-damaged": Problem.DAMAGED,
        }[refused.code]
        return _not_sealed(problem)


def _not_sealed(problem: Problem, attachments: tuple[str, ...] = ()) -> Verification:
    return Verification(False, False, (), (problem,), attachments=attachments)


def _checked(pdf: bytes, against: Against) -> Verification:
    reader = opened(pdf)
    with reading():
        embedded: list[EmbeddedPdfSignature] = reader.embedded_signatures
        attachments = tuple(one.name for one in files_held(reader.root))
        if all(is_stamp(one) for one in embedded):
            draft = report_status(reader) == "/Draft"
            return _not_sealed(Problem.DRAFT if draft else Problem.NOT_SIGNED, attachments)
        signers = [one for one in embedded if not is_stamp(one)]
        beside, lists = certificates_held(reader.root), (*against.lists, *lists_held(reader.root))
        known = Against(against.roots, lists, against.now)
        stamps = [(one, _stamp(pdf, one, known, beside)) for one in embedded if is_stamp(one)]
        good = [(one, stamp) for one, stamp in stamps if stamp is not None]
        found = [_signature(pdf, one, known, beside, good) for one in signers]
        signatures = tuple(_in_order(found))
        whole = _covers_to_the_end(pdf, embedded[-1])
        as_signed = held_as_signed(reader, embedded)
        claims = claims_in(reader.root)
        level = _level(reader, signers, good)
        fields = {name: value for name, value, _widget in enumerate_sig_fields(reader)}
        places = sum(name in fields and fields[name] is None for name in TIME_FIELDS)
        later = reader.xrefs.total_revisions - 1 - embedded[0].signed_revision
    problems = [problem for one in signatures for problem in one.problems]
    if len(good) < len(stamps):
        problems.append(Problem.TIME_WRONG)
    if not whole:
        problems.append(Problem.ADDED_AFTER)
    if not as_signed:
        problems.append(Problem.ATTACHMENT_CHANGED)
    each = tuple(sorted(dict.fromkeys(problems), key=lambda one: not one.breaks_seal))
    return Verification(
        sealed=not any(one.breaks_seal for one in each),
        whole_document=whole,
        signatures=signatures,
        problems=each,
        stamps=tuple(stamp for _one, stamp in good) if len(good) == len(stamps) else (),
        attachments=attachments,
        claims=claims,
        level=level,
        later=later,
        places=places,
        stamped_last=is_stamp(embedded[-1]),
    )


def _signature(
    pdf: bytes,
    embedded: EmbeddedPdfSignature,
    against: Against,
    beside: Sequence[x509.Certificate],
    stamps: Sequence[tuple[EmbeddedPdfSignature, TimeStamp]],
) -> Signature:
    certificate: Any = embedded.signer_cert
    when = embedded.self_reported_timestamp
    signer, *sent = _loaded((certificate, *embedded.other_embedded_certs))
    covering = [stamp for one, stamp in stamps if one.signed_revision >= embedded.signed_revision]
    revocation = revocation_of(signer, [*sent, *beside, *against.roots], against.lists)
    broken = _broken(pdf, embedded)
    problems = [
        *broken,
        *_of_the_signer(signer, when, covering, against.now),
        *([Problem.REVOKED] if _revoked(revocation, covering) else []),
    ]
    rooted = when is not None and leads_to(signer, [*sent, *beside], against.roots, when)
    return Signature(
        field=embedded.field_name,
        signer=_name_in(certificate.subject),
        when=when,
        self_issued=signer.issuer == signer.subject,
        issuer=_name_in(certificate.issuer),
        problems=tuple(problems),
        rooted=rooted,
        trusted=rooted and not problems,
        revoked_since=revocation.since,
        list_of=revocation.list_of,
    )


def _broken(pdf: bytes, embedded: EmbeddedPdfSignature) -> list[Problem]:
    """What breaks a signature's seal."""
    intact, valid = validate_sig_integrity(
        embedded.signer_info, embedded.signer_cert, "data", embedded.compute_digest()
    )
    problems: list[Problem] = []
    if not intact:
        problems.append(Problem.CHANGED)
    elif not valid:
        problems.append(Problem.SIGNATURE_INVALID)
    if not _gap_is_the_signature(pdf, embedded):
        problems.append(Problem.SIGNATURE_ALTERED)
    return problems or _later_problems(embedded)


def _of_the_signer(
    signer: x509.Certificate,
    when: datetime | None,
    covering: Sequence[TimeStamp],
    now: datetime | None,
) -> Iterator[Problem]:
    """What is to be known of a signer's certificate, and of the clock it was signed by."""
    if not may_sign_documents(signer):
        yield Problem.WRONG_USE
    if when is None:
        return
    if when > signer.not_valid_after_utc:
        yield Problem.EXPIRED
    if when < signer.not_valid_before_utc:
        yield Problem.NOT_YET_VALID
    if now is not None and when - now > APART:
        yield Problem.IN_FUTURE
    if any(when - stamp.when > APART for stamp in covering):
        yield Problem.AFTER_STAMP


def _revoked(revocation: Revocation, covering: Sequence[TimeStamp]) -> bool:
    """Whether a revoked certificate's signature counts no more.

    What the signature itself states proves nothing: whoever holds a stolen key states what they like.
    """
    if revocation.since is None:
        return False
    return not any(stamp.trusted and stamp.when < revocation.since for stamp in covering)


def _in_order(signatures: Sequence[Signature]) -> Iterator[Signature]:
    """Give the signatures, and of each that states an earlier moment than the one before it that it does."""
    yield from signatures[:1]
    for earlier, later in pairwise(signatures):
        if earlier.when is None or later.when is None or earlier.when - later.when <= APART:
            yield later
            continue
        problems = (*later.problems, Problem.OUT_OF_ORDER)
        yield replace(later, problems=problems, trusted=False)


def _loaded(certificates: Iterable[Any]) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(one.dump()) for one in certificates]


def _level(
    reader: PdfFileReader,
    signers: Sequence[EmbeddedPdfSignature],
    stamps: Sequence[tuple[EmbeddedPdfSignature, TimeStamp]],
) -> str:
    """Which level of ETSI EN 319 142-1 the signatures reach together.

    With a stamp over all of them, B-T. If that stamp also covers a store with every signer's certificate, and a list
    of every issuer that is not the signer, B-LTA.
    """
    if any(str(one.sig_object.get("/SubFilter", "")) != _PADES for one in signers):
        return ""
    last = stamps[-1][0] if stamps else None
    if last is None or last.signed_revision < signers[-1].signed_revision:
        return "PAdES B-B"
    root = reader.get_historical_root(last.signed_revision)
    kept, lists = certificates_held(root), lists_held(root)
    for one in signers:
        signer, *sent = _loaded((one.signer_cert, *one.other_embedded_certs))
        own = signer.issuer == signer.subject
        listed = own or revocation_of(signer, [*sent, *kept], lists).list_of is not None
        if signer not in kept or not listed:
            return "PAdES B-T"
    return "PAdES B-LTA"


def is_stamp(embedded: EmbeddedPdfSignature) -> bool:
    """Whether a signature is a service's statement of time, and nobody's."""
    return str(embedded.sig_object.get("/Type", "")) == "/DocTimeStamp"


def _stamp(
    pdf: bytes,
    embedded: EmbeddedPdfSignature,
    against: Against,
    beside: Sequence[x509.Certificate],
) -> TimeStamp | None:
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
    if not sound:
        return None
    service, *sent = _loaded((certificate, *embedded.other_embedded_certs))
    revocation = revocation_of(service, [*sent, *beside, *against.roots], against.lists)
    return TimeStamp(
        when,
        _name_in(certificate.subject),
        certificate.not_valid_after,
        trusted=revocation.since is None
        and leads_to(service, [*sent, *beside], against.roots, when),
    )


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

    After a signature that certifies or locks, only what its level allows may follow (`docmdp_level` reads both); after
    any other, filling fields and signing.
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
