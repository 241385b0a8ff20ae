"""Other shapes of the report: each says what a version of the report says, and is on record as one.

A shape belongs to the version that says what the review says now: the final, or else the draft, exported last. Where
neither does, it is a draft of its own, under the number the next one has.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.model.moment import full_day, instant, time_of
from reviewer_app.model.words import Reader, ReportShape, ReportStage
from reviewer_app.report.content import CopyOf, DraftStatus, MadeFor, ReportContent
from reviewer_app.review import exporting, publishing, report_languages, reporting
from reviewer_app.review.as_exported import is_still_said
from reviewer_app.review.exporting import Written
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.report_look import kept_look
from reviewer_app.review.session import Session
from reviewer_app.store.files import read_file, write_atomically

OFFERED: Final = (
    ReportShape.WORD,
    ReportShape.WEB,
    ReportShape.GOVERNORS,
    ReportShape.PLAN_TABLE,
    ReportShape.TO_PUBLISH,
)
ENDINGS: Final = {
    ReportShape.WORD: (".docx",),
    ReportShape.WEB: (".html",),
    ReportShape.GOVERNORS: (".pdf",),
    ReportShape.PLAN_TABLE: (".docx",),
    ReportShape.TO_PUBLISH: (".pdf", ".html"),
}
"""The endings a file of a shape may have, the usual one first."""
_MOST: Final = 64_000_000
"""Bytes of a file that is read again; a report has a hundredth of them."""


@dataclass(frozen=True, slots=True)
class Report:
    """The version of the report a shape is made of; `made_on` is the day it was."""

    stage: ReportStage
    number: int
    made_on: date

    @property
    def draft(self) -> bool:
        """Whether it is a draft."""
        return self.stage is ReportStage.DRAFT


@dataclass(frozen=True, slots=True)
class ShapeExported(Written):
    """A shape that lies where it was wanted, and the version of the report it was made of."""

    shape: ReportShape = ReportShape.WORD
    stage: ReportStage = ReportStage.DRAFT


def report_now(session: Session, opened: OpenReview) -> Report:
    """Give the version of the report that says what the review says now.

    Reads the journal: not for the window's own thread.
    """
    versions = session.database.ask(reporting.versions_here, opened.id).result()
    for stage in (ReportStage.FINAL, ReportStage.DRAFT):
        made = [one for one in reporting.reports_in(versions) if one.stage is stage]
        last = max(made, key=lambda one: (one.number, instant(one.made_at)), default=None)
        if last is not None and is_still_said(session, opened, last):
            return Report(stage, last.number, time_of(last.made_at).date())
    now = session.clock()
    today = date(now.year, now.month, now.day)
    number = reporting.number_after(versions, ReportStage.DRAFT)
    return Report(ReportStage.DRAFT, number, today)


def export_shape(
    session: Session, opened: OpenReview, path: Path, shape: ReportShape, made_for: MadeFor
) -> ShapeExported:
    """Make a shape, write it, read it again, and record it as a version. `opened` is read and left as it is.

    Raises:
        UserError: "report.shape-ending", "report.not-final", "report.names-to-publish", "report.shape-not-whole";
            "review.not-allowed", "report.reader-missing", "review.value-not-allowed", "name.stand",
            "report.consent-...",
            "report.build-failed", "file....".
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS[shape]:
        raise UserError("report.shape-ending", name=path.name, endings=listed(ENDINGS[shape]))
    exporting.require_export(session, opened, made_for)
    report = report_now(session, opened)
    content = replace(_content(opened, report, shape, made_for), look=kept_look(session))
    builder = session.builder
    substituted = builder.substitutes(content, draft=report.draft) if ending == ".pdf" else ()
    built = builder.build_shape(content, shape, ending, draft=report.draft)
    write_atomically(path, built)
    written = read_file(path, _MOST)
    if not builder.is_whole(written, content, shape, ending, draft=report.draft):
        raise UserError("report.shape-not-whole", name=path.name)
    outcome = session.database.do(
        opened.id,
        reporting.record_version,
        written,
        report.stage,
        report.number,
        made_for,
        shape,
        language=report_languages.choice_of(opened),
    ).result()
    return ShapeExported(path, report.number, outcome, substituted, shape, report.stage)


def shape_words(shape: ReportShape) -> str:
    """Say which shape a version has, after its name: "for Word"; "" for the report itself."""
    return {
        ReportShape.REPORT: "",
        ReportShape.WORD: _("for Word"),
        ReportShape.WEB: _("as a web page"),
        ReportShape.GOVERNORS: _("summary for governors"),
        ReportShape.PLAN_TABLE: _("table for the improvement plan"),
        ReportShape.TO_PUBLISH: _("to publish"),
        ReportShape.OPEN_DATA: _("as data"),
    }[shape]


def file_name(opened: OpenReview, shape: ReportShape, ending: str, report: Report) -> str:
    """Give the name people know a shape by."""
    # Here and not above: it brings the typesetting, and a start does not wait for that.
    from reviewer_app.report.naming import shape_file_name  # noqa: PLC0415

    number = report.number if report.draft else None
    return shape_file_name(opened.review.school_name, shape, ending, number)


def usual_reader(shape: ReportShape) -> MadeFor:
    """Say for whom and for what a shape usually is; what both front ends propose."""
    head = _("the headteacher")
    recipient, purpose, reader = {
        ReportShape.WORD: (head, _("to work on with the words"), Reader.SCHOOL),
        ReportShape.WEB: (head, _("to read on a screen"), Reader.SCHOOL),
        ReportShape.GOVERNORS: (_("the governors"), _("their meeting"), Reader.SCHOOL),
        ReportShape.PLAN_TABLE: (head, _("the improvement plan"), Reader.SCHOOL),
        ReportShape.TO_PUBLISH: (_("everybody"), _("the school’s website"), Reader.OTHER),
    }[shape]
    return MadeFor(recipient, purpose, reader=reader)


def _content(
    opened: OpenReview, report: Report, shape: ReportShape, made_for: MadeFor
) -> ReportContent:
    if shape is ReportShape.TO_PUBLISH:
        content = reporting.content_of(opened)
        if report.draft or not content.agreed or content.not_agreed:
            raise UserError("report.not-final")

    def say(opened: OpenReview) -> ReportContent:
        day = full_day(report.made_on)
        if report.draft:
            status = DraftStatus(report.number, day)
            return reporting.content_of(opened, draft=status, made_for=made_for)
        if shape is ReportShape.TO_PUBLISH:
            return publishing.to_publish(opened, CopyOf(report.number, day, published=True))
        content = reporting.content_of(opened, made_for=made_for)
        return replace(content, copy_of=CopyOf(report.number, day))

    return report_languages.told_in(opened, say)
