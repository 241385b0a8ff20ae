"""What goes by itself goes where it is allowed, waits where it should, and backs off after failures."""

from datetime import UTC, datetime, timedelta

import pytest

from reviewer_app.model.local import ExchangePlace
from reviewer_app.review.exchange_timing import (
    EVERY,
    LONGEST_WAIT,
    Network,
    Rests,
    is_due,
    rests,
    wait_after,
)

NOW = datetime(2026, 11, 18, 21, 14, tzinfo=UTC)
WELL = Network(reaches=True, metered=False, portal=False)


def place(*, automatic: bool = True, metered: bool = False, paused: bool = False) -> ExchangePlace:
    return ExchangePlace(
        review="r",
        address="webdav+https://files.example",
        place="webdav+https://files.example",
        credentials="",
        automatic=automatic,
        metered=metered,
        paused=paused,
    )


@pytest.mark.parametrize(
    ("where", "network", "why"),
    [
        (None, WELL, Rests.NOWHERE),
        (place(automatic=False), WELL, Rests.NOT_ALLOWED),
        (place(paused=True), WELL, Rests.PAUSED),
        (place(), Network(reaches=False), Rests.NO_CONNECTION),
        (place(), Network(reaches=True, portal=True), Rests.PORTAL),
        (place(), Network(reaches=True, metered=True), Rests.METERED),
        (place(metered=True), Network(reaches=True, metered=True), None),
        (place(), WELL, None),
        (place(), Network(), None),
    ],
)
def test_it_rests_for_one_reason_at_a_time(
    where: ExchangePlace | None, network: Network, why: Rests | None
) -> None:
    assert rests(where, network, over_network=True) is why


def test_a_folder_needs_no_network() -> None:
    nothing = Network(reaches=False, metered=True, portal=True)
    assert rests(place(), nothing, over_network=False) is None
    assert rests(place(paused=True), nothing, over_network=False) is Rests.PAUSED


def test_each_failure_doubles_the_wait_up_to_an_hour() -> None:
    minutes = [wait_after(failures).total_seconds() / 60 for failures in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10_000) == LONGEST_WAIT
    assert wait_after(0) == EVERY


def test_it_is_due_once_the_wait_is_over_and_a_clock_set_back_does_not_put_it_off() -> None:
    assert is_due(NOW, None, 3)
    assert not is_due(NOW, NOW - timedelta(seconds=59), 1)
    assert is_due(NOW, NOW - timedelta(seconds=60), 1)
    assert not is_due(NOW, NOW - timedelta(seconds=60), 0)
    assert is_due(NOW, NOW + timedelta(days=1), 0)
