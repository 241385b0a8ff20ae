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


def test_a_visit_that_moved_keeps_the_time_it_first_stood_at(helen: Device) -> None:
    visit = planned(helen, start="2026-11-17T10:20:00+00:00")
    assert activity(helen, visit).first_start is None
    helen.does(timetable.change, visit, place="Hall")
    assert activity(helen, visit).first_start is None
    for minute in (25, 30):
        helen.does(timetable.change, visit, planned_start=f"2026-11-17T10:{minute}:00+00:00")
    assert activity(helen, visit).first_start == "2026-11-17T10:20:00+00:00"
    # The same moment, said by a laptop an hour ahead: it stands where it first stood.
    helen.does(timetable.change, visit, planned_start="2026-11-17T11:20:00+01:00")
    assert activity(helen, visit).first_start is None


def test_a_visit_that_lost_its_time_still_says_when_it_stood(helen: Device) -> None:
    visit = planned(helen, start="2026-11-17T10:20:00+00:00")
    helen.does(timetable.change, visit, planned_start=None)
    assert activity(helen, visit).first_start == "2026-11-17T10:20:00+00:00"
    never = planned(helen, "No time yet")
    helen.does(timetable.change, never, planned_start="2026-11-17T10:20:00+00:00")
    assert activity(helen, never).first_start is None


def test_who_went_by_the_old_plan_is_kept_and_whoever_only_stood_in_is_not(helen: Device) -> None:
    visit = planned(helen)
    helen.does(timetable.send, visit, ["p1", "p2"])
    helen.does(timetable.send, visit, ["p2", "p3"])
    helen.does(timetable.send, visit, ["p2", "p4"])
    assert helen.open.members_of(visit) == ["p2", "p4"]
    assert helen.open.no_longer_at(visit) == ["p1"]
    helen.does(timetable.send, visit, ["p1", "p2"])
    assert helen.open.members_of(visit) == ["p1", "p2"]
    assert helen.open.no_longer_at(visit) == []


def test_whoever_starts_a_visit_goes_to_it_though_someone_else_was_sent(helen: Device) -> None:
    me = helen.open.me
    visit = planned(helen)
    helen.does(timetable.send, visit, [me])
    helen.does(timetable.send, visit, ["p2"])
    helen.does(capture.start_visit, visit)
    assert helen.open.members_of(visit) == sorted([me, "p2"])


def test_moving_a_visit_to_a_time_and_a_person_is_one_step(helen: Device) -> None:
    visit = planned(helen, start="2026-11-17T10:20:00+00:00")
    helen.does(timetable.send, visit, ["p1"])
    helen.does(timetable.replan, visit, ["p2"], planned_start="2026-11-17T11:00:00+00:00")
    assert activity(helen, visit).planned_start == "2026-11-17T11:00:00+00:00"
    assert helen.open.members_of(visit) == ["p2"]
    helen.does(capture.undo, helen.last_change.hash)
    assert activity(helen, visit).planned_start == "2026-11-17T10:20:00+00:00"
    assert activity(helen, visit).first_start is None
    assert (helen.open.members_of(visit), helen.open.no_longer_at(visit)) == (["p1"], [])


def test_a_plan_that_is_settled_forgets_what_it_was(helen: Device) -> None:
    visit = planned(helen, start="2026-11-17T10:20:00+00:00")
    helen.does(timetable.send, visit, ["p1", "p2"])
    helen.does(timetable.replan, visit, ["p2", "p3"], planned_start="2026-11-17T11:00:00+00:00")
    helen.does(timetable.settle)
    assert activity(helen, visit).first_start is None
    assert helen.open.no_longer_at(visit) == []
    helen.does(timetable.send, visit, ["p2"])
    assert helen.open.no_longer_at(visit) == ["p3"]


def test_a_time_that_is_none_is_refused(helen: Device) -> None:
    visit = planned(helen, start="2026-11-17T10:20:00+00:00")
    with pytest.raises(UserError) as refused:
        helen.does(timetable.change, visit, planned_start="later")
    assert refused.value.code == "review.value-not-allowed"


def test_everyone_is_free_but_at_lunch_and_while_they_are_at_a_visit(
    helen: Device, asha: Device
) -> None:
    helen.does(
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        "Mine",
        start="2026-11-18T10:00:00+00:00",
        people=[helen.open.me],
    )
    planned(helen, "All", "2026-11-18T13:00:00+00:00")

    def said(now: datetime) -> list[tuple[str, str, int]]:
        found = timetable.free_times(helen.open, date(2026, 11, 18), now)
        return [
            (helen.open.name_of(one.person), f"{one.start:%H:%M}", one.minutes) for one in found
        ]

    assert said(november(17, 9)) == [
        ("Helen Marsh", "09:00", 60),
        ("Helen Marsh", "10:25", 95),
        ("Helen Marsh", "13:25", 125),
        ("Asha", "09:00", 180),
        ("Asha", "13:25", 125),
    ]
    # From a quarter of an hour on that leaves ten minutes to get there; too short a rest is none.
    assert said(november(18, 14, 41)) == [("Helen Marsh", "15:00", 30), ("Asha", "15:00", 30)]
    assert said(november(18, 14, 56)) == []
