"""Whatever laptops do and however it travels, equal sets say the same, and it is what the rules say."""

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from reviewer_app.model.changes import Change
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from tests.model.team import ORDER, PARENTS
from tests.model.world import HELEN, LAPTOPS, World

DEVICE = st.sampled_from(sorted(LAPTOPS))


class Team(RuleBasedStateMachine):
    """Six laptops of four people."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(random.Random(0))

    @rule(seed=st.integers(0, 2**32))
    def other_luck(self, seed: int) -> None:
        self.world.choose.seed(seed)

    @rule(device=DEVICE, times=st.integers(1, 4))
    def write(self, device: str, times: int) -> None:
        for _ in range(times):
            self.world.write(device)

    @rule(device=DEVICE)
    def redact(self, device: str) -> None:
        self.world.redact(device)

    @rule(device=DEVICE)
    def rule_the_team(self, device: str) -> None:
        self.world.rule(device)

    @rule(source=DEVICE, receiver=DEVICE, everything=st.booleans())
    def hand_over(self, source: str, receiver: str, everything: bool) -> None:
        self.world.hand_over(source, receiver, everything=everything)

    @rule()
    def gather(self) -> None:
        for device in LAPTOPS:
            self.world.hand_over(device, "h1", everything=True)

    @rule(device=DEVICE)
    def back_up(self, device: str) -> None:
        self.world.back_up(device)

    @precondition(lambda self: bool(self.world.backups))
    @rule(device=DEVICE)
    def restore(self, device: str) -> None:
        self.world.restore(device)

    def teardown(self) -> None:
        check(self.world, *LAPTOPS)


def check(world: World, *devices: str) -> None:
    """Check what all laptops together know, and what each of these knows by itself."""
    everything = (set(world.changes), set(world.rosters))
    laptops = [(world.laptops[one].known, world.laptops[one].rosters) for one in devices]
    for known, rosters in (everything, *laptops):
        said = world.replay(known, rosters)
        check_rules(world, known, rosters, said)
        check_order(world, known, rosters, said)
        check_reachable(world, known, said)
        check_rosters(world, rosters, said)


def play(seed: int, steps: int) -> World:
    """Let a team live through a number of steps that this seed chooses."""
    choose = random.Random(seed)
    world = World(choose)
    for _ in range(steps):
        device, other = choose.choices(sorted(LAPTOPS), k=2)
        happening = choose.choices(HAPPENINGS, WEIGHTS)[0]
        if happening == "write":
            world.write(device)
        elif happening == "redact":
            world.redact(device)
        elif happening == "rule":
            world.rule(device)
        elif happening == "hand over":
            world.hand_over(device, other, everything=choose.random() < 0.5)
        elif happening == "back up":
            world.back_up(device)
        else:
            world.restore(device)
    return world


HAPPENINGS = ("write", "redact", "rule", "hand over", "back up", "restore")
WEIGHTS = (40, 6, 5, 30, 4, 4)


def check_rules(world: World, known: set[str], rosters: set[str], said: Replay) -> None:
    """Heads, leading values, who stands and what counts are what the rules say."""
    expected = world.expected(known, rosters)
    standing = said.judgement.standing
    assert {one for one, now in standing.items() if now is Standing.COUNTED} == expected.counted
    fields = {
        (key, name): one for key, state in said.states.items() for name, one in state.fields.items()
    }
    assert {
        place: tuple(head.ref for head in one.heads) for place, one in fields.items()
    } == expected.heads
    assert {place: frozenset(one.emptied) for place, one in fields.items()} == expected.emptied
    values = {
        (key, name): value
        for key, state in said.states.items()
        for name, value in state.values().items()
    }
    assert values == expected.values
    assert said.standing == expected.standing
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
    hollow = [one.emptied(f"{number}/text" for number in range(3)) for one in changes]
    assert replay([*changes, *hollow], signed, PARENTS, ORDER) == said
    emptied = {one.hash: one for one in copies}
    only_emptied = [emptied.get(one.hash, one) for one in reversed(changes)]
    assert replay(only_emptied, signed, PARENTS, ORDER) == said


def check_reachable(world: World, known: set[str], said: Replay) -> None:
    """Every typed value is shown, or was replaced, emptied or held back for a reason; none is lost or doubled."""
    shown = {
        head.ref: head.value
        for state in said.states.values()
        for name, one in state.fields.items()
        if name == "text"
        for head in one.heads
    }
    for one in world.writes:
        if one.change not in known or one.name != "text":
            continue
        content = world.changes[one.change].content or b""
        assert str(one.value).encode() in content
        if one.ref in shown:
            assert shown[one.ref] == one.value
        emptied = f"{one.number}/text" in said.emptied.get(one.change, ())
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


MODERATE = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


def test_equal_sets_say_the_same_and_it_is_what_the_rules_say() -> None:
    run_state_machine_as_test(Team, settings=MODERATE)


def test_long_histories_say_what_the_rules_say() -> None:
    for seed in range(60):
        check(play(seed, 60), *LAPTOPS)
