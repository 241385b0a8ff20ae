from datetime import UTC, date, datetime

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import capture, timetable
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.timetable import days_of, next_free_slot
from tests.support import Device


def planned(device: Device, title: str = "Year 4", start: str | None = None) -> str:
    return device.does(timetable.plan, ActivityKind.LESSON_VISIT, title, start=start)


def activity(device: Device, record: str) -> Activity:
    found = device.open.get(Activity, record)
    assert found is not None
    return found


def test_activities_stand_by_the_time_they_are_planned_for(helen: Device) -> None:
    late = planned(helen, "Late", "2026-11-17T14:00:00+00:00")
    # The same day, written on a laptop an hour ahead: it is earlier.
    early = planned(helen, "Early", "2026-11-17T14:30:00+01:00")
    never = planned(helen, "Some time")
    assert [one.id for one in helen.open.activities()] == [early, late, never]


def test_who_goes_is_who_was_named_last(helen: Device) -> None:
    visit = planned(helen)
    helen.does(timetable.send, visit, ["p1", "p2"])
    helen.does(timetable.send, visit, ["p2", "p3"])
    assert helen.open.members_of(visit) == ["p2", "p3"]


def test_what_was_not_seen_stays_on_the_plan_with_its_reason(helen: Device) -> None:
    visit = planned(helen)
    helen.does(timetable.not_seen, visit, " Fire drill ")
    found = activity(helen, visit)
    assert (found.state, found.not_seen_because) == (ActivityState.NOT_SEEN, "Fire drill")
    helen.does(timetable.back_on_plan, visit)
    found = activity(helen, visit)
    assert (found.state, found.not_seen_because) == (ActivityState.PLANNED, "")


def test_facts_of_an_activity_change_one_by_one(helen: Device) -> None:
    visit = planned(helen)
    helen.does(timetable.change, visit, place="Hall", minutes=40)
    helen.does(timetable.change, visit, place="Library")
    found = activity(helen, visit)
    assert (found.place, found.minutes) == ("Library", 40)
    with pytest.raises(UserError) as refused:
        helen.does(timetable.change, visit, minutes="long")
    assert refused.value.code == "review.value-not-allowed"


def test_activity_taken_off_takes_its_notes_along(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "One.")
    helen.does(timetable.remove, visit, "Planned twice.")
    assert helen.notes == []
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.notes == ["One."]


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def free(opened: OpenReview, now: datetime, minutes: int = 30) -> tuple[datetime, str] | None:
    slot = next_free_slot(opened, minutes, now)
    return (slot.start, opened.name_of(slot.person).split()[0]) if slot else None


def test_the_days_of_a_review_follow_its_start(helen: Device) -> None:
    assert days_of(helen.open) == [date(2026, 11, day) for day in (17, 18, 19)]


def test_the_next_free_slot_is_never_in_the_past(helen: Device) -> None:
    assert free(helen.open, november(18, 10, 31)) == (november(18, 10, 45), "Helen")
    assert free(helen.open, november(18, 10, 40)) == (november(18, 11), "Helen")
    assert free(helen.open, november(2, 12)) == (november(17, 9), "Helen")


def test_late_in_the_day_the_next_free_slot_is_tomorrow_and_after_the_last_day_there_is_none(
    helen: Device,
) -> None:
    assert free(helen.open, november(18, 14, 49)) == (november(18, 15), "Helen")
    assert free(helen.open, november(18, 14, 51)) == (november(19, 9), "Helen")
    assert free(helen.open, november(19, 14, 51)) is None
    assert free(helen.open, november(20, 9)) is None


def test_lunch_stays_free(helen: Device) -> None:
    assert free(helen.open, november(18, 11, 15)) == (november(18, 11, 30), "Helen")
    assert free(helen.open, november(18, 11, 25)) == (november(18, 13), "Helen")
    assert free(helen.open, november(18, 12, 31)) == (november(18, 13), "Helen")


def test_nobody_is_sent_to_two_places_at_once(helen: Device) -> None:
    helen.does(
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        "Mine",
        start="2026-11-18T10:00:00+00:00",
        people=[helen.open.me],
    )
    assert free(helen.open, november(18, 9, 20)) == (november(18, 9, 30), "Helen")
    assert free(helen.open, november(18, 9, 21)) == (november(18, 10, 30), "Helen")
    everyones = planned(helen, "Everyone", "2026-11-18T10:30:00+00:00")
    assert free(helen.open, november(18, 9, 21)) == (november(18, 11), "Helen")
    helen.does(timetable.not_seen, everyones, "Fire drill")
    assert free(helen.open, november(18, 9, 21)) == (november(18, 10, 30), "Helen")


def test_whoever_has_least_to_do_that_day_goes_and_a_reviewer_before_the_lead(
    helen: Device, asha: Device
) -> None:
    opened = helen.open
    assert free(opened, november(18, 9)) == (november(18, 9, 15), "Asha")
    for hour, person in ((13, asha.open.me), (14, asha.open.me), (15, opened.me)):
        helen.does(
            timetable.plan,
            ActivityKind.LESSON_VISIT,
            "Later",
            start=f"2026-11-18T{hour}:00:00+00:00",
            people=[person],
        )
    assert free(helen.open, november(18, 9)) == (november(18, 9, 15), "Helen")
    assert free(helen.open, november(18, 15)) == (november(19, 9), "Asha")
