"""The plan leaves on paper and in calendars: with what was planned, by first names and roles, and no name beside."""

from datetime import date
from pathlib import Path

import pytest
import vobject

from reviewer_app.errors import UserError
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, day_sheets, timetable
from reviewer_app.review.day_sheets import sheets_of
from tests.report.tools import text_of
from tests.support import Device

WEDNESDAY = date(2026, 11, 18)


def planned(device: Device, title: str, clock: str, people: tuple[str, ...] = ()) -> str:
    return device.does(
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        title,
        start=f"2026-11-18T{clock}:00+00:00",
        people=people,
        class_name="4B",
        place="Room 6",
        joint_observer="the mathematics lead",
    )


def test_a_sheet_is_filled_from_the_plan_and_leaves_room_for_the_rest(helen: Device) -> None:
    planned(helen, "Year 4 mathematics", "10:15", (helen.open.me,))
    [visit] = sheets_of(helen.open, WEDNESDAY, WEDNESDAY).visits
    assert (visit.time, visit.title) == ("10:15 to 10:40", "Year 4 mathematics")
    assert visit.about == "Lesson visit, Room 6, Helen"
    facts = {one.label: one.value for one in visit.facts}
    assert (facts["Class"], facts["With"], facts["Pupils"]) == ("4B", "the mathematics lead", "")
    assert "Subject knowledge" in visit.look_for
    assert visit.ask


def test_whatever_the_type_of_visit_there_is_something_to_look_for(helen: Device) -> None:
    for kind in ActivityKind:
        helen.does(timetable.plan, kind, kind.value, start="2026-11-18T10:00:00+00:00")
    visits = sheets_of(helen.open, WEDNESDAY, WEDNESDAY).visits
    assert len(visits) == len(ActivityKind)
    assert all(one.look_for for one in visits)


def test_the_old_plan_and_what_was_not_seen_stand_on_the_days_plan(
    helen: Device, asha: Device
) -> None:
    visit = planned(helen, "Year 4 mathematics", "10:15", (asha.open.me,))
    helen.does(timetable.replan, visit, [helen.open.me], planned_start="2026-11-18T11:00:00+00:00")
    [line] = sheets_of(helen.open, WEDNESDAY, WEDNESDAY).plan
    assert (line.time, line.who) == ("11:00 to 11:25", "Helen")
    assert line.remark == "Moved from 10:15. Instead of Asha."
    helen.does(timetable.not_seen, visit, "fire drill")
    sheets = sheets_of(helen.open, WEDNESDAY, WEDNESDAY)
    assert sheets.plan[0].remark.endswith("Not seen: fire drill.")
    assert sheets.visits == ()


def test_a_visit_moved_from_another_day_says_from_which(helen: Device) -> None:
    visit = planned(helen, "Year 4 mathematics", "10:15")
    helen.does(timetable.change, visit, planned_start="2026-11-19T11:00:00+00:00")
    [line] = sheets_of(helen.open, date(2026, 11, 19), WEDNESDAY).plan
    assert line.remark == "Moved from 18 November 2026 at 10:15."


def test_ones_own_sheets_hold_ones_own_visits_and_those_of_everybody(
    helen: Device, asha: Device
) -> None:
    planned(helen, "Hers", "09:00", (asha.open.me,))
    planned(helen, "Mine", "10:00", (helen.open.me,))
    planned(helen, "All", "11:00")
    whole = sheets_of(helen.open, WEDNESDAY, WEDNESDAY)
    mine = sheets_of(helen.open, WEDNESDAY, WEDNESDAY, mine=True)
    assert [one.title for one in whole.plan] == ["Hers", "Mine", "All"]
    assert [one.title for one in mine.plan] == ["Mine", "All"]
    assert (whole.whose, mine.whose) == ("", "Helen")


def test_what_is_written_up_needs_no_sheet_any_more(helen: Device) -> None:
    visit = planned(helen, "Year 4 mathematics", "10:15")
    helen.does(capture.start_visit, visit)
    assert len(sheets_of(helen.open, WEDNESDAY, WEDNESDAY).visits) == 1
    helen.does(capture.finish_visit, visit)
    assert sheets_of(helen.open, WEDNESDAY, WEDNESDAY).visits == ()


def test_a_day_that_is_none_of_the_review_is_refused(helen: Device, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        day_sheets.export_sheets(helen.session, helen.open, date(2026, 11, 20), tmp_path / "x.pdf")
    assert refused.value.code == "plan.day-outside"
    assert not (tmp_path / "x.pdf").exists()


def test_the_sheets_of_a_day_are_written_as_a_file(helen: Device, tmp_path: Path) -> None:
    planned(helen, "Year 4 mathematics", "10:15")
    path = tmp_path / "sheets.pdf"
    assert day_sheets.export_sheets(helen.session, helen.open, WEDNESDAY, path) == 1
    words = text_of(path.read_bytes(), tmp_path)
    assert "The team’s plan, 18 November 2026" in words
    assert "Year 4 mathematics" in words


def test_no_paper_and_no_calendar_leaves_with_a_name_in_the_plan(
    helen: Device, tmp_path: Path
) -> None:
    helen.does(
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        "Lesson with Mrs Okonkwo",
        start="2026-11-18T10:00:00+00:00",
    )
    with pytest.raises(UserError) as on_paper:
        day_sheets.export_sheets(helen.session, helen.open, WEDNESDAY, tmp_path / "x.pdf")
    with pytest.raises(UserError) as in_calendars:
        day_sheets.export_calendar(helen.session, helen.open, tmp_path / "x.ics")
    assert on_paper.value.code == in_calendars.value.code == "name.stand"
    assert list(tmp_path.glob("x.*")) == []


def test_a_name_in_a_note_does_not_keep_the_plan_from_being_printed(
    helen: Device, tmp_path: Path
) -> None:
    visit = planned(helen, "Year 4 mathematics", "10:15")
    helen.writes(visit, "Mrs Okonkwo explains it twice.")
    assert day_sheets.export_calendar(helen.session, helen.open, tmp_path / "plan.ics") == 1


def test_the_calendar_holds_every_visit_with_a_time_by_first_names_and_roles(
    helen: Device, asha: Device, tmp_path: Path
) -> None:
    visit = planned(helen, "Year 4 mathematics", "10:15", (asha.open.me, helen.open.me))
    helen.does(timetable.plan, ActivityKind.PUPIL_VOICE, "No time yet")
    gone = planned(helen, "Year 1 phonics", "11:00")
    helen.does(timetable.not_seen, gone, "fire drill")
    path = tmp_path / "plan.ics"
    assert day_sheets.export_calendar(helen.session, helen.open, path) == 2
    first, second = vobject.readOne(path.read_text("utf-8")).vevent_list
    assert first.uid.value == f"{visit}@{helen.review}"
    assert first.location.value == "Larkfield Primary School, Room 6"
    assert first.description.value == (
        "Lesson visit, 4B, with the mathematics lead, Asha and Helen"
    )
    assert (first.status.value, second.status.value) == ("CONFIRMED", "CANCELLED")
    assert helen.open.name_of(helen.open.me) == "Helen Marsh"
    assert "Marsh" not in path.read_text("utf-8")
    assert day_sheets.export_calendar(asha.session, helen.open, path, mine=True) == 2
