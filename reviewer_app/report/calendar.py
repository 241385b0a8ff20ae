"""The plan as a calendar file (iCalendar, RFC 5545), for the calendars people carry with them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from reviewer_app.report.fonts import clean


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """One visit: what and where in words, from `start` (aware of its offset) for so many minutes.

    `id` stays as it is when the visit moves, so that a calendar that takes the file again moves it too; `dropped`: it
    was not seen.
    """

    id: str
    title: str
    start: datetime
    minutes: int
    place: str
    about: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """What a calendar file says: its name, and its visits. `written_at` is aware of its offset."""

    name: str
    written_at: datetime
    visits: tuple[CalendarVisit, ...]


def write_calendar(plan: PlanCalendar) -> bytes:
    """Write the plan as a calendar of events; every time in UTC, as every calendar reads it (RFC 5545, 3.3.5)."""
    calendar = Calendar()
    calendar.add("prodid", "-//reviewer-app//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(plan.name))
    for visit in plan.visits:
        calendar.add_component(_event(visit, plan.written_at))
    return bytes(calendar.to_ical())


def _event(visit: CalendarVisit, written_at: datetime) -> Event:
    start = visit.start.astimezone(UTC)
    event = Event()
    event.add("uid", visit.id)
    event.add("dtstamp", written_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=visit.minutes))
    event.add("summary", clean(visit.title))
    event.add("location", clean(visit.place))
    event.add("description", clean(visit.about))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if visit.dropped else "CONFIRMED")
    return event
