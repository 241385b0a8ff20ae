from datetime import date, time

import pytest

from reviewer_app.ui.widgets.time_entry import parse_date, parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:34", time(10, 34)),
        ("1034", time(10, 34)),
        ("934", time(9, 34)),
        ("10.34", time(10, 34)),
        ("9", time(9)),
        ("23:59", time(23, 59)),
        (" 9 05 ", time(9, 5)),
        ("24:00", None),
        ("10:61", None),
        ("lunch", None),
        ("", None),
        ("99", None),
    ],
)
def test_times_are_read_as_people_type_them(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/11/2026", date(2026, 11, 17)),
        ("17.11.26", date(2026, 11, 17)),
        ("17 Nov", date(2026, 11, 17)),
        ("17 november 2027", date(2027, 11, 17)),
        ("3-2", date(2026, 2, 3)),
        ("31/2/2026", None),
        ("17 Smarch", None),
        ("soon", None),
    ],
)
def test_dates_are_read_day_first(text: str, expected: date | None) -> None:
    assert parse_date(text, 2026) == expected
