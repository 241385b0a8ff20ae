"""The school's consent to a reader outside it and the team: given for one reader and one purpose, and withdrawn.

The report is the school's own, so the school needs none; the team wrote it. Everybody else waits for it (DOMAIN,
"report leaks into accountability": sharing beyond the school needs recorded consent).
"""

import shlex
import sys
from collections.abc import Iterable
from subprocess import list2cmdline

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.model.moment import full_day, instant, time_of
from reviewer_app.model.nouns import SharingConsent
from reviewer_app.model.words import Consenting, Given, Reader
from reviewer_app.report.content import MadeFor
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work


def record(work: Work, recipient: str, purpose: str, given_by: Consenting, how: Given) -> str:
    """Record that the school agreed to a reader and a purpose; gives the record's id.

    Raises:
        UserError: "report.reader-missing", "report.consent-purpose-missing", "review.value-not-allowed",
            "review.not-allowed".
    """
    if not recipient.strip():
        raise UserError("report.reader-missing")
    if not purpose.strip():
        raise UserError("report.consent-purpose-missing", recipient=recipient.strip())
    return work.add(
        SharingConsent,
        work.new_id(),
        recipient=recipient.strip(),
        purpose=purpose.strip(),
        given_by=given_by,
        how=how,
        given_at=work.now,
    )


def withdraw(work: Work, consent: str) -> None:
    """Record that the school withdrew its consent: nothing more leaves, and what has left stays on record.

    It is withdrawn for its reader and purpose, however often somebody of the team recorded that it was given.

    Raises:
        UserError: "report.consent-unknown" where there is none, or it is withdrawn already;
            "review.not-allowed".
    """
    given = work.get(SharingConsent, consent)
    if given is None or given.withdrawn_at is not None:
        raise UserError("report.consent-unknown", consent=consent)
    meant = _known_by(given.recipient, given.purpose)
    for one in work.all(SharingConsent):
        if one.withdrawn_at is None and _known_by(one.recipient, one.purpose) == meant:
            work.set(SharingConsent, one.id, withdrawn_at=work.now)


def consents_in(opened: OpenReview) -> list[SharingConsent]:
    """Give every consent of a review in the order they were given, withdrawn ones too."""
    return sorted(opened.all(SharingConsent), key=lambda one: (instant(one.given_at), one.id))


def standing_for(consents: Iterable[SharingConsent], made_for: MadeFor) -> SharingConsent | None:
    """Give the consent a reader may have something by, the one given last; None for the school, the team, and none."""
    if made_for.reader is not Reader.OTHER:
        return None
    wanted = _known_by(made_for.recipient, made_for.purpose)
    found = [
        one
        for one in consents
        if one.withdrawn_at is None and _known_by(one.recipient, one.purpose) == wanted
    ]
    return max(found, key=lambda one: (instant(one.given_at), one.id), default=None)


def require_consent(opened: OpenReview, made_for: MadeFor) -> None:
    """Refuse what would leave for somebody the school has not agreed to.

    Raises:
        UserError: as `given_for`.
    """
    if made_for.reader is Reader.OTHER:
        given_for(opened, made_for)


def given_for(opened: OpenReview, made_for: MadeFor) -> SharingConsent:
    """Give the consent by which somebody outside the school and the team may have something.

    Raises:
        UserError: "report.consent-missing", "report.consent-for-another" where the school agreed to another reader or
            purpose, "report.consent-purpose-missing".
    """
    recipient, purpose = made_for.recipient.strip(), made_for.purpose.strip()
    if not purpose:
        raise UserError("report.consent-purpose-missing", recipient=recipient)
    given = standing_for(opened.all(SharingConsent), made_for)
    if given is not None:
        return given
    others = _others(opened, recipient)
    raise UserError(
        "report.consent-for-another" if others else "report.consent-missing",
        recipient=recipient,
        purpose=purpose,
        recorded=listed(others),
        record=_recorded_by(opened.id, recipient, purpose),
        who=", ".join(Consenting),
        how=", ".join(Given),
    )


def _others(opened: OpenReview, recipient: str) -> list[str]:
    """Say what the school agreed to: of this reader, or, where it is nothing, of whom else."""
    standing = [one for one in consents_in(opened) if one.withdrawn_at is None]
    meant = _known_by(recipient, "")
    same = [one for one in standing if _known_by(one.recipient, "") == meant]
    words = _("“{recipient}”, for “{purpose}”")
    said = (words.format(recipient=one.recipient, purpose=one.purpose) for one in same or standing)
    return list(dict.fromkeys(said))


def _recorded_by(review: str, recipient: str, purpose: str) -> str:
    """Give the command that records a consent; who agreed and how is left to be filled in."""
    words = ["--recipient", recipient, "--purpose", purpose]
    quoted = list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return f"reviewer-app review consent {review} {quoted} --by WHO --how HOW"


def consenting_words(role: Consenting) -> str:
    """Say who of the school agreed: "the headteacher"."""
    return {
        Consenting.HEAD: _("the headteacher"),
        Consenting.ACTING_HEAD: _("the acting headteacher"),
        Consenting.GOVERNORS: _("the chair of governors"),
    }[role]


def given_words(how: Given) -> str:
    """Say how a consent was given: "by e-mail"."""
    return {
        Given.IN_PERSON: _("in person"),
        Given.EMAIL: _("by e-mail"),
        Given.WRITING: _("in writing"),
    }[how]


def consent_words(consent: SharingConsent) -> str:
    """Say who agreed, how and when: "Agreed by the headteacher, in person, on 18 November 2026."."""
    words = _("Agreed by {role}, {how}, on {day}.").format(
        role=consenting_words(consent.given_by),
        how=given_words(consent.how),
        day=full_day(time_of(consent.given_at).date()),
    )
    if consent.withdrawn_at is None:
        return words
    day = full_day(time_of(consent.withdrawn_at).date())
    return " ".join((words, _("Withdrawn on {day}.").format(day=day)))


def _known_by(recipient: str, purpose: str) -> tuple[str, str]:
    """Give what a reader and a purpose are told apart by: small differences of typing are none."""
    return " ".join(recipient.casefold().split()), " ".join(purpose.casefold().split())
