from datetime import date

import pytest

from reviewer_app.model.words import Nation
from reviewer_app.review.working_days import working_days_after, working_days_left


@pytest.mark.parametrize(
    ("sent", "nation", "due"),
    [
        # An ordinary week; a Friday; a Sunday.
        (date(2026, 11, 16), Nation.ENGLAND, date(2026, 11, 23)),
        (date(2026, 11, 20), Nation.WALES, date(2026, 11, 27)),
        (date(2026, 11, 22), Nation.ENGLAND, date(2026, 11, 27)),
        # Good Friday everywhere, Easter Monday everywhere but in Scotland (gov.uk, bank holidays 2026).
        (date(2026, 4, 1), Nation.ENGLAND, date(2026, 4, 10)),
        (date(2026, 4, 1), Nation.WALES, date(2026, 4, 10)),
        (date(2026, 4, 1), Nation.SCOTLAND, date(2026, 4, 9)),
        (date(2026, 4, 1), Nation.NORTHERN_IRELAND, date(2026, 4, 10)),
        # St Patrick's Day, and St Andrew's.
        (date(2026, 3, 12), Nation.NORTHERN_IRELAND, date(2026, 3, 20)),
        (date(2026, 3, 12), Nation.ENGLAND, date(2026, 3, 19)),
        (date(2026, 11, 26), Nation.SCOTLAND, date(2026, 12, 4)),
        # Over Christmas and the New Year: 25 and 28 December, and 1 January, are no working days.
        (date(2026, 12, 23), Nation.ENGLAND, date(2027, 1, 4)),
    ],
)
def test_five_working_days_leave_out_week_ends_and_the_nations_bank_holidays(
    sent: date, nation: Nation, due: date
) -> None:
    assert working_days_after(sent, 5, nation) == due


@pytest.mark.parametrize(
    ("today", "due", "nation", "left"),
    [
        (date(2026, 11, 18), date(2026, 11, 25), Nation.ENGLAND, 5),
        (date(2026, 11, 21), date(2026, 11, 25), Nation.ENGLAND, 3),
        (date(2026, 11, 25), date(2026, 11, 25), Nation.ENGLAND, 0),
        # A week end after the day, then the days that followed.
        (date(2026, 11, 28), date(2026, 11, 27), Nation.ENGLAND, 0),
        (date(2026, 12, 1), date(2026, 11, 27), Nation.ENGLAND, -2),
        (date(2026, 12, 1), date(2026, 11, 27), Nation.SCOTLAND, -1),
    ],
)
def test_working_days_are_counted_until_the_day_and_after_it(
    today: date, due: date, nation: Nation, left: int
) -> None:
    assert working_days_left(today, due, nation) == left
