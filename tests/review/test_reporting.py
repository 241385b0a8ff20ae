from datetime import date

import pytest

from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind, Bearing, ReportStage
from reviewer_app.report.content import (
    DraftStatus,
    EvidenceBehind,
    MadeFor,
)
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
    assert said.evidence == EvidenceBehind(("lesson-visit",))


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
    assert untitled.findings is not None
    assert [one.text for one in untitled.findings.went_well] == ["Reading is loved."]
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


def test_only_what_speaks_for_a_finding_is_what_it_rests_on(helen: Device) -> None:
    walk = helen.does(timetable.plan, ActivityKind.LEARNING_WALK, "Walk")
    against = helen.writes(walk, "Not here.")
    behind = helen.writes(helen.visits(), "Seen.")
    finding = helen.does(
        findings.add_finding, "leadership", Bearing.WWW, "x", evidence=[behind], against=[against]
    )
    assert reporting.evidence_behind(helen.open, finding) == EvidenceBehind(("lesson-visit",))


def test_versions_are_numbered_by_what_they_were_made_for(helen: Device) -> None:
    def record(stage: ReportStage) -> int:
        number = reporting.number_after(helen.open.versions(), stage)
        helen.does(reporting.record_version, b"%PDF", stage, number, MadeFor("the headteacher"))
        return number

    draft, final = ReportStage.DRAFT, ReportStage.FINAL
    assert [record(one) for one in (draft, draft, final, draft)] == [1, 2, 1, 3]
    assert reporting.number_after(helen.open.versions(), draft) == 4


def test_each_scale_word_used_is_explained_and_none_means_no_word_about_words(
    helen: Device,
) -> None:
    [section] = reporting.content_of(helen.open).sections
    assert section.words == ()
    assert "words used" not in " ".join(section.passages)
    helen.does(findings.estimate, "leadership", "effective")
    helen.does(findings.estimate, "provision", "effective")
    helen.does(findings.estimate, "excellence", "accredited")
    [section] = reporting.content_of(helen.open).sections
    assert [one.label for one in section.words] == ["Effective", "Accredited"]
    assert section.words[0].meaning.startswith("Practice is secure in most places")
    assert "The words used for each heading describe" in section.passages[1]


def test_an_ebi_about_one_strand_is_called_by_it(helen: Device) -> None:
    def short(*criteria: str) -> str:
        note = helen.writes(helen.visits(), "Seen.")
        helen.does(capture.tag_note, note, criteria, ())
        finding = helen.does(
            findings.add_finding, "additional-needs", Bearing.EBI, "x so that y", evidence=[note]
        )
        [under] = reporting.content_of(helen.open).findings
        return next(one.short for one in under.even_better if one.id == finding)

    disadvantaged, needs = (
        next(one.id for one in usual().framework.criteria if one.strand == strand)
        for strand in ("disadvantaged", "needs")
    )
    assert short(disadvantaged) == "Disadvantaged"
    assert short(needs) == "Additional needs"
    assert short(disadvantaged, needs) == ""
    assert short() == ""
    [under] = reporting.content_of(helen.open).findings
    assert under.short == "Disadvantaged and additional needs"


def test_the_lead_signs_with_the_full_name_wherever_one_is_known(helen: Device) -> None:
    def name() -> str | None:
        return reporting.content_of(helen.open).signatories[0].name

    first = helen.open.people()[0].name
    helen.does(set_up.change_facts, contact="The office, 01632 960118")
    assert name() == first
    helen.does(set_up.change_facts, contact=f"{first} Ashworth, 01632 960118")
    assert name() == f"{first} Ashworth"


def test_file_is_named_for_people(helen: Device) -> None:
    assert (
        reporting.file_name(helen.open, final=False)
        == "Larkfield Primary School, peer review report, draft 1.pdf"
    )
    assert reporting.file_name(helen.open, final=True) == (
        "Larkfield Primary School, peer review report.pdf"
    )


def test_export_says_its_number_its_reader_and_what_for(helen: Device) -> None:
    made_for = MadeFor("the headteacher", "for the factual check")
    draft = reporting.content_of(helen.open, draft=DraftStatus(2), made_for=made_for)
    assert draft.draft == DraftStatus(2)
    assert draft.made_for == made_for
    content = reporting.content_of(helen.open)
    assert content.draft is None
    assert content.made_for is None
    assert content.built_on == date(2026, 11, 19).isoformat()
