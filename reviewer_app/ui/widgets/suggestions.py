"""Suggestions where the eyes are: at most nine rows of two columns below the word being typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.widgets.card import SHADOW_REACH, RaisedCard
from reviewer_app.ui.widgets.held_list import HeldList, draw_held_ground
from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role

MOST_SUGGESTIONS = 9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to choose: its words, and a quiet detail such as its heading or its key."""

    id: str
    label: str
    detail: str = ""


Provider = Callable[[str, str], Sequence[Suggestion]]
"""Called with the sign (`#` or `@`) and the letters after it; best first."""


class SuggestionModel(KeyedModel[Suggestion]):
    """Suggestions as a list."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        suggestion = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (suggestion.label, suggestion.detail) if part)
        return {Role.ID: suggestion.id, Role.SECOND: suggestion.detail}.get(
            role  # type: ignore[call-overload]
        )


class SuggestionDelegate(QStyledItemDelegate):
    """A label on the left, its detail on the right; the chosen row tinted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        base = option.font
        label = QFontMetricsF(stepped(base, Step.LIST, weight=QFont.Weight.DemiBold))
        detail = QFontMetricsF(stepped(base, Step.LIST))
        width = label.horizontalAdvance(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width += detail.horizontalAdvance(index.data(Role.SECOND) or "")
        return QSize(int(width) + 3 * Space.L, suggestion_height(base))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme = tokens()
        base = option.font
        painter.save()
        chosen = draw_held_ground(painter, option)
        place = option.rect.adjusted(Space.M - 2, 0, -(Space.M - 2), 0)
        detail = index.data(Role.SECOND) or ""
        detail_font = stepped(base, Step.LIST)
        taken = 0
        if detail:
            painter.setFont(detail_font)
            painter.setPen(theme.on_chosen if chosen and theme.stark else theme.ink3)
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(place, right, detail)
            taken = int(QFontMetricsF(detail_font).horizontalAdvance(detail)) + Space.L
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        font = stepped(base, Step.LIST, weight=weight)
        label = index.data(Qt.ItemDataRole.DisplayRole) or ""
        room = place.width() - taken
        words = QFontMetricsF(font).elidedText(label, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.on_chosen if chosen else theme.ink)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


def suggestion_height(base: QFont) -> int:
    """Height of one row."""
    return leading(base, Step.LIST) + Space.L + Space.XS


class SuggestionsPopup(RaisedCard):
    """The card of suggestions. It never takes the focus: the editor hands it its keys.

    Signals:
        chosen(id)
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = SuggestionModel()
        self.view = HeldList("", self._model, SuggestionDelegate())
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        edge = SHADOW_REACH + 6
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.view)
        self.hide()

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """What is offered now; empty while the card is hidden."""
        return self._model.rows if self.isVisible() else ()

    @property
    def row(self) -> int:
        """The row that Enter would choose."""
        return self.view.row

    def offer(self, suggestions: Sequence[Suggestion], word: QRect) -> None:
        """Offer the first nine below `word` (in window coordinates), or above where no room is."""
        offered = tuple(suggestions)[:MOST_SUGGESTIONS]
        if not offered:
            self.hide()
            return
        kept = self._model.rows[self.row].id if self._keeps_row() else ""
        self._model.set_rows(offered)
        ids = [suggestion.id for suggestion in offered]
        self.view.go_to(ids.index(kept) if kept in ids else 0)
        self._place(word)
        self.show()
        self.raise_()
        self.view.speak()

    def move_by(self, step: int) -> None:
        """Move the choice up or down, round the ends."""
        self.view.move_by(step)

    def accept(self) -> None:
        """Choose the current row."""
        self._choose(self.row)

    def _keeps_row(self) -> bool:
        return self.isVisible() and 0 < self.row < self._model.rowCount()

    def _choose(self, row: int) -> None:
        suggestion = self._model.rows[row]
        self.hide()
        self.chosen.emit(suggestion.id)

    def _place(self, word: QRect) -> None:
        window = self.window()
        base = self.font()
        edge = SHADOW_REACH + 6
        widest = max(self.view.sizeHintForColumn(0), scaled(base, 300))
        width = min(widest + 2 * edge, window.width() - Space.S)
        height = self._model.rowCount() * suggestion_height(base) + 2 * edge
        x = word.left() - edge - Space.M + 2
        x = max(-SHADOW_REACH + Space.XS, min(x, window.width() - width + SHADOW_REACH - Space.XS))
        y = word.bottom() + Space.S - SHADOW_REACH
        if y + height - SHADOW_REACH > window.height():
            y = word.top() - Space.XS - height + SHADOW_REACH
        self.setGeometry(QRect(QPoint(x, max(y, -SHADOW_REACH)), QSize(width, height)))
