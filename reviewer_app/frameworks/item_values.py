"""What each item of a form may be answered, what that counts and how often it is asked, from the file's own values."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeGuard

from reviewer_app.frameworks.scoring import (
    LEVELS,
    MET,
    NOT_APPLICABLE,
    NOT_EVALUATED,
    NOT_SEEN,
)
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Whole, ids_of

_COUNTED: Final = ("low-medium-high", "holistic", "met", "yes-no", "number", "calculated")
"""Types whose answers count as numbers by themselves."""
_CHOSEN: Final[Mapping[str, tuple[str, str]]] = {
    "scale": ("scale", "scales"),
    "choice": ("choices", "choices"),
    "choices": ("choices", "choices"),
}
"""Types answered from a list of the framework: the item's name for it, and the framework's."""
_FREE: Final = ("choices",)
"""Types of which one item may have any number of answers."""


def is_number(value: Value) -> TypeGuard[int | float]:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


class ItemValues:
    """What the items of one form may be answered.

    Args:
        items: every item, nested ones too, by its path.
        whole: the file.
    """

    def __init__(self, items: Mapping[Path, Mapping[str, Value]], whole: Whole) -> None:
        self._items, self._whole = items, whole
        self._ids = ids_of(items.items())

    def type_of(self, name: str) -> str:
        """The type of an item; "" for none."""
        return str(self._items[self._ids[name]].get("type")) if name in self._ids else ""

    def count(self, name: str) -> bool:
        """Whether anything that may be answered counts for a number; an item that is not there is told elsewhere."""
        kind = self.type_of(name)
        if kind in _CHOSEN:
            listed = self._listed(name)
            return listed is None or any(is_number(one.get("value")) for one in listed.values())
        return not kind or kind in _COUNTED

    def offered(self, name: str) -> Collection[str] | None:
        """The words that may be answered; None where any may be, or there is no such item."""
        if name not in self._ids:
            return None
        item, kind = self._items[self._ids[name]], self.type_of(name)
        if kind in _CHOSEN:
            listed = self._listed(name)
            if listed is None or item.get("other") is True:
                return None
            return [*listed, *_besides(item, NOT_APPLICABLE, NOT_SEEN)]
        if kind == "low-medium-high":
            return [*LEVELS, *_besides(item, NOT_APPLICABLE)]
        if kind == "met":
            return [MET, "not-met", NOT_EVALUATED]
        if kind == "yes-no":
            return ["yes", "no", *_besides({"not_applicable": True, **item}, NOT_APPLICABLE)]
        if kind == "holistic":
            points = self._whole.parts((*self._ids[name], "points"))
            return [str(point.get("score")) for _, point in points]
        return None

    def choices(self, name: str) -> int:
        """How many choices an item's list has; 0 where it has none."""
        listed = self._listed(name) if self.type_of(name) in _CHOSEN else None
        return len(listed or ())

    def times(self, name: str) -> int | None:
        """How many answers there can be, inside all its repeats; None where there is no end."""
        if name not in self._ids or self.type_of(name) in _FREE:
            return None
        place, times = self._ids[name], 1
        for end in range(len(place)):
            around = self._items.get(place[:end])
            if around is not None and around.get("type") == "repeat":
                rounds = around.get("times")
                if not isinstance(rounds, int):
                    return None
                times *= rounds
        return times

    def moments(self, name: str) -> int | None:
        """How many moments a timed set asks at, each time round; None for what is not timed."""
        timing = self._items[self._ids[name]].get("timing") if name in self._ids else None
        count = timing.get("count") if isinstance(timing, dict) else None
        return count if isinstance(count, int) else None

    def _listed(self, name: str) -> Mapping[str, Mapping[str, Value]] | None:
        """The points or choices of an item by their ids; None where their list is not there."""
        own, title = _CHOSEN[self.type_of(name)]
        wanted = self._items[self._ids[name]].get(own)
        place = self._whole.lists[title].get(wanted) if isinstance(wanted, str) else None
        if place is None:
            return None
        entries = "points" if title == "scales" else "choices"
        return {str(one.get("id")): one for _, one in self._whole.parts((*place, entries))}


def _besides(item: Mapping[str, Value], *words: str) -> Iterator[str]:
    names = {NOT_APPLICABLE: "not_applicable", NOT_SEEN: "not_seen"}
    return (word for word in words if item.get(names[word]) is True)
