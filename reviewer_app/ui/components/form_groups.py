"""What stands between questions: headings of groups and of times round, words, and what asks once more."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reviewer_app.frameworks.filling import MOST_ROUNDS
from reviewer_app.frameworks.items import RepeatItem, WordsItem
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart, hint_of
from reviewer_app.ui.components.form_slots import Slot
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text

_DEEP = 2
_BOLD = QFont.Weight.Bold


class HeadingPart(FormPart):
    """The heading of a group, or of one time round a repeat: large outside, smaller inside another."""

    def __init__(self, open_form: OpenForm, slot: Slot) -> None:
        super().__init__(open_form, slot.row)
        depth, title = open_form.depth(slot.item.id), heading_words(slot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0 if depth else Space.S, 0, 0)
        column.setSpacing(Space.M)
        if depth < _DEEP:
            column.addWidget(Text(title, Step.FINDING if depth else Step.NEXT, weight=_BOLD))
        else:
            column.addWidget(Text(title, Step.LABEL, "ink2", weight=_BOLD))
        hint = hint_of(slot.item)
        if hint:
            column.addWidget(Text(hint, Step.LABEL, "ink3"))


class MorePart(FormPart):
    """Asks a repeat once more.

    Signals:
        asked(): there is one more time round now.
    """

    asked = Signal()

    def __init__(self, open_form: OpenForm, item: RepeatItem, row: str) -> None:
        super().__init__(open_form, row)
        self.item = item
        self.more = Button(_("Add another"), "secondary")
        self.more.setAccessibleName(_("Add another: {what}").format(what=item.label))
        self.more.clicked.connect(self._add)
        foot = QHBoxLayout(self)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.setFocusProxy(self.more)
        self.show_now()

    def show_now(self) -> None:
        """Say whether there may be one more."""
        full = self.open_form.rounds(self.item, self.row) >= MOST_ROUNDS
        self.more.set_disabled_reason(_("There are as many as there can be.") if full else "")

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return self.more.isEnabled()

    def _add(self) -> None:
        wanted = self.open_form.rounds(self.item, self.row) + 1
        self.open_form.set_rounds(self.item, self.row, wanted)
        self.show_now()
        self.asked.emit()


class WordsPart(FormPart):
    """Words between questions; nothing is answered."""

    def __init__(self, open_form: OpenForm, item: WordsItem, row: str) -> None:
        super().__init__(open_form, row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(item.label, Step.NOTE, "ink2"))
        hint = hint_of(item)
        if hint:
            column.addWidget(Text(hint, Step.LABEL, "ink3"))


def heading_words(slot: Slot) -> str:
    """Name a group, or one time round a repeat with its number."""
    item = slot.item
    if not isinstance(item, RepeatItem):
        return item.label
    if item.times is None:
        return _("{what} {number}").format(what=item.label, number=slot.number)
    return _("{what}, {number} of {times}").format(
        what=item.label, number=slot.number, times=item.times
    )
