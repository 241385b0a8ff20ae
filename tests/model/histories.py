"""Random histories of a team: playing one, checking what came of it against the rules, counting what befell."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer_app.model.changes import Change
from reviewer_app.model.fold import REMOVED
from reviewer_app.model.nouns import Agreement
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.review.agreement import not_covered
from tests.model.oracle import Expected, expected
from tests.model.team import ORDER, PARENTS
from tests.model.world import BESIDES, HELEN, WORDS, World, Written, findings_in

HAPPENINGS = ("write", "redact", "rule", "hand over", "back up", "restore", "clone", "move")
WEIGHTS = (40, 6, 5, 30, 6, 3, 3, 3)


def play(seed: int, steps: int, name: str = "") -> World:
    """Let a team live through a number of steps that this seed chooses."""
    choose = random.Random(seed)
    world = World(choose, name)
    for _ in range(steps):
        device, other = choose.choices(sorted(world.laptops), k=2)
        happening = choose.choices(HAPPENINGS, WEIGHTS)[0]
        if happening == "hand over":
            world.hand_over(device, other, everything=choose.random() < 0.5)
        else:
            happens = {
                "write": world.write,
                "redact": world.redact,
                "rule": world.rule,
                "back up": world.back_up,
                "restore": world.restore,
                "clone": world.clone,
                "move": world.move,
            }
            happens[happening](device)
    return world


def history(seed: int) -> World:
    """Play the history of this number: 10 to 59 steps."""
    return play(seed, 10 + seed % 50)


def check_history(seed: int, world: World) -> None:
    """Check what all laptops of a history know together, and what one of them knows by itself."""
    names = sorted(world.laptops)
    check(world, names[seed % len(names)])


def check(world: World, *devices: str) -> None:
    """Check what all laptops together know, and what each of these knows by itself."""
    everything = (set(world.changes), set(world.rosters))
    laptops = [(world.laptops[one].known, world.laptops[one].rosters) for one in devices]
    for known, rosters in (everything, *laptops):
        said = world.replay(known, rosters)
        check_rules(world, known, rosters, said)
        check_order(world, known, rosters, said)
        check_reachable(world, known, said)
        check_agreed(world, said)
        check_rosters(world, rosters, said)


def check_rules(world: World, known: set[str], rosters: set[str], said: Replay) -> None:
    """Heads, leading values, who stands and what counts are what the rules say."""
    ought = expected(world, known, rosters)
    standing = said.judgement.standing
    assert {one for one, now in standing.items() if now is Standing.COUNTED} == ought.counted
    fields = {
        (key, name): one for key, state in said.states.items() for name, one in state.fields.items()
    }
    assert {
        place: tuple(head.ref for head in one.heads) for place, one in fields.items()
    } == ought.heads
    assert {place: frozenset(one.emptied) for place, one in fields.items()} == ought.emptied
    values = {
        (key, name): value
        for key, state in said.states.items()
        for name, value in state.values().items()
    }
    assert values == ought.values
    assert said.standing == ought.standing
    assert said.wanting == frozenset()


def check_order(world: World, known: set[str], rosters: set[str], said: Replay) -> None:
    """Any order, any repeats, and copies emptied on the way give the same."""
    changes = [world.changes[hash_] for hash_ in sorted(known)]
    signed = [world.rosters[hash_] for hash_ in sorted(rosters)]
    copies: list[Change] = [
        one.emptied(said.emptied[one.hash]) for one in changes if one.hash in said.emptied
    ]
    world.choose.shuffle(changes)
    world.choose.shuffle(signed)
    mixed = [*changes[::2], *copies, *changes]
    assert replay(mixed, [*signed, *signed], PARENTS, ORDER) == said
    every_word = [f"{number}/{name}" for number in range(3) for name in {*WORDS.values()}]
    hollow = [one.emptied(every_word) for one in changes]
    assert replay([*changes, *hollow], signed, PARENTS, ORDER) == said
    emptied = {one.hash: one for one in copies}
    only_emptied = [emptied.get(one.hash, one) for one in reversed(changes)]
    assert replay(only_emptied, signed, PARENTS, ORDER) == said


def typed(world: World, known: set[str]) -> list[Written]:
    """Give what was typed, as far as it is known."""
    return [one for one in world.writes if one.change in known and one.name == WORDS[one.key[0]]]


def check_reachable(world: World, known: set[str], said: Replay) -> None:
    """Every typed value is shown, or was replaced, emptied or held back for a reason; none is lost or doubled."""
    shown = {
        head.ref: head.value
        for (kind, _record), state in said.states.items()
        for name, one in state.fields.items()
        if name == WORDS[kind]
        for head in one.heads
    }
    for one in typed(world, known):
        content = world.changes[one.change].content or b""
        assert str(one.value).encode() in content
        if one.ref in shown:
            assert shown[one.ref] == one.value
        emptied = f"{one.number}/{one.name}" in said.emptied.get(one.change, ())
        replaced = any(
            one.ref in other.replaces or (other.change == one.change and other.number > one.number)
            for other in world.writes
            if other.change in known and other.key == one.key
        )
        held = said.judgement.standing[one.change] is not Standing.COUNTED
        roster = said.chain.named(world.changes[one.change].roster)
        by_reader = roster and roster.role_of(world.changes[one.change].person) is Role.READER
        passed_over = by_reader or one.key[0] == "agreement"
        assert one.ref in shown or emptied or replaced or held or passed_over
        if emptied:
            assert one.ref not in shown


def check_agreed(world: World, said: Replay) -> None:
    """An agreement covers the wording that stood where it was made, and nothing else (must hold, 7)."""
    for kind, record in said.standing:
        state = said.states[kind, record]
        wording = state.fields.get("wording")
        if kind != "agreement" or wording is None or not wording.heads:
            continue
        agreement = Agreement.model_validate(
            {
                **BESIDES["agreement"],
                "id": record,
                "review": said_review(said),
                "wording": wording.value,
            }
        )
        seen = world.agreed[wording.heads[0].ref]
        findings = findings_in(said)
        late = {one.id for one in not_covered(agreement, findings)}
        assert late == {one.id for one in findings if seen.get(one.id) != one.text}


def said_review(said: Replay) -> str:
    """Give the review a replay is of."""
    return said.chain.in_force[0].review


def check_rosters(world: World, rosters: set[str], said: Replay) -> None:
    """Of several rosters that follow one, none is in force unless the lead went on from it."""
    known = [world.rosters[hash_] for hash_ in rosters if hash_ not in said.chain.refused]
    for roster in said.chain.in_force:
        beside = [
            one
            for one in known
            if one.number == roster.number and one != roster and one.previous == roster.previous
        ]
        later = [one for one in said.chain.in_force if one.number > roster.number]
        assert not beside or any(one.signer == HELEN.person for one in later)


# What befell

NEEDED = (
    "same-field clash",
    "edit against a removal",
    "gap",
    "duplicate",
    "cloned or restored device",
    "removed member",
    "two devices with one identity",
    "restored under a new identity",
    "agreed without a wording seen",
    "clock days off",
    "late delivery",
)
"""What histories must have held to mean anything."""
LEAST = 0.05
"""The share of histories that must have held each."""


@dataclass
class Tally:
    """How many histories there were, and how many of them held what."""

    histories: int = 0
    held: Counter[str] = field(default_factory=Counter)

    def add(self, world: World) -> None:
        """Count one history."""
        self.histories += 1
        self.held.update(befell(world))

    def lines(self) -> list[str]:
        """Say it in lines to print."""
        told = [
            f"{self.held[name]:>9,}  {self.held[name] / self.histories:6.1%}  {name}"
            for name in NEEDED
        ]
        return [f"{self.histories:>9,}  histories, of which held", *told]

    def too_few(self) -> list[str]:
        """Name what too few histories held."""
        return [name for name in NEEDED if self.held[name] < LEAST * self.histories]


def befell(world: World) -> set[str]:
    """Say what a history held; two writes clash only where both count and neither had seen the other."""
    changes, rosters = set(world.changes), set(world.rosters)
    said, ought = world.replay(changes, rosters), expected(world, changes, rosters)
    found = set(world.befell)
    found.update(_met(world, ought))
    for fork in said.judgement.forks:
        found.add("cloned or restored device")
        if len({world.wrote[hash_] for hash_ in fork}) > 1:
            found.add("two devices with one identity")
    writers = {change.person for change in world.changes.values()}
    devices = {change.device for change in world.changes.values()}
    if any(one.endswith("-moved") for one in devices):
        found |= {"cloned or restored device", "restored under a new identity"}
    if any(writers - one.members.keys() for one in said.chain.in_force):
        found.add("removed member")
    return found


def _met(world: World, ought: Expected) -> Iterable[str]:
    """Name what met without having seen each other."""
    by_record: dict[tuple[str, str], list[Written]] = {}
    for one in ought.written:
        by_record.setdefault(one.key, []).append(one)
    for ones in by_record.values():
        for one in ones:
            for other in ones:
                if one.name == WORDS[one.key[0]] and _apart(world, one, other):
                    if other.name == one.name and other.value != one.value:
                        yield "same-field clash"
                    elif other.name == REMOVED and other.value:
                        yield "edit against a removal"
    worded = [one for one in ought.written if one.name == "wording"]
    findings = [one for one in ought.written if one.key[0] == "finding" and one.name == "text"]
    if any(_apart(world, one, other) for one in worded for other in findings):
        yield "agreed without a wording seen"


def _apart(world: World, one: Written, other: Written) -> bool:
    return (
        one.change != other.change
        and one.change not in world.seen[other.change]
        and other.change not in world.seen[one.change]
    )
