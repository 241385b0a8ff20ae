"""What of a concern may be kept: that it was told, to which role and when; and that a visit is no evidence.

Everything here is one press. There is nowhere to type.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState, Told
from reviewer_app.review import capture, safeguarding
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.visit_menu import open_visits
from reviewer_app.ui.models.safeguarding_words import choice_words, role_words
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Flow, Text


class SafeguardingRecord(QWidget):
    """Buttons for whom one told, and one for the visit that is open; a line says what was kept, with Undo.

    Signals:
        answered(): the line says something new.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._visit = ""
        self.roles = {role: Button(choice_words(role)) for role in Told}
        buttons = QWidget()
        row = Flow(buttons, gap=Space.S)
        for role, button in self.roles.items():
            button.clicked.connect(partial(self._tell, role))
            row.addWidget(button)
        self.said = Banner("")
        self.said.acted.connect(self._undo)
        self._about_visit = Text("", Step.LIST, "ink3")
        self.visit = Button("")
        self.visit.clicked.connect(self._leave_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        told = _("Whom did you tell? One press keeps the time and the role, and nothing else.")
        column.addWidget(Text(told, Step.LIST, "ink3"))
        column.addWidget(buttons)
        self._with_visit = QWidget()
        below = QVBoxLayout(self._with_visit)
        below.setContentsMargins(0, Space.S, 0, 0)
        below.setSpacing(Space.XS)
        below.addWidget(self._about_visit)
        below.addWidget(self.visit)
        column.addWidget(self._with_visit)
        column.addWidget(self.said)

    def show_for(self, bridge: Bridge | None, shown: str) -> None:
        """Offer what can be kept in the open review; `shown` is the visit on the page, "" for none."""
        self._bridge = bridge
        self.said.hide()
        self.setVisible(bridge is not None)
        visit = visit_that_is_open(bridge, shown) if bridge is not None else None
        self._visit = visit.id if visit is not None else ""
        self._show_visit()

    def _show_visit(self) -> None:
        visit = self._bridge.opened.get(Activity, self._visit) if self._bridge is not None else None
        self._with_visit.setVisible(visit is not None)
        if visit is None:
            return
        if visit.left_out:
            self._about_visit.setText(
                _("“{visit}” is out of the evidence.").format(visit=visit.title)
            )
            self.visit.set_text(_("Put it back"))
        else:
            self._about_visit.setText(_("The visit “{visit}”").format(visit=visit.title))
            self.visit.set_text(_("Leave it out of the evidence"))
        self.visit.setAccessibleDescription(visit.title)

    def _tell(self, role: Told) -> None:
        bridge = self._bridge
        if bridge is None:
            return
        now = clock_words(bridge.session.clock().isoformat())
        kept = _("Kept: {time}, {role}.").format(time=now, role=role_words(role))
        self._say_when_done(bridge.do(safeguarding.tell, role), kept)

    def _leave_out(self) -> None:
        bridge = self._bridge
        visit = bridge.opened.get(Activity, self._visit) if bridge is not None else None
        if bridge is None or visit is None:
            return
        if visit.left_out:
            verb, words = capture.put_back, _("The visit is evidence again.")
        else:
            verb = capture.leave_out
            words = _("Its notes stay where they are, and count nowhere.")
        self._say_when_done(bridge.do(verb, visit.id), words)

    def _say_when_done(self, reply: Reply, words: str) -> None:
        def done(_value: object) -> None:
            self._show_visit()
            self.said.say(words, action=_("Undo"))
            self.answered.emit()

        def refused(error: UserError) -> None:
            self.said.say(refusal_words(error), "alert")
            self.answered.emit()

        reply.then(done).failed(refused)

    def _undo(self) -> None:
        self.said.hide()
        if self._bridge is not None:
            self._bridge.undo()

    def refresh(self) -> None:
        """Show how the visit stands now, as after an undo."""
        self._show_visit()


def visit_that_is_open(bridge: Bridge, shown: str) -> Activity | None:
    """Give the visit a concern may have come up at: the one on the page, else one of mine that runs; None for none."""
    here = bridge.opened.get(Activity, shown)
    before = (ActivityState.PLANNED, ActivityState.NOT_SEEN)
    if here is not None and (here.left_out or here.state not in before):
        return here
    running = (one for one in open_visits(bridge) if one.state is ActivityState.RUNNING)
    return next(running, None)
