"""A picture with an area on it, moved and stretched by mouse, finger and key."""

from enum import IntFlag
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Radius, Space, scaled, tokens
from reviewer_app.ui.widgets.announce import announce

LEAST: Final = 16
"""Pixels of the picture a side of the smallest area."""

_HANDLE: Final = 10
_REACH: Final = 22
"""Pixels around a corner or a side that take hold of it: half a finger."""
_STEPS: Final = 40
"""Key presses from one side of the picture to the other."""
_SHADE: Final = 110
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class _Hold(IntFlag):
    """What the pointer has hold of."""

    NONE = 0
    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8
    ALL = 15


_CURSORS: Final = {
    _Hold.LEFT: Qt.CursorShape.SizeHorCursor,
    _Hold.RIGHT: Qt.CursorShape.SizeHorCursor,
    _Hold.TOP: Qt.CursorShape.SizeVerCursor,
    _Hold.BOTTOM: Qt.CursorShape.SizeVerCursor,
    _Hold.LEFT | _Hold.TOP: Qt.CursorShape.SizeFDiagCursor,
    _Hold.RIGHT | _Hold.BOTTOM: Qt.CursorShape.SizeFDiagCursor,
    _Hold.RIGHT | _Hold.TOP: Qt.CursorShape.SizeBDiagCursor,
    _Hold.LEFT | _Hold.BOTTOM: Qt.CursorShape.SizeBDiagCursor,
    _Hold.ALL: Qt.CursorShape.SizeAllCursor,
}


