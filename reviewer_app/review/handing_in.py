"""Handing a finished review in to the programme's office: its findings as data, by the school's consent."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of
from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import written
from reviewer_app.review import consent, exporting, reporting, shapes
from reviewer_app.review.exporting import Written
from reviewer_app.review.open_data import open_data
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.database import Outcome
from reviewer_app.store.files import write_atomically
from reviewer_app.sync import findings_file
from reviewer_app.sync.container import Holds
from reviewer_app.sync.handing_over import lay_on
from reviewer_app.sync.naming import goes_by, prefix_of
from reviewer_app.sync.stores import Store, is_of_the_store
from reviewer_app.vault.card import Card, read_card


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A package that lies on a store: for whom, of which final, under which name.

    `outcome` is what recording it changed; None where it lay there already, and is on record from then.
    """

    made_for: MadeFor
    number: int
    name: str
    outcome: Outcome[None] | None


@dataclass(frozen=True, slots=True)
class FileHandedIn(Written):
    """A package in a file, and for whom."""

    made_for: MadeFor = field(default_factory=MadeFor)


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What is handed in: to whom, for what, of which final, what it quotes of the consent, and the findings."""

    office: Card
    made_for: MadeFor
    report: shapes.Report
    quoted: dict[str, str]
    data: bytes


def usual_purpose() -> str:
    """Say what an office has findings for; what the consent is for where nothing else is said."""
    return _("the programme’s records")


def office_on(card: bytes) -> str:
    """Give the name of the office whose card this is.

    Raises:
        UserError: "vault.card-invalid".
    """
    return read_card(card).name


def hand_in(
    session: Session, opened: OpenReview, card: bytes, store: Store, purpose: str = ""
) -> HandedIn:
    """Seal the findings to an office's card, lay them on a store, and record that they left.

    The consent is one for whoever the card names, and for this purpose. `opened` is left as it is.

    Raises:
        UserError: "vault.card-invalid", "findings.not-final", "report.consent-...", "review.not-allowed",
            "name.stand", "review.value-not-allowed", "store....".
    """
    leaving = _leaving(session, opened, card, purpose)
    made_for, number = leaving.made_for, leaving.report.number
    name = findings_file.name_of(opened.id, leaving.quoted, leaving.data, leaving.office)
    there = _lies_there(opened, store, name)
    if there is not None:
        return HandedIn(made_for, number, there, None)
    package = _package(session, opened, leaving)
    name, _is_new = lay_on(store, name, package)
    return HandedIn(made_for, number, name, _record(session, opened, leaving, package))


def hand_in_as_file(
    session: Session, opened: OpenReview, card: bytes, path: Path, purpose: str = ""
) -> FileHandedIn:
    """Seal the findings to an office's card in a file, and record that they left; as `hand_in`.

    Raises:
        UserError: "file.not-written"; as `hand_in`, but for a store's.
    """
    leaving = _leaving(session, opened, card, purpose)
    package = _package(session, opened, leaving)
    write_atomically(path, package)
    outcome = _record(session, opened, leaving, package)
    return FileHandedIn(path, leaving.report.number, outcome, (), leaving.made_for)


def _leaving(session: Session, opened: OpenReview, card: bytes, purpose: str) -> _Leaving:
    """Give what leaves, once it may."""
    office = read_card(card)
    made_for = MadeFor(office.name, purpose.strip() or usual_purpose())
    exporting.require_export(session, opened, made_for)
    report = shapes.report_now(session, opened)
    if report.draft:
        raise UserError("findings.not-final")
    data = written(open_data(opened, made_for))
    return _Leaving(office, made_for, report, _quoted(opened, made_for), data)


def _record(
    session: Session, opened: OpenReview, leaving: _Leaving, package: bytes
) -> Outcome[None]:
    return session.database.do(
        opened.id,
        reporting.record_version,
        package,
        leaving.report.stage,
        leaving.report.number,
        leaving.made_for,
        ReportShape.OPEN_DATA,
    ).result()


def _lies_there(opened: OpenReview, store: Store, name: str) -> str | None:
    """Give the name that a package handed in before goes by on a store: one that is on record, to the byte.

    What merely has its name is no reason to leave it out.
    """
    on_record = {one.digest for one in opened.versions()}
    for one in store.list(prefix_of(opened.id)):
        if goes_by(one, name):
            try:
                raw = store.read(one, largest=Holds.FINDINGS.largest)
            except UserError as refused:
                if is_of_the_store(refused):
                    raise
            else:
                if hashlib.sha256(raw).hexdigest() in on_record:
                    return one
    return None


def _quoted(opened: OpenReview, made_for: MadeFor) -> dict[str, str]:
    """Give what a package quotes of the consent it leaves by."""
    given = consent.given_for(opened, made_for)
    return {
        "recipient": made_for.recipient,
        "purpose": made_for.purpose,
        "given_by": given.given_by.value,
        "how": given.how.value,
        "given_at": given.given_at,
    }


def file_name(opened: OpenReview, office: str) -> str:
    """Give the name people know the file of an office by."""
    # Here and not above: it brings the typesetting, and a start does not wait for that.
    from reviewer_app.report.naming import findings_file_name  # noqa: PLC0415

    return findings_file_name(opened.review.school_name, office)


def _package(session: Session, opened: OpenReview, leaving: _Leaving) -> bytes:
    return findings_file.write_findings(
        review=opened.id,
        consent=leaving.quoted,
        data=leaving.data,
        office=leaving.office,
        identity=session.person().identity,
        made_at=moment_of(session.clock()),
    )
