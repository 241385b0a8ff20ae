"""Working days: a term of five of them ends on another day before Easter, and on yet another in Scotland."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from reviewer_app.model.words import Nation

_SUBDIVISIONS: Final = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_SATURDAY: Final = 5


def working_days_after(day: date, count: int, nation: Nation) -> date:
    """Give the last day of a term of `count` working days that begins the day after `day`.

    A working day is a Monday to Friday that is no bank holiday of the nation, as the library `holidays` lists them.
    """
    return next(one for number, one in enumerate(_open_days(day, nation), 1) if number == count)


def working_days_left(today: date, due: date, nation: Nation) -> int:
    """Give how many working days are left after `today` until `due`; below nought how many have passed since."""
    first, last = sorted((today, due))
    count = sum(1 for _one in takewhile(lambda one: one <= last, _open_days(first, nation)))
    return count if due >= today else -count


def _open_days(day: date, nation: Nation) -> Iterator[date]:
    """Give the working days after a day, without end."""
    # Here and not above: it takes half a second to import, and a start does not wait for it.
    from holidays.countries.united_kingdom import UnitedKingdom  # noqa: PLC0415

    closed = UnitedKingdom(subdiv=_SUBDIVISIONS[nation])  # type: ignore[no-untyped-call]
    return (one for one in _days_after(day) if one.weekday() < _SATURDAY and one not in closed)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
