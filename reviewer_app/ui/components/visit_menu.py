"""The way from one visit to another without losing one's place: a strip of those open, a menu of the day's."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.ui.models.agenda_model import activities_on, chip_words, nearest_day
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.models.waiting_model import activity_of_draft
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, ChoiceRow


def visits_of_day(bridge: Bridge) -> list[Activity]:
    """Give the activities of the day of the review nearest to now."""
    _phase, day = nearest_day(bridge.opened, bridge.session.clock())
    return activities_on(bridge.opened, day)


def open_visits(bridge: Bridge) -> list[Activity]:
    """Give my visits of any day that run, or hold words not yet committed."""
    opened = bridge.opened
    drafted = [activity_of_draft(opened, draft) for draft in opened.drafts.values()]
    ids = {one.id for one in drafted if one is not None}
    return [
        one
        for one in opened.activities()
        if one.id in ids or (one.state is ActivityState.RUNNING and opened.is_mine(one.id))
    ]


class VisitStrip(QWidget):
    """The visits that run side by side; shown while there is more than one.

    Signals:
        chosen(activity)
    """

    chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: list[tuple[str, str]] = []
        self._row: ChoiceRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.M)
        self.hide()

    def show_visits(self, current: str) -> None:
        """Show the open visits, with the current one among them."""
        visits = open_visits(self._bridge)
        choices = [
            (one.id, f"{clock_words(one.planned_start or one.seen_from)} {one.title}".strip())
            for one in visits
        ]
        here = self._bridge.opened.get(Activity, current)
        if here is not None and all(one.id != current for one in visits):
            choices.append((current, here.title))
        if choices != self._shown or self._row is None:
            self._shown = choices
            if self._row is not None:
                self._column.removeWidget(self._row)
                self._row.deleteLater()
            self._row = ChoiceRow(_("Visits that are open"), choices, current)
            self._row.chosen.connect(self.chosen)
            self._column.addWidget(self._row)
        self._row.set_value(current)
        self.setVisible(len(choices) > 1)


class VisitMenu(Button):
    """A button that offers every visit of the day.

    Signals:
        chosen(activity)
    """

    chosen = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(_("Visits"), "quiet", key="Ctrl+J", icon="chevron-down")
        self._bridge = bridge
        self._current = ""
        self.set_tip(_("Go to another visit of the day"))
        self.clicked.connect(self.show_menu)

    def set_current(self, activity: str) -> None:
        """Say which visit is shown."""
        self._current = activity

    def show_menu(self) -> None:
        """Open the menu below the button."""
        menu = self.menu_of_day()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + Space.XS)))

    def menu_of_day(self) -> QMenu:
        """Make the menu."""
        opened = self._bridge.opened
        menu = QMenu(self)
        for one in visits_of_day(self._bridge):
            when = clock_words(one.planned_start or one.seen_from)
            words = f"{when}  {one.title}".strip()
            stands = chip_words(opened, one)
            action = QAction(f"{words}\t{stands}" if stands else words, menu)
            action.setCheckable(True)
            action.setChecked(one.id == self._current)
            action.triggered.connect(lambda _on, id_=one.id: self.chosen.emit(id_))
            menu.addAction(action)
        return menu
