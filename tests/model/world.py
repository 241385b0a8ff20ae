"""A small world of laptops that write, exchange and mishap; and what ought to come of it, by definition.

The world keeps its own books of every write (never read back from bytes), so that `expected` can say by brute
force what `replay` must give.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation
from reviewer_app.model.fold import MADE, REMOVED, writes_of
from reviewer_app.model.moment import moment_of
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.roster import Cut, Member, Roster, RosterChain, chain_of
from reviewer_app.model.words import Role
from tests.model.team import ORDER, PARENTS, Journal, first_roster, next_roster, person

HELEN, OMAR = person("helen", Role.LEAD), person("omar", Role.DEPUTY)
ASHA, TOM = person("asha", Role.REVIEWER), person("tom", Role.REVIEWER)
FIRST = first_roster(HELEN, OMAR, ASHA, TOM)
LAPTOPS = {"h1": HELEN, "h2": HELEN, "o1": OMAR, "a1": ASHA, "a2": ASHA, "t1": TOM}
RECORDS = (
    ("activity", "a"),
    ("activity", "b"),
    ("note", "m"),
    ("note", "n"),
    ("note_criterion", "n:c"),
    ("agreement", "g"),
)
LEADING = "agreement"
START = datetime(2026, 11, 18, 9, tzinfo=UTC)
Key = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """One write as the world remembers it."""

    key: Key
    name: str
    value: Json
    replaces: frozenset[str]
    covers: frozenset[str]
    ref: str
    change: str
    number: int
    when: datetime


@dataclass
class Laptop:
    """One laptop: what it knows, and its journal as far as it goes here."""

    journal: Journal
    skew: timedelta
    known: set[str] = field(default_factory=set)
    rosters: set[str] = field(default_factory=lambda: {FIRST.hash})


@dataclass(frozen=True)
class Expected:
    """What ought to come of a set: heads by record and field, leading first; who stands; what counts."""

    heads: Mapping[tuple[Key, str], tuple[str, ...]]
    values: Mapping[tuple[Key, str], Json]
    emptied: Mapping[tuple[Key, str], frozenset[str]]
    standing: frozenset[Key]
    counted: frozenset[str]


class World:
    """Laptops, changes and rosters; every choice comes from `choose`."""

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose
        self.changes: dict[str, Change] = {}
        self.rosters: dict[str, Roster] = {FIRST.hash: FIRST}
        self.writes: list[Written] = []
        self.redactions: list[tuple[str, str, frozenset[str]]] = []
        self.minutes = 0
        self.backups: dict[str, tuple[list[Change], set[str], set[str]]] = {}
        self.laptops = {
            device: Laptop(Journal(member.person, device, FIRST), self._skew())
            for device, member in LAPTOPS.items()
        }

    def _skew(self) -> timedelta:
        return timedelta(hours=self.choose.choice([0, 0, 0, -30, 5, 24 * 365 * 60]))

    # What laptops see

    def replayed(self, device: str) -> Replay:
        laptop = self.laptops[device]
        return self.replay(laptop.known, laptop.rosters)

    def replay(self, changes: Iterable[str], rosters: Iterable[str]) -> Replay:
        known = [self.changes[hash_] for hash_ in changes]
        return replay(known, [self.rosters[hash_] for hash_ in rosters], PARENTS, ORDER)

    # What people do

    def write(self, device: str) -> None:
        """Add, set, remove, restore: one to three operations on what stands here now."""
        laptop, seen = self.laptops[device], self.replayed(device)
        if seen.chain.tip is None:
            return
        laptop.journal.roster = self.choose.choice([seen.chain.tip, laptop.journal.roster])
        operations = [
            self._operation(seen, *self.choose.choice(RECORDS))
            for _ in range(self.choose.choice([1, 1, 2, 3]))
        ]
        self._append(laptop, operations)

    def _operation(self, seen: Replay, kind: str, record: str) -> Operation:
        state = seen.states.get((kind, record))
        if state is None:
            action = Action.ADD if self.choose.random() < 0.9 else Action.SET
        else:
            action = self.choose.choice(
                [Action.ADD, Action.SET, Action.SET, Action.SET, Action.REMOVE, Action.RESTORE]
            )
        if action in (Action.REMOVE, Action.RESTORE):
            seen_refs = state.refs if state else ()
            before = {REMOVED: list(state.heads(REMOVED))} if state else {}
            covers = list(seen_refs) if action is Action.REMOVE else []
            return Operation(action, kind, record, {}, before, "because", covers)
        self.minutes += 1
        values: dict[str, Json] = {
            "text": self.choose.choice(["same", f"typed {self.minutes} {self.choose.random()}"])
        }
        if kind in PARENTS:
            values[PARENTS[kind][0]] = self.choose.choice("ab" if kind == "note" else "mn")
        names = [*values, MADE] if action is Action.ADD else list(values)
        replaces = {name: self._some(state.heads(name)) for name in names} if state else {}
        return Operation(action, kind, record, values, replaces)

    def _some(self, refs: Iterable[str]) -> list[str]:
        return [ref for ref in refs if self.choose.random() < 0.9]

    def redact(self, device: str) -> None:
        """Empty some words of a change that lies here, one's own or another's."""
        laptop, seen = self.laptops[device], self.replayed(device)
        if seen.chain.tip is None or not laptop.known:
            return
        laptop.journal.roster = seen.chain.tip
        target = self.choose.choice(sorted(laptop.known))
        names = {
            f"{one.number}/{one.name}"
            for one in self.writes
            if one.change == target and not one.name.startswith("@") and self.choose.random() < 0.6
        }
        if names:
            operation = Operation(
                Action.REDACT, "@change", target, reason="a name", empties=sorted(names)
            )
            by = self._append(laptop, [operation])
            self.redactions.append((by.hash, target, frozenset(names)))

    def _append(self, laptop: Laptop, operations: list[Operation]) -> Change:
        self.minutes += 1
        zone = timezone(timedelta(hours=self.choose.choice([0, 1, -8])))
        when = START + laptop.skew + timedelta(minutes=self.choose.choice([0, self.minutes]))
        change = laptop.journal.write(
            *operations, time=moment_of(when.astimezone(zone)), salt=f"{self.minutes:032x}"
        )
        self.changes[change.hash] = change
        laptop.known.add(change.hash)
        for number, operation in enumerate(operations):
            self.writes += [
                Written(
                    key=(operation.kind, operation.record),
                    name=write.field,
                    value=write.value if write.field != REMOVED else write.value is not None,
                    replaces=frozenset(write.replaces),
                    covers=frozenset(operation.covers),
                    ref=write.ref,
                    change=change.hash,
                    number=number,
                    when=when,
                )
                for write in writes_of(change, number, operation)
            ]
        return change

    def rule(self, device: str) -> None:
        """Sign a roster: someone is lowered, removed or taken back; the lead joins what is forked."""
        laptop, member = self.laptops[device], LAPTOPS[device].person
        chain = self.replayed(device).chain
        if chain.tip is None or chain.tip.role_of(member) not in (Role.LEAD, Role.DEPUTY):
            return
        lead = chain.tip.lead.person == member
        before = self._leaves(chain) if lead else [chain.tip]
        team = dict(chain.tip.members)
        one = self.choose.choice([ASHA, TOM, OMAR])
        roles = [Role.REVIEWER, Role.READER, None, one.role]
        role = self.choose.choice(roles)
        team.pop(one.person, None)
        if role is not None:
            team[one.person] = Member(one.person, one.name, role, one.sign_key, one.age_key)
        number = 1 + max(roster.number for roster in before)
        cuts = self._cuts(laptop, before, team, number)
        roster = next_roster(
            *before, signer=member, members=team.values(), cuts=cuts, key=str(self.minutes)
        )
        self.rosters[roster.hash] = roster
        laptop.rosters.add(roster.hash)

    def _leaves(self, chain: RosterChain) -> list[Roster]:
        assert chain.tip is not None
        beside = [self.rosters[hash_] for hash_ in sorted(chain.forked)]
        named = {hash_ for roster in beside for hash_ in roster.previous}
        tip = [] if chain.tip.hash in named else [chain.tip]
        return [*tip, *(roster for roster in beside if roster.hash not in named)]

    def _cuts(
        self, laptop: Laptop, before: list[Roster], team: Mapping[str, Member], number: int
    ) -> dict[str, Cut]:
        rank = [None, Role.READER, Role.REVIEWER, Role.DEPUTY, Role.LEAD]
        cuts: dict[str, Cut] = {}
        for roster in before:
            for cut_person, cut in roster.cuts.items():
                old = cuts.get(cut_person)
                if old is None or cut.before > old.before:
                    cuts[cut_person] = cut
        for roster in before:
            for one in roster.members.values():
                now = team[one.person].role if one.person in team else None
                if rank.index(now) < rank.index(one.role):
                    cuts[one.person] = Cut(number, self._ends(laptop, one.person))
        return cuts

    def _ends(self, laptop: Laptop, member: str) -> dict[str, str]:
        ends: dict[str, Change] = {}
        for hash_ in sorted(laptop.known):
            change = self.changes[hash_]
            if change.person == member and (
                change.device not in ends or ends[change.device].number < change.number
            ):
                ends[change.device] = change
        return {device: change.hash for device, change in ends.items()}

    # What befalls them

    def hand_over(self, source: str, target: str, *, everything: bool) -> None:
        """Some or all of what one laptop has reaches another."""
        share = 1.0 if everything else 0.6
        for hash_ in sorted(self.laptops[source].known):
            if self.choose.random() < share:
                self.laptops[target].known.add(hash_)
        for hash_ in sorted(self.laptops[source].rosters):
            if self.choose.random() < share:
                self.laptops[target].rosters.add(hash_)

    def back_up(self, device: str) -> None:
        laptop = self.laptops[device]
        self.backups[device] = (list(laptop.journal.branch), {*laptop.known}, {*laptop.rosters})

    def restore(self, device: str) -> None:
        """Put back a backup and keep the device id, as nobody should: what follows is a fork."""
        if device in self.backups:
            branch, known, rosters = self.backups[device]
            laptop = self.laptops[device]
            laptop.journal.branch = list(branch)
            laptop.known, laptop.rosters = {*known}, {*rosters}

    # What ought to come of it

    def expected(self, changes: set[str], rosters: set[str]) -> Expected:
        chain = chain_of([self.rosters[hash_] for hash_ in rosters])
        counted = {hash_ for hash_ in changes if self._counts(hash_, changes, chain)}
        gone = {
            f"{target}/{name}"
            for by, target, names in self.redactions
            if by in counted and target in changes and self._may_redact(by, target, chain)
            for name in names
        }
        writes = [
            one
            for one in self.writes
            if one.change in counted
            and self._role(one.change, chain) is not Role.READER
            and (one.key[0] != LEADING or self._role(one.change, chain) is not Role.REVIEWER)
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
        )

    def _role(self, hash_: str, chain: RosterChain) -> Role | None:
        roster = chain.named(self.changes[hash_].roster)
        return roster.role_of(self.changes[hash_].person) if roster else None

    def _may_redact(self, by: str, target: str, chain: RosterChain) -> bool:
        role = self._role(by, chain)
        own = self.changes[by].person == self.changes[target].person
        return role is not Role.READER and (own or role is Role.LEAD)

    def _line(self, hash_: str, present: set[str]) -> tuple[set[str], bool]:
        """Give a change and those before it as far as they are present, and whether all are."""
        line: set[str] = set()
        while hash_ in present:
            line.add(hash_)
            hash_ = self.changes[hash_].previous
        return line, not hash_

    def _counts(self, hash_: str, present: set[str], chain: RosterChain) -> bool:
        change = self.changes[hash_]
        _line, whole = self._line(hash_, present)
        if not whole or self._role(hash_, chain) is None:
            return False
        assert chain.tip is not None
        cut = chain.tip.cuts.get(change.person)
        if cut is None or self.rosters[change.roster].number >= cut.before:
            return True
        return hash_ in self._line(cut.journals.get(change.device, ""), present)[0]


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
