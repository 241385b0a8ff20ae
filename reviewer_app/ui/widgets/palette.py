"""The list of everything one can do, filtered as one types (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Step, scaled
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.card import SHADOW_REACH
from reviewer_app.ui.widgets.held_list import HeldList
from reviewer_app.ui.widgets.search_card import SearchCard
from reviewer_app.ui.widgets.search_field import SearchField
from reviewer_app.ui.widgets.suggestions import (
    Suggestion,
    SuggestionDelegate,
    SuggestionModel,
    suggestion_height,
)
from reviewer_app.ui.widgets.text import Text

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


class Palette(SearchCard):
    """A card over the upper part of what it belongs to with a search field and a list.

    Enter or a click chooses, Escape or a click elsewhere closes; the focus goes back to where it
    was. Commands are `Suggestion(id, label, detail)`; the detail is usually the key.

    Signals:
        chosen(id)
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, *, name: str = "", placeholder: str = "") -> None:
        called = name or _("What to do")
        super().__init__(window, SearchField(called, placeholder or _("What to do")))
        self._commands: tuple[Suggestion, ...] = ()
        self._model = SuggestionModel()
        self._list = HeldList(called, self._model, SuggestionDelegate())
        self._nothing = Text(_("Nothing by that name."), Step.LIST, "ink3")
        for part in (self.field, self._list, self._nothing):
            self.column.addWidget(part)
        self._list.chosen.connect(self._choose)
        self.field.searched.connect(self._filter)
        self.field.moved.connect(self._list.move_by)
        self.field.entered.connect(lambda: self._choose(self._list.row))

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """The commands that match what is typed."""
        return self._model.rows

    def open(self, commands: Sequence[Suggestion]) -> None:
        """Show `commands` and take the focus."""
        self._commands = tuple(commands)
        self._filter("")
        self.come()

    def _filter(self, typed: str) -> None:
        self._model.set_rows(matching(self._commands, typed))
        found = self._model.rowCount() > 0
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        if found:
            self._list.go_to(0)
        self.place()
        if typed:
            self._speak()

    def _speak(self) -> None:
        """Say what Enter would do now: the keys are in the field, so nothing else tells a screen reader."""
        if self.shown:
            self._list.speak()
        else:
            announce(self, self._nothing.text())

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            chosen = self.shown[row].id
            self.put_away()
            self.chosen.emit(chosen)

    def place(self) -> None:
        """In the middle, as many rows as there are and fit."""
        window = self.over
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
