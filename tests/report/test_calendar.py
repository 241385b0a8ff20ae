"""The plan as a calendar file, read by a parser of another family than the one that wrote it."""

from datetime import UTC, datetime, timedelta, timezone

import vobject

from reviewer_app.report.calendar import CalendarVisit, PlanCalendar, write_calendar

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
VISIT = CalendarVisit(
    "v1@r1",
    "Year 4 mathematics; décimals, “part 2”",
    datetime(2026, 6, 18, 10, 15, tzinfo=timezone(timedelta(hours=1))),
    25,
    "Larkfield Primary School, Room 6",
    "Lesson visit, 4B, with the mathematics lead, Helen and Asha " * 4,
)


def test_another_parser_reads_what_was_written() -> None:
    written = write_calendar(PlanCalendar("Larkfield: peer review", NOON, (VISIT,)))
    calendar = vobject.readOne(written.decode())
    event = calendar.vevent
    assert event.summary.value == VISIT.title
    assert event.location.value == VISIT.place
    assert event.description.value == VISIT.about.strip()
    assert event.dtstart.value == datetime(2026, 6, 18, 9, 15, tzinfo=UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=25)
    assert (event.uid.value, event.status.value) == ("v1@r1", "CONFIRMED")
    assert calendar.validate()


def test_lines_are_as_short_as_calendars_take_them_and_end_as_they_must() -> None:
    written = write_calendar(PlanCalendar("Larkfield", NOON, (VISIT,)))
    # RFC 5545, 3.1: at most 75 bytes a line, each ended by CR and LF.
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_what_was_not_seen_is_cancelled_and_a_line_break_starts_no_property() -> None:
    sly = CalendarVisit("v2@r1", "One\r\nATTENDEE:mailto:x@y", NOON, 10, "", "", dropped=True)
    event = vobject.readOne(write_calendar(PlanCalendar("L", NOON, (sly,))).decode()).vevent
    assert event.status.value == "CANCELLED"
    assert "attendee" not in event.contents
