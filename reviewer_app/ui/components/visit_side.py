"""Beside the notes of a visit: its facts, what to look for, and what else can be done with it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState, QuestionKind
from reviewer_app.review import answers
from reviewer_app.ui.components.look_for import LookFor
from reviewer_app.ui.components.visit_facts import VisitFacts
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, SectionLabel, Text


class SideLines(QWidget):
    """A heading over sentences; out of sight while there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[str, ...] = ()
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.XL, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(SectionLabel(title))
        self._column.addWidget(self._body)
        self.hide()

    def show_lines(self, lines: Iterable[str]) -> None:
        """Show these; where nothing changed, nothing moves."""
        found = tuple(lines)
        if found == self.lines:
            return
        self.lines = found
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for line in found:
            column.addWidget(Text(line, tone="ink2"))
        self._column.replaceWidget(self._body, shown)
        self._body.deleteLater()
        self._body = shown
        self.setVisible(bool(found))


class VisitSide(QWidget):
    """Facts, targets, questions to ask, and what the review adds to them.

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
        self.questions = SideLines(_("Worth asking"))
        self.own_questions = SideLines(_("The school’s own questions"))
        self.own_criteria = SideLines(_("Extra criteria"))
        inner = Column(left=Space.XL, right=Space.XL, bottom=Space.XL)
        self._title = SectionLabel(_("This visit"))
        inner.add(self._title)
        inner.space(Space.S)
        inner.add(self.facts)
        # Above the long lists: what ends a visit is in sight however low the window is.
        inner.space(Space.M)
        left = QHBoxLayout()
        left.addWidget(self.later)
        left.addStretch(1)
        inner.add_row(left)
        inner.space(Space.XL)
        inner.add(SectionLabel(_("What to look for")))
        inner.space(Space.XS)
        inner.add(self.look_for)
        for lines in (self.questions, self.own_questions, self.own_criteria):
            inner.add(lines)
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
        opened = self._bridge.opened
        self.questions.show_lines(
            opened.framework.framework.form_for(found.activity_kind).questions
        )
        for kind, lines in (
            (QuestionKind.QUESTION, self.own_questions),
            (QuestionKind.CRITERION, self.own_criteria),
        ):
            lines.show_lines(one.text for one in answers.own_questions(opened, kind))
