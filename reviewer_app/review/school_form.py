"""The form of a factual check, out to the school and back in.

It goes with the draft exported last, and only while the report still says what that draft says: what the school checks
is what was sent. What typesets and reads is imported where it is used: a start does not wait for it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from reviewer_app.durable import unused
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.factual_check import FactualCheckRow
from reviewer_app.model.moment import full_day, time_of
from reviewer_app.model.nouns import CheckedParagraph, FactualCheck, ReportVersion
from reviewer_app.model.words import Nation, ReportStage, Said
from reviewer_app.report.content import DraftStatus, MadeFor, ReportContent
from reviewer_app.report.response_content import AskedParagraph, ResponseForm
from reviewer_app.review import exporting, factual_check, report_languages, reporting
from reviewer_app.review.as_exported import is_still_said
from reviewer_app.review.exporting import Exported
from reviewer_app.review.factual_check import Asked
from reviewer_app.review.names.gate import require_no_names
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.report_look import kept_look
from reviewer_app.review.session import Session
from reviewer_app.store.database import Outcome
from reviewer_app.store.files import read_file, write_atomically
from reviewer_app.store.journal import table_of

PDF: Final = ".pdf"
WORD: Final = ".docx"
ENDINGS: Final = (PDF, WORD)
"""What the name of a form may end in."""
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
class Sending:
    """What would go to the school now.

    Attributes:
        draft: the number of the draft that would go.
        made: whether that draft is exported already, and the report still says what it says.
    """

    draft: int
    made: bool


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft and its form that lie where they were wanted; `exported` is None where the draft was made before."""

    form: Sent
    draft: Path
    exported: Exported | None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a form says that came back: which check it answers, and what of each paragraph and of the whole."""

    review: str
    check: str
    answers: tuple[factual_check.Answered, ...]
    statement: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A form that was read and taken in; `new` counts the paragraphs it answers anew."""

    form: ReadBack
    new: int
    outcome: Outcome[int]


@dataclass(frozen=True, slots=True)
class _Made:
    """A draft that was exported, what it says in its leading language, and the file."""

    draft: ReportVersion
    content: ReportContent
    pdf: bytes


def form_name(opened: OpenReview, draft: int, ending: str = PDF) -> str:
    """Give the name people know the form of a draft by; `ending` is one of `ENDINGS`, or "" for none."""
    from reviewer_app.report.naming import response_file_name  # noqa: PLC0415

    return response_file_name(opened.review.school_name, draft, ending)


def write_form(
    session: Session, opened: OpenReview, path: Path, nation: Nation = Nation.ENGLAND
) -> Sent:
    """Write the form that goes with the draft exported last, and record that it goes to the school.

    It is a PDF or a Word document, as the name ends. Written again, it is the same form with the same day. `opened` is
    read and left as it is.

    Raises:
        UserError: "check.form-ending", "check.no-draft", "check.draft-changed", "check.nothing-to-check",
            "review.not-allowed", "name.stand", "report.build-failed", "file.not-written".
    """
    _require_may_send(session, opened, path)
    draft = factual_check.latest_draft(opened)
    if draft is None:
        raise UserError("check.no-draft")
    check = _check_of(opened, draft)
    if check is not None:
        _write(session, opened, check, path)
        return Sent(path, check.id, check.draft, check.due, None)
    require_no_names(session, opened)
    if not is_still_said(session, opened, draft):
        raise UserError("check.draft-changed", number=draft.number)
    return _open(session, opened, path, draft, nation)


def _require_may_send(session: Session, opened: OpenReview, path: Path) -> None:
    session.profile.require_writable()
    if not opened.leads():
        raise UserError("review.not-allowed")
    if path.suffix.lower() not in ENDINGS:
        raise UserError("check.form-ending", name=path.name)


