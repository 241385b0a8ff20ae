"""What every item on a form has: its question, a hint, what is wrong with its answer, and room for the answer."""

from typing import ClassVar, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.filling import State
from reviewer_app.frameworks.items import Item, ItemBase
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Text

_CHANGES: Final = (QEvent.Type.LayoutRequest, QEvent.Type.FontChange, QEvent.Type.StyleChange)
"""Events after which a part may be taller or shorter."""


class FormPart(QWidget):
    """One item of a form, or several that belong together.

    `show_now` reads the open form, `tick` is called every second, `flush` saves what is pending.
    """

    LOOKS_AT: ClassVar[frozenset[str]] = frozenset()
    """Kinds of records it shows besides its own answer."""

    def __init__(self, open_form: OpenForm, row: str) -> None:
        super().__init__()
        self.open_form = open_form
        self.row = row
        self._heights: dict[int, int] = {}
        self._narrowest = -1

    def height_for(self, width: int) -> int:
        """Give the height that a width asks for, in pixels; measured once for as long as nothing in it changes."""
        if width not in self._heights:
            wanted = self.heightForWidth(width)
            self._heights[width] = wanted if wanted >= 0 else self.sizeHint().height()
        return self._heights[width]

    @property
    def narrowest(self) -> int:
        """The least width, in pixels; measured as `height_for` is."""
        if self._narrowest < 0:
            self._narrowest = self.minimumSizeHint().width()
        return self._narrowest

    def measure_again(self) -> None:
        """Something in it changed."""
        self._heights.clear()
        self._narrowest = -1

    def event(self, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self.measure_again()
        return super().event(event)

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""

    def tick(self) -> None:
        """A second went by."""

    def flush(self) -> None:
        """Save what is pending."""

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return False

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        takes = (
            one
            for one in self.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        (self.focusProxy() or next(takes, self)).setFocus()


class ItemPart(FormPart):
    """One question with room for its answer below.

    Args:
        row: which time round, inside repeats; "" outside.
    """

    def __init__(self, open_form: OpenForm, item: Item, row: str) -> None:
        super().__init__(open_form, row)
        self.item = item
        self.label = Text("", Step.NOTE, weight=QFont.Weight.Medium)
        self.hint = Text("", Step.LABEL, "ink3")
        self._wrong: Banner | None = None
        self._refused = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.S)
        self.column.addWidget(self.label)
        self.column.addWidget(self.hint)
        self._show_words()

    @property
    def name(self) -> str:
        """What a screen reader calls the answer."""
        return self.state.label

    @property
    def state(self) -> State:
        """How the item stands."""
        return self.open_form.state(self.item.id, self.row)

    @property
    def answer(self) -> Json:
        """What is answered; None where it is open."""
        return self.open_form.answer(self.item.id, self.row)

    @property
    def wrong(self) -> str:
        """What is said to be wrong; "" where nothing is."""
        return "" if self._wrong is None or self._wrong.isHidden() else self._wrong.text

    def show_now(self) -> None:
        """Show the question as it reads now, and what its answer breaks."""
        self._show_words()
        state = self.state
        broken = state.message or _("This does not fit the other answers.")
        self._say(self._refused or (broken if state.broken else ""))

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return True

    def say_wrong(self, sentence: str) -> None:
        """Say what was refused and what to do; "" takes it back."""
        self._refused = sentence
        self.show_now()

    def watch(self, reply: Reply) -> Reply:
        """Say a refusal in place, and go back to what stands."""
        self._refused = ""
        return reply.failed(lambda error: self.say_wrong(refusal_words(error)))

    def _show_words(self) -> None:
        state = self.state
        words = _("{question} (needed)").format(question=state.label)
        words = words if self.item.required else state.label
        if words != self.label.text():
            self.label.setText(words)
        if state.hint != self.hint.text():
            self.hint.setText(state.hint)
        self.hint.setVisible(bool(state.hint))

    def _say(self, sentence: str) -> None:
        if sentence == self.wrong:
            return
        if self._wrong is None:
            # Few answers are ever wrong, and a form may have 120 of them.
            self._wrong = Banner("", "alert")
            self._wrong.hide()
            self.column.addWidget(self._wrong)
        if sentence:
            self._wrong.say(sentence, "alert")
        else:
            self._wrong.hide()


def hint_of(item: ItemBase) -> str:
    """Give an item's hint, "" where it has none."""
    return item.hint or ""
