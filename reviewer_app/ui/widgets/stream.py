"""The stream of notes: time in the margin, WWW, EBI or ?, wrapped text, chips below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, leading, stepped, tokens
from reviewer_app.ui.theme.typeset import typeset
from reviewer_app.ui.widgets.chip import ChipKind, chip_size, draw_chip
from reviewer_app.ui.widgets.margin import margin_of
from reviewer_app.ui.widgets.photo_strip import (
    Shown,
    StreamPhoto,
    draw_strip,
    photo_at,
    spoken_photo,
    strip_height,
)
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role
from reviewer_app.ui.widgets.two_line import draw_row_ground, ink_of_time

Pointing = Literal["", "www", "ebi", "question"]
_MOST_HEIGHTS: Final = 10_000
_NOTE: Final = int(Role.NOTE)
"""Asked for the most by far: every row is, whenever a note is added."""


def bearing_word(bearing: Pointing) -> str:
    """The word on the chip of `bearing`; empty for none."""
    return {"": "", "www": _("WWW"), "ebi": _("EBI"), "question": "?"}[bearing]


def bearing_spoken(bearing: Pointing) -> str:
    """The bearing as it is read out."""
    return {
        "": "",
        "www": _("What went well"),
        "ebi": _("Even better if"),
        "question": _("Question to follow up"),
    }[bearing]


@dataclass(frozen=True, slots=True)
class StreamNote:
    """One note of a stream.

    `chips` are words and kinds, criteria `quiet` and pupil groups `outlined`; `remark` is a quiet
    word at the right such as who wrote it, or that there are two versions; `photos` stand below.
    """

    id: str
    text: str
    time: str = ""
    bearing: Pointing = ""
    chips: tuple[tuple[str, ChipKind], ...] = ()
    remark: str = ""
    photos: tuple[StreamPhoto, ...] = ()


class StreamModel(KeyedModel[StreamNote]):
    """Notes in the order they were seen."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        note = self._rows[index.row()]
        if role == _NOTE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [note.time, bearing_spoken(note.bearing), note.text]
            parts += [words for words, _kind in note.chips]
            parts += [note.remark, *(spoken_photo(photo.words) for photo in note.photos)]
            return ", ".join(part for part in parts if part)
        return {
            Role.ID: note.id,
            Role.TIME: note.time,
            Role.BEARING: note.bearing,
            Role.CHIPS: note.chips,
            Role.SECOND: note.remark,
            Role.PHOTOS: note.photos,
        }.get(role)  # type: ignore[call-overload]


class _Measure:
    """The heights of notes in one width and font; measuring is the dear part of a long stream."""

    def __init__(self, width: int, base: QFont, *, margin: bool) -> None:
        self.width = width
        self.base = QFont(base)
        placed = margin_of(width, base)
        self._room = width - 2 * Space.S - (placed.text if margin else 0)
        self._font = stepped(base, Step.NOTE)
        self._line = leading(base, Step.NOTE)
        self._least = 2 * self._line + Space.XS if margin and placed.stacked else self._line
        self._sizes: dict[int, tuple[StreamNote, QSize]] = {}

    def size(self, note: StreamNote, *, photos: bool) -> QSize:
        """Give the size of a note, measured once: rows do not change, another wording is another row."""
        kept = self._sizes.get(id(note))
        if kept is not None and kept[0] is note:
            return kept[1]
        if len(self._sizes) > _MOST_HEIGHTS:
            self._sizes.clear()
        size = QSize(self.width, self._height(note, len(note.photos) if photos else 0))
        self._sizes[id(note)] = (note, size)
        return size

    def _height(self, note: StreamNote, photos: int) -> int:
        words = typeset(note.text, self._font, self._room, self._line).height
        if note.chips or note.remark:
            place = QRect(0, 0, self._room, 0)
            words += _flow_chips(None, place, note.chips, note.remark, self.base) + 4
        words += strip_height(photos, self._room, self.base)
        return Space.M - 2 + max(words, self._least) + Space.M - 1


