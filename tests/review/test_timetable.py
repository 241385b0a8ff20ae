import pytest

from reviewer_app.errors import UserError
from reviewer_app.model import Activity
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import capture, timetable
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
