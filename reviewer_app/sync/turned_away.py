"""Files that were refused: a few of every reason one by one, the rest by their number.

Whoever may write to a store can fill it with what is no file of the team, and that must fill neither memory nor a list
that somebody reads; nor may it push out what is told for another reason.
"""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field
from typing import Final

from reviewer_app.errors import UserError

MOST_OF_ONE_REASON: Final = 20


@dataclass(slots=True)
class Alike:
    """Further files that were refused for one reason; `error` is what was told of one of them."""

    error: UserError
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TurnedAway:
    """What was refused; `told` are the files told one by one, `more` by reason those that are only counted."""

    told: list[tuple[str, UserError]] = field(default_factory=list)
    more: dict[str, Alike] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, error: UserError) -> None:
        """Take in one file that was refused."""
        count = self._counts[error.code] = self._counts.get(error.code, 0) + 1
        if count <= MOST_OF_ONE_REASON:
            self.told.append((name, error))
        else:
            self.more.setdefault(error.code, Alike(error)).names.append(name)

    def extend(self, refused: Iterable[tuple[str, UserError]]) -> None:
        """Take in several."""
        for name, error in refused:
            self.add(name, error)


def how_many(told: Sized, more: Mapping[str, Alike]) -> int:
    """Give how many files were refused, told one by one or only counted."""
    return len(told) + sum(len(one.names) for one in more.values())


def together(first: Mapping[str, Alike], then: Mapping[str, Alike]) -> dict[str, Alike]:
    """Give what was only counted in one place and in another."""
    both = dict(first)
    for code, alike in then.items():
        before = both.get(code)
        both[code] = alike if before is None else Alike(before.error, [*before.names, *alike.names])
    return both
