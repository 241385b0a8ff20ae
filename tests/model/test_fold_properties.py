"""Whatever laptops do and however it travels, equal sets say the same, and it is what the rules say."""

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.model.histories import Tally, check, check_history, history, play
from tests.model.mutants import MUTANTS, Mutant, died_at
from tests.model.world import LAPTOPS, World

DEVICE = st.sampled_from(sorted(LAPTOPS))


class Team(RuleBasedStateMachine):
    """Six laptops of four people, and what is started from their backups."""

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
        for device in self.world.laptops:
            self.world.hand_over(device, "h1", everything=True)

    @rule(device=DEVICE)
    def back_up(self, device: str) -> None:
        self.world.back_up(device)

    @precondition(lambda self: bool(self.world.backups))
    @rule(device=DEVICE)
    def restore(self, device: str) -> None:
        self.world.restore(device)

    @precondition(lambda self: bool(self.world.backups))
    @rule(device=DEVICE, keeps_its_id=st.booleans(), times=st.integers(1, 3))
    def start_from_a_backup(self, device: str, keeps_its_id: bool, times: int) -> None:
        before = set(self.world.laptops)
        (self.world.clone if keeps_its_id else self.world.move)(device)
        for made in self.world.laptops.keys() - before:
            for _ in range(times):
                self.world.write(made)

    def teardown(self) -> None:
        check(self.world, *self.world.laptops)


MODERATE = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


def test_equal_sets_say_the_same_and_it_is_what_the_rules_say() -> None:
    run_state_machine_as_test(Team, settings=MODERATE)


def test_long_histories_say_what_the_rules_say() -> None:
    for seed in range(20):
        world = play(seed, 60)
        check(world, *world.laptops)


def test_histories_say_what_the_rules_say_and_hold_whatever_can_go_wrong() -> None:
    tally = Tally()
    for seed in range(100):
        world = history(seed)
        check_history(seed, world)
        tally.add(world)
    assert tally.too_few() == [], "\n".join(tally.lines())


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_what_breaks_a_rule_is_found_within_a_thousand_histories(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    died = died_at(mutant, 1_000, monkeypatch)
    print(f"{mutant.name}: found at history {died}")
    assert died is not None