class StreamDelegate(QStyledItemDelegate):
    """Draws notes of measured height; heights are kept per note, width and font.

    Args:
        margin: keep the margin for time and bearing.
    """

    def __init__(self, *, margin: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.measured = True
        self._margin = margin
        self._shown: Shown | None = None
        self._measures: list[_Measure] = []

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        # Asked once and not word by word: a list asks for the height of every note when one is added.
        return self._size(index.data(_NOTE), width, option.font)

    def height_of(self, notes: Iterable[StreamNote], width: int, base: QFont, most: int) -> int:
        """Give how tall notes are together, in pixels; what lies beyond `most` is not looked at."""
        height = 0
        for note in notes:
            height += self._size(note, width, base).height()
            if height > most:
                break
        return height

    def _size(self, note: StreamNote, width: int, base: QFont) -> QSize:
        return self._measure(width, base).size(note, photos=self._shown is not None)

    def show_photos(self, shown: Shown) -> None:
        """Draw the photos of notes, too; `shown` gives how far each has come."""
        self._shown = shown
        self._measures = []

    def photo_at(self, option: QStyleOptionViewItem, index: AnyIndex, point: QPoint) -> str:
        """Give the photo of a note that lies at a point of its list; "" where none does."""
        base, width = option.font, option.rect.width()
        place = self._strip(option.rect, self._text_left(width, base))
        return photo_at(place, self._photos(index), base, point)

    def _photos(self, index: AnyIndex) -> tuple[StreamPhoto, ...]:
        return (index.data(Role.PHOTOS) or ()) if self._shown is not None else ()

    def _strip(self, row: QRect, text_left: int) -> QRect:
        """Where the photos of a note stand: along the foot of its row."""
        left = row.left() + Space.S + text_left
        return QRect(left, row.top(), row.right() + 1 - Space.S - left, row.height() - Space.M + 1)

    def _measure(self, width: int, base: QFont) -> _Measure:
        for measure in self._measures:
            if measure.width == width and measure.base == base:
                return measure
        # Two are kept: a list may be asked for its heights with and without a scroll bar in turn.
        made = _Measure(width, base, margin=self._margin)
        self._measures = [made, *self._measures[:1]]
        return made

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        inverted = draw_row_ground(painter, option)
        theme = tokens()
        base = option.font
        rect = option.rect
        top = rect.top() + Space.M - 2
        left = rect.left() + Space.S
        line = leading(base, Step.NOTE)
        if self._margin:
            self._draw_margin(painter, QRect(left, top, rect.width(), line), index, base, inverted)
        text_left = left + self._text_left(rect.width(), base)
        width = rect.right() + 1 - Space.S - text_left
        font = QFont(stepped(base, Step.NOTE))
        ink = theme.on_chosen if inverted else theme.ink
        laid = typeset(index.data(Qt.ItemDataRole.DisplayRole) or "", font, width, line)
        laid.draw(painter, text_left, top, ink)
        below = QRect(text_left, top + laid.height + 6, width, rect.bottom())
        quiet = theme.on_chosen if inverted else theme.ink3
        painter.setPen(quiet)
        _flow_chips(
            painter, below, index.data(Role.CHIPS) or (), index.data(Role.SECOND) or "", base
        )
        photos = self._photos(index)
        if photos and self._shown is not None:
            place = self._strip(rect, text_left - left)
            draw_strip(painter, place, photos, self._shown, base)
        painter.restore()

    def _draw_margin(
        self, painter: QPainter, line: QRect, index: AnyIndex, base: QFont, inverted: bool
    ) -> None:
        theme = tokens()
        painter.setFont(stepped(base, Step.LABEL, tabular=True))
        painter.setPen(ink_of_time(inverted) if inverted else theme.ink3)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), index.data(Role.TIME) or "")
        bearing: Pointing = index.data(Role.BEARING) or ""
        if bearing:
            margin = margin_of(line.width(), base)
            word = bearing_word(bearing)
            height = chip_size(word, bearing, base).height()
            y = line.top() + (line.height() - height) // 2
            if margin.stacked:
                y += line.height() + 2
            draw_chip(painter, QPoint(line.left() + margin.bearing, y), word, bearing, base)

    def _text_left(self, width: int, base: QFont) -> int:
        return margin_of(width, base).text if self._margin else 0


def _flow_chips(
    painter: QPainter | None,
    rect: QRect,
    chips: Sequence[tuple[str, ChipKind]],
    remark: str,
    base: QFont,
) -> int:
    """Draw chips and remark from the top left of `rect` in as many lines as needed.

    Without a painter only measures. The remark takes the painter's pen. Returns the height.
    """
    x, y, height = rect.left(), rect.top(), 0
    for words, kind in chips:
        size = chip_size(words, kind, base)
        if x > rect.left() and x + size.width() > rect.right():
            x, y = rect.left(), y + height + Space.XS
        if painter is not None:
            pen = painter.pen()
            draw_chip(painter, QPoint(x, y), words, kind, base)
            painter.setPen(pen)
        x += size.width() + 7
        height = size.height()
    if remark:
        font = stepped(base, Step.LABEL)
        width = int(QFontMetricsF(font).horizontalAdvance(remark) + 1)
        line = max(height, leading(base, Step.LABEL))
        if x > rect.left() and x + width > rect.right():
            x, y = rect.left(), y + height + Space.XS
        if painter is not None:
            painter.setFont(font)
            place = QRect(x, y, rect.right() + 1 - x, line)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), remark)
        height = line
    return y + height - rect.top()
