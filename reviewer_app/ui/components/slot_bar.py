"""What can be done with the visit chosen on the plan: its time typed in place, moved, not seen, removed."""

from collections.abc import Iterable
from datetime import time, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of, time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review import timetable
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.models.agenda_model import day_of
from reviewer_app.ui.models.visit_words import clock_words, on_day, people_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Button, Flow, TimeField

STEP_MINUTES: Final = 5


class SlotBar(QWidget):
    """Stands above the day's list and speaks of its current row.

    Signals:
        change_asked(activity): all its facts are to be changed.
        notes_asked(activity)
        done(): something was done from the keyboard; the list can have the focus again.
    """

    change_asked = Signal(str)
    notes_asked = Signal(str)
    done = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._activity = ""
        self._offered = False
        self.time = TimeField("")
        self.time.line.setAccessibleName(_("The chosen visit starts at"))
        self.earlier = Button(_("Five minutes earlier"), icon="chevron-up", icon_only=True)
        self.later = Button(_("Five minutes later"), icon="chevron-down", icon_only=True)
        self.change = Button(_("Change"), "quiet")
        self.not_seen = Button(_("Not seen"), "quiet")
        self.back = Button(_("Back on the plan"), "quiet")
        self.notes = Button(_("Notes"), "quiet")
        self.remove = Button(_("Remove"), "quiet")
        self.reason = WrittenLine(
            bridge,
            "activity",
            _("Not seen because"),
            placeholder=_("the class was at the library"),
            help=_("Enter keeps it, Escape leaves it on the plan."),
        )
        self.banner = Banner("")
        self.banner.hide()
        self._compose()
        self._connect()

    @property
    def activity(self) -> str:
        """The activity spoken of; "" for none."""
        return self._activity

    def show_activity(self, activity: str) -> None:
        """Speak of another activity."""
        if activity != self._activity:
            self._asking(on=False)
        self._activity = activity
        found = self._bridge.opened.get(Activity, activity)
        self._parts.setVisible(found is not None)
        if found is None:
            return
        away = found.state is ActivityState.NOT_SEEN
        planned = found.state in (ActivityState.PLANNED, ActivityState.NOT_SEEN)
        self.not_seen.setVisible(found.state is ActivityState.PLANNED)
        self.back.setVisible(away)
        for button in (self.earlier, self.later):
            button.setVisible(planned and found.planned_start is not None and not away)
        if not self.time.line.hasFocus():
            start = found.planned_start
            self.time.set_value(
                time_of(start).time().replace(second=0, microsecond=0) if start else None
            )

    def end_offer(self) -> None:
        """Something else changed: undo would take back that, so it is no longer offered."""
        if self._offered:
            self._offered = False
            self.banner.hide()

    def type_time(self) -> None:
        """Go to the time, ready to be typed over."""
        if self._activity:
            self.time.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.time.line.selectAll()

    def move_by(self, minutes: int) -> None:
        """Move the visit earlier or later."""
        found = self._bridge.opened.get(Activity, self._activity)
        if found is not None and found.planned_start:
            moved = time_of(found.planned_start) + timedelta(minutes=minutes)
            if moved.date() == time_of(found.planned_start).date():
                self._change_start(moment_of(moved))

    def move_to(self, at: time, activity: str, people: Iterable[str]) -> None:
        """Move a visit to a time of its day, and to these people; it can be undone."""
        opened = self._bridge.opened
        found = opened.get(Activity, activity)
        if found is None or not found.planned_start:
            return
        like = time_of(found.planned_start)
        start = on_day(like.date(), at, like)
        going = sorted(people)

        def moved(_value: None) -> None:
            self._offered = True
            who = people_words(opened, going) or _("everyone")
            words = _("{title}: {time}, {who}.").format(
                title=found.title, time=clock_words(start), who=who
            )
            self.banner.say(words, action=_("Undo"))

        self._bridge.do(timetable.replan, activity, going, planned_start=start).then(moved).failed(
            self._refused
        )

    def toggle_seen(self) -> None:
        """Ask why it was not seen, or put it back on the plan."""
        found = self._bridge.opened.get(Activity, self._activity)
        if found is None:
            return
        if found.state is ActivityState.NOT_SEEN:
            self._bridge.do(timetable.back_on_plan, found.id).failed(self._refused)
        elif found.state is ActivityState.PLANNED:
            self._asking(on=True)

    def remove_slot(self) -> None:
        """Take the visit off the plan; it can be undone."""
        found = self._bridge.opened.get(Activity, self._activity)
        if found is None:
            return
        title = found.title

        def gone(_value: None) -> None:
            self._offered = True
            self.banner.say(_("{title} is off the plan.").format(title=title), action=_("Undo"))

        self._bridge.do(timetable.remove, found.id, _("taken off the plan")).then(gone).failed(
            self._refused
        )

    def ask_change(self) -> None:
        """Ask for all its facts."""
        if self._activity:
            self.change_asked.emit(self._activity)

    def ask_notes(self) -> None:
        """Ask for its notes."""
        if self._activity:
            self.notes_asked.emit(self._activity)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape while asked why leaves the visit on the plan; Enter in the time goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.reason.isVisible():
            self._asking(on=False)
            self.done.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.reason.line.hasFocus():
                self._keep_reason()
            elif self.time.line.hasFocus():
                self.done.emit()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        self._parts = QWidget()
        flow = Flow(self._parts, gap=Space.S, line_gap=Space.S)
        for part in (
            self.time,
            self.earlier,
            self.later,
            self.change,
            self.not_seen,
            self.back,
            self.notes,
            self.remove,
        ):
            flow.addWidget(part)
        self.reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self._parts)
        column.addWidget(self.reason)
        column.addWidget(self.banner)

    def _connect(self) -> None:
        self.time.finished.connect(self._typed)
        self.earlier.clicked.connect(lambda: self.move_by(-STEP_MINUTES))
        self.later.clicked.connect(lambda: self.move_by(STEP_MINUTES))
        self.change.clicked.connect(self.ask_change)
        self.not_seen.clicked.connect(self.toggle_seen)
        self.back.clicked.connect(self.toggle_seen)
        self.notes.clicked.connect(self.ask_notes)
        self.remove.clicked.connect(self.remove_slot)
        self.banner.acted.connect(self._undo)

    def _asking(self, *, on: bool) -> None:
        self.reason.setVisible(on)
        self.reason.set_value("")
        self.reason.set_error("")
        if on:
            self.reason.line.setFocus()

    def _keep_reason(self) -> None:
        because = self.reason.value.strip()
        if not because:
            self.reason.set_error(_("Say why in a few words."))
            return
        self._bridge.do(timetable.not_seen, self._activity, because).failed(self._refused)
        self._asking(on=False)
        self.done.emit()

    def _typed(self, typed: time | None) -> None:
        found = self._bridge.opened.get(Activity, self._activity)
        if found is None:
            return
        if typed is None:
            self._change_start(None)
            return
        now = self._bridge.session.clock()
        like = time_of(found.planned_start) if found.planned_start else now
        self._change_start(on_day(day_of(found) or now.date(), typed, like))

    def _change_start(self, start: str | None) -> None:
        self._bridge.do(timetable.change, self._activity, since=None, planned_start=start).failed(
            self._refused
        )

    def _undo(self) -> None:
        self.banner.hide()
        if self._offered:
            self._offered = False
            self._bridge.undo()

    def _refused(self, error: UserError) -> None:
        self._offered = False
        self.banner.say(refusal_words(error), "alert")
