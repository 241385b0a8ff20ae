"""How much evidence stands behind a sentence: small bars, then the same in words."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.theme import Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.typeset import Paragraph, typeset

MOST_BARS = 12
_WIDEST_PIXELS = 480


class EvidenceBar(QLabel):
    """One filled bar a note for, one outlined bar a note against; at most twelve, then a plus.

    Args:
        words: the same as a sentence, read out and shown after the bars.
    """

    def __init__(
        self, supporting: int, opposing: int, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._supporting = 0
        self._opposing = 0
        self.set_evidence(supporting, opposing, words)

    def set_evidence(self, supporting: int, opposing: int, words: str) -> None:
        """Change what is shown."""
        self._supporting, self._opposing = supporting, opposing
        self.setText(words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid(width).height + Space.XS

    def sizeHint(self) -> QSize:
        laid = self._laid(scaled(self.font(), _WIDEST_PIXELS))
        return QSize(self._bars_width() + int(laid.width + 1.5), laid.height + Space.XS)

    def minimumSizeHint(self) -> QSize:
        height = leading(self.font(), Step.LABEL) + Space.XS
        return QSize(self._bars_width() + scaled(self.font(), 80), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self.rect()
        line.setHeight(leading(self.font(), Step.LABEL) + Space.XS)
        left = draw_evidence(painter, line, self._supporting, self._opposing, self.font())
        self._laid(self.width()).draw(painter, left, 2, tokens().ink3)
        painter.end()

    def _laid(self, width: int) -> Paragraph:
        font = stepped(self.font(), Step.LABEL)
        room = max(width - self._bars_width(), 1)
        return typeset(self.text(), font, room, leading(self.font(), Step.LABEL))

    def _bars_width(self) -> int:
        shown = min(self._supporting + self._opposing, MOST_BARS)
        step = scaled(self.font(), 9) + 3
        more = step if self._supporting + self._opposing > MOST_BARS else 0
        return shown * step + more + (Space.S if shown else 0)


def draw_evidence(
    painter: QPainter, rect: QRect, supporting: int, opposing: int, base: QFont
) -> int:
    """Draw the bars at the left of `rect`; returns the width they took, with a gap after them."""
    theme = tokens()
    width, height = scaled(base, 9), scaled(base, 16)
    opposing_shown = min(opposing, MOST_BARS)
    supporting_shown = min(supporting, MOST_BARS - opposing_shown)
    x = rect.left()
    y = rect.center().y() - height // 2
    for position in range(supporting_shown + opposing_shown):
        bar = QRect(x, y, width, height)
        if position < supporting_shown:
            round_box(painter, bar, 2, theme.accent)
        else:
            round_box(painter, bar, 2, theme.paper, theme.ebi, 1.4)
        x += width + 3
    if supporting + opposing > MOST_BARS:
        painter.setFont(stepped(base, Step.LABEL))
        painter.setPen(theme.ink2)
        painter.drawText(QRect(x, y, width, height), int(Qt.AlignmentFlag.AlignCenter), "+")
        x += width + 3
    return x - rect.left() + (Space.S if x > rect.left() else 0)