def _open(
    session: Session, opened: OpenReview, path: Path, draft: ReportVersion, nation: Nation
) -> Sent:
    """Open the check of a draft, and write its form."""
    say = _saying(draft)
    asked = report_languages.in_leading(
        opened, lambda one: factual_check.asked_of(say(one)), draft.language
    )
    outcome = session.database.do(
        opened.id, factual_check.open_check, draft, asked, nation
    ).result()
    opened = session.open(opened.id)
    check = opened.get(FactualCheck, outcome.value)
    if check is None:
        raise UserError("review.record-gone")
    try:
        _write(session, opened, check, path)
    except UserError:
        # A form that is nowhere went to nobody.
        session.database.do(opened.id, factual_check.take_back_check, check.id).result()
        raise
    return Sent(path, check.id, check.draft, check.due, outcome)


def _write(session: Session, opened: OpenReview, check: FactualCheck, path: Path) -> None:
    form = session.builder.build_response_form(form_of(opened, check), path.suffix.lower())
    write_atomically(path, form)


def _check_of(opened: OpenReview, draft: ReportVersion) -> FactualCheck | None:
    return next((one for one in factual_check.checks(opened) if one.version == draft.id), None)


def sending(session: Session, opened: OpenReview, made_for: MadeFor) -> Sending:
    """Say which draft `send` would send: the one exported last, where it still holds and no school has it yet."""
    made = _standing(session, opened, made_for)
    if made is not None:
        return Sending(made.draft.number, made=True)
    number = reporting.number_after(opened.versions(), ReportStage.DRAFT)
    return Sending(number, made=False)


def send(
    session: Session, opened: OpenReview, path: Path, made_for: MadeFor, nation: Nation
) -> SentDraft:
    """Write the form of a factual check, with the draft it is about beside it, and record when its answer is due.

    The draft exported last goes where it still holds; any other time the next one is exported. `opened` is read and
    left as it is.

    Raises:
        UserError: what `write_form` and `exporting.export_draft` raise.
    """
    from reviewer_app.report.naming import report_file_name  # noqa: PLC0415

    _require_may_send(session, opened, path)
    require_no_names(session, opened)
    made = _standing(session, opened, made_for)
    if made is None:
        beside = path.with_name(reporting.file_name(opened, final=False))
        exported = exporting.export_draft(session, opened, unused(beside), made_for)
        sent = write_form(session, session.open(opened.id), path, nation)
        return SentDraft(sent, exported.path, exported)
    beside = path.with_name(report_file_name(made.content, made.draft.number))
    if not _holds(beside, made.pdf):
        beside = unused(beside)
        write_atomically(beside, made.pdf)
    return SentDraft(_open(session, opened, path, made.draft, nation), beside, None)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def _standing(session: Session, opened: OpenReview, made_for: MadeFor) -> _Made | None:
    """Give the draft exported last, where it was for this reader, was not sent yet, and can be made again as it is."""
    draft = factual_check.latest_draft(opened)
    if draft is None or reporting.reader_of(draft) != made_for:
        return None
    if _check_of(opened, draft) is not None or not is_still_said(session, opened, draft):
        return None
    said = _saying(draft)
    content = replace(
        report_languages.told_in(opened, said, draft.language), look=kept_look(session)
    )
    pdf = session.builder.build(content, draft=True)
    if hashlib.sha256(pdf).hexdigest() != draft.digest:
        # It says the same and looks otherwise: what is handed over beside the form is one file, with one number.
        return None
    return _Made(draft, report_languages.in_leading(opened, said, draft.language), pdf)


def _saying(draft: ReportVersion) -> Callable[[OpenReview], ReportContent]:
    """Give what words a draft as it was exported."""

    def say(one: OpenReview) -> ReportContent:
        status = DraftStatus(draft.number, full_day(time_of(draft.made_at).date()))
        return reporting.content_of(one, draft=status, made_for=reporting.reader_of(draft))

    return say


def answers_beside(opened: OpenReview, check: FactualCheck) -> list[factual_check.Beside]:
    """Give every paragraph of a check with its answer, beside what the report says now in the language it was sent in.

    `opened` is read and left as it is.
    """
    now = report_languages.in_leading(opened, reporting.content_of, _language_of(opened, check))
    return factual_check.answers_beside(opened, check, now)


