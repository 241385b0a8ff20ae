"""Many random histories of a team: half an hour or so, so only `make soak` runs them."""

from collections.abc import Iterator

import pytest
from _pytest.capture import CaptureManager
from _pytest.terminal import TerminalReporter
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.histories import Tally, check_history, history, play
from tests.model.mutants import MUTANTS, died_at
from tests.model.test_fold_properties import MODERATE, Team
from tests.store.test_receive_histories import converge
from tests.support import Devices

AT_A_TIME = 5_000


def say(request: pytest.FixtureRequest, lines: list[str]) -> None:
    """Print lines beside the progress of the run, whether or not anything fails."""
    plugins = request.config.pluginmanager
    reporter, captured = (
        plugins.get_plugin("terminalreporter"),
        plugins.get_plugin("capturemanager"),
    )
    assert isinstance(reporter, TerminalReporter)
    assert isinstance(captured, CaptureManager)
    with captured.global_and_fixture_disabled():
        reporter.ensure_newline()
        for line in lines:
            reporter.write_line(line)


@pytest.fixture(scope="module")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """What all the histories of the run held, printed at its end."""
    counted = Tally()
    yield counted
    say(request, counted.lines())


@pytest.mark.soak
def test_many_histories_say_the_same() -> None:
    run_state_machine_as_test(
        Team,
        settings=settings(MODERATE, max_examples=5_000, stateful_step_count=60, derandomize=False),
    )


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, 100_000, AT_A_TIME))
def test_a_hundred_thousand_histories_say_what_the_rules_say(tally: Tally, first: int) -> None:
    part = Tally()
    for seed in range(first, first + AT_A_TIME):
        world = history(seed)
        check_history(seed, world)
        part.add(world)
    tally.histories += part.histories
    tally.held.update(part.held)
    assert part.too_few() == [], "\n".join(part.lines())


@pytest.mark.soak
def test_a_hundred_histories_give_the_same_rows_in_every_profile(devices: Devices) -> None:
    laptops = [devices(name) for name in ("Helen", "Asha")]
    converge(laptops, [play(seed, 10 + seed % 50, f" {seed}") for seed in range(100)])


@pytest.mark.soak
def test_each_broken_rule_is_found_within_a_thousand_histories(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    died = {one.name: died_at(one, 1_000, monkeypatch) for one in MUTANTS}
    say(request, [f"{number or 'not':>9}  {name}" for name, number in died.items()])
    assert None not in died.values()
