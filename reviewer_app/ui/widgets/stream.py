"""The stream of notes: time in the margin, WWW, EBI or ?, wrapped text, chips below."""

from dataclasses import dataclass
from gettext import gettext as _
from typing import Final, Literal

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.ui.theme import Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.typeset import typeset
from reviewer_app.ui.widgets.chip import ChipKind, chip_size, draw_chip
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role
from reviewer_app.ui.widgets.two_line import (
    TIME_COLUMN_PIXELS,
    RowState,
    draw_row_ground,
    ink_of_time,
)

Bearing = Literal["", "www", "ebi", "question"]
BEARING_COLUMN_PIXELS: Final = 52
"""From the edge of the time to the WWW, EBI or ? chip, at 100 %."""
_MOST_HEIGHTS: Final = 10_000


def bearing_word(bearing: Bearing) -> str:
    """The word on the chip of `bearing`; empty for none."""
    return {"": "", "www": _("WWW"), "ebi": _("EBI"), "question": "?"}[bearing]


def bearing_spoken(bearing: Bearing) -> str:
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
    word at the right such as who wrote it, or that there are two versions.
    """

    id: str
    text: str
    time: str = ""
    bearing: Bearing = ""
    chips: tuple[tuple[str, ChipKind], ...] = ()
    remark: str = ""
    state: RowState = "plain"


class StreamModel(KeyedModel[StreamNote]):
    """Notes in the order they were seen."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        note = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [note.time, bearing_spoken(note.bearing), note.text]
            parts += [words for words, _kind in note.chips]
            return ", ".join(part for part in (*parts, note.remark) if part)
        return {
            Role.ID: note.id,
            Role.TIME: note.time,
            Role.BEARING: note.bearing,
            Role.CHIPS: note.chips,
            Role.SECOND: note.remark,
            Role.STATE: note.state,
        }.get(role)  # type: ignore[call-overload]


class StreamDelegate(QStyledItemDelegate):
    """Draws notes of measured height; heights are kept per wording, width and font."""

    def __init__(self, *, margin: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._heights: dict[tuple[str, object, str], int] = {}
        self._measured_for: tuple[int, str] = (0, "")

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        wanted = (width, option.font.toString())
        if wanted != self._measured_for or len(self._heights) > _MOST_HEIGHTS:
            self._heights.clear()
            self._measured_for = wanted
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        chips = index.data(Role.CHIPS) or ()
        remark = index.data(Role.SECOND) or ""
        key = (text, chips, remark)
        height = self._heights.get(key)
        if height is None:
            height = self._measure(text, chips, remark, width, option.font)
            self._heights[key] = height
        return QSize(width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        painter.save()
        inverted = draw_row_ground(painter, option)
        theme = tokens()
        base = option.font
        rect = option.rect
        state = index.data(Role.STATE) or "plain"
        top = rect.top() + Space.M - 2
        left = rect.left() + Space.S
        line = leading(base, Step.NOTE)
        if self._margin:
            painter.setFont(stepped(base, Step.LABEL, tabular=True))
            painter.setPen(ink_of_time(inverted) if inverted else theme.ink3)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            time_width = scaled(base, BEARING_COLUMN_PIXELS)
            painter.drawText(QRect(left, top, time_width, line), middle, index.data(Role.TIME) or "")
            bearing: Bearing = index.data(Role.BEARING) or ""
            if bearing:
                word = bearing_word(bearing)
                height = chip_size(word, bearing, base).height()
                corner = QPoint(left + time_width, top + (line - height) // 2)
                draw_chip(painter, corner, word, bearing, base)
        text_left = left + self._margin_width(base)
        width = rect.right() + 1 - Space.S - text_left
        font = QFont(stepped(base, Step.NOTE))
        font.setStrikeOut(state == "struck")
        ink = theme.on_chosen if inverted else theme.ink if state == "plain" else theme.ink3
        laid = typeset(index.data(Qt.ItemDataRole.DisplayRole) or "", font, width, line)
        laid.draw(painter, text_left, top, ink)
        below = QRect(text_left, top + laid.height + 6, width, rect.bottom())
        quiet = theme.on_chosen if inverted else theme.ink3
        painter.setPen(quiet)
        _flow_chips(
            painter, below, index.data(Role.CHIPS) or (), index.data(Role.SECOND) or "", base
        )
        painter.restore()

    def _margin_width(self, base: QFont) -> int:
        return scaled(base, TIME_COLUMN_PIXELS) if self._margin else 0

    def _measure(
        self,
        text: str,
        chips: tuple[tuple[str, ChipKind], ...],
        remark: str,
        width: int,
        base: QFont,
    ) -> int:
        room = width - 2 * Space.S - self._margin_width(base)
        laid = typeset(text, stepped(base, Step.NOTE), room, leading(base, Step.NOTE))
        height = Space.M - 2 + laid.height + Space.M - 1
        if chips or remark:
            height += _flow_chips(None, QRect(0, 0, room, 0), chips, remark, base) + 4
        return height


def _flow_chips(
    painter: QPainter | None,
    rect: QRect,
    chips: tuple[tuple[str, ChipKind], ...],
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
