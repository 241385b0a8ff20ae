"""Rows of what was found: two lines of words with those that were sought marked, and one line that says where."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.ui.theme import Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.theme.utf16 import ranges, units
from reviewer_app.ui.widgets.held_list import draw_held_ground
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role

LINES: Final = 2
"""Lines of words in each row."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found: its words, pairs of start and length of those that were sought, and where it stands."""

    id: str
    words: str
    marks: tuple[tuple[int, int], ...] = ()
    where: str = ""


class FoundModel(KeyedModel[FoundRow]):
    """What was found, the best first."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.words, row.where) if part)
        return {Role.ID: row.id, Role.SECOND: row.where, Role.MARKS: row.marks}.get(
            role  # type: ignore[call-overload]
        )


class FoundDelegate(QStyledItemDelegate):
    """Draws every row equally tall; what was sought stands on a tint, and is underlined for whoever sees none."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        base = option.font
        height = LINES * leading(base, Step.LIST) + leading(base, Step.LABEL)
        return QSize(scaled(base, 160), height + 2 * Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme = tokens()
        base = option.font
        painter.save()
        inverted = draw_held_ground(painter, option) and theme.stark
        place = option.rect.adjusted(Space.M - 2, Space.S, -(Space.M - 2), -Space.S)
        words = index.data(Qt.ItemDataRole.DisplayRole) or ""
        font, line = stepped(base, Step.LIST), leading(base, Step.LIST)
        laid = typeset(words, font, place.width(), line, most_lines=LINES)
        below = stepped(base, Step.LABEL)
        where = typeset(
            index.data(Role.SECOND) or "",
            below,
            place.width(),
            leading(base, Step.LABEL),
            most_lines=1,
        )
        top = place.top() + (place.height() - laid.height - where.height) // 2
        painter.setPen(theme.on_chosen if inverted else theme.ink)
        marks = self._marks(laid, index.data(Role.MARKS) or ())
        laid.layout.draw(painter, QPointF(place.left(), top), marks)
        quiet = theme.on_chosen if inverted else theme.ink3
        where.draw(painter, place.left(), top + laid.height, quiet)
        painter.restore()

    def _marks(
        self, laid: Paragraph, marks: tuple[tuple[int, int], ...]
    ) -> list[QTextLayout.FormatRange]:
        theme = tokens()
        words = laid.layout.text()
        end = units(words, len(words))
        found = []
        for start, length in ranges(words, marks):
            if start < end:
                one = QTextLayout.FormatRange()
                one.start, one.length = start, min(length, end - start)
                kind = QTextCharFormat()
                kind.setFontUnderline(True)
                if not theme.stark:
                    kind.setBackground(theme.accent_mid)
                    kind.setForeground(theme.ink)
                one.format = kind
                found.append(one)
        return found
