"""What the report says was seen: no count points to one class or one member of staff."""

from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.report.content import ActivityCount, YearGroups
from reviewer_app.review import capture, findings, reported_visits, reporting, timetable
from tests.support import Device


def test_small_numbers_are_not_counted(helen: Device) -> None:
    def spoken_to(pupils: int) -> int | None:
        visit = helen.does(timetable.plan, ActivityKind.PUPIL_VOICE, "Pupil voice", pupils=pupils)
        helen.does(capture.mark_seen, visit)
        return reporting.content_of(helen.open).seen.pupils_spoken_to

    assert spoken_to(reported_visits.SMALL_GROUP - 1) is None
    assert spoken_to(1) == reported_visits.SMALL_GROUP


def sees(helen: Device, kind: ActivityKind = ActivityKind.LESSON_VISIT, **facts: str) -> None:
    visit = helen.does(timetable.plan, kind, "x", **facts)
    helen.does(capture.mark_seen, visit)


def test_subject_seen_in_one_class_is_not_named(helen: Device) -> None:
    for subject, class_name in (
        ("Music", "4A"),
        ("Music", "4A"),
        ("Reading", "4A"),
        ("Reading", "4B"),
    ):
        sees(helen, subject=subject, class_name=class_name)
    assert reporting.content_of(helen.open).seen.subjects == ("Reading",)


def test_core_subjects_come_first_then_the_others_by_name(helen: Device) -> None:
    for subject in ("science", "art", "Music", "mathematics", "English", "geography"):
        sees(helen, subject=subject, class_name="4A")
        sees(helen, subject=subject.upper(), class_name="4B")
    subjects = reporting.content_of(helen.open).seen.subjects
    assert [one.casefold() for one in subjects] == [
        *("english", "mathematics", "science"),
        *("art", "geography", "music"),
    ]


def test_no_count_of_lessons_points_to_one_class(helen: Device) -> None:
    sees(helen, class_name="4A", year_groups="Year 4", subject="art")
    sees(helen, class_name="4A", year_groups="Year 4", subject="art")
    content = reporting.content_of(helen.open)
    assert content.seen.activities == ()
    assert content.seen.minutes is None
    assert content.seen.year_groups == ()
    assert "Lesson visits" not in {fact.label for fact in content.facts}
    sees(helen, class_name="5A", year_groups="Year 5")
    content = reporting.content_of(helen.open)
    assert content.seen.activities == (ActivityCount("lesson-visit", 3),)
    assert content.seen.year_groups == (YearGroups("Years 4 and 5", 3),)
    assert "3, in 2 classes" in {fact.value for fact in content.facts}


def test_no_count_points_to_one_member_of_staff(helen: Device) -> None:
    def counts() -> dict[str, int]:
        return {one.kind: one.count for one in reporting.content_of(helen.open).seen.activities}

    sees(helen, ActivityKind.STAFF_VOICE)
    assert counts() == {}
    sees(helen, ActivityKind.LEADER_MEETING)
    assert counts() == {"leaders-and-staff": 2}
    for kind in (ActivityKind.STAFF_VOICE, ActivityKind.LEADER_MEETING):
        sees(helen, kind)
    assert counts() == {"staff-voice": 2, "leader-meeting": 2}


def test_what_was_seen_is_said_also_where_it_is_too_little_to_count(helen: Device) -> None:
    assert not reporting.content_of(helen.open).seen.uncounted
    sees(helen, class_name="4A")
    assert reporting.content_of(helen.open).seen.uncounted


def test_a_visit_left_out_of_the_evidence_is_not_among_what_was_seen(helen: Device) -> None:
    for class_name in ("4A", "5A", "6A"):
        sees(helen, class_name=class_name, subject="Music", year_groups=f"Year {class_name[0]}")
    left = helen.open.activities()[-1]
    note = helen.writes(left.id, "Pupils sing in parts.")
    finding = helen.does(findings.add_finding, "leadership", Bearing.WWW, "x", evidence=[note])
    helen.does(capture.leave_out, left.id)
    content = reporting.content_of(helen.open)
    assert content.seen.activities == (ActivityCount("lesson-visit", 2),)
    assert "2, in 2 classes" in {fact.value for fact in content.facts}
    assert reporting.evidence_behind(helen.open, finding) is None
