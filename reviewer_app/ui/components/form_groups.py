"""Items that belong together, and items that are asked again and again."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reviewer_app.frameworks.filling import MOST_ROUNDS
from reviewer_app.frameworks.items import CalculatedItem, GroupItem, Item, RepeatItem, WordsItem
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart, hint_of
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text

_DEEP = 2
_BOLD = QFont.Weight.Bold

MakePart = Callable[[OpenForm, Item, str], FormPart]
"""Makes the part of an item in one time round."""


class PartList(FormPart):
    """Parts under each other; what is not asked stays out of sight."""

    def __init__(
        self,
        open_form: OpenForm,
        items: Sequence[Item],
        row: str,
        make: MakePart,
        gap: int = Space.XL,
    ) -> None:
        super().__init__(open_form, row)
        self.parts = [(item, make(open_form, item, row)) for item in items]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        for _item, part in self.parts:
            self._column.addWidget(part)

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        asked = [self._is_asked(item) for item, _part in self.parts]
        self._show_asked(asked)
        for wanted, (_item, part) in zip(asked, self.parts, strict=True):
            if wanted:
                part.show_now()

    def tick(self) -> str:
        """A second went by; gives what the person should hear of, "" for nothing."""
        said = [part.tick() for _item, part in self.parts if not part.isHidden()]
        return next(filter(None, said), "")

    def flush(self) -> None:
        """Save what is pending."""
        for _item, part in self.parts:
            part.flush()

    def open_questions(self) -> int:
        """Count what must be answered and is not."""
        return sum(part.open_questions() for _item, part in self.parts if not part.isHidden())

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        for _item, part in self.parts:
            if not part.isHidden() and part.can_be_answered():
                part.focus_first()
                return

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return any(part.can_be_answered() for _item, part in self.parts if not part.isHidden())

    def _show_asked(self, asked: Sequence[bool]) -> None:
        """Let all come and go in one layout: one for each would cost a form of 120 items two seconds."""
        changed = [
            (part, wanted)
            for wanted, (_item, part) in zip(asked, self.parts, strict=True)
            if part.isHidden() is wanted
        ]
        if changed:
            self._column.setEnabled(False)
            for part, wanted in changed:
                part.setVisible(wanted)
            self._column.setEnabled(True)
            self._column.invalidate()
            self.updateGeometry()

    def _is_asked(self, item: Item) -> bool:
        hidden = isinstance(item, CalculatedItem) and not item.shown
        return not hidden and self.open_form.state(item.id, self._row_of(item)).relevant

    def _row_of(self, item: Item) -> str:
        """Give the row an item stands in; a repeat stands where its first time round does."""
        if not isinstance(item, RepeatItem):
            return self.row
        return f"{self.row}.1" if self.row else "1"


class GroupPart(FormPart):
    """A heading, and the items under it."""

    def __init__(self, open_form: OpenForm, item: GroupItem, row: str, make: MakePart) -> None:
        super().__init__(open_form, row)
        self.inner = PartList(open_form, item.items, row, make)
        column = _headed(self, item.label, hint_of(item), open_form.depth(item.id))
        column.addWidget(self.inner)

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        self.inner.show_now()

    def tick(self) -> str:
        """A second went by; gives what the person should hear of, "" for nothing."""
        return self.inner.tick()

    def flush(self) -> None:
        """Save what is pending."""
        self.inner.flush()

    def open_questions(self) -> int:
        """Count what must be answered and is not."""
        return self.inner.open_questions()

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        self.inner.focus_first()

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return self.inner.can_be_answered()


class RepeatPart(FormPart):
    """The same items for each time round: a fixed number, or one more whenever it is asked for."""

    def __init__(self, open_form: OpenForm, item: RepeatItem, row: str, make: MakePart) -> None:
        super().__init__(open_form, row)
        self.item, self._make = item, make
        self.rounds: list[PartList] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XL)
        self.more = Button(_("Add another"), "secondary")
        self.more.setAccessibleName(_("Add another: {what}").format(what=item.label))
        self.more.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.more.setVisible(item.times is None)

    def add(self) -> None:
        """Ask once more."""
        self.open_form.set_rounds(self.item, self.row, len(self.rounds) + 1)
        self.show_now()
        self.rounds[-1].focus_first()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        wanted = self.open_form.rounds(self.item, self.row)
        for number in range(len(self.rounds) + 1, wanted + 1):
            self._add_round(number)
        for inner in self.rounds:
            inner.show_now()
        full = len(self.rounds) >= MOST_ROUNDS
        self.more.set_disabled_reason(_("There are as many as there can be.") if full else "")

    def tick(self) -> str:
        """A second went by; gives what the person should hear of, "" for nothing."""
        return next(filter(None, [inner.tick() for inner in self.rounds]), "")

    def flush(self) -> None:
        """Save what is pending."""
        for inner in self.rounds:
            inner.flush()

    def open_questions(self) -> int:
        """Count what must be answered and is not."""
        return sum(inner.open_questions() for inner in self.rounds)

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        self.rounds[0].focus_first()

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return bool(self.rounds) and self.rounds[0].can_be_answered()

    def _add_round(self, number: int) -> None:
        row = f"{self.row}.{number}" if self.row else str(number)
        inner = PartList(self.open_form, self.item.items, row, self._make)
        shown = FormPart(self.open_form, row)
        depth = self.open_form.depth(self.item.id)
        _headed(shown, self._title(number), hint_of(self.item), depth).addWidget(inner)
        self._column.insertWidget(len(self.rounds), shown)
        self.rounds.append(inner)

    def _title(self, number: int) -> str:
        if self.item.times is None:
            return _("{what} {number}").format(what=self.item.label, number=number)
        return _("{what}, {number} of {times}").format(
            what=self.item.label, number=number, times=self.item.times
        )


class WordsPart(FormPart):
    """Words between questions."""

    def __init__(self, open_form: OpenForm, item: WordsItem, row: str) -> None:
        super().__init__(open_form, row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(item.label, Step.NOTE, "ink2"))
        hint = hint_of(item)
        if hint:
            column.addWidget(Text(hint, Step.LABEL, "ink3"))


def _headed(part: FormPart, title: str, hint: str, depth: int) -> QVBoxLayout:
    """Begin a part with its heading: large outside, smaller inside another."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0 if depth else Space.S, 0, 0)
    column.setSpacing(Space.M)
    if depth < _DEEP:
        column.addWidget(Text(title, Step.FINDING if depth else Step.NEXT, weight=_BOLD))
    else:
        column.addWidget(Text(title, Step.LABEL, "ink2", weight=_BOLD))
    if hint:
        column.addWidget(Text(hint, Step.LABEL, "ink3"))
    return column
