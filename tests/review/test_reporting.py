from datetime import date

import pytest

from reviewer_app.model.words import ActivityKind, Bearing, ReportStage
from reviewer_app.report.content import DraftStatus
from reviewer_app.review import agreement, capture, findings, reporting, set_up, timetable
from tests.support import Device


@pytest.mark.parametrize(
    ("start", "days", "words"),
    [
        ("2026-11-17", 3, "17 to 19 November 2026"),
        ("2026-11-17", 1, "17 November 2026"),
        ("2026-11-30", 2, "30 November to 1 December 2026"),
        ("2026-12-31", 2, "31 December 2026 to 1 January 2027"),
    ],
)
def test_dates_are_said_in_words(start: str, days: int, words: str) -> None:
    assert reporting.day_words(start, days) == words


def test_findings_sentence_is_the_reports_sentence(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Seen.")
    helen.does(
        findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.", evidence=[note]
    )
    content = reporting.content_of(helen.open)
    [heading] = content.findings
    [said] = heading.went_well
    assert said.text == "Leaders know the school."
    assert said.evidence is not None
    assert said.evidence.notes == 1


def test_same_review_gives_the_same_content_whoever_asks(helen: Device, asha: Device) -> None:
    note = helen.writes(helen.visits(), "Seen.")
    helen.does(findings.add_finding, "leadership", Bearing.EBI, "x so that y", evidence=[note])
    helen.does(agreement.record, "Headteacher", different_view="Stronger.")
    asha.receives(helen.changes)
    assert reporting.content_of(helen.open) == reporting.content_of(asha.open)


def test_content_of_an_empty_review_says_nothing_that_is_not_there(helen: Device) -> None:
    content = reporting.content_of(helen.open)
    assert content.findings == ()
    assert content.summary == ()
    assert content.excellence is None
    assert content.agreed == ()
    assert content.different_view == ()
    assert all(fact.value for fact in content.facts)
    assert "None" not in repr([fact.value for fact in content.facts])


def test_area_of_excellence_is_never_left_out_for_want_of_a_title(helen: Device) -> None:
    helen.does(findings.add_finding, "excellence", Bearing.WWW, "Reading is loved.")
    untitled = reporting.content_of(helen.open).excellence
    assert untitled is not None
    assert "Reading is loved." in untitled.passages
    helen.does(set_up.change_facts, excellence_title="Reading for pleasure")
    titled = reporting.content_of(helen.open).excellence
    assert titled is not None
    assert titled.title == "Reading for pleasure"


def test_own_passage_replaces_the_frameworks_and_empty_words_bring_it_back(helen: Device) -> None:
    usual = reporting.content_of(helen.open).introduction
    helen.does(reporting.write_passage, "introduction", "One.\n\nTwo.")
    assert reporting.content_of(helen.open).introduction == ("One.", "Two.")
    helen.does(reporting.write_passage, "introduction", " ")
    assert reporting.content_of(helen.open).introduction == usual
    helen.does(reporting.write_passage, "introduction", "Three.")
    assert reporting.content_of(helen.open).introduction == ("Three.",)


def test_small_numbers_are_not_counted(helen: Device) -> None:
    def spoken_to(pupils: int) -> int | None:
        visit = helen.does(timetable.plan, ActivityKind.PUPIL_VOICE, "Pupil voice", pupils=pupils)
        helen.does(capture.mark_seen, visit)
        return reporting.content_of(helen.open).seen.pupils_spoken_to

    assert spoken_to(reporting.SMALL_GROUP - 1) is None
    assert spoken_to(1) == reporting.SMALL_GROUP


def test_subject_seen_once_is_not_named(helen: Device) -> None:
    def see(subject: str) -> None:
        visit = helen.does(timetable.plan, ActivityKind.LESSON_VISIT, "x", subject=subject)
        helen.does(capture.mark_seen, visit)

    see("Music")
    see("Reading")
    see("Reading")
    assert reporting.content_of(helen.open).seen.subjects == ("Reading",)


def test_versions_are_numbered_by_what_they_were_made_for(helen: Device) -> None:
    def record(stage: ReportStage) -> int:
        return helen.does(reporting.record_version, b"%PDF", stage)

    draft, final = ReportStage.DRAFT, ReportStage.FINAL
    assert [record(one) for one in (draft, draft, final, draft)] == [1, 2, 1, 3]
    assert reporting.next_draft_number(helen.open) == 4


def test_file_is_named_for_people(helen: Device) -> None:
    assert (
        reporting.file_name(helen.open, final=False)
        == "Larkfield Primary School, peer review report, draft 1.pdf"
    )
    assert reporting.file_name(helen.open, final=True) == (
        "Larkfield Primary School, peer review report.pdf"
    )


def test_draft_says_its_number_and_what_it_is_for(helen: Device) -> None:
    content = reporting.content_of(helen.open)
    assert reporting.with_draft(content, 2, "for the factual check").draft == DraftStatus(
        2, "for the factual check"
    )
    assert content.draft is None
    assert content.built_on == date(2026, 11, 19).isoformat()
