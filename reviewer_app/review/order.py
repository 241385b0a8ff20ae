"""The order of what is kept with a position: what is moved gets one between its neighbours, and no other changes.

Two who move different things at once change no position of the other's.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias, TypeVar

from reviewer_app.model.nouns import Record
from reviewer_app.store.work import Work

MoveVerb: TypeAlias = Callable[[Work, str, int], None]
"""Moves a record up (-1) or down (1) among its kind."""
RemoveVerb: TypeAlias = Callable[[Work, str, str], None]
"""Removes a record, for a reason."""


class Placed(Protocol):
    """What is kept with a position."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def position(self) -> float:
        """Its place among others: the lower stands before the higher, and among equals the lower id."""


P = TypeVar("P", bound=Placed)


def in_order(records: Sequence[P]) -> list[P]:
    """Give records in their order."""
    return sorted(records, key=lambda one: (one.position, one.id))


def last(records: Sequence[Placed]) -> float:
    """Give the position behind all others."""
    return 1.0 + max((one.position for one in records), default=0.0)


def move(work: Work, noun: type[Record], kind: Sequence[Placed], record: str, by: int) -> None:
    """Move a record up (-1) or down (1) among its kind; what stands first or last already stays there."""
    now = in_order(kind)
    at = next(place for place, one in enumerate(now) if one.id == record)
    to = at + by
    if not 0 <= to < len(now):
        return
    rest = [one for one in now if one.id != record]
    before = rest[to - 1].position if to else rest[0].position - 2.0
    after = rest[to].position if to < len(rest) else rest[-1].position + 2.0
    between = (before + after) / 2
    if before < between < after:
        work.set(noun, record, position=between)
        return
    # Two laptops gave the same position: there is no room between them, so all are counted anew.
    moved = [*rest[:to], now[at], *rest[to:]]
    for place, one in enumerate(moved, 1):
        work.set(noun, one.id, position=float(place))
