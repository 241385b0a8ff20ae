"""A small world of laptops that write, exchange and mishap.

The world keeps its own books of every write (never read back from bytes), so that `oracle.expected` can say by brute
force what `replay` must give.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation
from reviewer_app.model.fold import MADE, REMOVED, RecordState, writes_of
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import Finding
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.roster import Cut, Member, Roster, RosterChain
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import ActivityKind, Bearing, Role
from reviewer_app.review.agreement import wording_of
from tests.model.team import ORDER, PARENTS, Journal, first_roster, next_roster, person

HELEN, OMAR = person("helen", Role.LEAD), person("omar", Role.DEPUTY)
ASHA, TOM = person("asha", Role.REVIEWER), person("tom", Role.REVIEWER)
LAPTOPS = {"h1": HELEN, "h2": HELEN, "o1": OMAR, "a1": ASHA, "a2": ASHA, "t1": TOM}
RECORDS = (
    ("activity", "a"),
    ("activity", "b"),
    ("note", "m"),
    ("note", "n"),
    ("note_criterion", "c"),
    ("finding", "f"),
    ("agreement", "g"),
)
WORDS = {
    "activity": "title",
    "note": "text",
    "note_criterion": "criterion",
    "finding": "text",
    "agreement": "different_view",
}
"""The field of each kind that people type into."""
BESIDES: Mapping[str, Mapping[str, Json]] = {
    "activity": {"activity_kind": ActivityKind.LESSON_VISIT.value},
    "note": {
        "seen_at": "2026-11-18T10:17:00.000+00:00",
        "written_at": "2026-11-18T10:17:00.000+00:00",
    },
    "note_criterion": {},
    "finding": {"heading": "provision", "bearing": Bearing.WWW.value},
    "agreement": {"role": "Headteacher", "agreed_at": "2026-11-19T15:00:00.000+00:00"},
}
"""What else a record of each kind needs to stand in a table, whoever adds it."""
START = datetime(2026, 11, 18, 9, tzinfo=UTC)
SKEWS = (0, 0, 0, -30, 5, 72, 24 * 365 * 60)
"""Hours that laptops' clocks are off."""
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
    """One laptop: what it knows, its journal as far as it goes here, and what others' changes told of."""

    journal: Journal
    skew: timedelta
    known: set[str] = field(default_factory=set)
    rosters: set[str] = field(default_factory=set)
    heard_of: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Backup:
    """What a laptop held at one moment."""

    branch: tuple[Change, ...]
    known: frozenset[str]
    rosters: frozenset[str]


