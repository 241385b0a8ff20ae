"""What checking a signed report came to, in plain words first: is it whole, who signed, by whose clock, who vouches.

*Sealed* says that nothing has changed. What is to be known of a signer beside that stands in words and breaks no seal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.report.stamp import moment_in_words


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
    TIME_WRONG = "time-wrong"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_USE = "wrong-use"
    REVOKED = "revoked"
    IN_FUTURE = "in-future"
    OUT_OF_ORDER = "out-of-order"
    AFTER_STAMP = "after-stamp"

    @property
    def breaks_seal(self) -> bool:
        """Whether a file with this problem is not sealed."""
        return self not in _OF_THE_SIGNER

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
            Problem.NOT_PERMITTED: _("Something was changed that an earlier signature forbids."),
            Problem.ATTACHMENT_CHANGED: _(
                "A file that lies inside the PDF was exchanged, added or taken out after it was signed."
            ),
            Problem.TIME_WRONG: _("The time stamp in the file does not stamp this file."),
            Problem.EXPIRED: _("The certificate had expired on the day of signing."),
            Problem.NOT_YET_VALID: _("The certificate was not valid yet on the day of signing."),
            Problem.WRONG_USE: _("The certificate was not issued for signing documents."),
            Problem.REVOKED: _(
                "The certificate has been revoked by its issuer, and no time stamp you trust shows that it signed "
                "before: somebody else may have signed with it."
            ),
            Problem.IN_FUTURE: _(
                "The moment of signing lies ahead of this computer’s clock: one of the two clocks is wrong."
            ),
            Problem.OUT_OF_ORDER: _(
                "A signature states an earlier moment than the one before it: one of the two clocks was wrong."
            ),
            Problem.AFTER_STAMP: _(
                "A signature states a later moment than the time stamp put on it: the clock it was signed by was wrong."
            ),
        }[self]


RENEWED_WITHIN: Final = timedelta(days=365)
"""How long before its service's certificate ends a stamp may be renewed: the fields for stamps are few."""

