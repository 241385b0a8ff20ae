"""Rows of two lines with a time in the margin and a chip on the right, as in the day's list."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.ui.theme import Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import inner_focus_ring
from reviewer_app.ui.widgets.chip import ChipKind, chip_size, draw_chip
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role

RowState = Literal["plain", "done", "struck"]
TIME_COLUMN_PIXELS = 112
"""From the edge of the text to the title where times stand in the margin, at 100 %."""
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two lines. `spoken` replaces what a screen reader says of it."""

    id: str
    title: str
    second: str = ""
    time: str = ""
    chip: str = ""
    chip_kind: ChipKind = "quiet"
    state: RowState = "plain"
    icon: str = ""
    spoken: str = ""


class RowModel(KeyedModel[Row]):
    """Rows of two lines."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.time, row.title, row.chip, row.second)
            return row.spoken or ", ".join(part for part in parts if part)
        return {
            Role.ID: row.id,
            Role.SECOND: row.second,
            Role.TIME: row.time,
            Role.CHIP: row.chip,
            Role.CHIP_KIND: row.chip_kind,
            Role.STATE: row.state,
            Role.ICON: row.icon,
        }.get(role)  # type: ignore[call-overload]


def draw_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, hairline: bool = True
) -> bool:
    """Ground, hairline and focus ring of a list's row; returns whether the row is chosen."""
    theme = tokens()
    rect = option.rect
    chosen = bool(option.state & _State.State_Selected)
    focused = chosen and bool(option.state & _State.State_HasFocus)
    if chosen and theme.stark:
        painter.fillRect(rect, theme.chosen)
    elif chosen and not focused:
        painter.fillRect(rect, theme.hover)
    elif option.state & _State.State_MouseOver:
        painter.fillRect(rect, theme.hover)
    if hairline:
        line = QRect(rect.left() + Space.S, rect.bottom(), rect.width() - 2 * Space.S, 1)
        painter.fillRect(line, theme.line)
    if focused:
        inner_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 6, theme)
    return chosen and theme.stark


class TwoLineDelegate(QStyledItemDelegate):
    """Draws rows of fixed height from the roles of `Role`.

    Args:
        time_column: keep a column for times in the margin.
        roomy: more air and equal lines, for short lists beside the page's main part.
        large: titles at the size of a day's list.
    """

    def __init__(
        self,
        *,
        time_column: bool = True,
        roomy: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._time_column = time_column
        self._title_step = Step.LIST if roomy else Step.ROW
        self._second_step = Step.LIST if roomy else Step.LABEL
        self._air = Space.XL - 3 if roomy else Space.M + 2

    def row_height(self, base: QFont) -> int:
        """Height of every row, its hairline included."""
        lines = leading(base, self._title_step) + leading(base, self._second_step)
        return lines + self._air

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(scaled(option.font, 160), self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        painter.save()
        inverted = draw_row_ground(painter, option)
        theme = tokens()
        base = option.font
        state = index.data(Role.STATE) or "plain"
        quiet = theme.on_chosen if inverted else theme.ink3
        ink = theme.on_chosen if inverted else theme.ink if state == "plain" else theme.ink3
        place = option.rect.adjusted(Space.S, 0, -Space.S - 6, -1)
        if self._time_column:
            time = index.data(Role.TIME) or ""
            font = stepped(base, Step.NOTE, tabular=True)
            _line(painter, place, time, font, quiet if state != "plain" else ink_of_time(inverted))
            place.setLeft(place.left() + scaled(base, TIME_COLUMN_PIXELS))
        icon_name = index.data(Role.ICON)
        if icon_name:
            side = scaled(base, 18)
            box = QRect(place.left(), place.center().y() - side // 2, side, side)
            draw_icon(painter, box, icon_name, quiet)
            place.setLeft(place.left() + side + Space.M)
        chip = index.data(Role.CHIP)
        if chip:
            kind: ChipKind = index.data(Role.CHIP_KIND) or "quiet"
            size = chip_size(chip, kind, base)
            corner = QPoint(
                place.right() + 1 - size.width(), place.center().y() - size.height() // 2
            )
            draw_chip(painter, corner, chip, kind, base)
            place.setRight(corner.x() - Space.M)
        self._lines(painter, place, index, base, state, ink, quiet)
        painter.restore()

    def _lines(
        self,
        painter: QPainter,
        place: QRect,
        index: AnyIndex,
        base: QFont,
        state: RowState,
        ink: QColor,
        quiet: QColor,
    ) -> None:
        weight = QFont.Weight.Medium if state != "plain" else QFont.Weight.DemiBold
        title_font = QFont(stepped(base, self._title_step, weight=weight))
        title_font.setStrikeOut(state == "struck")
        second_font = stepped(base, self._second_step)
        second = index.data(Role.SECOND) or ""
        first_height = leading(base, self._title_step)
        second_height = leading(base, self._second_step) if second else 0
        top = place.top() + (place.height() - first_height - second_height) // 2
        title = index.data(Qt.ItemDataRole.DisplayRole) or ""
        first_place = QRect(place.left(), top, place.width(), first_height)
        _line(painter, first_place, title, title_font, ink)
        if second:
            below = QRect(place.left(), top + first_height, place.width(), second_height)
            _line(painter, below, second, second_font, quiet)


def ink_of_time(inverted: bool) -> QColor:
    """The ink of a time in the margin."""
    return tokens().on_chosen if inverted else tokens().ink2


def _line(painter: QPainter, place: QRect, text: str, font: QFont, ink: QColor) -> None:
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)


def index_id(index: QModelIndex) -> str:
    """The id of the row at `index`; empty for none."""
    return index.data(Role.ID) or "" if index.isValid() else ""