def _language_of(opened: OpenReview, check: FactualCheck) -> str:
    """Give what the draft is worded in that was sent to be checked; "" for what the review says."""
    sent = opened.get(ReportVersion, check.version)
    return sent.language if sent else ""


def form_of(opened: OpenReview, check: FactualCheck) -> ResponseForm:
    """Give what the form of a check says, in the languages of the draft it goes with."""
    language = _language_of(opened, check)
    sent = report_languages.in_leading(opened, _asked_now, language)
    return report_languages.told_in(opened, lambda one: _form(one, check, sent), language)


def _asked_now(opened: OpenReview) -> dict[str, Asked]:
    return {one.subject: one for one in factual_check.asked_of(reporting.content_of(opened))}


def _form(opened: OpenReview, check: FactualCheck, sent: Mapping[str, Asked]) -> ResponseForm:
    """Give the form in one language; `sent` is what the report says in the language it was sent in.

    A paragraph that still says what was sent is worded in this language; any other stands as it was sent.
    """
    now = _asked_now(opened)

    def worded(one: CheckedParagraph) -> AskedParagraph:
        before, after = sent.get(one.subject), now.get(one.subject)
        if before is None or after is None:
            return AskedParagraph(one.number, one.title, one.text)
        return AskedParagraph(
            one.number,
            after.title if before.title == one.title else one.title,
            after.text if before.text == one.text else one.text,
        )

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
        tuple(map(worded, paragraphs)),
        opened.review.contact,
    )


def read_back(session: Session, path: Path, review: str = "") -> ReadBack:
    """Read a form the school sent back; nothing is taken in yet. `review` is the one it must be of, "" for any here.

    Raises:
        UserError: "check...." or "report...." says what is wrong with the file, "check.other-review" that nothing here
            waits for it, "check.older-draft" that a later draft went to the school since; "file....".
    """
    from reviewer_app.report import response_reading  # noqa: PLC0415 (see the module's own words)

    form = response_reading.read_form(read_file(path, _FORM_MOST), path.name)
    sent = session.database.ask(_sent_with, form.check).result()
    found = next((one for one in sent if one.id == form.check), None)
    if found is None or review not in ("", found.review):
        raise UserError("check.other-review", name=path.name)
    latest = factual_check.latest_first(sent)[0]
    if latest.id != found.id:
        raise UserError(
            "check.older-draft", name=path.name, number=found.draft, latest=latest.draft
        )
    answers = tuple(
        factual_check.Answered(one.number, _said(one.said), one.correction, one.source)
        for one in form.answers
    )
    return ReadBack(found.review, form.check, answers, form.statement, form.who)


def read_form(session: Session, path: Path, review: str = "") -> TakenIn:
    """Read a form the school sent back and take its answers in.

    Raises:
        UserError: what `read_back` raises; "review.not-allowed".
    """
    session.profile.require_writable()
    form = read_back(session, path, review)
    outcome = session.database.do(
        form.review,
        factual_check.take_in,
        form.check,
        form.answers,
        form.statement,
        form.answered_by,
    ).result()
    return TakenIn(form, outcome.value, outcome)


def _said(ticked: str) -> Said:
    """What a paragraph's ticks say; words with no tick beside them correct something."""
    return Said(ticked) if ticked else Said.INACCURATE


def _sent_with(connection: Connection, check: str) -> list[FactualCheck]:
    """Give every check of the review that a check is of; none where there is no such check here."""
    table = table_of(FactualCheckRow)
    review = select(table.c.review).where(table.c.id == check).scalar_subquery()
    rows = connection.execute(select(table).where(table.c.review == review)).mappings()
    return [FactualCheck.model_validate(dict(row)) for row in rows]


def said_words(said: Said) -> str:
    """Say in a word what the school says of a paragraph."""
    return {
        Said.ACCURATE: _("Accurate"),
        Said.INACCURATE: _("Inaccurate"),
        Said.DISCUSS: _("Wishes to discuss it"),
    }[said]
