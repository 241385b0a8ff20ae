from datetime import UTC, datetime

from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import advice, capture, findings, reporting, timetable, weigh
from reviewer_app.review.advice import Advice, NextLook
from tests.support import Device

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def plans(device: Device, kind: ActivityKind, hour: int, title: str = "") -> str:
    start = f"2026-11-18T{hour}:00:00+00:00"
    return device.does(timetable.plan, kind, title or kind.value, start=start)


def look(device: Device, row: str, now: datetime = NOON) -> NextLook:
    opened = device.open
    thin = next(one for one in weigh.thin_rows(opened) if one.row.id == row)
    return advice.next_look(opened, thin, now)


def test_what_is_planned_could_show_a_row_where_it_would_make_two_sources(helen: Device) -> None:
    voice = plans(helen, ActivityKind.PUPIL_VOICE, 13)
    found = look(helen, "outcomes")
    assert found.planned is None
    assert found.kind is ActivityKind.WORK_SCRUTINY
    plans(helen, ActivityKind.WORK_SCRUTINY, 14)
    found = look(helen, "outcomes")
    assert (found.planned and found.planned.id, found.slot) == (voice, None)


def test_what_is_planned_for_a_row_counts_for_it_first(helen: Device) -> None:
    plans(helen, ActivityKind.PUPIL_VOICE, 13)
    plans(helen, ActivityKind.WORK_SCRUTINY, 14, "Work scrutiny: Curriculum")
    own = plans(helen, ActivityKind.WORK_SCRUTINY, 15, "Work scrutiny: Outcomes")
    found = look(helen, "outcomes").planned
    assert found is not None
    assert found.id == own


def test_a_visit_named_for_another_row_counts_only_where_nothing_else_can_be(
    helen: Device,
) -> None:
    plans(helen, ActivityKind.WORK_SCRUTINY, 14, "Work scrutiny: Curriculum")
    plans(helen, ActivityKind.PUPIL_VOICE, 15)
    found = look(helen, "outcomes")
    assert (found.planned, found.kind) == (None, ActivityKind.WORK_SCRUTINY)
    late = helen.does(
        timetable.plan,
        ActivityKind.WORK_SCRUTINY,
        "Work scrutiny: Curriculum",
        start="2026-11-20T22:00:00+00:00",
    )
    found = look(helen, "outcomes", datetime(2026, 11, 19, 21, 30, tzinfo=UTC))
    assert found.slot is None
    assert found.planned is not None
    assert found.planned.id == late


def test_what_was_planned_for_a_time_that_has_passed_shows_nothing_any_more(helen: Device) -> None:
    plans(helen, ActivityKind.PUPIL_VOICE, 10)
    plans(helen, ActivityKind.WORK_SCRUTINY, 11)
    found = look(helen, "outcomes")
    assert found.planned is None
    assert found.slot is not None
    assert found.slot.start > NOON


def test_a_source_a_row_has_already_is_not_offered_again(helen: Device) -> None:
    visit = helen.does(capture.start_unplanned, ActivityKind.WORK_SCRUTINY, "Books")
    helen.does(capture.commit_note, visit, "Seen.", criteria=["progress-over-time"])
    assert look(helen, "outcomes").kind is ActivityKind.PUPIL_VOICE


def test_after_the_last_day_nothing_is_offered(helen: Device) -> None:
    helen.does(timetable.plan, ActivityKind.PUPIL_VOICE, "Some time")
    helen.does(timetable.plan, ActivityKind.WORK_SCRUTINY, "Some time too")
    assert look(helen, "outcomes").planned is not None
    assert look(helen, "outcomes", datetime(2026, 11, 20, 9, tzinfo=UTC)) == NextLook()


def test_numbers_that_tell_who_is_meant_are_found_in_sentence_cost_and_passage(
    helen: Device,
) -> None:
    heading = helen.open.framework.framework.headings[0].id
    said = helen.does(findings.add_finding, heading, Bearing.WWW, "Three pupils with EAL explain.")
    costly = helen.does(findings.add_finding, heading, Bearing.WWW, "Pupils explain.")
    helen.does(findings.edit_finding, costly, cost="One Year 3 teacher loses an hour.")
    helen.does(findings.add_finding, heading, Bearing.WWW, "Adults listen.")
    helen.does(reporting.write_passage, "introduction", "We met two boys in Year 2.")
    still = advice.still_open(helen.open)
    assert set(still.telling) == {said, costly}
    assert still.telling_passages == ("introduction",)
    for finding in (said, costly):
        found = helen.open.get(Finding, finding)
        assert found is not None
        assert advice.advice_for(helen.open, found) is Advice.TELLING
