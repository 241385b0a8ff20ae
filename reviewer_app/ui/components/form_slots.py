"""A form as a list from its first question to its last: headings, questions, and where a repeat is asked once more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reviewer_app.frameworks.items import CalculatedItem, GroupItem, Item, RepeatItem
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.theme import Space

SlotKind = Literal["heading", "item", "more"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that stands in a form.

    Attributes:
        kind: the heading of a group or of one time round a repeat; a question; what asks a repeat once more.
        row: which time round, inside repeats and for a repeat's heading; "" outside.
        gap: pixels above it.
        number: which time round a repeat's heading is of, counted from 1; 0 for any other.
    """

    kind: SlotKind
    item: Item
    row: str
    gap: int
    number: int = 0

    @property
    def stands_on(self) -> tuple[str, str]:
        """The item and row that say whether this is asked at all."""
        if self.kind == "more":
            return self.item.id, _round(self.row, 1)
        return self.item.id, self.row


def slots_of(open_form: OpenForm) -> list[Slot]:
    """Give everything that may be asked, in the order in which it is read."""
    return list(_slots(open_form, open_form.form.items, "", 0))


def _slots(open_form: OpenForm, items: Iterable[Item], row: str, first_gap: int) -> Iterator[Slot]:
    gap = first_gap
    for item in items:
        if isinstance(item, CalculatedItem) and not item.shown:
            continue
        if isinstance(item, GroupItem):
            yield Slot("heading", item, row, gap)
            yield from _slots(open_form, item.items, row, Space.M)
        elif isinstance(item, RepeatItem):
            yield from _rounds(open_form, item, row, gap)
        else:
            yield Slot("item", item, row, gap)
        gap = Space.XL


def _rounds(open_form: OpenForm, item: RepeatItem, row: str, gap: int) -> Iterator[Slot]:
    for number in range(1, open_form.rounds(item, row) + 1):
        inside = _round(row, number)
        yield Slot("heading", item, inside, gap, number)
        yield from _slots(open_form, item.items, inside, Space.M)
        gap = Space.XL
    if item.times is None:
        yield Slot("more", item, row, gap)


def _round(row: str, number: int) -> str:
    return f"{row}.{number}" if row else str(number)
