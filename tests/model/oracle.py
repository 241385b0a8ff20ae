"""What ought to come of a world's changes, by brute force from the world's own books; shares no code with `replay`."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer_app.model.canonical import Json
from reviewer_app.model.fold import MADE, REMOVED
from reviewer_app.model.roster import RosterChain, chain_of
from reviewer_app.model.words import Role
from tests.model.team import PARENTS
from tests.model.world import Key, World, Written

LEADING = "agreement"
"""The kind that only a lead or a deputy writes."""


@dataclass(frozen=True)
class Expected:
    """What ought to come of a set: heads by record and field, leading first; who stands; what counts.

    `written` are the writes that count, of authors whose role allowed them.
    """

    heads: Mapping[tuple[Key, str], tuple[str, ...]]
    values: Mapping[tuple[Key, str], Json]
    emptied: Mapping[tuple[Key, str], frozenset[str]]
    standing: frozenset[Key]
    counted: frozenset[str]
    written: tuple[Written, ...]


def expected(world: World, changes: set[str], rosters: set[str]) -> Expected:
    """Say what some of a world's changes and rosters ought to come to."""
    chain = chain_of([world.rosters[hash_] for hash_ in rosters])
    counted = {hash_ for hash_ in changes if _counts(world, hash_, changes, chain)}
    gone = {
        f"{target}/{name}"
        for by, target, names in world.redactions
        if by in counted and target in changes and _may_redact(world, by, target, chain)
        for name in names
    }
    writes = [
        one
        for one in world.writes
        if one.change in counted
        and _role(world, one.change, chain) is not Role.READER
        and (one.key[0] != LEADING or _role(world, one.change, chain) is not Role.REVIEWER)
    ]
    fields: dict[tuple[Key, str], list[Written]] = {}
    for one in writes:
        fields.setdefault((one.key, one.name), []).append(one)
    standing = {place: _heads(ones) for place, ones in fields.items()}
    full = {
        place: sorted(
            (one for one in ones if f"{one.change}/{one.number}/{one.name}" not in gone),
            key=lambda one: (one.when, one.ref),
            reverse=True,
        )
        for place, ones in standing.items()
    }
    emptied = {
        place: frozenset(one.ref for one in ones) - {one.ref for one in full[place]}
        for place, ones in standing.items()
    }
    values = {place: ones[0].value for place, ones in full.items() if ones}
    return Expected(
        heads={place: tuple(one.ref for one in ones) for place, ones in full.items()},
        values={place: value for place, value in values.items() if place[1][0] != "@"},
        emptied=emptied,
        standing=_standing(standing, values),
        counted=frozenset(counted),
        written=tuple(writes),
    )


def _role(world: World, hash_: str, chain: RosterChain) -> Role | None:
    roster = chain.named(world.changes[hash_].roster)
    return roster.role_of(world.changes[hash_].person) if roster else None


def _may_redact(world: World, by: str, target: str, chain: RosterChain) -> bool:
    role = _role(world, by, chain)
    own = world.changes[by].person == world.changes[target].person
    return role is not Role.READER and (own or role is Role.LEAD)


def _line(world: World, hash_: str, present: set[str]) -> tuple[set[str], bool]:
    """Give a change and those before it as far as they are present, and whether all are."""
    line: set[str] = set()
    while hash_ in present:
        line.add(hash_)
        hash_ = world.changes[hash_].previous
    return line, not hash_


def _counts(world: World, hash_: str, present: set[str], chain: RosterChain) -> bool:
    change = world.changes[hash_]
    _before, whole = _line(world, hash_, present)
    if not whole or _role(world, hash_, chain) is None:
        return False
    cut = None
    for roster in chain.in_force:
        named = roster.cuts.get(change.person)
        if named is not None and named.before > world.rosters[change.roster].number:
            cut = named if cut is None or named.before <= cut.before else cut
    return cut is None or hash_ in _line(world, cut.journals.get(change.device, ""), present)[0]


def _heads(ones: list[Written]) -> list[Written]:
    replaced = {ref for one in ones for ref in one.replaces}
    return [
        one
        for one in ones
        if one.ref not in replaced
        and not any(
            other.change == one.change and other.number > one.number and not _beside(other, ones)
            for other in ones
        )
    ]


def _beside(one: Written, ones: list[Written]) -> bool:
    """Whether a write that names nothing stands beside one of its change that does."""
    return not one.replaces and any(
        other.change == one.change and other.number < one.number and other.replaces
        for other in ones
    )


def _standing(
    heads: Mapping[tuple[Key, str], list[Written]], values: Mapping[tuple[Key, str], Json]
) -> frozenset[Key]:
    keys = {key for key, name in heads if name == MADE}
    found: set[Key] = set()
    for key in keys:
        removals = heads.get((key, REMOVED), [])
        unseen = [
            one
            for (of, name), ones in heads.items()
            if of == key and name != REMOVED
            for one in ones
            if not any(
                one.ref in removal.covers
                or (removal.change == one.change and one.number < removal.number)
                for removal in removals
                if removal.value
            )
        ]
        if not removals or unseen or not all(removal.value for removal in removals):
            found.add(key)
    for _ in range(3):
        for key in tuple(found):
            name, parent_kind = PARENTS.get(key[0], ("", ""))
            parent = (parent_kind, str(values.get((key, name), "")))
            if parent in keys:
                found.add(parent)
    return frozenset(found)
