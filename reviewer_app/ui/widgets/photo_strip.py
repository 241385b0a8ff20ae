"""Photos in small: a row of tiles below a note, drawn by whoever draws the note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Radius, Space, Step, draw_icon, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box

TILE: Final = (104, 78)
"""Width and height of a tile at 100 % text: larger than a finger, in the shape of most photos."""

PhotoLook = QImage | Literal["coming", "reading"]
"""How far a photo has come: its picture, or that it is being read, or has not come to this laptop yet."""

Shown = Callable[[str], PhotoLook]
"""Gives how far a photo has come, by its id."""


@dataclass(frozen=True, slots=True)
class StreamPhoto:
    """One photo of a note; `words` say what it shows."""

    id: str
    words: str


def spoken_photo(words: str) -> str:
    """Say a photo as it is read out."""
    return _("Photo: {words}").format(words=words)


def tile_size(base: QFont) -> QSize:
    """The size of a tile in the font of its list."""
    return QSize(scaled(base, TILE[0]), scaled(base, TILE[1]))


def strip_height(count: int, room: int, base: QFont) -> int:
    """The height of so many tiles in a width, with the air above them; 0 for none."""
    if not count:
        return 0
    lines = -(-count // _across(room, base))
    return lines * (tile_size(base).height() + Space.S)


def draw_strip(
    painter: QPainter, place: QRect, photos: Sequence[StreamPhoto], shown: Shown, base: QFont
) -> None:
    """Draw tiles along the foot of `place`."""
    for photo, tile in zip(photos, _tiles(place, len(photos), base), strict=True):
        draw_tile(painter, tile, shown(photo.id), base)


def photo_at(place: QRect, photos: Sequence[StreamPhoto], base: QFont, point: QPoint) -> str:
    """Give the id of the photo whose tile lies at a point; "" for none."""
    tiles = zip(photos, _tiles(place, len(photos), base), strict=True)
    return next((photo.id for photo, tile in tiles if tile.contains(point)), "")


def draw_tile(painter: QPainter, tile: QRect, shown: PhotoLook, base: QFont) -> None:
    """Draw one tile: the picture filling it, or what keeps it from being there."""
    theme = tokens()
    painter.save()
    if isinstance(shown, QImage):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(tile), Radius.CHIP, Radius.CHIP)
        painter.setClipPath(shape)
        painter.drawImage(QRectF(tile), shown, _middle(shown.size(), tile.size()))
        painter.setClipping(False)
        round_box(painter, tile, Radius.CHIP, None, theme.line)
    else:
        round_box(painter, tile, Radius.CHIP, theme.sunken, theme.line)
        side = scaled(base, 20)
        icon = QRect(0, 0, side, side)
        icon.moveCenter(tile.center())
        if shown == "coming":
            painter.setFont(stepped(base, Step.CHIP))
            painter.setPen(theme.ink2)
            icon.moveTop(tile.top() + Space.M)
            words = tile.adjusted(Space.XS, icon.bottom() + 1 - tile.top(), -Space.XS, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(words, int(flags), still_to_come())
        draw_icon(painter, icon, "photo", theme.ink3)
    painter.restore()


def still_to_come() -> str:
    """Say that a photo's words are here, and its picture follows."""
    return _("Photo still to come")


def _across(room: int, base: QFont) -> int:
    return max((room + Space.S) // (tile_size(base).width() + Space.S), 1)


def _tiles(place: QRect, count: int, base: QFont) -> list[QRect]:
    size = tile_size(base)
    across = _across(place.width(), base)
    top = place.bottom() + 1 - strip_height(count, place.width(), base) + Space.S
    return [
        QRect(
            QPoint(
                place.left() + number % across * (size.width() + Space.S),
                top + number // across * (size.height() + Space.S),
            ),
            size,
        )
        for number in range(count)
    ]


def _middle(whole: QSize, tile: QSize) -> QRectF:
    """The largest part in the middle of a picture that has the shape of its tile."""
    part = QSize(tile).scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2
    return QRectF(left, top, part.width(), part.height())
