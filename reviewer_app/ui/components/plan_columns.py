"""One day of the plan with a column for each person: visits are dragged, or moved with the keys, and undone."""

from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.ui.components.slot_bar import STEP_MINUTES, SlotBar
from reviewer_app.ui.models.agenda_model import activities_on, next_activity
from reviewer_app.ui.models.day_model import FREE, PlannedDay, people_on, planned_day
from reviewer_app.ui.models.visit_words import first_name
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ChoiceRow
from reviewer_app.ui.widgets.day_columns import DayColumns
from reviewer_app.ui.widgets.folding import Folding


class _Columns(DayColumns):
    """The columns, with the keys of the plan."""

    def __init__(self, name: str, owner: "PlanColumns") -> None:
        super().__init__(name)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.pressed(event):
            super().keyPressEvent(event)


class PlanColumns(Folding):
    """A day by person. Where not all columns fit, one person's is shown, and who is chosen above.

    Alt+Up and Alt+Down move the visit, Alt+Left and Alt+Right give it to the person beside.

    Signals:
        plan_asked(person, start): a visit is to be planned where that person is free.
    """

    plan_asked = Signal(str, time)

    def __init__(self, bridge: Bridge, bar: SlotBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._bar = bar
        self._day: date | None = None
        self._planned = PlannedDay((), (), (), 0, 0)
        self._person = bridge.opened.me
        self._follow: tuple[str, str] = ("", "")
        self._choices: list[tuple[str, str]] = []
        self.people: ChoiceRow | None = None
        self.view = _Columns(_("The day’s plan by person"), self)
        self.view.current_changed.connect(self._moved)
        self.view.opened.connect(lambda _id: self._open())
        self.view.dropped.connect(self._dropped)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(self.view)

    @property
    def folded(self) -> bool:
        """Whether one person's column is shown, because not all of them fit."""
        everyone = self._everyone()
        return len(everyone) > 1 and self.width() < self.view.width_for(self.font(), len(everyone))

    @property
    def current_id(self) -> str:
        """The activity of the current cell; "" for none."""
        cell = self.view.current
        return "" if cell is None or cell.free else cell.id.partition(":")[0]

    def show_day(self, day: date | None, current: str = "") -> None:
        """Show a day, with a visit chosen where there is one."""
        activity, person = self._follow
        kept = current or activity or (self.current_id if day == self._day else "")
        at = self.view.current
        if not person and at is not None and at.column < len(self._planned.people):
            person = self._planned.people[at.column]
        self._follow = ("", "")
        self._day = day
        self._fill()
        self._choose(kept, person)

    def pass_on(self, step: int) -> None:
        """Give the current visit to the person beside: 1 to the right, -1 to the left."""
        cell = self.view.current
        everyone = self._everyone()
        if cell is None or not cell.moves or cell.wide or len(everyone) < 2:
            return
        holder = self._planned.people[cell.column]
        at = everyone.index(holder) + step
        if 0 <= at < len(everyone):
            self._give(self.current_id, holder, everyone[at], cell.start)

    def pressed(self, event: QKeyEvent) -> bool:
        """Take a key of the plan; gives whether it was one."""
        key, modifiers = event.key(), event.modifiers()
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape:
            return self.view.let_go()
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._bar.move_by(-STEP_MINUTES if key == Qt.Key.Key_Up else STEP_MINUTES)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pass_on(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_F2:
            self._bar.type_time()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._bar.remove_slot()
        elif modifiers & Qt.KeyboardModifier.ControlModifier and key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
        else:
            return False
        return True

    def _everyone(self) -> list[str]:
        if self._day is None:
            return []
        return people_on(self._bridge.opened, activities_on(self._bridge.opened, self._day))

    def fold(self) -> None:
        """Show as many columns as the width holds: all, or one."""
        if self._day is None or (len(self._planned.people) == 1) == self.folded:
            return
        at = self.view.current
        if at is not None and not at.wide:
            self._person = self._planned.people[at.column]
        self.show_day(self._day)

    def _fill(self) -> None:
        if self._day is None:
            self._planned = PlannedDay((), (), (), 0, 0)
        else:
            now = self._bridge.session.clock()
            only = self._person if self.folded else ""
            self._planned = planned_day(self._bridge.opened, self._day, now, only)
        shown = self._planned
        self.view.show_day(shown.names, shown.cells, shown.first, shown.last, shown.ghosts)
        self._show_people()

    def _show_people(self) -> None:
        everyone = self._everyone()
        choices = [(one, first_name(self._bridge.opened, one)) for one in everyone]
        if choices != self._choices:
            self._choices = choices
            if self.people is not None:
                self._column.removeWidget(self.people)
                self.people.deleteLater()
            self.people = ChoiceRow(_("Whose day"), choices)
            self.people.chosen.connect(self._choose_person)
            self._column.insertWidget(0, self.people)
        if self.people is not None:
            self.people.setVisible(self.folded)
            self.people.set_value(self._person if self._person in everyone else everyone[0])

    def _choose_person(self, person: str) -> None:
        self._person = person
        self.show_day(self._day)

    def _choose(self, activity: str, person: str) -> None:
        """Make the cell of an activity the current one; else what comes next, or the first there is."""
        cells = self._planned.cells
        if not activity and self._day is not None:
            coming = next_activity(
                self._bridge.opened, activities_on(self._bridge.opened, self._day)
            )
            activity = coming.id if coming else ""
        own = [one for one in cells if one.id.partition(":")[0] == activity]
        beside = [one for one in own if one.id.partition(":")[2] == person]
        chosen = next(iter(beside or own or cells), None)
        if chosen is not None:
            self.view.set_current(chosen.id)
        self._moved()

    def _moved(self, _id: str = "") -> None:
        if not self.isHidden():
            self._bar.show_activity(self.current_id)

    def _open(self) -> None:
        cell = self.view.current
        if cell is not None and cell.free:
            person = cell.id.split(":")[1]
            self.plan_asked.emit(person, time(cell.start // 60, cell.start % 60))
        else:
            self._bar.ask_change()

    def _dropped(self, dropped: str, column: int, minute: int) -> None:
        activity, _colon, holder = dropped.partition(":")
        if activity != FREE:
            self._give(activity, holder, self._planned.people[column], minute)

    def _give(self, activity: str, holder: str, person: str, minute: int) -> None:
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return
        people = set(self._bridge.opened.members_of(activity))
        if holder and person != holder:
            people = (people - {holder}) | {person}
        self._person = person if self.folded else self._person
        self._follow = (activity, person)
        self._bar.move_to(time(minute // 60, minute % 60), activity, people)
