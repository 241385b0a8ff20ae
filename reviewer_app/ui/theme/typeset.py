"""Wrapped text with the leading of the type scale, for painted labels and delegates alike."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from reviewer_app.ui.theme.utf16 import characters

_LINE_BREAK = "\u2028"
_KEPT = 400
"""Paragraphs: more than any screen shows. A list is drawn whole for every row that comes."""
_LONG = 10_000
"""Characters from which on a paragraph fills a screen by itself, and takes megabytes laid out."""
_KEPT_LONG = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text laid out for one width. `width` is that of its longest line, in pixels."""

    layout: QTextLayout
    width: float
    height: int
    lines: int

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw with the top left corner at `x`, `y`."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(x, y))


def typeset(
    text: str,
    font: QFont,
    width: float,
    line_height: int,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    most_lines: int | None = None,
) -> Paragraph:
    """Lay `text` out in lines of at most `width`, `line_height` apart; what was laid out lately is not again.

    With `most_lines`, the last line shown ends in an ellipsis where text is left over.
    """
    lay = _lay_long if len(text) > _LONG else _lay_short
    return lay(text, QFont(font), width, line_height, align, most_lines)


def _lay_out(
    text: str,
    font: QFont,
    width: float,
    line_height: int,
    align: Qt.AlignmentFlag,
    most_lines: int | None,
) -> Paragraph:
    layout = QTextLayout(text.replace("\n", _LINE_BREAK), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    metrics = QFontMetricsF(font)
    # Half of the leading stands above the letters, half below, as a browser sets it.
    above = (line_height - metrics.height()) / 2
    longest = 0.0
    count = 0
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        if most_lines is not None and count == most_lines:
            kept = characters(text, layout.lineAt(most_lines - 1).textStart())
            layout.endLayout()
            rest = metrics.elidedText(
                text[kept:].replace("\n", " "), Qt.TextElideMode.ElideRight, width
            )
            return typeset(text[:kept] + rest, font, width, line_height, align=align)
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, count * line_height + above))
        longest = max(longest, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    return Paragraph(layout, longest, max(count, 1) * line_height, max(count, 1))


_lay_short = lru_cache(maxsize=_KEPT)(_lay_out)
_lay_long = lru_cache(maxsize=_KEPT_LONG)(_lay_out)
