"""The card that tags what is chosen: a field to search in, and at most nine things to choose by digit, arrow or tap."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Step, scaled
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.card import SHADOW_REACH
from reviewer_app.ui.widgets.choice_row import ChoiceRow
from reviewer_app.ui.widgets.numbered import MOST_NUMBERED, Numbered, NumberedList
from reviewer_app.ui.widgets.search_card import SearchCard
from reviewer_app.ui.widgets.search_field import SearchField
from reviewer_app.ui.widgets.suggestions import Provider, Suggestion
from reviewer_app.ui.widgets.text import Text

Held = Callable[[str, str], bool]
"""Called with the sign (`#` or `@`) and an id: whether what is chosen carries it already."""

_SIGNS: Final = ("#", "@")


class TagPicker(SearchCard):
    """A card over the upper part of its page. It stays open, so that several tags go on one after the other.

    Letters search, digits choose while nothing is typed, Enter chooses, `#` and `@` change over, Escape closes.

    Signals:
        toggled(sign, id)
    """

    toggled = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, SearchField(_("Search"), _("Search, or press a digit")))
        self._provider: Provider = _nothing
        self._held: Held = _never
        self._title = Text("", Step.LIST, "ink2")
        self._signs = ChoiceRow(
            _("What to tag with"), [("#", _("Criteria")), ("@", _("Pupils"))], "#"
        )
        self.list = NumberedList(_("What to tag with"), dense=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text(_("Nothing by that name."), Step.LIST, "ink3")
        for part in (self._title, self._signs, self.field, self.list, self._nothing):
            self.column.addWidget(part)
        self._signs.chosen.connect(self._turn)
        self.field.searched.connect(lambda _text: self._fill())
        self.field.moved.connect(self._move)
        self.field.entered.connect(lambda: self._choose(self.list.current_id))
        self.list.opened.connect(self._choose)

    @property
    def sign(self) -> str:
        """What is offered: `#` criteria, `@` groups of pupils."""
        return self._signs.value

    def open(self, title: str, sign: str, provider: Provider, held: Held) -> None:
        """Say what is tagged, offer, and take the focus."""
        self._title.setText(title)
        self._provider, self._held = provider, held
        self._signs.set_value(sign)
        self._fill()
        self.come()

    def show_held(self) -> None:
        """Show anew which tags what is chosen carries."""
        if self.isVisible():
            self._fill(keep=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit or a sign while nothing is typed."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not self.field.text()
            and self._takes(event.text())
        ):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, typed: str) -> bool:
        if typed in _SIGNS:
            self._signs.set_value(typed)
            self._turn(typed)
        elif typed.isascii() and typed.isdigit():
            self._choose(self.list.by_digit(int(typed)))
        else:
            return False
        return True

    def _turn(self, _sign: str) -> None:
        self.field.clear()
        self._fill()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *, keep: bool = False) -> None:
        sign = self.sign
        found: Sequence[Numbered] = [
            Numbered(one.id, one.label, one.detail, self._held(sign, one.id))
            for one in self._provider(sign, self.field.text().strip())
        ][:MOST_NUMBERED]
        here = self.list.current_id if keep else ""
        self.list.choices.set_rows(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        ids = [one.id for one in found]
        at = ids.index(here) if here in ids else 0
        self.list.setCurrentIndex(self.list.choices.index(at, 0))
        self.place()

    def _move(self, step: int) -> None:
        count = self.list.choices.rowCount()
        if count:
            row = (self.list.currentIndex().row() + step) % count
            index = self.list.choices.index(row, 0)
            self.list.setCurrentIndex(index)
            announce(self, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _choose(self, tag: str) -> None:
        if tag:
            self.field.clear()
            self.toggled.emit(self.sign, tag)
            self.show_held()

    def place(self) -> None:
        """In the middle, as tall as what it offers."""
        window = self.over
        base = self.font()
        width = min(scaled(base, 460) + 2 * SHADOW_REACH, window.width())
        self.resize(width, self.height())
        # Where it is low, all nine in sight count for more than what it is called.
        self._title.setVisible(True)
        self._title.setVisible(self._tall(width) <= window.height())
        height = min(self._tall(width), window.height())
        top = min(scaled(base, 72), max(window.height() - height, 0))
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def _tall(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.activate()
        return max(layout.totalHeightForWidth(width), layout.sizeHint().height())


def _nothing(_sign: str, _letters: str) -> Sequence[Suggestion]:
    return ()


def _never(_sign: str, _tag: str) -> bool:
    return False
