"""The field of one line in which words can be underlined."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer_app.ui.widgets.marks import Ranges, draw_marks, replaced, shifted

_BELOW: Final = 0.14
"""How far below the base of the words the line stands, to the height of the line."""


class MarkedLine(QLineEdit):
    """One line of text; what is marked is asked and given as in `PlainEdit`."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._marks: Ranges = ()
        self._before = text
        self.textChanged.connect(self._shift)

    @property
    def selecting(self) -> bool:
        """Whether words are selected."""
        return self.hasSelectedText()

    def cursor_position(self) -> int:
        """Where the cursor stands, in characters as Qt counts them."""
        return self.cursorPosition()

    def replace_range(self, start: int, end: int, words: str) -> None:
        """Put other words in the place of some: it can be undone and is kept, and one types on where one was."""
        cursor = self.cursorPosition()
        self.setSelection(start, end - start)
        self.insert(words)
        if not start <= cursor <= end:
            moved = self.cursorPosition() - end
            self.setCursorPosition(cursor if cursor < start else cursor + moved)

    @property
    def marks(self) -> Ranges:
        """What is underlined: pairs of start and length."""
        return self._marks

    def set_marks(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Underline `ranges` (start, length) with a wave, as for a name that must not stay."""
        self._marks = tuple(ranges)
        self.update()

    def position_at(self, spot: QPoint) -> int:
        """Give the position of the cursor below a point of the screen."""
        return self.cursorPositionAt(self.mapFromGlobal(spot))

    def below(self, position: int) -> QPoint:
        """Give the point of the screen below a position of the cursor."""
        [left] = self._lefts(position)
        return self.mapToGlobal(QPoint(round(left), self.cursorRect().bottom()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks or self.echoMode() != QLineEdit.EchoMode.Normal:
            return
        metrics = self.fontMetrics()
        middle = self.cursorRect().center().y()
        base = middle + metrics.height() / 2 - metrics.descent() + _BELOW * metrics.height()
        ends = self._lefts(*(at for start, length in self._marks for at in (start, start + length)))
        painter = QPainter(self)
        painter.setClipRect(self.rect().marginsRemoved(self.textMargins()).adjusted(1, 1, -1, -1))
        pieces = [(left, right, base) for left, right in zip(ends[::2], ends[1::2], strict=True)]
        draw_marks(painter, self.font(), pieces, metrics.height() * 1.4)
        painter.end()

    def _lefts(self, *positions: int) -> list[float]:
        """Give how far from the left edge of the field each position of the cursor stands."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()

        def across(position: int) -> float:
            # PySide gives the position back along with its place; its stubs call both an object.
            return cast(tuple[float, int], line.cursorToX(position))[0]

        # Qt tells the place of the cursor alone, which scrolls with the text.
        scrolled = self.cursorRect().center().x() - across(self.cursorPosition())
        return [scrolled + across(one) for one in positions]

    def _shift(self, text: str) -> None:
        before, self._before = self._before, text
        if self._marks:
            self.set_marks(shifted(self._marks, *replaced(before, text)))
