"""Rows of two lines with a time in the margin and a chip on the right, as in the day's list."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from reviewer_app.ui.theme import Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import inner_focus_ring
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.widgets.chip import ChipKind, chip_size, draw_chip_in
from reviewer_app.ui.widgets.margin import margin_of
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role

RowState = Literal["plain", "done", "struck"]
_MOST_SECOND_LINES = 3
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
    elif (chosen and not focused) or option.state & _State.State_MouseOver:
        painter.fillRect(rect, theme.hover)
    if hairline:
        line = QRect(rect.left() + Space.S, rect.bottom(), rect.width() - 2 * Space.S, 1)
        painter.fillRect(line, theme.line)
    if focused:
        inner_focus_ring(painter, rect.adjusted(0, 0, 0, -1), 6, theme)
    return chosen and theme.stark


class TwoLineDelegate(QStyledItemDelegate):
    """Draws rows from the roles of `Role`.

    Args:
        time_column: keep a column for times in the margin.
        roomy: more air and equal lines, for short lists beside the page's main part.
        wrap: let both lines wrap where it is narrow; for lists of fewer than about 300 rows.
            Otherwise rows have one height, and words cut short stand whole in a tooltip.
    """

    def __init__(
        self,
        *,
        time_column: bool = True,
        roomy: bool = False,
        wrap: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.measured = wrap
        self._time_column = time_column
        self._title_step = Step.LIST if roomy else Step.ROW
        self._second_step = Step.LIST if roomy else Step.LABEL
        self._air = Space.XL - 3 if roomy else Space.M + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        base = option.font
        width = option.rect.width()
        view = option.widget
        if isinstance(view, QAbstractItemView):
            width = view.viewport().width()
        height = leading(base, self._title_step) + leading(base, self._second_step)
        if self.measured:
            title, second = self._words(QRect(0, 0, width, 0), index, base)
            height = title.height + (second.height if second is not None else 0)
        return QSize(scaled(base, 160), height + self._air)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        inverted = draw_row_ground(painter, option)
        theme = tokens()
        base = option.font
        plain = (index.data(Role.STATE) or "plain") == "plain"
        quiet = theme.on_chosen if inverted else theme.ink3
        ink = theme.on_chosen if inverted else theme.ink if plain else theme.ink3
        row = option.rect.adjusted(Space.S, 0, -Space.S - 6, -1)
        if self._time_column:
            painter.setFont(stepped(base, Step.NOTE, tabular=True))
            painter.setPen(ink_of_time(inverted) if plain else quiet)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(row, middle, index.data(Role.TIME) or "")
        place = self._room(option.rect, index, base)
        icon_name = index.data(Role.ICON)
        if icon_name:
            side = scaled(base, 18)
            left = place.left() - side - Space.M
            box = QRect(left, row.center().y() - side // 2, side, side)
            draw_icon(painter, box, icon_name, quiet)
        chip = index.data(Role.CHIP)
        if chip:
            kind: ChipKind = index.data(Role.CHIP_KIND) or "quiet"
            draw_chip_in(painter, self.chip_place(option, index), chip, kind, base)
        title, second = self._words(option.rect, index, base)
        height = title.height + (second.height if second is not None else 0)
        top = row.top() + (row.height() - height) // 2
        title.draw(painter, place.left(), top, ink)
        if second is not None:
            second.draw(painter, place.left(), top + title.height, quiet)
        painter.restore()

    def chip_place(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        """Where the chip of a row stands; empty where it has none."""
        chip = index.data(Role.CHIP)
        if not chip:
            return QRect()
        row = option.rect.adjusted(Space.S, 0, -Space.S - 6, -1)
        size = chip_size(chip, index.data(Role.CHIP_KIND) or "quiet", option.font)
        corner = QPoint(row.right() + 1 - size.width(), row.center().y() - size.height() // 2)
        return QRect(corner, size)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            laid = self._words(option.rect, index, option.font)
            cut = any(each is not None and each.layout.text().endswith("…") for each in laid)
            words = (index.data(Qt.ItemDataRole.DisplayRole), index.data(Role.SECOND))
            text = "\n".join(each for each in words if each) if cut else ""
            QToolTip.showText(event.globalPos(), text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _room(self, rect: QRect, index: AnyIndex, base: QFont) -> QRect:
        """Where the two lines stand in the row at `rect`."""
        place = rect.adjusted(Space.S, 0, -Space.S - 6, -1)
        if self._time_column:
            place.setLeft(place.left() + margin_of(rect.width(), base).text)
        if index.data(Role.ICON):
            place.setLeft(place.left() + scaled(base, 18) + Space.M)
        chip = index.data(Role.CHIP)
        if chip:
            kind: ChipKind = index.data(Role.CHIP_KIND) or "quiet"
            place.setRight(place.right() - chip_size(chip, kind, base).width() - Space.M)
        return place

    def _words(
        self, rect: QRect, index: AnyIndex, base: QFont
    ) -> tuple[Paragraph, Paragraph | None]:
        state = index.data(Role.STATE) or "plain"
        weight = QFont.Weight.DemiBold if state == "plain" else QFont.Weight.Medium
        font = QFont(stepped(base, self._title_step, weight=weight))
        font.setStrikeOut(state == "struck")
        width = self._room(rect, index, base).width()
        most = _MOST_SECOND_LINES if self.measured else 1
        line = leading(base, self._title_step)
        title_text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        title = typeset(title_text, font, width, line, most_lines=most)
        words = index.data(Role.SECOND) or ""
        if not words:
            return title, None
        second_font = stepped(base, self._second_step)
        second_line = leading(base, self._second_step)
        return title, typeset(words, second_font, width, second_line, most_lines=most)


def ink_of_time(inverted: bool) -> QColor:
    """The ink of a time in the margin."""
    return tokens().on_chosen if inverted else tokens().ink2


def index_id(index: QModelIndex) -> str:
    """The id of the row at `index`; empty for none."""
    return index.data(Role.ID) or "" if index.isValid() else ""
