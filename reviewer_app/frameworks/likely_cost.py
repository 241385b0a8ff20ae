"""How many steps an expression is likely to take, told from the form alone: the checker says it before a visit does.

Every part of an expression counts as looked at, in every row and for every choice; an open repeat counts as asked as
often as it may be. What an answer alone decides, such as the length of a text, is left to `cost.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from elementpath import XPathToken

from reviewer_app.frameworks.expressions import Compiled, Places
from reviewer_app.frameworks.filling import MOST_ASKED, MOST_ROUNDS

Rounds = Mapping[str, int]
"""How often each repeat is asked."""


@dataclass(frozen=True, slots=True)
class _Likely:
    """Of a part: how many answers it gives, the steps it takes once and for all, and those it takes each time."""

    gives: int
    once: int
    each: int


def likely_steps(
    compiled: Compiled, places: Places, owner: str, rounds: Rounds, choices: int = 1
) -> int:
    """Give the steps of an expression in all rows of its item.

    Args:
        compiled: the expression.
        places: the way to each item of the form.
        owner: the item it belongs to.
        rounds: how often each repeat is asked, at most.
        choices: for a filter, how many choices there are.
    """
    around = (rounds.get(name, 1) for name, repeats in places[owner] if repeats)
    rows = min(MOST_ASKED, prod(around))
    likely = _likely(compiled.token, compiled.same, rounds)
    return likely.once + likely.each * rows * choices


def rounds_of(item: Mapping[str, object]) -> int:
    """Give how often an item is asked inside what it stands in, at most."""
    if item.get("type") != "repeat":
        return 1
    times = item.get("times")
    return min(times, MOST_ROUNDS) if isinstance(times, int) else MOST_ROUNDS


def _likely(token: XPathToken, same: frozenset[int], rounds: Rounds) -> _Likely:
    if token.symbol == "/":
        found = _of_path(token, same, rounds)
    else:
        inside = [_likely(one, same, rounds) for one in token]
        gives, each = 1, 1 + sum(one.each for one in inside)
        if token.symbol == "(name)":
            gives = rounds.get(str(token.value), 1)
        elif token.symbol == "[":
            gives = inside[0].gives
            each += inside[0].gives * inside[1].each
        elif len(inside) == 2 and token.label == "operator":
            each += inside[0].gives * inside[1].gives
        found = _Likely(gives, sum(one.once for one in inside), each + gives)
    if id(token) in same:
        return _Likely(found.gives, found.once + found.each, 1 + found.gives)
    return found


def _of_path(path: XPathToken, same: frozenset[int], rounds: Rounds) -> _Likely:
    steps = [_likely(one, same, rounds) for one in path]
    gives = min(MOST_ASKED, prod(one.gives for one in steps))
    each = 1 + gives + steps[0].each + sum(steps[0].gives * one.each for one in steps[1:])
    return _Likely(gives, sum(one.once for one in steps), each)
