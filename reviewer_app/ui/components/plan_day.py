"""One day of the plan as a list: kept in order, changed with the keys where the row stands."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.day_list import DayList
from reviewer_app.ui.components.slot_bar import STEP_MINUTES, SlotBar
from reviewer_app.ui.models.agenda_model import (
    activities_on,
    line_of,
    next_activity,
    without_day,
)
from reviewer_app.ui.shell.bridge import Bridge


class PlanDay(DayList):
    """The slots of one day; with no day, those that have no time yet.

    F2 goes to the time, Alt+Up and Alt+Down move the slot, Enter changes it, Delete takes it off the plan.

    Signals:
        day_over(step): the arrow keys left or right: another day is wanted.
    """

    day_over = Signal(int)

    def __init__(self, bridge: Bridge, bar: SlotBar) -> None:
        super().__init__(_("The day’s plan"))
        self._bridge = bridge
        self._bar = bar
        self._day: date | None = None
        self.current_changed.connect(bar.show_activity)
        self.opened.connect(lambda _row: bar.ask_change())

    def show_day(self, day: date | None, current: str = "") -> None:
        """Show a day, with a slot chosen where there is one."""
        kept = current or (self.current_id if day == self._day else "")
        self._day = day
        opened = self._bridge.opened
        found = activities_on(opened, day) if day else without_day(opened)
        self.show_lines(line_of(opened, one, long=True) for one in found)
        ids = [one.id for one in found]
        if kept in ids:
            self.set_current(kept)
        elif ids:
            coming = next_activity(opened, found)
            self.set_current(coming.id if coming else ids[0])
        self._bar.show_activity(self.current_id if self.current_id in ids else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._bar.move_by(-STEP_MINUTES if key == Qt.Key.Key_Up else STEP_MINUTES)
        elif key == Qt.Key.Key_F2:
            self._bar.type_time()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._bar.remove_slot()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.day_over.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)
