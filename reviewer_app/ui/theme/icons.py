"""The icon family: SVG files on a 24 px grid, tinted by the theme when drawn.

The files draw in `currentColor`; the tint is put in before rendering, and each picture is kept per
name, colour, size and device ratio.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer_app.places import resource


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    tinted = _source(name).replace("currentColor", colour)
    picture = QPixmap(round(pixels * ratio), round(pixels * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw icon `name` in `colour`, as the largest square centred in `rect`.

    Raises:
        FileNotFoundError: there is no icon of that name (a bug).
    """
    pixels = min(rect.width(), rect.height())
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    place = QRect(0, 0, pixels, pixels)
    place.moveCenter(rect.center())
    painter.drawPixmap(place.topLeft(), _pixmap(name, colour.name(), pixels, ratio))
