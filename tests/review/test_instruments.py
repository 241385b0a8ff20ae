from datetime import UTC, datetime, timedelta

import pytest

from reviewer_app.frameworks.items import Timing
from reviewer_app.review.instruments import (
    LONGEST_MS,
    Started,
    due_ms,
    is_late,
    next_moment,
    open_moment,
    standing,
    steady_seconds,
)

TEN = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
THREE = Timing(count=3, minutes=15, late_after_seconds=60)
MINUTE = 60_000


def kept() -> Started:
    """An instrument started at ten, as it is read back after an end."""
    started = Started.now(TEN, 500.0)
    return Started.read(started.at, started.kept_beside("lesson", "look", ""))


def after(minutes: float) -> datetime:
    return TEN + timedelta(minutes=minutes)


def test_the_clock_never_goes_back() -> None:
    first = steady_seconds()
    assert steady_seconds() >= first


@pytest.mark.parametrize("wall", [5, 65, -55])
def test_an_instrument_counts_on_the_clock_that_never_jumps(wall: float) -> None:
    started = Started.now(TEN, 500.0)
    assert started.elapsed_ms(after(wall), 800.0) == 5 * MINUTE


def test_after_an_end_on_the_same_laptop_the_clock_that_never_jumps_goes_on() -> None:
    started = kept()
    assert started.elapsed_ms(after(5) + timedelta(seconds=20), 800.0) == 5 * MINUTE


@pytest.mark.parametrize("steady", [10.0, 7_000.0])
def test_after_the_laptop_began_anew_the_wall_clock_tells(steady: float) -> None:
    assert kept().elapsed_ms(after(12), steady) == 12 * MINUTE


def test_no_instrument_runs_for_less_than_nothing_or_more_than_a_day() -> None:
    assert kept().elapsed_ms(after(-30), 10.0) == 0
    assert kept().elapsed_ms(after(60 * 30), 10.0) == LONGEST_MS


def test_a_timed_set_asks_evenly_and_first_at_the_end_of_the_first_part() -> None:
    # 15 minutes in three parts: 5, 10 and 15 minutes from the start.
    assert [due_ms(THREE, number) for number in (1, 2, 3)] == [5 * MINUTE, 10 * MINUTE, 15 * MINUTE]


@pytest.mark.parametrize(
    ("elapsed", "stands"),
    [
        (5 * MINUTE - 1, "ahead"),
        (5 * MINUTE, "due"),
        (6 * MINUTE, "due"),
        (6 * MINUTE + 1, "late"),
    ],
)
def test_a_moment_is_ahead_then_due_then_late(elapsed: int, stands: str) -> None:
    assert standing(THREE, 1, elapsed, ()) == stands
    assert is_late(THREE, 1, elapsed) == (stands == "late")
    assert standing(THREE, 1, elapsed, {1}) == "kept"


@pytest.mark.parametrize(
    ("minutes", "kept", "number"),
    [
        (4, (), 0),
        (5.5, (), 1),
        (8, (), 1),
        (10.5, (), 2),
        (13, (), 1),
        (13, (1,), 2),
        (13, (1, 2), 0),
    ],
)
def test_what_is_due_now_comes_before_what_is_past(
    minutes: float, kept: tuple[int, ...], number: int
) -> None:
    assert open_moment(THREE, round(minutes * MINUTE), kept) == number


def test_the_next_moment_is_the_first_ahead() -> None:
    assert [next_moment(THREE, minute * MINUTE) for minute in (0, 5, 14, 15)] == [1, 2, 3, 0]
