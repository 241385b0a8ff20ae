"""Steps are counted against a share, and who took how many does not hang on who was asked again."""

import pytest

from reviewer_app.frameworks.cost import MOST, MOST_TOGETHER, SMALL, Budget, Meter, TooCostlyError


def took(budget: Budget, item: str, steps: int) -> bool:
    """Whether an item that takes so many steps was worked out."""
    meter = budget.meter()
    try:
        meter.take(steps)
    except TooCostlyError:
        budget.close(item, meter)
        return False
    budget.close(item, meter)
    return True


def test_a_meter_stops_at_its_last_step() -> None:
    meter = Meter(10)
    meter.take(10)
    assert meter.used == 10
    with pytest.raises(TooCostlyError):
        meter.take(1)
    assert meter.used == 10


def test_one_item_takes_its_share_and_all_of_them_take_theirs() -> None:
    budget = Budget()
    assert not took(budget, "a", MOST + 1)
    assert took(budget, "b", MOST_TOGETHER - MOST)
    assert not took(budget, "c", SMALL + 1)
    assert took(budget, "d", SMALL)
    budget.begin()
    assert took(budget, "a", MOST)


def test_what_was_not_worked_out_again_counts_as_before() -> None:
    budget = Budget()
    assert took(budget, "a", MOST)
    budget.begin()
    assert budget.still_stands("a")
    assert not took(budget, "b", MOST_TOGETHER - MOST + 1)


def test_an_item_is_asked_again_where_others_leave_it_more_or_less() -> None:
    budget = Budget()
    assert took(budget, "a", MOST)
    assert not took(budget, "b", MOST)
    assert budget.still_stands("small")
    budget.begin()
    assert took(budget, "a", SMALL)
    assert not budget.still_stands("b")
    assert took(budget, "b", MOST)
    budget.begin()
    assert took(budget, "a", MOST)
    assert not budget.still_stands("b")