_OF_THE_SIGNER: Final = frozenset(
    {
        Problem.EXPIRED,
        Problem.NOT_YET_VALID,
        Problem.WRONG_USE,
        Problem.REVOKED,
        Problem.IN_FUTURE,
        Problem.OUT_OF_ORDER,
        Problem.AFTER_STAMP,
    }
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature in a file, in the order they were made.

    Attributes:
        field: the field it stands in.
        signer: whom its certificate names.
        when: the moment it states, by the clock of the computer it was made on.
        self_issued: whether nobody but the signer vouches for the name.
        issuer: who the certificate says issued it.
        problems: what is wrong with it, or to be known of its signer.
        rooted: whether its certificate leads to a root that was named, whatever else is to be known of it.
        trusted: whether it leads there, and nothing is wrong with it.
        revoked_since: from when on its certificate counts no more, as its issuer says; None where nobody says so.
        list_of: when the issuer made the newest list of revoked certificates that was asked; None for none.
    """

    field: str
    signer: str
    when: datetime | None
    self_issued: bool
    issuer: str
    problems: tuple[Problem, ...]
    rooted: bool = False
    trusted: bool = False
    revoked_since: datetime | None = None
    list_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A trusted time in the file.

    Attributes:
        when: the moment, by the service's clock.
        service: who its certificate says the service is.
        until: how long that certificate holds; by then the stamp is to be renewed.
        trusted: whether its certificate leads to a root that was named.
    """

    when: datetime
    service: str
    until: datetime
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        sealed: signed, and not one byte has changed since.
        whole_document: the last signature covers the file to its last byte.
        signatures: who signed, when, and what is wrong with each signature.
        problems: everything found, each once, most telling first.
        stamps: the trusted times in the order they were added; none where one of them is wrong.
        attachments: the names of the files that lie inside the PDF.
        claims: the standards the file says of itself that it meets.
        level: which of the levels of ETSI EN 319 142-1 its signatures reach; "" where they are none of these.
        later: how often something was added after the first signature.
        places: prepared fields for time stamps that are free.
        stamped_last: whether nothing was signed after the last time stamp.
    """

    sealed: bool
    whole_document: bool
    signatures: tuple[Signature, ...]
    problems: tuple[Problem, ...]
    stamps: tuple[TimeStamp, ...] = ()
    attachments: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    level: str = ""
    later: int = 0
    places: int = 0
    stamped_last: bool = False

    def may_be_stamped(self, now: datetime) -> bool:
        """Whether a time stamp may be added: to a sealed file, unless its last one covers all and holds for long."""
        return self.sealed and self.places > 0 and not self.stamped_until(now)

    def stamped_until(self, now: datetime) -> datetime | None:
        """How long the last time stamp holds; None where one may be added all the same."""
        if self.stamp is None or not self.stamped_last:
            return None
        return self.stamp.until if self.stamp.until - now > RENEWED_WITHIN else None

    @property
    def unsigned(self) -> bool:
        """Whether it is a draft, or was never signed: nothing in it was altered, as far as anyone can tell."""
        return self.problems[:1] in ((Problem.DRAFT,), (Problem.NOT_SIGNED,))

    @property
    def vouched_elsewhere(self) -> bool:
        """Whether it is sealed and a root could be named that vouches for a signer."""
        return self.sealed and any(
            not one.self_issued and not one.rooted for one in self.signatures
        )

    @property
    def stamp(self) -> TimeStamp | None:
        """The trusted time added last."""
        return self.stamps[-1] if self.stamps else None

    @property
    def changes(self) -> tuple[str, ...]:
        """The problems as sentences."""
        return tuple(problem.sentence for problem in self.problems)

    @property
    def verdict(self) -> str:
        """Whether it is sealed, in a sentence, and if not why."""
        if self.sealed:
            return _("Sealed: nothing in this file has changed since it was signed.")
        broken = [one.sentence for one in self.problems if one.breaks_seal]
        return " ".join([*([_("Not valid.")] if self.signatures else []), *broken])

    @property
    def summary(self) -> str:
        """The outcome in plain words, for the window, the command line and the school."""
        return " ".join([self.verdict, *self.paragraphs, *self.remarks])

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What is to be said beside the verdict: who signed, by whose clock, who vouches, and what came after."""
        if not self.sealed:
            return self._held()
        signed = tuple(self._signer(one) for one in self.signatures)
        stamped = () if self.stamp is None else (self._stamped(self.stamp),)
        return (*signed, *stamped, *self._since(), *self._held())

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of the signers of a sealed file, most telling first."""
        return tuple(one.sentence for one in self.problems) if self.sealed else ()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What stands behind the plain words: labels and values."""
        found = [fact for at, one in enumerate(self.signatures, 1) for fact in _facts(at, one)]
        for stamp in self.stamps:
            label = _("Time stamp")
            words = _("{moment}, by the clock of {service}; its certificate holds until {until}")
            moment, until = moment_in_words(stamp.when), moment_in_words(stamp.until)
            said = words.format(moment=moment, service=stamp.service, until=until)
            found.append((label, said))
        if self.level:
            found.append((_("Form of the signatures"), self.level))
        if self.claims:
            words = _("{standards}; whether it does, a validator tells you")
            standards = listed(self.claims)
            found.append((_("Says of itself that it meets"), words.format(standards=standards)))
        return tuple(found)

    @property
    def values(self) -> dict[str, object]:
        """The outcome for machines."""
        return {
            "valid": self.sealed,
            "whole_document": self.whole_document,
            "signatures": [
                {
                    "field": one.field,
                    "signer": one.signer,
                    "when": _iso(one.when),
                    "self_issued": one.self_issued,
                    "issuer": one.issuer,
                    "trusted": one.trusted,
                    "revoked_since": _iso(one.revoked_since),
                    "revocation_list_of": _iso(one.list_of),
                    "problems": [problem.value for problem in one.problems],
                }
                for one in self.signatures
            ],
            "attachments": list(self.attachments),
            "problems": [problem.value for problem in self.problems],
            "time_stamps": [
                {
                    "moment": _iso(one.when),
                    "service": one.service,
                    "until": _iso(one.until),
                    "trusted": one.trusted,
                }
                for one in self.stamps
            ],
            "added_since": self.later,
            "level": self.level,
            "claims": list(self.claims),
            "summary": self.summary,
        }

    def refusal(self, name: str) -> UserError | None:
        """Give what is to be said, and done, of a file of this name that is not sealed; None for a sealed one."""
        if self.sealed:
            return None
        match self.problems[0]:
            case Problem.DRAFT:
                return UserError("report.is-draft", name=name)
            case Problem.NOT_SIGNED:
                return UserError("report.not-signed", name=name)
            case Problem.NOT_A_PDF:
                return UserError("report.not-a-pdf")
            case Problem.ENCRYPTED:
                return UserError("report.pdf-encrypted")
            case Problem.DAMAGED:
                return UserError("report.pdf-damaged")
        return UserError("report.not-valid", name=name)

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

    def _since(self) -> tuple[str, ...]:
        """What was added after the first signature, where that was more than nothing."""
        if not self.later:
            return ()
        if not self.stamps:
            return (_("After the first signature nothing was added but the next."),)
        if len(self.signatures) == 1:
            return (_("After the signature nothing was added but a time stamp."),)
        return (_("After the first signature nothing was added but signatures and time stamps."),)

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
        elif signature.rooted and not signature.self_issued:
            vouched = _("{issuer}, whose root you named, issued the certificate.").format(
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

    def _stamped(self, stamp: TimeStamp) -> str:
        words = (
            _(
                "The time-stamping service {service}, whose root you named, states by its own clock that it was so "
                "on {moment}."
            )
            if stamp.trusted
            else _(
                "A time-stamping service that calls itself {service} states by its own clock that it was so on "
                "{moment}; whether it can be believed, a PDF reader tells you."
            )
        )
        return words.format(service=stamp.service, moment=moment_in_words(stamp.when))


def vouched_words(signature: Signature) -> str:
    """Who vouches for a signer's name, in a few words."""
    if signature.trusted or (signature.rooted and not signature.self_issued):
        return _("{issuer}, whose root you named").format(issuer=signature.issuer)
    if signature.self_issued:
        return _("nobody but the signer")
    return _("{issuer}, as the certificate says").format(issuer=signature.issuer)


def revocation_words(signature: Signature) -> str:
    """Whether its issuer has taken a signer's certificate back, in a few words; "" where no list was asked."""
    if signature.revoked_since is not None:
        return _("since {moment}").format(moment=moment_in_words(signature.revoked_since))
    if signature.list_of is not None:
        return _("not by the list of {moment}").format(moment=moment_in_words(signature.list_of))
    return "" if signature.self_issued else _("not known: no list of its issuer was at hand")


def _facts(number: int, signature: Signature) -> Sequence[tuple[str, str]]:
    found = [(_("Signature {number}").format(number=number), signature.signer)]
    if signature.when is not None:
        words = _("{moment}, by the clock of the computer it was signed on")
        found.append((_("Signed"), words.format(moment=moment_in_words(signature.when))))
    found.append((_("Vouched for by"), vouched_words(signature)))
    revoked = revocation_words(signature)
    if revoked:
        found.append((_("Certificate revoked"), revoked))
    found += [(_("To be known"), problem.sentence) for problem in signature.problems]
    return found


def _iso(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()
