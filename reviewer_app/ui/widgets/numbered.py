"""A few things to choose by their digit: at most nine rows, each with its key, and a mark where it is chosen."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.widgets.keycap import draw_key_cap, key_cap_size
from reviewer_app.ui.widgets.list_panel import ListPanel
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role
from reviewer_app.ui.widgets.two_line import draw_row_ground

MOST_NUMBERED: Final = 9
_AIR: Final = 8
_LITTLE_AIR: Final = 6


@dataclass(frozen=True, slots=True)
class Numbered:
    """One thing to choose: its words, a quiet detail, and whether it is chosen already."""

    id: str
    label: str
    detail: str = ""
    held: bool = False


class NumberedModel(KeyedModel[Numbered]):
    """What can be chosen; the first nine have digits."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            held = _("chosen") if one.held else ""
            parts = (str(index.row() + 1), one.label, one.detail, held)
            return ", ".join(part for part in parts if part)
        return {Role.ID: one.id, Role.SECOND: one.detail, Role.STATE: one.held}.get(
            role  # type: ignore[call-overload]
        )


class NumberedDelegate(QStyledItemDelegate):
    """The digit on a key, the words (wrapped where it is narrow), the detail at the right where there is room."""

    measured = True

    def __init__(self, *, dense: bool = False) -> None:
        super().__init__()
        self._air = _LITTLE_AIR if dense else _AIR

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, self._laid(option.font, index, width).height + 2 * self._air)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        theme = tokens()
        base = option.font
        rect: QRect = option.rect
        inverted = draw_row_ground(painter, option, hairline=False)
        held = bool(index.data(Role.STATE))
        ink = theme.on_chosen if inverted else theme.accent if held else theme.ink
        quiet = theme.on_chosen if inverted else theme.ink3
        line = leading(base, Step.LIST)
        top = rect.top() + self._air
        cap = key_cap_size("9", base)
        corner = QPoint(rect.left() + Space.S, top + (line - cap.height()) // 2)
        draw_key_cap(painter, corner, str(index.row() + 1), base, quiet)
        laid = self._laid(base, index, rect.width())
        laid.draw(painter, rect.left() + self._words_left(base), top, ink)
        right = rect.right() + 1 - Space.S
        if held:
            side = scaled(base, 16)
            box = QRect(right - side, top + (line - side) // 2, side, side)
            draw_icon(painter, box, "check", ink)
        detail = index.data(Role.SECOND) or ""
        room = self._detail_room(base, index, rect.width())
        if detail and room:
            painter.setFont(stepped(base, Step.LABEL))
            painter.setPen(quiet)
            place = QRect(right - scaled(base, 22) - room, top, room, line)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, int(flags), detail)
        painter.restore()

    def _words_left(self, base: QFont) -> int:
        return Space.S + key_cap_size("9", base).width() + Space.M

    def _detail_room(self, base: QFont, index: AnyIndex, width: int) -> int:
        """How wide the detail is drawn; 0 where it would take more than a third from the words."""
        detail = index.data(Role.SECOND) or ""
        needed = int(QFontMetricsF(stepped(base, Step.LABEL)).horizontalAdvance(detail) + 1)
        return needed if needed * 3 <= width else 0

    def _laid(self, base: QFont, index: AnyIndex, width: int) -> Paragraph:
        weight = QFont.Weight.DemiBold if index.data(Role.STATE) else QFont.Weight.Normal
        detail = self._detail_room(base, index, width)
        taken = self._words_left(base) + scaled(base, 22) + 2 * Space.S + detail
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        font = stepped(base, Step.LIST, weight=weight)
        return typeset(words, font, width - taken, leading(base, Step.LIST))


class NumberedList(ListPanel):
    """The list of them; a click, a tap or Enter chooses (`opened`).

    Args:
        dense: rows with less air, where all nine are to be in sight on a low screen.
    """

    def __init__(self, name: str, *, dense: bool = False, parent: QWidget | None = None) -> None:
        self.choices = NumberedModel()
        super().__init__(
            name,
            self.choices,
            NumberedDelegate(dense=dense),
            fit=True,
            single_click=True,
            parent=parent,
        )
        self.choices.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        chosen = self.by_digit(int(typed)) if typed.isascii() and typed.isdigit() else ""
        if chosen:
            self.opened.emit(chosen)
        else:
            super().keyPressEvent(event)

    def by_digit(self, digit: int) -> str:
        """Give the id of the row with this digit, "" where there is none."""
        rows = self.choices.rows
        return rows[digit - 1].id if 1 <= digit <= min(len(rows), MOST_NUMBERED) else ""
