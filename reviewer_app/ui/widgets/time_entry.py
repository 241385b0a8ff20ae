"""Times and dates as people type them."""

import re
from datetime import date, time
from typing import Final

_TIME: Final = re.compile(r"^\s*(\d{1,2})\s*(?:[:.,h ]\s*)?(\d{2})?\s*$")
_DATE: Final = re.compile(
    r"^\s*(\d{1,2})[\s./-]+(\d{1,2}|[A-Za-z]{3,9})(?:[\s./-]+(\d{2}|\d{4}))?\s*$"
)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


def parse_time(text: str) -> time | None:
    """`1034`, `934`, `10.34`, `10:34`, `9` as a time of day; None where it is none."""
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes = found.groups()
    if minutes is None and len(hours) == 2 and int(hours) > 23:
        return None
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def show_time(moment: time) -> str:
    """A time as it stands in the margin."""
    return f"{moment.hour:02}:{moment.minute:02}"


def parse_date(text: str, year: int) -> date | None:
    """`17/11/2026`, `17 Nov`, `17.11.26` as a date, in `year` where none is given."""
    found = _DATE.match(text)
    if found is None:
        return None
    day, month_text, year_text = found.groups()
    if month_text.isdigit():
        month = int(month_text)
    elif month_text[:3].lower() in _MONTHS:
        month = _MONTHS.index(month_text[:3].lower()) + 1
    else:
        return None
    if year_text is not None:
        year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    try:
        return date(year, month, int(day))
    except ValueError:
        return None
