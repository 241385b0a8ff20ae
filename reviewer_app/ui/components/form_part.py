"""What every item on a form has: its question, a hint, what is wrong with its answer, and room for the answer."""

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


class FormPart(QWidget):
    """One item of a form, or several that belong together.

    `show_now` reads the open form, `tick` is called every second, `flush` saves what is pending.
    """

    BLEED = 0

    def __init__(self, open_form: OpenForm, row: str) -> None:
        super().__init__()
        self.open_form = open_form
        self.row = row

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""

    def tick(self) -> str:
        """A second went by; gives what the person should hear of, "" for nothing."""
        return ""

    def flush(self) -> None:
        """Save what is pending."""

    def open_questions(self) -> int:
        """Count what must be answered and is not."""
        return 0

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return False

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        self.setFocus()


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

    def open_questions(self) -> int:
        """Count what must be answered and is not."""
        return int(self.state.wanted)

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
