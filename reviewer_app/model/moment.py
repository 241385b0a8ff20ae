"""Moments: when something was seen, written or said, as ISO 8601 text with the local offset.

A moment keeps both the instant and the offset of the place ("2026-11-18T10:17:00+00:00"), because a
reviewer remembers the clock on the wall, and merging orders by the instant.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

Clock = Callable[[], datetime]
"""Gives the present time, aware of its offset; passed in, never read from the system below `app`."""

Ids = Callable[[], str]
"""Gives a fresh identifier that no other device gives."""


_YEARS: Final = range(1950, 9900)
"""Years a moment or a certificate may stand in (RFC 5280, section 4.1.2.5), with room for all reckoned from one."""


def within_calendar(clock: Clock) -> Clock:
    """Give a clock that tells no time which a moment or a certificate could not carry.

    Raises:
        UserError: "clock.wrong", whenever the clock is asked in such a year.
    """

    def now() -> datetime:
        told = clock()
        if told.year not in _YEARS:
            raise UserError("clock.wrong", now=told.isoformat(timespec="minutes"))
        return told

    return now


def _checked(text: str) -> str:
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError("a moment needs its offset from UTC")
    if parsed.year not in _YEARS:
        # Whatever sorts by it, or reckons from it, would fail for everyone who has the record.
        raise ValueError("a moment beyond the calendar")
    return text


Moment = Annotated[str, AfterValidator(_checked)]
"""ISO 8601 text with an offset."""


def moment_of(when: datetime) -> str:
    """Write an aware time as a moment, to the millisecond.

    Raises:
        ValueError: the time has no offset.
    """
    if when.tzinfo is None:
        raise ValueError("a moment needs its offset from UTC")
    return when.isoformat(timespec="milliseconds")


def time_of(moment: str) -> datetime:
    """Read a moment back as an aware time with its own offset."""
    return datetime.fromisoformat(moment)


def instant(moment: str) -> str:
    """Give the moment in UTC, to the millisecond, so that text order is time order.

    Raises:
        ValueError: not a moment, or beyond the calendar.
    """
    return time_of(_checked(moment)).astimezone(UTC).isoformat(timespec="milliseconds")


def month_name(month: int) -> str:
    """Give a month's name (1 to 12) in the reader's language."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[month - 1]


def full_day(day: date) -> str:
    """Say a date in words: "18 November 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def day_and_month(day: date) -> str:
    """Say a date of a year that goes without saying: "18 November"."""
    return _("{day} {month}").format(day=day.day, month=month_name(day.month))
