"""Words in which some stand out, because another version of the same words has others there."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import Step, tokens
from reviewer_app.ui.theme.utf16 import ranges
from reviewer_app.ui.widgets.text import Text


class ComparedText(Text):
    """Wrapped text with what differs underlined on a soft ground.

    Args:
        differs: where words differ, as pairs of start and length.
        gone: what differs is in the other text no more: it is struck through.
    """

    def __init__(
        self,
        text: str,
        differs: Sequence[tuple[int, int]],
        parent: QWidget | None = None,
        *,
        gone: bool = False,
    ) -> None:
        super().__init__(text, Step.NOTE, parent=parent)
        self.differs = tuple(differs)
        self._gone = gone

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        stands_out = QTextCharFormat()
        stands_out.setBackground(theme.ebi_soft)
        stands_out.setForeground(theme.ink)
        # The line says it too, where grounds are not told apart.
        stands_out.setFontUnderline(not self._gone)
        stands_out.setFontStrikeOut(self._gone)
        stand_out = []
        for start, length in ranges(self.text(), self.differs):
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, stands_out
            stand_out.append(one)
        painter = QPainter(self)
        painter.setPen(theme.ink)
        self._laid(self.width()).layout.draw(painter, QPointF(0, 0), stand_out)
        painter.end()
