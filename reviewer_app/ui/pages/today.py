"""Today: what comes next, the day in order, what is still thin, and what waits."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.ui.components.day_list import DayList
from reviewer_app.ui.components.next_step_card import NextStepCard
from reviewer_app.ui.components.thin_list import ThinList
from reviewer_app.ui.components.today_columns import (
    in_column,
    nothing_planned,
    today_columns,
    under_header,
)
from reviewer_app.ui.components.visit_form import NewVisitForm
from reviewer_app.ui.components.waiting_list import DONE_KEY, WaitingList
from reviewer_app.ui.models.agenda_model import agenda_of
from reviewer_app.ui.pages.page import MATRIX, Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.widgets import Button, PageHeader, Pile

_MINUTE_MILLISECONDS: Final = 30_000
_LAYING_OUT_MILLISECONDS: Final = 300


class TodayPage(Page):
    """The home page: the day of the review nearest to now."""

    page_id = "today"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.plan_button = Button(_("Plan the day"))
        self.new_button = Button(_("New visit"), "primary", key="Ctrl+N")
        self.header = PageHeader("", "", [self.plan_button, self.new_button])
        self.before = DayList(_("Earlier in the day"), single_click=True)
        self.next_step = NextStepCard(bridge)
        self.after = DayList(_("Later in the day"), single_click=True)
        self.thin = ThinList(bridge)
        self.waiting = WaitingList(bridge)
        self.empty = nothing_planned()
        self.new_visit = NewVisitForm(self, bridge)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MILLISECONDS)
        self._laying_out = QTimer(self)
        self._laying_out.setSingleShot(True)
        self._laying_out.setInterval(_LAYING_OUT_MILLISECONDS)
        self._compose()
        self._connect()

    def enter(self, record: str = "") -> None:
        """Show the day."""
        self._show_day()
        self._minute.start()
        if self._is_empty():
            self.empty.setFocus()
        elif self.next_step.isVisibleTo(self):
            self.next_step.setFocus()
            self._laying_out.start()
            self._show_next_step()
        else:
            self.before.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        self.thin.told.end()
        self.waiting.told.end()
        self._show_day()

    def leave(self) -> None:
        """Stop counting the minutes; nothing is typed here."""
        self._minute.stop()

    def commands(self) -> Sequence[Command]:
        """Start what comes next, start something unplanned, plan."""
        return (
            Command("today.start", _("Start what comes next"), "Visit", self.next_step.act),
            Command("today.new", _("New visit"), "Visit", self.new_visit.ask, "Ctrl+N"),
            Command("today.plan", _("Plan the day"), "Visit", self._plan, "Ctrl+Shift+N"),
            Command(
                "today.followed-up",
                _("The note was followed up"),
                "Note",
                self.waiting.say_done,
                DONE_KEY,
                self.waiting.why_not_done,
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts what comes next, unless a button has the focus: then it presses that."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.window().focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            elif self.next_step.isVisibleTo(self):
                self.next_step.act()
            return
        super().keyPressEvent(event)

    def _compose(self) -> None:
        self.columns = today_columns(
            [self.before, self.next_step, self.after], [self.thin, self.waiting]
        )
        self._stack = Pile()
        self._stack.addWidget(self.columns)
        self._stack.addWidget(in_column(self.empty))
        under_header(self, self.header, self._stack)

    def _connect(self) -> None:
        self.plan_button.clicked.connect(self._plan)
        self.new_button.clicked.connect(self.new_visit.ask)
        self.empty.acted.connect(lambda: self.wants.emit("plan", "add:lesson-visit"))
        self.new_visit.started.connect(self._notes)
        self.next_step.notes_asked.connect(self._notes)
        self.next_step.page_asked.connect(lambda page: self.wants.emit(page, ""))
        self.before.opened.connect(self._notes)
        self.after.opened.connect(self._notes)
        self.thin.plan_asked.connect(lambda record: self.wants.emit("plan", record))
        self.thin.matrix_asked.connect(lambda row: self.wants.emit("findings", f"{MATRIX}{row}"))
        self.waiting.page_asked.connect(self.wants)
        self._minute.timeout.connect(self._show_day)
        self.columns.scroller.verticalScrollBar().rangeChanged.connect(self._show_next_step)

    def _show_next_step(self) -> None:
        """Scroll to it, again as often as the page that was just entered is laid out."""
        if self._laying_out.isActive():
            self.columns.scroller.follow_focus(self.next_step)

    def _is_empty(self) -> bool:
        return not self.opened.all(Activity)

    def _show_day(self) -> None:
        now = self.bridge.session.clock()
        agenda = agenda_of(self.opened, now)
        self.header.set_title(agenda.title)
        self.header.set_subtitle(agenda.subtitle)
        self.before.show_lines(agenda.before)
        self.after.show_lines(agenda.after)
        self.next_step.show_step(agenda, now)
        self.thin.show_rows()
        self.waiting.show_rows()
        self._stack.setCurrentIndex(1 if self._is_empty() else 0)
        # One primary button a page: where a card asks for the next step, that is it.
        card = self._is_empty() or self.next_step.isVisibleTo(self)
        self.new_button.set_kind("secondary" if card else "primary")

    def _plan(self) -> None:
        self.wants.emit("plan", "")

    def _notes(self, record: str) -> None:
        self.wants.emit("notes", record)
