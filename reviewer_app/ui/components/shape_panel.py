"""Exporting the report in another shape: which, what each is for, of which version it is made, and what came of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.words import ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import reporting, shapes
from reviewer_app.review.exporting import Written
from reviewer_app.review.shapes import Report, ShapeExported
from reviewer_app.ui.components.export_panel import ExportPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Choices, Option, Text

_WAYS: Final = {
    f"{shape.value}{ending}": (shape, ending)
    for shape, endings in shapes.ENDINGS.items()
    for ending in endings
}
"""What is offered, by its id: a shape and the ending of its file."""


class ShapePanel(ExportPanel):
    """Saves the same report for Word, as a web page, for governors, for the plan, or to publish."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("The report in another shape"),
            _("Each says what the report says, in its very words, and is kept on record like it."),
            stage=ReportStage.DRAFT,
            action=_("Save"),
        )
        self._report: Report | None = None
        self.choices = Choices(_("Which shape"), _options(), upright=True, keeps=True)
        self.choices.set_value((next(iter(_WAYS)),))
        self.choices.chosen.connect(self._chosen)
        self.choices.taken.connect(self.begin)
        self._made_of = Text("", Step.LIST, "ink2")
        self.body.insertWidget(1, self.choices)
        self.body.insertWidget(2, self._made_of)
        # Tab goes by the order of siblings, and what is chosen first stands first.
        self.choices.lower()
        self.fill()

    @property
    def made_of(self) -> str:
        """Of which version of the report the shape is made, in a sentence; "" until that is known."""
        return self._made_of.text()

    def open(self) -> None:
        """Look what the report is now, and propose a reader and a place."""
        self._report = None
        self._propose_reader()
        super().open()
        self._look()

    def file_name(self) -> str:
        """The name the shape is known by."""
        opened = self.bridge.opened
        number = reporting.number_after(opened.versions(), ReportStage.DRAFT)
        report = self._report or Report(ReportStage.DRAFT, number, date.min)
        shape, ending = self._way
        return shapes.file_name(opened, shape, ending, report)

    def progress_words(self) -> str:
        """That it is being made and read again."""
        return _("Making the file and reading it again")

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], ShapeExported]:
        """Make the shape and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        shape, _ending = self._way
        return lambda: shapes.export_shape(session, opened, path, shape, made_for)

    def done_words(self, exported: Written) -> tuple[str, str]:
        """That it was exported, and that reading it again found all of it."""
        return _("Exported"), _("The file was opened again and everything is in it.")

    def finished(self, exported: Written) -> None:
        """Take in what came of it; the next one is asked for anew."""
        super().finished(exported)
        self._look()

    @property
    def _way(self) -> tuple[ReportShape, str]:
        return _WAYS[self.choices.value[0]]

    def _chosen(self) -> None:
        """Take up another shape."""
        self._quiet()
        self._propose_reader()
        self._show_report()

    def _propose_reader(self) -> None:
        shape, _ending = self._way
        usual = shapes.usual_reader(shape)
        self.recipient.set_value(usual.recipient)
        self.recipient.set_error("")
        self.purpose.set_value(usual.purpose)
        self.consent.set_reader(usual.reader)
        self._look_for_consent()

    def _look(self) -> None:
        """Find out which version of the report says what the review says now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()

        def found(report: Report) -> None:
            self._report = report
            self._show_report()

        self.bridge.ask(lambda: shapes.report_now(session, opened)).then(found)

    def _show_report(self) -> None:
        report = self._report
        if report is None:
            return
        shape, _ending = self._way
        refused = ""
        if not report.draft:
            said = _("Made of final version {number}, which says what the report says now.")
        elif shape is ReportShape.TO_PUBLISH:
            said = refused = _("Only an agreed, sealed final is published. Seal the report first.")
        else:
            said = _("A draft: it says so on top, with the number {number}.")
        self._made_of.setText(said.format(number=report.number))
        self.start.set_disabled_reason(refused)
        self._propose_place()


def _options() -> list[Option]:
    said = {
        (ReportShape.WORD, ".docx"): (
            _("For Word"),
            _("To go on working with the words, or to copy from."),
        ),
        (ReportShape.WEB, ".html"): (
            _("As a web page"),
            _("One file that reads well on a phone and in a screen reader."),
        ),
        (ReportShape.GOVERNORS, ".pdf"): (
            _("Two pages for governors"),
            _("The estimates, what went well and what would be even better, as a PDF."),
        ),
        (ReportShape.PLAN_TABLE, ".docx"): (
            _("Table for the improvement plan"),
            _("Every “even better if” in Word, with room for who, by when and done."),
        ),
        (ReportShape.TO_PUBLISH, ".pdf"): (
            _("To publish, as PDF"),
            _("Without estimates, and without the names of who has not agreed to be named."),
        ),
        (ReportShape.TO_PUBLISH, ".html"): (
            _("To publish, as a web page"),
            _("The same, for the school’s website."),
        ),
    }
    return [Option(way, *said[what]) for way, what in _WAYS.items()]