class PhotoArea(QLabel):
    """The picture as large as there is room, with one area that something is then done to.

    Arrows move the area, with Shift they stretch it, with Ctrl by a single pixel; Ctrl+A takes the whole picture.
    A drag from a side or a corner stretches it, from inside moves it, from elsewhere draws another.

    A label, for a screen reader then tells of a picture; it describes itself by where the area lies.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._area = QRect()
        self._hold = _Hold.NONE
        self._from = QPoint()
        self._before = QRect()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("radius", Radius.CONTROL)

    @property
    def area(self) -> QRect:
        """The area, in the picture's own pixels."""
        return QRect(self._area)

    def show_image(self, image: QImage, *, keep_area: bool = False) -> None:
        """Show a picture, with the area in its middle, or where it was."""
        kept = keep_area and image.size() == self._image.size()
        self._image = image
        if not kept:
            self._area = _middle_of(image.size())
        self._fit()
        self._say_area(aloud=False)

    def set_area(self, area: QRect) -> None:
        """Lay the area elsewhere; it stays within the picture, and is never smaller than it may be."""
        whole = self._image.rect()
        if whole.isEmpty():
            return
        width = min(max(area.width(), LEAST), whole.width())
        height = min(max(area.height(), LEAST), whole.height())
        left = min(max(area.left(), 0), whole.width() - width)
        top = min(max(area.top(), 0), whole.height() - height)
        placed = QRect(left, top, width, height)
        if placed != self._area:
            self._area = placed
            self.update()

    def sizeHint(self) -> QSize:
        # It grows into the room there is; this is what it has where there is little.
        return QSize(scaled(self.font(), 320), scaled(self.font(), 180))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ARROWS or (control and event.key() == Qt.Key.Key_A):
                # The window has commands on Ctrl with arrows; here they belong to the area.
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None:
            longest = max(self._image.width(), self._image.height())
            step = 1 if control else max(longest // _STEPS, 1)
            across, down = arrow[0] * step, arrow[1] * step
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.set_area(self._area.adjusted(0, 0, across, down))
            else:
                self.set_area(self._area.translated(across, down))
        elif control and event.key() == Qt.Key.Key_A:
            self.set_area(self._image.rect())
        else:
            super().keyPressEvent(event)
            return
        self._say_area(aloud=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._image.isNull():
            return
        self._hold = self._hold_at(event.position())
        self._from, self._before = self._in_picture(event.position()), QRect(self._area)
        if self._hold is _Hold.NONE:
            self._hold = _Hold.RIGHT | _Hold.BOTTOM
            self._before = QRect(self._from, QSize(0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold is _Hold.NONE:
            self.setCursor(
                _CURSORS.get(self._hold_at(event.position()), Qt.CursorShape.CrossCursor)
            )
            return
        here = self._in_picture(event.position())
        self.set_area(_moved(self._before, self._hold, here - self._from))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = _Hold.NONE
        self._say_area(aloud=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        theme = tokens()
        painter = QPainter(self)
        place, area = self._place(), self._shown_area()
        painter.drawPixmap(place, self.pixmap())
        shade = QColor(theme.shadow)
        shade.setAlpha(_SHADE)
        for part in _around(place, area):
            painter.fillRect(part, shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((theme.surface, 4.0), (theme.focus, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(area))
        painter.setPen(QPen(theme.surface, 1.5))
        painter.setBrush(theme.focus)
        for corner in _corners(area):
            painter.drawRect(
                QRectF(corner.x() - _HANDLE / 2, corner.y() - _HANDLE / 2, _HANDLE, _HANDLE)
            )
        painter.end()

    def _fit(self) -> None:
        """Scale the picture once for its place, and not at every painting."""
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        size = self._place().size() * ratio
        if size.isEmpty():
            return
        picture = QPixmap.fromImage(
            self._image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)

    def _place(self) -> QRect:
        room = self.rect().adjusted(Space.S, Space.S, -Space.S, -Space.S)
        size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        return place

    def _scale(self) -> float:
        return self._place().width() / max(self._image.width(), 1)

    def _shown_area(self) -> QRect:
        place, scale = self._place(), self._scale()
        return QRect(
            place.left() + round(self._area.left() * scale),
            place.top() + round(self._area.top() * scale),
            max(round(self._area.width() * scale), 1),
            max(round(self._area.height() * scale), 1),
        )

    def _in_picture(self, point: QPointF) -> QPoint:
        place, scale = self._place(), max(self._scale(), 0.0001)
        x, y = (point.x() - place.left()) / scale, (point.y() - place.top()) / scale
        whole = self._image.size()
        return QPoint(min(max(round(x), 0), whole.width()), min(max(round(y), 0), whole.height()))

    def _hold_at(self, point: QPointF) -> _Hold:
        area = QRectF(self._shown_area())
        # Where the area is small its middle can still be taken hold of.
        reach_x = min(_REACH, area.width() / 3)
        reach_y = min(_REACH, area.height() / 3)
        if not area.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return _Hold.NONE
        hold = _Hold.NONE
        if point.x() < area.left() + reach_x:
            hold |= _Hold.LEFT
        elif point.x() > area.right() - reach_x:
            hold |= _Hold.RIGHT
        if point.y() < area.top() + reach_y:
            hold |= _Hold.TOP
        elif point.y() > area.bottom() - reach_y:
            hold |= _Hold.BOTTOM
        return hold or _Hold.ALL

    def _say_area(self, *, aloud: bool) -> None:
        words = area_words(self._area, self._image.size())
        self.setAccessibleDescription(words)
        if aloud:
            announce(self, words)


def area_words(area: QRect, whole: QSize) -> str:
    """Say where an area lies, for who does not see it."""
    across, upright = max(whole.width(), 1), max(whole.height(), 1)
    return _(
        "The area begins {left} % from the left and {top} % from the top; it is {width} % wide and "
        "{height} % high."
    ).format(
        left=round(100 * area.left() / across),
        top=round(100 * area.top() / upright),
        width=round(100 * area.width() / across),
        height=round(100 * area.height() / upright),
    )


def _middle_of(size: QSize) -> QRect:
    area = QRect(QPoint(0, 0), QSize(max(size.width() // 2, 1), max(size.height() // 2, 1)))
    area.moveCenter(QRect(QPoint(0, 0), size).center())
    return area


def _moved(before: QRect, hold: _Hold, by: QPoint) -> QRect:
    """The area after what is held was drawn so far; a side drawn past the other takes its place."""
    if hold is _Hold.ALL:
        return before.translated(by)
    left, top = before.left(), before.top()
    right, bottom = left + before.width(), top + before.height()
    left += by.x() if hold & _Hold.LEFT else 0
    right += by.x() if hold & _Hold.RIGHT else 0
    top += by.y() if hold & _Hold.TOP else 0
    bottom += by.y() if hold & _Hold.BOTTOM else 0
    left, right = min(left, right), max(left, right)
    top, bottom = min(top, bottom), max(top, bottom)
    return QRect(left, top, right - left, bottom - top)


def _around(place: QRect, area: QRect) -> tuple[QRect, ...]:
    """What of the picture lies outside the area."""
    right, bottom = area.left() + area.width(), area.top() + area.height()
    return (
        QRect(place.left(), place.top(), place.width(), area.top() - place.top()),
        QRect(place.left(), bottom, place.width(), place.bottom() + 1 - bottom),
        QRect(place.left(), area.top(), area.left() - place.left(), area.height()),
        QRect(right, area.top(), place.right() + 1 - right, area.height()),
    )


def _corners(area: QRect) -> tuple[QPoint, ...]:
    middle_x, middle_y = area.center().x(), area.center().y()
    return (
        area.topLeft(),
        area.topRight(),
        area.bottomLeft(),
        area.bottomRight(),
        QPoint(middle_x, area.top()),
        QPoint(middle_x, area.bottom()),
        QPoint(area.left(), middle_y),
        QPoint(area.right(), middle_y),
    )
