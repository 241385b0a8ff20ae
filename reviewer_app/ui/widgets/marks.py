"""Underlined words of a text field: how they move while someone types, and how they are drawn."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen

from reviewer_app.ui.theme import tokens
from reviewer_app.ui.theme.typescale import body_pixels

Ranges = tuple[tuple[int, int], ...]
"""Pairs of start and length, in characters as Qt counts them."""

_PEN: Final = 1.4 / 15
"""Thickness of the line, to the pixels of body text."""


def shifted(marks: Ranges, position: int, removed: int, added: int) -> Ranges:
    """Let marks move with the words around them; one that was typed in goes."""
    by = added - removed
    return tuple(
        (start + by, length) if start >= position + removed else (start, length)
        for start, length in marks
        if start + length < position or start >= position + removed
    )


def replaced(before: str, now: str) -> tuple[int, int, int]:
    """Say what was replaced between two texts: from where, how much went, how much came."""
    first = same_front(before, now)
    last = same_front(before[first:][::-1], now[first:][::-1])
    return first, len(before) - first - last, len(now) - first - last


def same_front(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def draw_marks(
    painter: QPainter, font: QFont, lines: Iterable[Sequence[float]], line_height: float
) -> None:
    """Draw a wave under each piece of a line: its left, right and height, in pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens().ebi, _PEN * body_pixels(font)))
    for left, right, y in lines:
        painter.drawPath(_wave(left, right, y, line_height / 7.5))


def _wave(left: float, right: float, y: float, step: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        path.lineTo(QPointF(x + step, y - step if up else y))
        x += step
        up = not up
    return path
