"""The list of everything one can do, filtered as one types (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.card import SHADOW_REACH, RaisedCard
from reviewer_app.ui.widgets.search_field import SearchField
from reviewer_app.ui.widgets.suggestions import (
    Suggestion,
    SuggestionDelegate,
    SuggestionModel,
    suggestion_height,
)
from reviewer_app.ui.widgets.text import Text
from reviewer_app.ui.widgets.way_back import WayBack

_MOST_ROWS = 9


def matching(commands: Sequence[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    """The commands in which every typed word begins a word; those that begin with it first."""
    words = typed.casefold().split()
    if not words:
        return tuple(commands)
    found = []
    for command in commands:
        parts = f"{command.label} {command.detail}".casefold().split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            first = command.label.casefold().startswith(typed.casefold().strip())
            found.append((not first, command))
    return tuple(command for _later, command in sorted(found, key=lambda pair: pair[0]))


class Palette(RaisedCard):
    """A card over the upper part of what it belongs to with a search field and a list.

    Enter or a click chooses, Escape or a click elsewhere closes; the focus goes back to where it
    was. Commands are `Suggestion(id, label, detail)`; the detail is usually the key.

    Signals:
        chosen(id)
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, *, name: str = "", placeholder: str = "") -> None:
        super().__init__(window)
        self._over = window
        self._commands: tuple[Suggestion, ...] = ()
        self._way_back = WayBack(self)
        self._field = SearchField(name or _("What to do"), placeholder or _("What to do"))
        self._model = SuggestionModel(self)
        self._list = QListView()
        self._list.setAccessibleName(name or _("What to do"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(SuggestionDelegate(self))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._nothing = Text(_("Nothing by that name."), Step.LIST, "ink3")
        column = QVBoxLayout(self)
        edge = SHADOW_REACH + Space.M
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(Space.S)
        column.addWidget(self._field)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        self._field.searched.connect(self._filter)
        self._field.moved.connect(self._move)
        self._field.entered.connect(lambda: self._choose(self._list.currentIndex().row()))
        self._field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """The commands that match what is typed."""
        return self._model.suggestions

    def open(self, commands: Sequence[Suggestion]) -> None:
        """Show `commands` and take the focus."""
        self._commands = tuple(commands)
        self._way_back.keep()
        self._field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide, and give the focus back."""
        self._way_back.go()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            if self._way_back.left():
                self.hide()
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._field.clear()

    def _filter(self, typed: str) -> None:
        self._model.set_suggestions(matching(self._commands, typed))
        found = self._model.rowCount() > 0
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            row = (self._list.currentIndex().row() + step) % count
            self._list.setCurrentIndex(self._model.index(row, 0))
            announce(self, self.shown[row].label)

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            chosen = self.shown[row].id
            self.close_palette()
            self.chosen.emit(chosen)

    def _place(self) -> None:
        window = self._over
        base = self.font()
        tall = suggestion_height(base)
        self._list.setFixedHeight(tall)
        around = self.sizeHint().height() - tall
        fit = (window.height() - around) // tall
        rows = max(min(self._model.rowCount(), _MOST_ROWS, fit), 1)
        self._list.setFixedHeight(rows * tall)
        width = min(scaled(base, 560) + 2 * SHADOW_REACH, window.width())
        height = min(self.sizeHint().height(), window.height())
        top = min(scaled(base, 72), max(window.height() - height, 0))
        self.setGeometry((window.width() - width) // 2, top, width, height)
