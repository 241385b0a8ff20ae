"""Where the comments stand: beside the paper at the height of their text, or below the text where there is no room."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.model.nouns import DraftComment
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, last_stop
from reviewer_app.ui.components.report_comments import CommentCard, CommentStack, new_place
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, scaled

WIDTH: Final = 264
"""Pixels at 100 % text of the margin."""

_BELOW: Final = "comments:"

_MOVING: Final = frozenset(
    (
        QEvent.Type.LayoutRequest,
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.Show,
        QEvent.Type.FontChange,
    )
)
"""What may have moved a text, or the margin."""


class CommentMargin(QWidget):
    """The margin of a column of texts. A text is known by the place of its draft.

    Signals:
        escaped(subject): an empty comment was closed by its key; the keys are to go back to the text.
    """

    escaped = Signal(str)

    def __init__(self, bridge: Bridge, column: KeyedColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._column = bridge, column
        self._beside = False
        self._begun = ""
        self._parts: Sequence[Part] = ()
        self._stacks: dict[str, CommentStack] = {}
        self._subjects: dict[str, str] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._place)
        for moved in (column, self):
            moved.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    @property
    def stacks(self) -> list[CommentStack]:
        """What is shown, in the order of the texts."""
        return [self._stacks[one] for one in self._subjects.values() if one in self._stacks]

    def set_beside(self, beside: bool) -> bool:
        """Stand beside the paper or below each text; says whether that is another place than before."""
        if beside == self._beside:
            return False
        for stack in self._stacks.values():
            stack.flush()
            if self._beside:
                stack.hide()
                stack.deleteLater()
        # Below its text a stack belongs to the column, which lets it go.
        self._stacks.clear()
        self._beside = beside
        return True

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show the parts of the column, and the comments on them."""
        self._parts = parts
        self._column.show_parts(self._woven(parts))
        found = {key: subject for key, _make in parts if (subject := self._subject_of(key))}
        if found != self._subjects:
            self._subjects = found
            self._column.show_parts(self._woven(parts))
        if self._beside:
            self._show_beside()
        for stack in self._stacks.values():
            stack.refresh()
        self.setVisible(self._beside and bool(self._stacks))
        self._later.start()

    def begin(self, subject: str, words: str, parts: Sequence[Part]) -> None:
        """Open the field for a comment on a text, or on some of its words."""
        self._begun = subject
        self.show_parts(parts)
        if subject in self._stacks:
            self._stacks[subject].begin(words)
            self._later.start()

    def subject_at(self, widget: QWidget | None) -> str:
        """Give the text that a widget is part of, "" for none of the column."""
        while widget is not None:
            for key, subject in self._subjects.items():
                if self._column.part(key) is widget:
                    return subject
            widget = widget.parentWidget()
        return ""

    def waiting(self) -> list[CommentCard]:
        """Give the comments that are not done, in the order of the texts."""
        cards = (card for one in self.stacks for card in one.cards.parts(CommentCard))
        return [one for one in cards if not one.is_done]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._later.start()
        return False

    def _subject_of(self, key: str) -> str:
        part = self._column.part(key)
        if part is None or key.startswith(_BELOW):
            return ""
        text = part if isinstance(part, DraftedText) else part.findChild(DraftedText)
        return text.place if isinstance(text, DraftedText) else ""

    def _wanted(self) -> set[str]:
        """The texts that have a comment, or one under way."""
        opened = self._bridge.opened
        said = {one.subject for one in opened.all(DraftComment)}
        under_way = {one for one in self._subjects.values() if opened.draft(new_place(one))}
        writing = {one for one, stack in self._stacks.items() if stack.writing}
        return said | under_way | writing | {self._begun}

    def _woven(self, parts: Sequence[Part]) -> list[Part]:
        if self._beside:
            return list(parts)
        wanted = self._wanted()
        woven: list[Part] = []
        kept: dict[str, CommentStack] = {}
        for part in parts:
            woven.append(part)
            subject = self._subjects.get(part[0], "")
            if subject and subject in wanted:
                woven.append((f"{_BELOW}{subject}", partial(self._make, subject)))
                if subject in self._stacks:
                    kept[subject] = self._stacks[subject]
        self._stacks = kept
        return woven

    def _make(self, subject: str) -> CommentStack:
        stack = CommentStack(self._bridge, subject)
        stack.left.connect(self._left)
        stack.escaped.connect(self.escaped)
        self._stacks[subject] = stack
        return stack

    def _left(self, subject: str) -> None:
        if self._begun == subject:
            self._begun = ""
            # Once the field, which tells of it, is through with what took the keys from it.
            QTimer.singleShot(0, self, lambda: self.show_parts(self._parts))

    def _show_beside(self) -> None:
        wanted = self._wanted() & set(self._subjects.values())
        for subject in [one for one in self._stacks if one not in wanted]:
            gone = self._stacks.pop(subject)
            gone.hide()
            gone.deleteLater()
        for key, subject in self._subjects.items():
            part = self._column.part(key)
            if subject not in wanted or part is None:
                continue
            if subject not in self._stacks:
                stack = self._make(subject)
                stack.setParent(self)
                stack.show()
            part.installEventFilter(self)
            QWidget.setTabOrder(last_stop(part), self._stacks[subject])

    def _place(self) -> None:
        """Put each stack beside its text, below the one before."""
        if not self._beside:
            return
        width, free = scaled(self.font(), WIDTH), 0
        self.setFixedWidth(width)
        for key, subject in self._subjects.items():
            stack, part = self._stacks.get(subject), self._column.part(key)
            if stack is None or part is None:
                continue
            layout = stack.layout()
            height = layout.heightForWidth(width) if layout is not None else 0
            height = max(height, stack.minimumSizeHint().height())
            top = max(self.mapFromGlobal(part.mapToGlobal(QPoint(0, 0))).y(), free)
            stack.setGeometry(0, top, width, height)
            free = top + height + Space.S
        self.setMinimumHeight(free)
