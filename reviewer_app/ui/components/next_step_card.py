"""The one thing to do next today: start a visit, or go on with the one that runs."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review import capture, reporting
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.agenda_model import Agenda, next_step_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import NextStep


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next in words; `activity` is what to start, `page` where it goes on instead."""

    title: str
    text: str
    action: str
    activity: str = ""
    page: str = ""


def step_of(opened: OpenReview, agenda: Agenda, now: datetime) -> Step | None:
    """Say what comes next in an agenda, None where nothing does."""
    found = opened.get(Activity, agenda.next_step) if agenda.next_step else None
    if found is not None:
        words = next_step_words(opened, found, now)
        if agenda.phase == "before":
            return Step(*words, _("See the plan"), page="plan")
        running = found.state is ActivityState.RUNNING
        return Step(*words, _("Go on") if running else _("Start"), activity=found.id)
    if agenda.phase == "after" and reporting.is_sealed(opened):
        return None
    if agenda.phase == "after" and opened.agreements():
        return Step(
            _("Write the report"),
            _("The findings are agreed, and stand in it already. Add what a reader should know."),
            _("Open the report"),
            page="report",
        )
    if agenda.phase == "after":
        return Step(
            _("Agree the findings"),
            _("The evidence is in. What went well comes first, then even better if."),
            _("Open findings"),
            page="findings",
        )
    return None


class NextStepCard(QWidget):
    """The raised card of the page Today.

    Signals:
        notes_asked(activity): its notes are wanted; it runs by then.
        page_asked(page): the page where it goes on, where nothing is to be started.
    """

    notes_asked = Signal(str)
    page_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._step: Step | None = None
        self.card = NextStep("", "", _("Start"), key="Return")
        self.card.acted.connect(self.act)
        self.setFocusProxy(self.card.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_step(self, agenda: Agenda, now: datetime) -> None:
        """Show what comes next in an agenda; hides where nothing does."""
        self._step = step_of(self._bridge.opened, agenda, now)
        if self._step is not None:
            self.card.set_words(self._step.title, self._step.text)
            self.card.button.set_text(self._step.action)
        self.setVisible(self._step is not None)

    def act(self) -> None:
        """Do it: start the visit, or go on; with nothing to do, plan something."""
        step = self._step
        if step is not None and step.activity:
            self._bridge.do(capture.start_visit, step.activity).then(
                lambda _started: self.notes_asked.emit(step.activity)
            )
        else:
            self.page_asked.emit(step.page if step is not None else "plan")
