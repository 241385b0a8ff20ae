"""What working out a form may cost, in steps: counted and not timed, so that every laptop says the same.

Forms come from strangers, and a short expression can ask for more than a laptop does in a minute. A step is a part of
an expression looked at, an answer walked past on the way, or two answers compared. An expression that would take more
than its share is given up, and the form goes on without it. Which ones those are hangs on the answers alone, never on
the order they were given in.
"""

from typing import Final

MOST: Final = 200_000
"""Steps of one expression, in all the places it is looked at together; a small laptop does them in half a second."""
MOST_TOGETHER: Final = 300_000
"""Steps of all expressions of a form together, save the small ones."""
SMALL: Final = 300
"""Steps that every expression may take, whatever the others took."""


class TooCostlyError(Exception):
    """An expression took more steps than it may."""


class Meter:
    """Counts the steps of one expression.

    Args:
        most: as many as it may take.
    """

    __slots__ = ("left", "most")

    def __init__(self, most: int = MOST) -> None:
        self.most = self.left = most

    @property
    def used(self) -> int:
        """Steps taken, `most` where it would have been more."""
        return self.most - max(self.left, 0)

    def take(self, steps: int) -> None:
        """Count some steps. Raises TooCostlyError where there are no more left."""
        self.left -= steps
        if self.left < 0:
            raise TooCostlyError


class Budget:
    """Steps among the items of a form, which are worked out one after another, always in the same order.

    What an item took the last time counts again while nothing it looks at has changed: each stands where it would
    stand if all of them were worked out anew.
    """

    def __init__(self) -> None:
        # Of those that took more than the small share alone: the steps, and whether they were given up.
        self._large: dict[str, tuple[int, bool]] = {}
        self._left = MOST_TOGETHER

    def begin(self) -> None:
        """Start with the first item again."""
        self._left = MOST_TOGETHER

    def still_stands(self, item: str) -> bool:
        """Whether an item that looks at nothing new stands as it did; if so, its steps are counted again."""
        if item not in self._large:
            return True
        (used, given_up), most = self._large[item], self._most
        if most > used if given_up else most < used:
            return False
        self._count(item, min(used, most), given_up=given_up)
        return True

    def meter(self) -> Meter:
        """Give what counts the next item's steps."""
        return Meter(self._most)

    def close(self, item: str, meter: Meter) -> None:
        """Keep what an item took."""
        if meter.left < 0 or meter.most - meter.left > SMALL:
            self._count(item, meter.used, given_up=meter.left < 0)
        else:
            self._large.pop(item, None)

    @property
    def _most(self) -> int:
        return max(SMALL, min(MOST, self._left))

    def _count(self, item: str, used: int, *, given_up: bool) -> None:
        self._large[item] = used, given_up
        self._left -= used
