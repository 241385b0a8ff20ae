"""Suggestions where the eyes are: at most nine rows of two columns below the word being typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ui.theme import Radius, Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.card import SHADOW_REACH, RaisedCard
from reviewer_app.ui.widgets.rows import AnyIndex, Role

MOST_SUGGESTIONS = 9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to choose: its words, and a quiet detail such as its heading or its key."""

    id: str
    label: str
    detail: str = ""


Provider = Callable[[str, str], Sequence[Suggestion]]
"""Called with the sign (`#` or `@`) and the letters after it; best first."""


class SuggestionModel(QAbstractListModel):
    """Suggestions as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggestions: tuple[Suggestion, ...] = ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._suggestions

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer `suggestions` instead."""
        self.beginResetModel()
        self._suggestions = tuple(suggestions)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._suggestions)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        suggestion = self._suggestions[index.row()]
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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            round_box(painter, option.rect, Radius.CHIP, theme.chosen)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, option.rect, Radius.CHIP, theme.hover)
        painter.save()
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
        self._model = SuggestionModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(SuggestionDelegate(self))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self._choose(index.row()))
        column = QVBoxLayout(self)
        edge = SHADOW_REACH + 6
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.view)
        self.hide()

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """What is offered now; empty while the card is hidden."""
        return self._model.suggestions if self.isVisible() else ()

    @property
    def row(self) -> int:
        """The row that Enter would choose."""
        return self.view.currentIndex().row()

    def offer(self, suggestions: Sequence[Suggestion], word: QRect) -> None:
        """Offer the first nine below `word` (in window coordinates), or above where no room is."""
        offered = tuple(suggestions)[:MOST_SUGGESTIONS]
        if not offered:
            self.hide()
            return
        kept = self._model.suggestions[self.row].id if self._keeps_row() else ""
        self._model.set_suggestions(offered)
        ids = [suggestion.id for suggestion in offered]
        self.view.setCurrentIndex(self._model.index(ids.index(kept) if kept in ids else 0, 0))
        self._place(word)
        self.show()
        self.raise_()
        self._say()

    def move_by(self, step: int) -> None:
        """Move the choice up or down, round the ends."""
        count = self._model.rowCount()
        self.view.setCurrentIndex(self._model.index((self.row + step) % count, 0))
        self._say()

    def accept(self) -> None:
        """Choose the current row."""
        self._choose(self.row)

    def _keeps_row(self) -> bool:
        return self.isVisible() and 0 < self.row < len(self._model.suggestions)

    def _choose(self, row: int) -> None:
        suggestion = self._model.suggestions[row]
        self.hide()
        self.chosen.emit(suggestion.id)

    def _say(self) -> None:
        announce(self.view, str(self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))

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
