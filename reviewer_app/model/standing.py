"""Which changes count: a pure function of all heads and rosters of one review.

A change counts when its journal reaches back to its first change without a gap, its roster is known and in
force and lets its author write, and no cut ends its journal before it. Two changes in one place are a fork:
both count, both are shown (DESIGN, "Must hold", 4 and 5).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Final

from reviewer_app.model.changes import Change
from reviewer_app.model.roster import RosterChain
from reviewer_app.right_of_way import giving


class Standing(StrEnum):
    """Whether a change counts, and if not, why."""

    COUNTED = "counted"
    GAP = "gap"
    ROSTER = "roster"
    STRANGER = "stranger"
    CUT = "cut"
    MISPLACED = "misplaced"


WAITING: Final = frozenset({Standing.GAP, Standing.ROSTER})
"""What may still count once something arrives; the others wait for nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The standing of every change by hash, and the forks: hashes that share a place in one journal."""

    standing: Mapping[str, Standing]
    forks: tuple[tuple[str, ...], ...]


def judge(changes: Iterable[Change], chain: RosterChain) -> Judgement:
    """Judge every change of one review."""
    known = {change.hash: change for change in changes}
    inside = _inside_cuts(known, chain)
    standing: dict[str, Standing] = {}
    unlinked: dict[str, Standing] = {}
    rules: dict[tuple[str, str, str], _Rule] = {}
    for change in giving(sorted(known.values(), key=attrgetter("number", "hash"))):
        broken = _broken_link(change, known, unlinked)
        if broken is not None:
            unlinked[change.hash] = standing[change.hash] = broken
            continue
        under = (change.review, change.roster, change.person)
        if under not in rules:
            rules[under] = _rule_of(change, chain, inside)
        standing[change.hash] = _judge_linked(change, rules[under])
    return Judgement(standing, _forks_among(known.values(), standing))


def _forks_among(
    changes: Collection[Change], standing: Mapping[str, Standing]
) -> tuple[tuple[str, ...], ...]:
    """Give the changes that share a place in one journal, which few do: of the others nothing is put together."""
    followed = Counter(change.previous for change in changes)
    places: dict[tuple[tuple[str, str, str], str], list[str]] = {}
    for change in giving(changes):
        if followed[change.previous] > 1 and standing[change.hash] is not Standing.MISPLACED:
            places.setdefault((change.journal, change.previous), []).append(change.hash)
    return tuple(sorted(tuple(sorted(hashes)) for hashes in places.values() if len(hashes) > 1))


def _broken_link(
    change: Change, known: Mapping[str, Change], unlinked: Mapping[str, Standing]
) -> Standing | None:
    """Say why a change does not reach back to the first of its journal, None where it does."""
    if change.number == 1:
        return Standing.MISPLACED if change.previous else None
    before = known.get(change.previous)
    if before is None:
        return Standing.GAP
    if (
        before.number != change.number - 1
        or before.device != change.device
        or before.person != change.person
        or before.review != change.review
    ):
        return Standing.MISPLACED
    return unlinked.get(before.hash)


def _rule_of(
    change: Change, chain: RosterChain, inside: Mapping[str, Sequence["_Ending"]]
) -> "_Rule":
    """Say what holds of everything its author wrote under its roster: how it stands, or the cut that it falls under."""
    roster = chain.named(change.roster)
    if roster is None:
        return Standing.ROSTER
    if roster.review != change.review:
        return Standing.MISPLACED
    if roster.role_of(change.person) is None:
        return Standing.STRANGER
    cut = next((one for one in inside.get(change.person, ()) if roster.number < one.before), None)
    return Standing.COUNTED if cut is None else cut


def _judge_linked(change: Change, rule: "_Rule") -> Standing:
    if isinstance(rule, Standing):
        return rule
    counted = rule.journals.get(change.device)
    if counted is None:
        return Standing.CUT
    if change.hash not in counted.hashes:
        return Standing.CUT if counted.whole else Standing.GAP
    return Standing.COUNTED


@dataclass(frozen=True, slots=True)
class _Counted:
    """The changes up to a cut as far as they are here, and whether all of them are."""

    hashes: frozenset[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Ending:
    """A cut: what counts of each journal, by device, of what was written under rosters numbered below it."""

    before: int
    journals: Mapping[str, _Counted]


_Rule = Standing | _Ending
"""How everything stands that somebody wrote under one roster, or the cut that says it of each change."""


def _inside_cuts(known: Mapping[str, Change], chain: RosterChain) -> dict[str, list[_Ending]]:
    """Walk every cut journal back from its cuts; while one is missing, the others could belong to it."""
    inside: dict[str, list[_Ending]] = {}
    for person, cuts in chain.cuts().items():
        for cut in cuts:
            journals = {device: _counted_to(last, known) for device, last in cut.journals.items()}
            inside.setdefault(person, []).append(_Ending(cut.before, journals))
    return inside


def _counted_to(last: str, known: Mapping[str, Change]) -> _Counted:
    counted: set[str] = set()
    at = last
    while at in known:
        counted.add(at)
        at = known[at].previous
    return _Counted(frozenset(counted), not at)
