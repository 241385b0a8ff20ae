"""The form of a factual check, out to the school and back in.

It goes with the draft exported last, and only while the report still says what that draft says: what the school checks
is what was sent. What typesets and reads is imported where it is used: a start does not wait for it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.factual_check import FactualCheckRow
from reviewer_app.model.moment import full_day, time_of
from reviewer_app.model.nouns import CheckedParagraph, FactualCheck, ReportVersion
from reviewer_app.model.words import Nation, Said
from reviewer_app.report.content import DraftStatus, MadeFor, ReportContent
from reviewer_app.report.response_content import AskedParagraph, ResponseForm
from reviewer_app.review import factual_check, reporting
from reviewer_app.review.names.gate import require_no_names
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.database import Outcome
from reviewer_app.store.files import read_file, write_atomically
from reviewer_app.store.journal import table_of

_FORM_MOST: Final = 20_000_000
"""Bytes of a form; one that is filled in has a hundredth of them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that lies where it was wanted; `outcome` is None where the check was open before."""

    path: Path
    check: str
    draft: int
    due: str
    outcome: Outcome[str] | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A form that was read: how many paragraphs it answers, and how many of them anew."""

    review: str
    check: str
    answers: int
    new: int
    outcome: Outcome[int]


def form_name(opened: OpenReview) -> str:
    """Give the name people know the form by."""
    from reviewer_app.report.naming import response_file_name  # noqa: PLC0415

    draft = factual_check.latest_draft(opened)
    return response_file_name(opened.review.school_name, draft.number if draft else 1)


def write_form(
    session: Session, opened: OpenReview, path: Path, nation: Nation = Nation.ENGLAND
) -> Sent:
    """Write the form that goes with the draft exported last, and record that it goes to the school.

    Written again, it is the same form with the same day. `opened` is read and left as it is.

    Raises:
        UserError: "check.no-draft", "check.draft-changed", "check.nothing-to-check", "review.not-allowed",
            "name.stand", "report.build-failed", "file.not-written".
    """
    session.profile.require_writable()
    if not opened.leads():
        raise UserError("review.not-allowed")
    draft = factual_check.latest_draft(opened)
    if draft is None:
        raise UserError("check.no-draft")
    outcome = None
    check = next((one for one in factual_check.checks(opened) if one.version == draft.id), None)
    if check is None:
        require_no_names(session, opened)
        content = _as_exported(session, opened, draft)
        outcome = session.database.do(
            opened.id,
            factual_check.open_check,
            draft,
            factual_check.asked_of(content),
            nation,
        ).result()
        opened = session.open(opened.id)
        check = opened.get(FactualCheck, outcome.value)
        if check is None:
            raise UserError("review.record-gone")
    form = form_of(opened, check)
    write_atomically(path, session.builder.build_response_form(form))
    return Sent(path, check.id, check.draft, check.due, outcome)


def _as_exported(session: Session, opened: OpenReview, draft: ReportVersion) -> ReportContent:
    """Give what the draft says, once building it again has shown that the report still says the same.

    Raises:
        UserError: "check.draft-changed".
    """
    status = DraftStatus(draft.number, full_day(time_of(draft.made_at).date()))
    made_for = MadeFor(draft.recipient, draft.purpose)
    content = reporting.content_of(opened, draft=status, made_for=made_for)
    again = session.builder.build(content, draft=True)
    if hashlib.sha256(again).hexdigest() != draft.digest:
        raise UserError("check.draft-changed", number=draft.number)
    return content


def form_of(opened: OpenReview, check: FactualCheck) -> ResponseForm:
    """Give what the form of a check says."""
    paragraphs = sorted(
        (one for one in opened.all(CheckedParagraph) if one.check == check.id),
        key=lambda one: one.number,
    )
    return ResponseForm(
        check.id,
        opened.review.school_name,
        opened.framework.framework.title,
        check.draft,
        full_day(date.fromisoformat(check.due)),
        time_of(check.sent_at).date().isoformat(),
        tuple(AskedParagraph(one.number, one.title, one.text) for one in paragraphs),
        opened.review.contact,
    )


def read_form(session: Session, path: Path, review: str = "") -> TakenIn:
    """Read a form the school sent back and take its answers in; `review` is the one it must be of, "" for any here.

    Raises:
        UserError: "check...." or "report...." says what is wrong with the file, "check.other-review" that nothing here
            waits for it; "review.not-allowed", "file....".
    """
    from reviewer_app.report import response_reading  # noqa: PLC0415 (see the module's own words)

    session.profile.require_writable()
    form = response_reading.read_form(read_file(path, _FORM_MOST), path.name)
    found = session.database.ask(_review_of, form.check).result()
    if found is None or review not in ("", found):
        raise UserError("check.other-review", name=path.name)
    answers = [
        factual_check.Answered(one.number, _said(one.said), one.correction, one.source)
        for one in form.answers
    ]
    outcome = session.database.do(
        found, factual_check.take_in, form.check, answers, form.statement, form.who
    ).result()
    return TakenIn(found, form.check, len(answers), outcome.value, outcome)


def _said(ticked: str) -> Said:
    """What a paragraph's ticks say; words with no tick beside them correct something."""
    return Said(ticked) if ticked else Said.INACCURATE


def _review_of(connection: Connection, check: str) -> str | None:
    table = table_of(FactualCheckRow)
    found = connection.execute(select(table.c.review).where(table.c.id == check)).scalar()
    return None if found is None else str(found)


def said_words(said: Said) -> str:
    """Say in a word what the school says of a paragraph."""
    return {
        Said.ACCURATE: _("Accurate"),
        Said.INACCURATE: _("Inaccurate"),
        Said.DISCUSS: _("Wishes to discuss it"),
    }[said]
