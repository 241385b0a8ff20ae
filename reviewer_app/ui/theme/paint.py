"""The few shapes the style, the widgets and the delegates share."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reviewer_app.ui.theme.tokens import Tokens

FOCUS_GAP = 2
"""Pixels of ground left between a control and its focus ring."""


def round_box(
    painter: QPainter,
    rect: QRect,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Fill `rect` with round corners; a `line` lies wholly inside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if line is not None else 0.0
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius - inset, radius - inset)
    painter.restore()


def focus_reach(theme: Tokens) -> int:
    """How far the focus ring reaches beyond its control, in pixels."""
    return FOCUS_GAP + theme.focus_width


def focus_ring(painter: QPainter, rect: QRect, radius: float, theme: Tokens) -> None:
    """The ring around a control that lies at `rect`: a gap of paper, then the focus colour."""
    gap = rect.adjusted(-FOCUS_GAP, -FOCUS_GAP, FOCUS_GAP, FOCUS_GAP)
    round_box(painter, gap, radius + FOCUS_GAP, None, theme.paper, FOCUS_GAP)
    reach = focus_reach(theme)
    ring = rect.adjusted(-reach, -reach, reach, reach)
    round_box(painter, ring, radius + reach, None, theme.focus, theme.focus_width)


def inner_focus_ring(painter: QPainter, rect: QRect, radius: float, theme: Tokens) -> None:
    """The ring of a row or a cell, drawn inside `rect` where nothing outside may be touched."""
    round_box(painter, rect, radius, None, theme.focus, theme.focus_width)
    inside = theme.focus_width
    gap = rect.adjusted(inside, inside, -inside, -inside)
    round_box(painter, gap, radius - inside, None, theme.paper, FOCUS_GAP)


def stripes(
    painter: QPainter,
    rect: QRect,
    radius: float,
    ground: QColor,
    ink: QColor,
    *,
    width: float,
    step: float,
) -> None:
    """Diagonal stripes of `ink` on `ground`, `width` wide, one every `step` pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), radius, radius)
    painter.fillPath(shape, ground)
    painter.setClipPath(shape)
    painter.setPen(QPen(ink, width))
    reach = rect.height()
    start = rect.left() - reach - width
    while start < rect.right() + width:
        painter.drawLine(
            QPointF(start, rect.top() - width), QPointF(start + reach, rect.bottom() + width)
        )
        start += step
    painter.restore()


def shadow(painter: QPainter, rect: QRect, radius: float, theme: Tokens, reach: int) -> None:
    """A soft shadow under a raised card at `rect`, `reach` pixels wide; none in high contrast."""
    if theme.stark:
        return
    strength = 6 if theme.dark else 2
    for step in range(reach, 0, -1):
        colour = QColor(theme.shadow)
        colour.setAlpha(strength)
        grown = rect.adjusted(-step, -step + reach // 3, step, step + reach // 3)
        round_box(painter, grown, radius + step, colour)
