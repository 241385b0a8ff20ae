"""Handing a finished review in to the programme's office: its findings as data, by the school's consent."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of
from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import written
from reviewer_app.review import consent, exporting, reporting, shapes
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
    """A package that lies where it was wanted: for whom, of which final, under which name.

    `outcome` is what recording it changed; None where it lay there already, and is on record from then.
    """

    made_for: MadeFor
    number: int
    name: str
    outcome: Outcome[None] | None


def usual_purpose() -> str:
    """Say what an office has findings for; what the consent is for where nothing else is said."""
    return _("the programme’s records")


def hand_in(
    session: Session, opened: OpenReview, card: bytes, to: Store | Path, purpose: str = ""
) -> HandedIn:
    """Seal the findings to an office's card, lay them on a store or in a file, and record that they left.

    The consent is one for whoever the card names, and for this purpose. `opened` is left as it is.

    Raises:
        UserError: "vault.card-invalid", "findings.not-final", "report.consent-...", "review.not-allowed",
            "name.stand", "review.value-not-allowed", "store....", "file.not-written".
    """
    office = read_card(card)
    made_for = MadeFor(office.name, purpose.strip() or usual_purpose())
    exporting.require_export(session, opened, made_for)
    report = shapes.report_now(session, opened)
    if report.draft:
        raise UserError("findings.not-final")
    quoted, data = _quoted(opened, made_for), written(open_data(opened, made_for))
    name = findings_file.name_of(opened.id, quoted, data, office)
    if isinstance(to, Path):
        name = to.name
    elif (there := _lies_there(opened, to, name)) is not None:
        return HandedIn(made_for, report.number, there, None)
    package = _package(session, opened, office, quoted, data)
    if isinstance(to, Path):
        write_atomically(to, package)
    else:
        name, _is_new = lay_on(to, name, package)
    outcome = session.database.do(
        opened.id,
        reporting.record_version,
        package,
        report.stage,
        report.number,
        made_for,
        ReportShape.OPEN_DATA,
    ).result()
    return HandedIn(made_for, report.number, name, outcome)


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


def _package(
    session: Session, opened: OpenReview, office: Card, quoted: dict[str, str], data: bytes
) -> bytes:
    return findings_file.write_findings(
        review=opened.id,
        consent=quoted,
        data=data,
        office=office,
        identity=session.person().identity,
        made_at=moment_of(session.clock()),
    )
