"""Key caps: the little outlined keys that teach a shortcut where it is of use."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.theme import Space, Step, leading, stepped, tokens
from reviewer_app.ui.theme.paint import round_box

_RETURN_SIGN = "↵"


def key_words(keys: str) -> str:
    """A shortcut such as `Ctrl+Return` as it stands on a cap: `Ctrl ↵` (`⌘↵` on a Mac)."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    for name in ("Return", "Enter"):
        native = native.replace(name, _RETURN_SIGN)
    return native.replace("+", " ") if len(native) > 1 else native


def key_cap_size(words: str, base: QFont) -> QSize:
    """The size of a key cap in a widget whose inherited font is `base`."""
    width = QFontMetricsF(stepped(base, Step.KEY)).horizontalAdvance(words)
    height = leading(base, Step.KEY) + Space.XS
    return QSize(max(int(width + 0.999) + Space.M, height), height)


def draw_key_cap(painter: QPainter, corner: QPoint, words: str, base: QFont, ink: QColor) -> None:
    """Draw a key cap in `ink` with its top left at `corner`."""
    rect = QRect(corner, key_cap_size(words, base))
    round_box(painter, rect, 4, None, ink, 1)
    painter.setFont(stepped(base, Step.KEY))
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)


class KeyHints(QLabel):
    """One quiet line of keys and what they do; where it is narrow they stand closer, then it drops them from the end.

    Args:
        hints: pairs of a shortcut and its words, such as `("Ctrl+1", "WWW")`.
    """

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = [(key_words(keys), words) for keys, words in hints]
        self.setText(", ".join(f"{keys} {words}" for keys, words in self._hints))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(len(self._hints)), leading(self.font(), Step.LABEL) + Space.XS)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, gap = self.fit(self.width())
        theme = tokens()
        font = stepped(self.font(), Step.LABEL)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        x = max(0, (self.width() - self._width_of(shown, gap)) // 2)
        for keys, words in self._hints[:shown]:
            size = key_cap_size(keys, self.font())
            corner = QPoint(x, (self.height() - size.height()) // 2)
            draw_key_cap(painter, corner, keys, self.font(), theme.ink3)
            x += size.width() + Space.XS
            painter.setFont(font)
            painter.setPen(theme.ink3)
            width = int(metrics.horizontalAdvance(words) + 1)
            place = QRect(x, 0, width, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
            x += width + gap
        painter.end()

    def fit(self, width: int) -> tuple[int, int]:
        """How many hints a width in pixels has room for, and how far they then stand apart."""
        for count in range(len(self._hints), 0, -1):
            for gap in (Space.M, Space.S):
                if self._width_of(count, gap) <= width:
                    return count, gap
        return 0, Space.M

    def _width_of(self, count: int, gap: int = Space.M) -> int:
        metrics = QFontMetricsF(stepped(self.font(), Step.LABEL))
        width = 0
        for keys, words in self._hints[:count]:
            width += key_cap_size(keys, self.font()).width() + Space.XS
            width += int(metrics.horizontalAdvance(words) + 1) + gap
        return max(width - gap, 0)