class World:
    """Laptops, changes and rosters; every choice comes from `choose`. Worlds of other names share no record.

    Attributes:
        seen: by change, the changes that lay on the laptop that wrote it.
        wrote: by change, the laptop that wrote it.
        agreed: by ref of an agreement's wording, the words of the findings that stood there, by finding.
        befell: what happened on the way that the changes alone do not tell.
    """

    def __init__(self, choose: random.Random, name: str = "") -> None:
        self.choose = choose
        self.name = name
        self.first = first_roster(HELEN, OMAR, ASHA, TOM, nonce=f"larkfield{name}")
        self.records = tuple((kind, f"{record}{name}") for kind, record in RECORDS)
        self.changes: dict[str, Change] = {}
        self.rosters: dict[str, Roster] = {self.first.hash: self.first}
        self.writes: list[Written] = []
        self.redactions: list[tuple[str, str, frozenset[str]]] = []
        self.seen: dict[str, frozenset[str]] = {}
        self.wrote: dict[str, str] = {}
        self.agreed: dict[str, Mapping[str, str]] = {}
        self.befell: set[str] = set()
        self.minutes = 0
        self.backups: dict[str, Backup] = {}
        self.laptops = {
            device: self._laptop(member.person, device) for device, member in LAPTOPS.items()
        }

    def _laptop(self, member: str, device: str) -> Laptop:
        skew = timedelta(hours=self.choose.choice(SKEWS))
        return Laptop(Journal(member, device, self.first), skew, rosters={self.first.hash})

    @property
    def review(self) -> str:
        """The id of the review."""
        return self.first.review

    # What laptops see

    def replayed(self, device: str) -> Replay:
        """Replay what one laptop knows."""
        laptop = self.laptops[device]
        said = self.replay(laptop.known, laptop.rosters)
        if Standing.GAP in said.judgement.standing.values():
            self.befell.add("gap")
        return said

    def replay(self, changes: Iterable[str], rosters: Iterable[str]) -> Replay:
        """Replay some changes and rosters."""
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
            self._operation(laptop, seen, *self.choose.choice(self.records))
            for _ in range(self.choose.choice([1, 1, 2, 3]))
        ]
        change = self._append(laptop, operations)
        for number, operation in enumerate(operations):
            if "wording" in operation.values:
                self.agreed[f"{change.hash}/{number}"] = {
                    one.id: one.text for one in findings_in(seen)
                }

    def _operation(self, laptop: Laptop, seen: Replay, kind: str, record: str) -> Operation:
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
        values = self._values(laptop, seen, kind, action)
        names = [*values, MADE] if action is Action.ADD else list(values)
        replaces = {name: self._some(state.heads(name)) for name in names} if state else {}
        return Operation(action, kind, record, values, replaces)

    def _values(self, laptop: Laptop, seen: Replay, kind: str, action: Action) -> dict[str, Json]:
        self.minutes += 1
        typed = self.choose.choice(["same", f"typed {self.minutes} {self.choose.random()}"])
        values: dict[str, Json] = {WORDS[kind]: typed}
        if kind in PARENTS:
            name, parent_kind = PARENTS[kind]
            parents = [record for of, record in self.records if of == parent_kind]
            values[name] = self.choose.choice(parents)
        if kind == "agreement":
            values["wording"] = wording_of(findings_in(seen))
        if action is Action.ADD:
            values |= BESIDES[kind]
            if kind == "note":
                values["author"] = laptop.journal.person
        return values

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
        self.seen[change.hash] = frozenset(laptop.known)
        self.wrote[change.hash] = next(name for name, one in self.laptops.items() if one is laptop)
        if abs(laptop.skew) > timedelta(days=1):
            self.befell.add("clock days off")
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
        laptop = self.laptops[device]
        member = laptop.journal.person
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
        giver, taker = self.laptops[source], self.laptops[target]
        for hash_ in sorted(giver.known):
            if self.choose.random() < share:
                if hash_ in taker.known:
                    self.befell.add("duplicate")
                elif hash_ in taker.heard_of:
                    self.befell.add("late delivery")
                taker.known.add(hash_)
                taker.heard_of |= self.seen[hash_]
        for hash_ in sorted(giver.rosters):
            if self.choose.random() < share:
                taker.rosters.add(hash_)

    def back_up(self, device: str) -> None:
        """Keep what a laptop holds now."""
        laptop = self.laptops[device]
        self.backups[device] = Backup(
            tuple(laptop.journal.branch), frozenset(laptop.known), frozenset(laptop.rosters)
        )

    def restore(self, device: str) -> None:
        """Put back a backup and keep the device id, as nobody should: what follows is a fork."""
        if device in self.backups:
            self._put_back(self.laptops[device], self.backups[device])

    def clone(self, device: str) -> None:
        """Start a second laptop from a backup while the first goes on, both with one device id: they fork."""
        self._seat(device, f"{device} twin", self.laptops[device].journal.device)

    def move(self, device: str) -> None:
        """Start another laptop from a backup under a device id of its own, as a restored profile takes one."""
        self._seat(device, f"{device} moved", f"{device}-moved")

    def _seat(self, device: str, name: str, device_id: str) -> None:
        backup = self.backups.get(device)
        if backup is None or name in self.laptops or len(self.laptops) > len(LAPTOPS) + 2:
            return
        made = self._laptop(self.laptops[device].journal.person, device_id)
        self._put_back(made, backup)
        if device_id != self.laptops[device].journal.device:
            made.journal.branch = []
        self.laptops[name] = made

    def _put_back(self, laptop: Laptop, backup: Backup) -> None:
        laptop.journal.branch = list(backup.branch)
        laptop.known, laptop.rosters = set(backup.known), set(backup.rosters)


def findings_in(said: Replay) -> list[Finding]:
    """Give the findings that stand, as an agreement reads them."""
    return [
        Finding(
            id=record,
            review="larkfield",
            heading="provision",
            bearing=Bearing.WWW,
            text=_words(said.states["finding", record]),
        )
        for kind, record in sorted(said.standing)
        if kind == "finding"
    ]


def _words(state: RecordState) -> str:
    return str(state.values().get("text", ""))
