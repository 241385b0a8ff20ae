"""Beside the notes of a visit: its facts, what to look for, and what else can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.ui.components.look_for import LookFor
from reviewer_app.ui.components.visit_facts import VisitFacts
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, SectionLabel, Text


class VisitSide(QWidget):
    """Facts, targets, questions to ask.

    Signals:
        later_asked(): to be written up later.
    """

    later_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.facts = VisitFacts(bridge)
        self.look_for = LookFor(bridge)
        self.later = Button(_("Write up later"), "secondary", key="Ctrl+Shift+Return")
        self.later.clicked.connect(self.later_asked)
        self._asked: tuple[str, ...] = ()
        self._ask = SectionLabel(_("Worth asking"))
        self._questions = QWidget()
        inner = Column(left=Space.XL, right=Space.XL, bottom=Space.XL)
        self._title = SectionLabel(_("This visit"))
        inner.add(self._title)
        inner.space(Space.S)
        inner.add(self.facts)
        inner.space(Space.XL)
        inner.add(SectionLabel(_("What to look for")))
        inner.space(Space.XS)
        inner.add(self.look_for)
        inner.space(Space.XL)
        left = QHBoxLayout()
        left.addWidget(self.later)
        left.addStretch(1)
        inner.add_row(left)
        inner.space(Space.XL)
        inner.add(self._ask)
        inner.space(Space.S)
        self._holder = QVBoxLayout()
        self._holder.addWidget(self._questions)
        inner.add_row(self._holder)
        inner.stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)

    def set_titled(self, on: bool) -> None:
        """Leave the first heading out where what stands around says the same."""
        self._title.setVisible(on)

    def show_activity(self, activity: str, tagged: tuple[str, ...]) -> None:
        """Show an activity, and which criteria the note being written carries."""
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return
        self.facts.show_activity(activity)
        self.look_for.show_activity(activity, tagged)
        self.later.setVisible(found.state is ActivityState.RUNNING)
        self._show_questions(
            self._bridge.opened.framework.framework.form_for(found.activity_kind).questions
        )

    def _show_questions(self, questions: tuple[str, ...]) -> None:
        self._ask.setVisible(bool(questions))
        if questions == self._asked:
            return
        self._asked = questions
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for question in questions:
            column.addWidget(Text(question, tone="ink2"))
        self._holder.replaceWidget(self._questions, shown)
        self._questions.deleteLater()
        self._questions = shown
