from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.moment import (
    day_and_month,
    full_day,
    instant,
    moment_of,
    month_name,
    time_of,
    within_calendar,
)


def test_moment_keeps_the_offset_of_the_place() -> None:
    when = datetime(2026, 6, 18, 10, 17, 3, 250_999, timezone(timedelta(hours=1)))
    assert moment_of(when) == "2026-06-18T10:17:03.250+01:00"
    assert time_of(moment_of(when)).utcoffset() == timedelta(hours=1)


def test_instants_order_as_text_across_offsets() -> None:
    earlier, later = "2026-06-18T10:17:00+05:30", "2026-06-18T06:00:00+01:00"
    assert instant(earlier) < instant(later)
    assert instant("2026-06-18T10:17:00+01:00") == instant("2026-06-18T09:17:00Z")


def test_a_time_without_offset_is_never_read_by_the_laptops_own_zone() -> None:
    with pytest.raises(ValueError, match="offset"):
        instant("2026-06-18T10:17:00")
    with pytest.raises(ValueError, match="offset"):
        moment_of(datetime(2026, 6, 18))  # noqa: DTZ001 (this is the mistake)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30T00:00:00Z", "2026-06-18"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        instant(text)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1949-12-31T23:59:00Z",
        "9900-01-01T00:00:00Z",
    ],
)
def test_a_moment_beyond_the_calendar_is_refused_not_a_crash(text: str) -> None:
    with pytest.raises(ValueError, match="beyond the calendar"):
        instant(text)


def test_every_month_has_its_own_name() -> None:
    names = [month_name(month) for month in range(1, 13)]
    assert (names[0], names[10], len(set(names))) == ("January", "November", 12)


def test_a_date_is_said_with_its_year_or_without() -> None:
    assert full_day(date(2026, 11, 8)) == "8 November 2026"
    assert day_and_month(date(2026, 11, 8)) == "8 November"


@pytest.mark.parametrize("year", [1, 1949, 9900, 9999])
def test_a_clock_that_no_certificate_could_carry_is_refused_in_words(year: int) -> None:
    with pytest.raises(UserError) as refused:
        within_calendar(lambda: datetime(year, 12, 31, 23, 59, tzinfo=UTC))()
    assert refused.value.code == "clock.wrong"
    assert f"{year:04}-12-31" in refused.value.happened


@pytest.mark.parametrize("year", [1950, 1969, 2026, 9899])
def test_a_clock_that_is_only_wrong_is_taken_at_its_word(year: int) -> None:
    now = datetime(year, 1, 1, tzinfo=UTC)
    assert within_calendar(lambda: now)() == now
