"""What one review adds to its framework: the school's own questions, and extra criteria; written by the lead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import OwnQuestion
from reviewer_app.model.words import QuestionKind
from reviewer_app.review import answers
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, ChoiceField, SectionLabel, Text
from reviewer_app.ui.widgets.layouts import lay_in

PLACE = "own:"
"""Where the draft of a question lies: `own:ID`, or `own:new-question` and `own:new-criterion`."""


class OwnQuestionRow(QWidget):
    """One question under its heading: changed where it stands, or removed.

    Signals:
        removed(question)
    """

    removed = Signal(str)

    def __init__(self, bridge: Bridge, question: OwnQuestion, *, name: str) -> None:
        super().__init__()
        self._bridge, self._question = bridge, question.id
        place = f"{PLACE}{question.id}"

        def commit(text: str, since: int) -> Reply:
            return bridge.do(answers.change_question, question.id, text, since=since, place=place)

        self.sentence = DraftedText(bridge, place, name, commit, step=Step.NOTE)
        self.remove = Button(_("Remove"), "quiet", icon="delete", icon_only=True)
        self.remove.clicked.connect(lambda: self.removed.emit(question.id))
        self._words = Text("", Step.NOTE)
        self._heading = Text("", Step.LABEL, "ink3")
        head = QVBoxLayout()
        head.setContentsMargins(DraftedText.BLEED, 0, DraftedText.BLEED, 0)
        head.addWidget(self._heading)
        head.addWidget(self._words)
        left = QVBoxLayout()
        left.setSpacing(0)
        lay_in(left, head)
        left.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.XS, 0, Space.XS)
        lay_in(row, left, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.show_question(question)

    def show_question(self, question: OwnQuestion) -> None:
        """Show what the review says of it now; only who leads may write."""
        leads = self._bridge.opened.leads()
        self._heading.setText(heading_title(self._bridge.opened, question.heading))
        self._words.setText(question.text)
        self.remove.setAccessibleName(_("Remove “{question}”").format(question=question.text))
        self._words.setVisible(not leads)
        self.sentence.setVisible(leads)
        self.remove.setVisible(leads)
        self.sentence.show_text(question.text)


class OwnQuestions(QWidget):
    """Every question of one kind, and where the next is written."""

    BLEED = DraftedText.BLEED

    def __init__(
        self,
        bridge: Bridge,
        kind: QuestionKind,
        *,
        title: str,
        about: str,
        new: str,
        example: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._kind, self._title, self._about = bridge, kind, title, about
        self._new_place = f"{PLACE}new-{kind.value}"
        self.rows: dict[str, OwnQuestionRow] = {}
        self.words = Text("", tone="ink2")
        headings = bridge.opened.framework.framework.headings
        self.heading = ChoiceField(
            _("Under the heading"), [(one.id, one.title) for one in headings], headings[0].id
        )
        narrow_to(self.heading, 24)
        self.new = DraftedText(
            bridge,
            self._new_place,
            new,
            self._add,
            step=Step.NOTE,
            placeholder=example,
            empties=True,
            framed=True,
        )
        self.new.show_text("")
        self.said = Banner("", action=_("Undo"))
        self.said.hide()
        self.said.acted.connect(bridge.undo)
        self._compose()
        self.refresh()

    def refresh(self) -> None:
        """Show what the review says now."""
        opened = self._bridge.opened
        # Undo takes back the latest change, so the offer ends with the next one.
        self.said.hide()
        found = answers.own_questions(opened, self._kind)
        standing = {one.id for one in found}
        for gone in self.rows.keys() - standing:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for at, question in enumerate(found):
            if question.id in self.rows:
                self.rows[question.id].show_question(question)
            else:
                row = self.rows[question.id] = OwnQuestionRow(
                    self._bridge, question, name=self._title
                )
                row.removed.connect(self._remove)
                self._list.insertWidget(at, row)
        leads = opened.leads()
        reason = "" if leads else _("Only the lead reviewer or the deputy writes here.")
        self.words.setText(" ".join(part for part in (self._about, reason) if part))
        self.heading.setVisible(leads)
        self.new.setVisible(leads)

    def flush(self) -> None:
        """Save every pending draft now."""
        self.new.flush()
        for row in self.rows.values():
            row.sentence.flush()

    def _compose(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(DraftedText.BLEED, 0, DraftedText.BLEED, Space.S)
        head.setSpacing(Space.S)
        head.addWidget(SectionLabel(self._title))
        head.addWidget(self.words)
        foot = QHBoxLayout()
        foot.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, Space.S)
        foot.addWidget(self.heading)
        foot.addStretch(1)
        new = QVBoxLayout()
        new.setContentsMargins(DraftedText.BLEED, 0, DraftedText.BLEED, 0)
        new.addWidget(self.new)
        said = QVBoxLayout()
        said.setContentsMargins(DraftedText.BLEED, 0, DraftedText.BLEED, 0)
        said.addWidget(self.said)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, head)
        lay_in(column, self._list)
        lay_in(column, said)
        lay_in(column, foot)
        lay_in(column, new)

    def _add(self, text: str, _since: int) -> Reply:
        found = answers.own_questions(self._bridge.opened, self._kind)
        return self._bridge.do(
            answers.add_question,
            self._kind,
            self.heading.value,
            text,
            position=max((one.position for one in found), default=0.0) + 1.0,
            place=self._new_place,
        )

    def _remove(self, question: str) -> None:
        self.new.setFocus()

        def done(_value: object) -> None:
            self.said.say(_("Removed."), action=_("Undo"))

        self._bridge.do(answers.remove_question, question).then(done)


def heading_title(opened: OpenReview, heading: str) -> str:
    """Name a heading of the review's framework; "" for one that it does not have."""
    headings = opened.framework.framework.headings
    return next((one.title for one in headings if one.id == heading), "")
