"""The one thing to do next today: start a visit, or go on with the one that runs."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.model import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review import capture
from reviewer_app.ui.models.agenda_model import Agenda, next_step_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import NextStep


class NextStepCard(QWidget):
    """The raised card of the page Today.

    Signals:
        notes_asked(activity): its notes are wanted; it runs by then.
        page_asked(page): after the last day, the page where it goes on.
    """

    notes_asked = Signal(str)
    page_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._activity = ""
        self._page = ""
        self.card = NextStep("", "", _("Start"), key="Return")
        self.card.acted.connect(self.act)
        self.setFocusProxy(self.card.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_step(self, agenda: Agenda, now: datetime) -> None:
        """Show what comes next in an agenda; hides where nothing does."""
        opened = self._bridge.opened
        found = opened.get(Activity, agenda.next_step) if agenda.next_step else None
        self._activity = found.id if found else ""
        self._page = {"before": "plan", "after": "findings"}.get(agenda.phase, "")
        if agenda.phase == "before" and found is not None:
            self.card.set_words(*next_step_words(opened, found, now))
            self.card.button.set_text(_("See the plan"))
        elif found is not None:
            running = found.state is ActivityState.RUNNING
            self.card.set_words(*next_step_words(opened, found, now))
            self.card.button.set_text(_("Go on") if running else _("Start"))
        elif agenda.phase == "after":
            self.card.set_words(
                _("Agree the findings"),
                _("The evidence is in. What went well comes first, then even better if."),
            )
            self.card.button.set_text(_("Open findings"))
        self.setVisible(found is not None or agenda.phase == "after")

    def act(self) -> None:
        """Do it: start the visit, or go on."""
        if self._page:
            self.page_asked.emit(self._page)
        elif self._activity:
            activity = self._activity
            self._bridge.do(capture.start_visit, activity).then(
                lambda _started: self.notes_asked.emit(activity)
            )
