"""Report: the sheet in which its sentences are edited, the true pages, the factual check, and what was exported."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import Borne
from reviewer_app.review import reporting
from reviewer_app.review.factual_check import Beside
from reviewer_app.ui.components.check_panel import CheckPanel
from reviewer_app.ui.components.check_send_panel import CheckSendPanel
from reviewer_app.ui.components.draft_panel import DraftPanel
from reviewer_app.ui.components.factual_check_view import FactualCheckView
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.hand_in_panel import HandInPanel
from reviewer_app.ui.components.mail_panel import MailPanel
from reviewer_app.ui.components.names_panel import NamesPanel
from reviewer_app.ui.components.report_compared import ReportCompared
from reviewer_app.ui.components.report_look_panel import ReportLookPanel
from reviewer_app.ui.components.report_pages import ReportPages
from reviewer_app.ui.components.report_sheet import NEW_SUPPORT, ReportSheet
from reviewer_app.ui.components.school_facts_sheet import SchoolFactsSheet
from reviewer_app.ui.components.seal_panel import SealPanel
from reviewer_app.ui.components.shape_panel import ShapePanel
from reviewer_app.ui.components.version_list import VersionList, latest_words
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import scaled
from reviewer_app.ui.widgets import Button, ChoiceRow, PageHeader, Pile, Sheet

VIEWS = ("writing", "pages", "checked", "exported", "compared")
WRITING, PAGES, CHECKED, EXPORTED, COMPARED = VIEWS

_BESIDE: Final = 960
"""Pixels at 100 % text from which the pages stand beside what is written."""


class ReportPage(Page):
    """The report as it will be read."""

    page_id = "report"

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        files = files or FileChoice.of(bridge.session)
        check = Button(_("Check this PDF"), "quiet")
        draft = Button(_("Export draft"), key="Ctrl+E")
        seal = Button(_("Seal the report"), "primary", key="Ctrl+Return")
        self._header = PageHeader(_("Report"), "", [check, draft, seal])
        self.sheet = ReportSheet(bridge)
        self.pages = ReportPages(bridge)
        self.checked = FactualCheckView(bridge, files)
        self.versions = VersionList(bridge)
        self.compared = ReportCompared(bridge)
        self.views = ChoiceRow(
            _("How to see the report"),
            [
                (WRITING, _("Writing")),
                (PAGES, _("Pages")),
                (CHECKED, _("Factual check")),
                (EXPORTED, _("Exported")),
                (COMPARED, _("Compared")),
            ],
            WRITING,
        )
        self.views.chosen.connect(self.show_view)
        self._stage = Pile()
        self._view = WRITING
        self._lay_out()
        self.draft = DraftPanel(bridge, self, files)
        self.seal = SealPanel(bridge, self, files)
        self.check = CheckPanel(bridge, self, files)
        self.send = CheckSendPanel(bridge, self, files)
        self.facts = SchoolFactsSheet(bridge, self)
        self.shape = ShapePanel(bridge, self, files)
        self.mail = MailPanel(bridge, self)
        self.hand_in = HandInPanel(bridge, self, files)
        self.names = NamesPanel(bridge, self)
        self.look = ReportLookPanel(bridge, self)
        self._panels = (
            self.draft,
            self.seal,
            self.check,
            self.send,
            self.shape,
            self.mail,
            self.hand_in,
            self.facts,
            self.names,
            self.look,
        )
        draft.clicked.connect(lambda: self._open(self.draft))
        seal.clicked.connect(lambda: self._open(self.seal))
        check.clicked.connect(lambda: self._open(self.check))
        for panel in (self.draft, self.seal, self.send, self.shape, self.hand_in):
            panel.names_wanted.connect(self._names)
        self.versions.shape_wanted.connect(self._shape)
        self.versions.mail_wanted.connect(self._mail)
        self.versions.hand_in_wanted.connect(self._hand_in)
        self.pages.look_wanted.connect(self._look)
        # A logo and a colour are this laptop's: the review tells of no change.
        self.look.closed.connect(self.pages.refresh)
        self.checked.send_wanted.connect(self._send)
        self.checked.report_wanted.connect(self._show_correction)
        self.sheet.findings_wanted.connect(lambda: self.wants.emit("findings", ""))
        self.sheet.finding_wanted.connect(lambda one: self.wants.emit("findings", one))
        self.seal.finding_wanted.connect(lambda finding: self.wants.emit("findings", finding))
        self.seal.section_wanted.connect(self._show_section)
        self.seal.hypothesis_wanted.connect(self._show_section)
        self.seal.note_wanted.connect(lambda note: self.wants.emit("notes", note))
        self.seal.answers_wanted.connect(self._show_answers)
        self.seal.agreement_wanted.connect(lambda: self.wants.emit("findings", "agreed"))

    def _lay_out(self) -> None:
        both = _side_by_side(self.sheet, self.pages)
        for part in (both, self.checked, self.versions, self.compared):
            self._stage.addWidget(part)
        self.pages.hide()
        self.lay_under(self._header, self.views, stage=self._stage)

    @property
    def view(self) -> str:
        """Which of the views is in front."""
        return self._view

    def enter(self, record: str = "") -> None:
        """Show the report; `record` is a view, or what to show on the sheet."""
        self._show()
        if record in VIEWS:
            self.show_view(record)
        elif record:
            self.show_view(WRITING)
            self.sheet.show_record(record)
        # The factual check is gone on with where it was left, unless it was asked for.
        if record in VIEWS or (not record and self.view != CHECKED):
            self._begin()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed; what is being typed stays as it is."""
        self._show()

    def leave(self) -> None:
        """Save every draft."""
        self.sheet.flush()
        self.checked.flush()

    def commands(self) -> Sequence[Command]:
        """Exporting, sealing, checking, the factual check, the views, and going from change to change."""
        return (
            Command("report.draft", _("Export draft"), "Review", self._draft, "Ctrl+E"),
            Command("report.seal", _("Seal the report"), "Review", self._seal, "Ctrl+Return"),
            Command("report.check", _("Check this PDF"), "Review", self._check),
            Command(
                "report.up",
                _("Move this up"),
                "Review",
                lambda: self.sheet.move_chosen(-1),
                "Alt+Up",
                self._nothing_chosen,
            ),
            Command(
                "report.down",
                _("Move this down"),
                "Review",
                lambda: self.sheet.move_chosen(1),
                "Alt+Down",
                self._nothing_chosen,
            ),
            Command(
                "report.send",
                _("Send a draft to the school to check"),
                "Review",
                self._send,
                why_not=self.checked.why_not,
            ),
            Command(
                "report.answers",
                _("Read the school’s answers"),
                "Review",
                self._read_answers,
                why_not=self.checked.why_not,
            ),
            Command(
                "report.context",
                _("Write about the school in context"),
                "Review",
                lambda: self._write(reporting.CONTEXT),
            ),
            Command(
                "report.support",
                _("Write what support the school would like"),
                "Review",
                lambda: self._write(NEW_SUPPORT),
            ),
            Command(
                "report.hypotheses",
                _("Close what we set out to find out"),
                "Review",
                self._close_hypotheses,
                why_not=self._no_hypotheses,
            ),
            Command(
                "report.facts",
                _("The facts on the cover"),
                "Review",
                self._facts,
                why_not=self.checked.why_not,
            ),
            Command("report.shape", _("The report in another shape"), "Review", self._shape),
            Command("report.mail", _("Covering e-mail"), "Review", self._mail),
            Command(
                "report.hand-in",
                _("Hand in to the programme’s office"),
                "Review",
                self._hand_in,
            ),
            Command("report.look", _("The report’s language and look"), "Review", self._look),
            Command("report.names", _("Names in this review"), "Review", self._names),
            Command(
                "report.writing",
                _("Report: writing"),
                "View",
                lambda: self.enter(WRITING),
                "F6",
            ),
            Command("report.pages", _("Report: pages"), "View", lambda: self.enter(PAGES), "F7"),
            Command(
                "report.checked",
                _("Report: factual check"),
                "View",
                lambda: self.enter(CHECKED),
                "Shift+F7",
            ),
            Command(
                "report.exported",
                _("Report: what was exported"),
                "View",
                lambda: self.enter(EXPORTED),
                "F8",
            ),
            Command(
                "report.compared",
                _("Report: two versions compared"),
                "View",
                lambda: self.enter(COMPARED),
                "Shift+F8",
            ),
            Command(
                "report.comment",
                _("Comment on this text"),
                "Review",
                self.sheet.comment,
                "Ctrl+M",
                self._why_no_comment,
            ),
            Command(
                "report.confirm",
                _("I have read the draft and confirm it"),
                "Review",
                self.sheet.standing.say_so,
                why_not=self.sheet.standing.why_not,
            ),
            Command(
                "report.next-change",
                _("Next comment or change"),
                "View",
                lambda: self._step(1),
                "F3",
                self._why_no_step,
            ),
            Command(
                "report.previous-change",
                _("Previous comment or change"),
                "View",
                lambda: self._step(-1),
                "Shift+F3",
                self._why_no_step,
            ),
        )

    def memory(self) -> dict[str, Json]:
        """Which view was shown, and how far the sheet was scrolled."""
        return {"view": self.view, "scrolled": self.sheet.scrolled}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the view and the place."""
        self._show()
        if memory.get("view") in VIEWS:
            self.show_view(str(memory["view"]))
        scrolled = memory.get("scrolled")
        if isinstance(scrolled, int):
            self.sheet.scroll_to(scrolled)

    def show_view(self, view: str) -> None:
        """Bring one of the views to the front."""
        self.sheet.flush()
        self.checked.flush()
        self.views.set_value(view)
        self._view = view
        self._stage.setCurrentIndex(max(VIEWS.index(view) - 1, 0))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()

    def _begin(self) -> None:
        """Put the keys into the view in front; what is written beside the pages keeps its cursor."""
        if self._view == PAGES and not self.sheet.isHidden():
            self.sheet.begin()
        elif self._view == PAGES:
            self.pages.begin()
        elif self._view == CHECKED:
            self.checked.begin()
        elif self._view == EXPORTED:
            self.versions.begin()
        elif self._view == COMPARED:
            self.compared.begin()
        else:
            self.sheet.begin()

    def _fold(self) -> None:
        """Show the pages beside what is written where there is room, so that they follow it."""
        room = self.width() >= scaled(self.font(), _BESIDE)
        self.sheet.setVisible(self._view == WRITING or (self._view == PAGES and room))
        self.pages.setVisible(self._view == PAGES)

    def _show(self) -> None:
        self.sheet.refresh()
        self.pages.refresh()
        self.checked.refresh()
        self.versions.refresh()
        self.compared.refresh()
        said = latest_words(self.opened.versions())
        self._header.set_subtitle(said or _("Nothing exported yet."))

    def _step(self, way: int) -> None:
        if self.view == COMPARED:
            self.compared.step(way)
        else:
            self.sheet.step_comment(way)

    def _why_no_step(self) -> str:
        if self.view == COMPARED:
            return self.compared.why_no_step()
        if self.view == WRITING:
            return "" if self.sheet.margin.waiting() else _("No comment is open.")
        return _("Open “Writing” or “Compared” first.")

    def _why_no_comment(self) -> str:
        if self.view != WRITING:
            return _("Open “Writing” first.")
        return self.sheet.why_no_comment()

    def _draft(self) -> None:
        self._open(self.draft)

    def _seal(self) -> None:
        self._open(self.seal)

    def _check(self) -> None:
        self._open(self.check)

    def _shape(self) -> None:
        self._open(self.shape)

    def _look(self) -> None:
        self._open(self.look)

    def _mail(self) -> None:
        self._open(self.mail)

    def _hand_in(self) -> None:
        self._open(self.hand_in)

    def _send(self) -> None:
        self._open(self.send)

    def _show_correction(self, paragraph: str) -> None:
        """Open the sentence that a correction is about, with the correction below it."""
        part = self.checked.part_of(paragraph)
        if part is not None and part.beside.paragraph.subject == "facts":
            self._facts(part.beside)
        elif part is not None:
            self.show_view(WRITING)
            self.sheet.offer_correction(part.beside)

    def _read_answers(self) -> None:
        self.show_view(CHECKED)
        self.checked.choose()

    def _show_answers(self) -> None:
        self.seal.close_sheet()
        self.enter(CHECKED)

    def _facts(self, beside: Beside | None = None) -> None:
        """Open the facts of the cover, with what the school says of them."""
        self.facts.say(beside)
        self._open(self.facts)

    def _show_section(self, section: str) -> None:
        self.seal.close_sheet()
        self.enter(section)

    def _write(self, record: str) -> None:
        """Go to what is written on the sheet."""
        self.show_view(WRITING)
        self.sheet.show_record(record)

    def _close_hypotheses(self) -> None:
        """Go to the first that is still open, or to the first of all."""
        formed = self.opened.hypotheses()
        left = [one for one in formed if one.outcome is Borne.OPEN]
        self._write((left or formed)[0].id)

    def _no_hypotheses(self) -> str:
        formed = self.opened.hypotheses()
        return "" if formed else _("The team has not written what it wants to find out.")

    def _nothing_chosen(self) -> str:
        chosen = self.view == WRITING and self.sheet.chosen
        return "" if chosen else _("Put the cursor in what is to be moved first.")

    def _names(self) -> None:
        self._open(self.names)

    def _open(self, panel: Sheet) -> None:
        for one in self._panels:
            if one is not panel:
                one.close_sheet()
        panel.open()


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return both
