"""Everything a form asks, under each other: what is in sight is made at once, the rest in pauses.

A question takes two or three milliseconds to make, and a form may have hundreds. What is not made yet keeps a place of
about its height; it is made before Tab, a jump or the eye comes to it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from reviewer_app.frameworks.filling import Key
from reviewer_app.ui.components.form_groups import MorePart
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.form_parts import part_of
from reviewer_app.ui.components.form_slots import Slot, slots_of
from reviewer_app.ui.theme import scaled

_ABOUT: Final = 88
"""Pixels at 100 % text of a question that is not made yet."""


@dataclass(slots=True)
class Place:
    """Where one thing of a form stands; `part` is None until it is made."""

    slot: Slot
    part: FormPart | None = None
    asked: bool = False
    top: int = 0
    height: int = 0
    width: int = 0

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height


class FormColumn(QWidget):
    """The parts of a form, in reading order for eyes, Tab and screen readers alike.

    It lays its parts out itself: a box layout asks each of them again for its height whenever one changes.
    """

    def __init__(self, open_form: OpenForm) -> None:
        super().__init__()
        self.open_form = open_form
        self._places: list[Place] = []
        self._height = 0
        self._about = 0
        self._held = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_out()

    @property
    def parts(self) -> list[tuple[Slot, FormPart]]:
        """What is made so far, in order."""
        return [(one.slot, one.part) for one in self._places if one.part is not None]

    @property
    def slots_asked(self) -> list[Slot]:
        """What is asked now, in order, whether it is made or not."""
        return [one.slot for one in self._asked()]

    def part(self, item: str, row: str = "") -> FormPart:
        """Make the part of a question, where that is still to do, and give it. Raises KeyError where there is none."""
        return self._made(self._place(item, row))

    def set_out(self) -> None:
        """Take up which times round there are; what is made already stays."""
        kept = {(one.slot.kind, *one.slot.stands_on): one for one in self._places}
        self._places = [
            kept.pop((slot.kind, *slot.stands_on), Place(slot)) for slot in slots_of(self.open_form)
        ]
        for gone in kept.values():
            if gone.part is not None:
                gone.part.hide()
                gone.part.deleteLater()
        for place in self._places:
            self._see_whether_asked(place)
        self._arrange()

    def show_changes(self, changed: Collection[Key], kinds: frozenset[str]) -> None:
        """Show what stands differently, and what looks at records of these kinds; what is being typed stays."""
        moved = False
        for place in self._places:
            part = place.part
            if place.slot.stands_on in changed:
                moved |= self._see_whether_asked(place)
            elif part is None or not part.LOOKS_AT & kinds:
                continue
            if part is not None and place.asked:
                part.show_now()
                part.measure_again()
                moved = True
        if moved:
            self._arrange()

    def make_between(self, top: int, bottom: int) -> bool:
        """Make what stands between two heights, in pixels of this column; whether there was anything to make."""
        made = False
        while wanted := next(
            (
                one
                for one in self._places
                if one.asked and one.part is None and one.top < bottom and one.bottom > top
            ),
            None,
        ):
            self._make(wanted)
            self._arrange()
            made = True
        return made

    def make_next(self) -> bool:
        """Make one part more: first what is asked, then what may come to be; False where all are made.

        Where they stand is settled by `settle`, once: the pane is drawn anew whenever its height changes.
        """
        missing = [one for one in self._places if one.part is None]
        if not missing:
            return False
        place = next((one for one in missing if one.asked), missing[0])
        part = self._make(place)
        QApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)
        part.setGeometry(0, place.top, self.width(), part.height_for(self.width()))
        return True

    def settle(self) -> None:
        """Settle where everything stands that was made since."""
        if self._held:
            self._arrange()

    def tick(self) -> None:
        """A second went by: watches go on."""
        for part in self._shown():
            part.tick()

    def flush(self) -> None:
        """Save what is pending."""
        for _slot, part in self.parts:
            part.flush()

    def focus_first(self) -> bool:
        """Go to the first thing to answer; False where there is none."""
        first = self._answerable()
        if first is not None:
            self._arrange()
            first.focus_first()
        return first is not None

    def focus_answer(self, item: str, row: str) -> bool:
        """Go to one question; False where it is not asked."""
        place = next((one for one in self._asked() if one.slot.stands_on == (item, row)), None)
        if place is None or place.slot.kind != "item":
            return False
        part = self._made(place)
        self._arrange()
        part.focus_first()
        return True

    def focus_below(self, heading: Slot) -> Place | None:
        """Go to the first thing to answer below a heading; gives where that stands, None where it is not asked."""
        at = next(
            (n for n, one in enumerate(self._places) if one.asked and one.slot == heading), None
        )
        if at is None:
            return None
        self._made(self._places[at])
        part = self._answerable(at)
        self._arrange()
        if part is not None:
            part.focus_first()
        return self._places[at]

    def headings_above(self, height: int) -> list[Slot]:
        """Give the headings that begin above a height, in pixels of this column."""
        return [
            one.slot for one in self._asked() if one.slot.kind == "heading" and one.top < height
        ]

    def place_at(self, height: int) -> Place | None:
        """Give the first thing that reaches below a height, in pixels of this column; None where none does."""
        return next((one for one in self._asked() if one.bottom > height), None)

    def sizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 560), self._height)

    def minimumSizeHint(self) -> QSize:
        widest = max((part.narrowest for part in self._shown()), default=0)
        return QSize(widest, self._height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self.width():
            return sum(
                place.slot.gap * bool(at) + self._height_of(place, width)
                for at, place in enumerate(self._asked())
            )
        return self._height

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def event(self, event: QEvent) -> bool:
        # A part says by this that its height may be another.
        if event.type() == QEvent.Type.LayoutRequest and not self._held:
            self._arrange()
        return super().event(event)

    def parts_from(self, widget: QWidget | None, *, onward: bool) -> Iterator[FormPart]:
        """Give what is asked from the part that holds a widget on, or from where one comes in; makes it."""
        places = self._places if onward else self._places[::-1]
        at = 0
        if widget is not None:
            holding = (one.part is not None and one.part.isAncestorOf(widget) for one in places)
            at = next((number for number, holds in enumerate(holding) if holds), len(places))
        return (self._made(one) for one in places[at:] if one.asked)

    def _answerable(self, start: int = 0) -> FormPart | None:
        """Give the first thing that can be answered from a place on; makes what it comes by."""
        parts = (self._made(one) for one in self._places[start:] if one.asked)
        return next((one for one in parts if one.can_be_answered()), None)

    def _asked(self) -> Iterator[Place]:
        return (one for one in self._places if one.asked)

    def _shown(self) -> Iterator[FormPart]:
        return (one.part for one in self._asked() if one.part is not None)

    def _place(self, item: str, row: str) -> Place:
        for place in self._places:
            slot = place.slot
            if slot.kind == "item" and (slot.item.id, slot.row) == (item, row):
                return place
        raise KeyError(item)

    def _see_whether_asked(self, place: Place) -> bool:
        """Say anew whether something is asked; True where that is another than before."""
        before = place.asked
        place.asked = self.open_form.state(*place.slot.stands_on).relevant
        if place.part is not None:
            place.part.setVisible(place.asked)
        return before != place.asked

    def _made(self, place: Place) -> FormPart:
        return place.part or self._make(place)

    def _make(self, place: Place) -> FormPart:
        part = place.part = part_of(self.open_form, place.slot)
        if isinstance(part, MorePart):
            part.asked.connect(lambda: self._once_more(place))
        at = next(number for number, one in enumerate(self._places) if one is place)
        below = next((one.part for one in self._places[at + 1 :] if one.part), None)
        part.setParent(self)
        if below is not None:
            # For a screen reader the order is that of the making, unless it is told.
            part.stackUnder(below)
        part.ensurePolished()
        part.setVisible(place.asked)
        place.width = 0
        self._held = True
        return part

    def _once_more(self, more: Place) -> None:
        """One more time round is asked: go to its first question."""
        self.set_out()
        end = self._places.index(more)
        start = max(
            n for n, one in enumerate(self._places[:end]) if one.slot.item is more.slot.item
        )
        part = self._answerable(start)
        if part is not None:
            self._arrange()
            part.focus_first()

    def _height_of(self, place: Place, width: int) -> int:
        part = place.part
        if part is None:
            return self._about
        return part.height_for(width)

    def _arrange(self) -> None:
        self._held = False
        self._about = scaled(self.font(), _ABOUT)
        width, top, above = self.width(), 0, False
        for place in self._asked():
            top += place.slot.gap if above else 0
            above = True
            height = self._height_of(place, width)
            if place.part is not None and (place.top, place.height, place.width) != (
                top,
                height,
                width,
            ):
                place.part.setGeometry(0, top, width, height)
                place.width = width
            place.top, place.height = top, height
            top += height
        if top != self._height:
            self._height = top
            self.updateGeometry()
