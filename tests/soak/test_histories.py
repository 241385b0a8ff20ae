"""Many random histories of a team: minutes to hours, so only `make soak` runs them."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.test_fold_properties import MODERATE, Team, check, play
from tests.model.world import LAPTOPS


@pytest.mark.soak
def test_many_histories_say_the_same() -> None:
    run_state_machine_as_test(
        Team,
        settings=settings(MODERATE, max_examples=5_000, stateful_step_count=60, derandomize=False),
    )


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, 100_000, 5_000))
def test_a_hundred_thousand_histories_say_what_the_rules_say(first: int) -> None:
    for seed in range(first, first + 5_000):
        check(play(seed, 10 + seed % 50), sorted(LAPTOPS)[seed % len(LAPTOPS)])
