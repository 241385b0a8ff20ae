"""Chips: a word or two in a small rounded ground. As a label, and as painting for delegates."""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, Tokens, leading, stepped, tokens
from reviewer_app.ui.theme.paint import round_box

ChipKind = Literal["quiet", "outlined", "www", "ebi", "question", "thin", "alert", "accent"]
_BOLD_KINDS = frozenset(("www", "ebi", "question"))
_ROUND_KINDS = frozenset(("thin", "alert"))


def _chip_font(base: QFont, kind: ChipKind) -> QFont:
    if kind in _BOLD_KINDS:
        return stepped(base, Step.MARK)
    if kind in _ROUND_KINDS:
        return stepped(base, Step.CHIP, weight=QFont.Weight.DemiBold)
    return stepped(base, Step.CHIP)


def _chip_inks(theme: Tokens, kind: ChipKind) -> tuple[QColor, QColor, QColor | None]:
    """Words, ground and outline."""
    words, ground, line = {
        # The line is what is left of it on a row that is chosen: its ground is that of the chip.
        "quiet": (theme.ink2, theme.sunken, theme.line),
        "outlined": (theme.ink2, theme.paper, theme.line),
        "www": (theme.www, theme.www_soft, None),
        "ebi": (theme.ebi, theme.ebi_soft, None),
        "question": (theme.question, theme.question_soft, None),
        "thin": (theme.ebi, theme.ebi_soft, None),
        "alert": (theme.alert, theme.alert_soft, None),
        "accent": (theme.on_chosen, theme.chosen, None),
    }[kind]
    if theme.stark and kind != "accent":
        line = theme.ink
    return words, ground, line


def chip_size(text: str, kind: ChipKind, base: QFont) -> QSize:
    """The size of a chip in a widget whose inherited font is `base`."""
    return _chip_size(text, kind, QFont(base))


@lru_cache(maxsize=1024)
def _chip_size(text: str, kind: ChipKind, base: QFont) -> QSize:
    width = QFontMetricsF(_chip_font(base, kind)).horizontalAdvance(text)
    padding = Space.S - 1 if kind in _BOLD_KINDS else Space.S
    return QSize(int(width + 0.999) + 2 * padding, leading(base, Step.CHIP) + Space.XS + 2)


def draw_chip(painter: QPainter, corner: QPoint, text: str, kind: ChipKind, base: QFont) -> QRect:
    """Draw a chip with its top left at `corner`; returns the place it took."""
    rect = QRect(corner, chip_size(text, kind, base))
    draw_chip_in(painter, rect, text, kind, base)
    return rect


def draw_chip_in(painter: QPainter, rect: QRect, text: str, kind: ChipKind, base: QFont) -> None:
    """Draw a chip that fills `rect`."""
    words, ground, line = _chip_inks(tokens(), kind)
    radius = rect.height() / 2 if kind in _ROUND_KINDS else Radius.CHIP
    round_box(painter, rect, radius, ground, line)
    painter.setFont(_chip_font(base, kind))
    painter.setPen(words)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


class Chip(QLabel):
    """A chip as a widget; it is read out as its text."""

    def __init__(self, text: str, kind: ChipKind = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind: ChipKind = kind
        self.setText(text)

    @property
    def kind(self) -> ChipKind:
        """What the chip says it is."""
        return self._kind

    def set_kind(self, kind: ChipKind) -> None:
        """Change the kind."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._kind, self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip_in(painter, self.rect(), self.text(), self._kind, self.font())
        painter.end()
