"""Handing the findings in to the programme's office: its card, the school's consent, and one sealed file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.words import Reader, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import handing_in, shapes, team_files
from reviewer_app.review.exporting import Written
from reviewer_app.review.handing_in import FileHandedIn
from reviewer_app.review.shapes import Report
from reviewer_app.ui.components.export_panel import ExportPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, Text


class HandInPanel(ExportPanel):
    """Makes the file that only the office opens, of a final, once the school agreed to it."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("Hand in to the programme’s office"),
            _(
                "The findings, the agreed estimates and the counts leave in one sealed file, which only the office can "
                "open. No note is in it. The school has to agree to it first."
            ),
            stage=ReportStage.FINAL,
            action=_("Save the file"),
        )
        self._card = b""
        self._report: Report | None = None
        self.choose = Button(_("Choose the office’s card"), icon="person")
        self.choose.clicked.connect(self.choose_card)
        self._office = Text("", Step.LIST, "ink2")
        self.body.insertWidget(1, self._office)
        self.body.insertWidget(2, self.choose)
        self._made_of = Text("", Step.LIST, "ink2")
        self.body.insertWidget(3, self._made_of)
        # Tab goes by the order of siblings, and the card stands first.
        self.choose.lower()
        # Who it is for stands on the card, and an office is never the school.
        self.recipient.hide()
        self.recipient.set_value("")
        self.purpose.set_value(handing_in.usual_purpose())
        self.consent.keep_to(Reader.OTHER)
        self.fill()

    def open(self) -> None:
        """Look what the report is now."""
        self._report = None
        super().open()
        session, opened = self.bridge.session, self.bridge.opened.snapshot()

        def found(report: Report) -> None:
            self._report = report
            self._show_why()

        self.bridge.ask(lambda: shapes.report_now(session, opened)).then(found)

    def begin(self) -> None:
        """Save the file, once it is known whose card it is sealed to."""
        if self._card:
            super().begin()
        else:
            self.choose.setFocus()

    def choose_card(self) -> None:
        """Ask for the card of the office, which names the reader."""
        path = self._files.open(self, _("Cards (*.card);;All files (*)"))
        if path is not None:
            self.use_card(path)

    def use_card(self, path: Path) -> None:
        """Take up whom a card names; the consent is asked for them."""

        def read() -> tuple[bytes, str]:
            raw = team_files.file_of_team(path)
            return raw, handing_in.office_on(raw)

        self.bridge.ask(read).then(self._take_card).failed(self._card_refused)

    def file_name(self) -> str:
        """The name people know the file by."""
        return handing_in.file_name(self.bridge.opened, self.recipient.value)

    def progress_words(self) -> str:
        """That it is being made."""
        return _("Sealing the findings")

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], FileHandedIn]:
        """Seal what the final says to the office, and record that it left."""
        session, opened, card = self.bridge.session, self.bridge.opened.snapshot(), self._card
        return lambda: handing_in.hand_in_as_file(session, opened, card, path, made_for.purpose)

    def done_words(self, exported: Written) -> tuple[str, str]:
        """That it is there, and how it gets to the office."""
        return _("Saved, and not sent yet"), _(
            "Send this file to {office}, or put it where your programme collects such files. Nobody else can open it."
        ).format(office=self.recipient.value)

    def _take_card(self, read: tuple[bytes, str]) -> None:
        self._card, office = read
        self.recipient.set_value(office)
        self._quiet()
        self._propose_place()
        self._look_for_consent()
        self.consent.agreed.setFocus()

    def _card_refused(self, error: UserError) -> None:
        self._quiet()
        self.refused.say(refusal_words(error), "alert")

    def _quiet(self) -> None:
        super()._quiet()
        self._show_why()

    def _show_why(self) -> None:
        """Say whose card it is, and what is still missing."""
        office = self.recipient.value
        self._office.setText(
            _("For {office}, as the card says.").format(office=office)
            if office
            else _("Your programme gives you its card: a small file, in which nothing is secret.")
        )
        report = self._report
        refused = "" if office else _("Choose the office’s card first.")
        made_of = ""
        if report is not None and report.draft:
            refused = made_of = _(
                "Only what a sealed final says is handed in. Seal the report first."
            )
        elif report is not None:
            made_of = _("Made of final version {number}, which says what the report says now.")
            made_of = made_of.format(number=report.number)
        self._made_of.setText(made_of)
        self._made_of.setVisible(bool(made_of))
        self.start.set_disabled_reason(refused)
