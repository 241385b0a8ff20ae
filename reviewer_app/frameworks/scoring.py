"""What a framework's rules make of the answers: pure, exact, and never of a person's judgement.

Every result carries its rule's id and version and the inputs it saw. Fractions are exact; they are rounded only where
they are shown. A holistic score and a best fit come from people alone: no rule here gives one, and what a person chose
instead of a result is kept beside it, with the reason, by `review/answers.py`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal, assert_never

from reviewer_app.frameworks.items import GroupItem, Item, RepeatItem
from reviewer_app.frameworks.rules import (
    AtLeastRule,
    BestFitRule,
    CountIfRule,
    LadderRule,
    MeanOfMeansRule,
    MeanRule,
    MinimumRule,
    PositiveShareRule,
    Rule,
    SharesRule,
    WeightedSumRule,
)

NOT_APPLICABLE: Final = "na"
NOT_SEEN: Final = "not-seen"
NOT_EVALUATED: Final = "not-evaluated"
MET: Final = "met"

LEVELS: Final[Mapping[str, int]] = {"low": 1, "medium": 2, "high": 3}
"""What low, medium and high count where a rule takes a mean of them."""

_COUNTED: Final[Mapping[str, int]] = {**LEVELS, "yes": 1, "no": 0, MET: 1, "not-met": 0}
_OUTSIDE: Final = frozenset({NOT_APPLICABLE, NOT_SEEN, NOT_EVALUATED})
_HOLDS: Final = frozenset({MET, "yes"})

# What Python writes a number as, and no longer: a text of a thousand noughts is no number.
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?")

Open = Literal["", "nothing-answered", "needs-more", "people-decide"]
"""Why a rule gives no result."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a timed set: what held then by (row, dimension), or that it was missed.

    `row` is "" in a set without rows. `turn` says which time the set was asked, inside a repeat.
    """

    said: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    missed: bool = False
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one form, by item: one value for each time the item was asked.

    Attributes:
        values: what was answered, as it is kept: a choice's id, "na", "not-seen", a number, a text; "" where it is
            still open. An item that is not there was asked once and is open; one with no values was not asked.
        moments: the moments of timed sets.
    """

    values: Mapping[str, Sequence[str | int | float]] = field(default_factory=dict)
    moments: Mapping[str, Sequence[Moment]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a rule looked at: an item or another rule, and what it found there."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule gives.

    Attributes:
        value: the number, a point of a scale, or yes or no; None where it says nothing, for the reason in `open`.
        word: the word of the threshold that is reached, "" without one.
        shares: for shares, the per cent of each group by its id.
    """

    rule: str
    version: int
    inputs: tuple[Input, ...]
    value: Fraction | str | bool | None = None
    word: str = ""
    open: Open = ""
    shares: Mapping[str, Fraction] = field(default_factory=dict)


def shown(value: Fraction, places: int = 2) -> str:
    """Write a result for people: rounded half up to so many places, without needless noughts."""
    steps = 10**places
    whole, part = divmod((2 * abs(value) * steps + 1) // 2, steps)
    text = f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if value < 0 and (whole or part) else text


def number_in(text: str) -> Fraction | None:
    """Read a number as it is kept; None for what is none."""
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def shown_result(result: Result) -> str:
    """Write a result for people: the number to two places, the scale point's id, yes or no; "" without one."""
    if isinstance(result.value, bool):
        return "yes" if result.value else "no"
    return shown(result.value) if isinstance(result.value, Fraction) else result.value or ""


def flat(items: Iterable[Item]) -> Iterable[Item]:
    """Give every item of a form, those inside groups and repeats too."""
    for item in items:
        yield item
        if isinstance(item, GroupItem | RepeatItem):
            yield from flat(item.items)


def score(
    rules: Iterable[Rule], answers: Answers, numbers: Mapping[str, Mapping[str, int | float]]
) -> dict[str, Result]:
    """Give the result of every rule, by its id.

    Args:
        rules: in any order; a rule may stand on others, never in a circle (the checker sees to it).
        answers: the form's answers.
        numbers: for items answered by choosing, what each choice counts.
    """
    return _Scoring({one.id: one for one in rules}, answers, numbers).all()


class _Scoring:
    def __init__(
        self,
        rules: Mapping[str, Rule],
        answers: Answers,
        numbers: Mapping[str, Mapping[str, int | float]],
    ) -> None:
        self._rules, self._answers, self._numbers = rules, answers, numbers
        self._done: dict[str, Result] = {}

    def all(self) -> dict[str, Result]:
        for rule in self._rules:
            self._result(rule)
        return self._done

    def _result(self, rule: str) -> Result:
        if rule not in self._done:
            self._done[rule] = self._scored(self._rules[rule])
        return self._done[rule]

    def _scored(self, rule: Rule) -> Result:
        match rule:
            case MeanRule():
                return self._mean(rule, self._answered(rule.inputs), len(self._asked(rule.inputs)))
            case MeanOfMeansRule():
                results = [(name, self._result(name).value) for name in rule.rules]
                found = [(name, one) for name, one in results if isinstance(one, Fraction)]
                return self._mean(rule, found, len(rule.rules))
            case MinimumRule():
                answered = self._answered(rule.inputs)
                lowest = min((value for _name, value in answered), default=None)
                return self._given(rule, answered, len(self._asked(rule.inputs)), lowest)
            case CountIfRule():
                said = self._said(rule.inputs, also=frozenset(rule.values))
                count = Fraction(sum(value in rule.values for _name, value in said))
                return self._given(
                    rule, said, len(self._asked(rule.inputs)), count if said else None
                )
            case PositiveShareRule():
                return self._positive(rule)
            case WeightedSumRule():
                return self._weighted(rule)
            case LadderRule():
                return self._ladder(rule)
            case AtLeastRule():
                return self._at_least(rule)
            case SharesRule():
                return self._shares(rule)
            case BestFitRule():
                inputs = _inputs(self._said(rule.inputs))
                return Result(rule.id, rule.version, inputs, open="people-decide")
            case _:
                assert_never(rule)

    def _asked(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Every answer that counts towards how much was asked: N/A was not asked of this lesson."""
        return [(name, one) for name in names for one in self._texts(name) if one != NOT_APPLICABLE]

    def _said(
        self, names: Iterable[str], also: frozenset[str] = frozenset()
    ) -> list[tuple[str, str]]:
        """Every answer that says something: neither open nor N/A nor not seen, unless it is in `also`."""
        return [
            (name, one)
            for name in names
            for one in self._texts(name)
            if one and (one not in _OUTSIDE or one in also)
        ]

    def _answered(self, names: Iterable[str]) -> list[tuple[str, Fraction]]:
        """Every answer that counts for a number."""
        numbers = ((name, self._number(name, one)) for name, one in self._said(names))
        return [(name, number) for name, number in numbers if number is not None]

    def _texts(self, name: str) -> list[str]:
        return [_text(one) for one in self._answers.values.get(name, ("",))]

    def _number(self, name: str, text: str) -> Fraction | None:
        """What an answer counts. Where the authors gave their choices numbers, no other choice counts."""
        if name in self._numbers:
            counted = self._numbers[name].get(text)
            return None if counted is None else _exact(counted)
        if text in _COUNTED:
            return Fraction(_COUNTED[text])
        return number_in(text)

    def _given(
        self,
        rule: Rule,
        inputs: Sequence[tuple[str, Fraction]] | Sequence[tuple[str, str]],
        asked: int,
        value: Fraction | None,
        word: str = "",
    ) -> Result:
        """Give a value, unless nothing stands behind it or not as much as the rule needs."""
        named = _inputs(inputs)
        if value is None:
            return Result(rule.id, rule.version, named, open="nothing-answered")
        if not _enough(rule, len(inputs), asked):
            return Result(rule.id, rule.version, named, open="needs-more")
        return Result(rule.id, rule.version, named, value, word)

    def _mean(self, rule: Rule, found: list[tuple[str, Fraction]], asked: int) -> Result:
        mean = sum((value for _name, value in found), Fraction()) / len(found) if found else None
        return self._given(rule, found, asked, mean)

    def _positive(self, rule: PositiveShareRule) -> Result:
        said = self._said(rule.inputs)
        if not said:
            return self._given(rule, said, 0, None)
        share = Fraction(100 * sum(value in rule.values for _name, value in said), len(said))
        reached = [one for one in rule.thresholds if share >= _exact(one.at_least)]
        word = max(reached, key=lambda one: one.at_least).word if reached else ""
        return self._given(rule, said, len(self._asked(rule.inputs)), share, word)

    def _weighted(self, rule: WeightedSumRule) -> Result:
        weights = {one.input: _exact(one.weight) for one in rule.weights}
        found, asked = self._answered(weights), len(self._asked(weights))
        if found and len(found) < asked:
            return Result(rule.id, rule.version, _inputs(found), open="needs-more")
        total = sum((weights[name] * value for name, value in found), Fraction())
        return self._given(rule, found, asked, total if found else None)

    def _ladder(self, rule: LadderRule) -> Result:
        standards = dict.fromkeys(name for level in rule.levels for name in level.standards)
        said, asked = self._said(standards), self._asked(standards)
        result = self._given(rule, said, len(asked), Fraction() if said else None)
        if result.open:
            return result
        holds = rule.levels[0].point
        for level in rule.levels:
            wanted = {one for _name, one in self._asked(level.standards)}
            if not wanted <= _HOLDS:
                break
            if wanted:
                holds = level.point
        return replace(result, value=holds)

    def _at_least(self, rule: AtLeastRule) -> Result:
        found = self._result(rule.rule)
        if not isinstance(found.value, Fraction):
            return Result(rule.id, rule.version, (), open=found.open or "nothing-answered")
        inputs = _inputs([(rule.rule, found.value)])
        if not _enough(rule, len(inputs), len(inputs)):
            return Result(rule.id, rule.version, inputs, open="needs-more")
        return Result(rule.id, rule.version, inputs, found.value >= _exact(rule.at_least))

    def _shares(self, rule: SharesRule) -> Result:
        """Divide the moments that were seen. A turn of which too few were seen, by `needs`, is left out whole."""
        place = (rule.row or "", rule.dimension)
        turns: dict[str, list[Moment]] = {}
        for one in self._answers.moments.get(rule.input, ()):
            turns.setdefault(one.turn, []).append(one)
        seen: list[tuple[str, ...]] = []
        counted: list[tuple[str, ...]] = []
        for moments in turns.values():
            said = [one.said[place] for one in moments if not one.missed and one.said.get(place)]
            seen += said
            counted += said if _enough(rule, len(said), len(moments)) else []
        inputs = _inputs([(rule.input, ", ".join(said)) for said in counted or seen])
        if not counted:
            why: Open = "needs-more" if seen else "nothing-answered"
            return Result(rule.id, rule.version, inputs, open=why)
        shares = {
            group.id: Fraction(
                100 * sum(not said.isdisjoint(group.choices) for said in map(frozenset, counted)),
                len(counted),
            )
            for group in rule.groups
        }
        return Result(rule.id, rule.version, inputs, Fraction(len(counted)), shares=shares)


def _enough(rule: Rule, answered: int, asked: int) -> bool:
    needs = rule.needs
    if needs is None:
        return True
    if needs.answered is not None and answered < needs.answered:
        return False
    return needs.share is None or (asked > 0 and Fraction(answered, asked) >= _exact(needs.share))


def _inputs(found: Iterable[tuple[str, str | Fraction]]) -> tuple[Input, ...]:
    return tuple(
        Input(name, shown(value, 6) if isinstance(value, Fraction) else value)
        for name, value in found
    )


def _text(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _exact(value: float) -> Fraction:
    """Take a number as its author wrote it: 0.1 is a tenth."""
    return Fraction(str(value))
