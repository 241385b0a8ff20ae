"""The factual check: what the school was sent, what it said of it, and what was decided, each on record."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import ParagraphAnswer
from reviewer_app.model.words import Bearing, CameBy, Nation, ReportStage, Said
from reviewer_app.report.content import MadeFor
from reviewer_app.review import factual_check, findings, reporting
from reviewer_app.review.factual_check import Answered, Beside
from tests.support import Device

MATHS = "Pupils explain their mathematics."


def sends(helen: Device, nation: Nation = Nation.ENGLAND) -> str:
    """Export a draft of one finding, on record, and open its check."""
    if not helen.open.findings():
        helen.does(findings.add_finding, "provision", Bearing.WWW, MATHS)
    number = 1 + len(helen.open.versions())
    helen.does(reporting.record_version, b"a draft", ReportStage.DRAFT, number, MadeFor("head"))
    draft = factual_check.latest_draft(helen.open)
    assert draft is not None
    asked = factual_check.asked_of(reporting.content_of(helen.open))
    return helen.does(factual_check.open_check, draft, asked, nation)


def beside(helen: Device) -> list[Beside]:
    check = factual_check.latest(helen.open)
    assert check is not None
    content = reporting.content_of(helen.open)
    return factual_check.answers_beside(helen.open, check, content)


def the_finding(helen: Device) -> Beside:
    [found] = [one for one in beside(helen) if one.paragraph.text == MATHS]
    return found


def test_school_is_asked_about_the_cover_every_passage_and_every_finding(helen: Device) -> None:
    sends(helen)
    asked = [one.paragraph for one in beside(helen)]
    assert [one.number for one in asked] == list(range(1, len(asked) + 1))
    assert asked[0].subject == "facts"
    assert "Pupils: 412" in asked[0].text
    assert "introduction:1" in {one.subject for one in asked}
    assert the_finding(helen).paragraph.title.endswith(": what went well")


def test_answer_is_due_in_five_working_days_of_the_nation(helen: Device) -> None:
    sends(helen)
    check = factual_check.latest(helen.open)
    assert check is not None
    assert (check.draft, check.due) == (1, "2026-11-25")


def test_second_draft_sent_is_the_check_that_counts(helen: Device) -> None:
    sends(helen)
    second = sends(helen)
    latest = factual_check.latest(helen.open)
    assert latest is not None
    assert (latest.id, latest.draft) == (second, 2)


def test_nothing_to_check_opens_no_check(helen: Device) -> None:
    sends(helen)
    [draft] = helen.open.versions()
    with pytest.raises(UserError) as refused:
        helen.does(factual_check.open_check, draft, [])
    assert refused.value.code == "check.nothing-to-check"


def test_answer_stands_beside_its_sentence_until_the_lead_decides(helen: Device) -> None:
    sends(helen)
    paragraph = the_finding(helen).paragraph.id
    assert not the_finding(helen).asks
    helen.does(
        factual_check.answer,
        paragraph,
        Said.INACCURATE,
        correction=" Only in Year 4. ",
        source="Timetable",
        came_by=CameBy.PHONE,
    )
    found = the_finding(helen)
    assert found.answer is not None
    assert (found.answer.correction, found.answer.came_by) == ("Only in Year 4.", CameBy.PHONE)
    assert found.waits
    helen.does(factual_check.decide, paragraph, accepted=True, reason="The timetable says so.")
    found = the_finding(helen)
    assert found.asks
    assert not found.waits
    assert found.decision is not None
    assert found.decision.accepted


def test_decision_covers_the_answer_it_saw_and_no_later_one(helen: Device) -> None:
    sends(helen)
    paragraph = the_finding(helen).paragraph.id
    helen.does(factual_check.answer, paragraph, Said.DISCUSS, came_by=CameBy.EMAIL)
    helen.does(factual_check.decide, paragraph, accepted=False, reason="As seen in four lessons.")
    assert not the_finding(helen).waits
    helen.does(
        factual_check.answer, paragraph, Said.DISCUSS, correction="Ring us.", came_by=CameBy.EMAIL
    )
    assert the_finding(helen).waits


def test_decision_gives_its_reason_and_is_about_something_asked_for(helen: Device) -> None:
    sends(helen)
    paragraph = the_finding(helen).paragraph.id
    helen.does(factual_check.answer, paragraph, Said.ACCURATE, came_by=CameBy.PAPER)
    with pytest.raises(UserError) as refused:
        helen.does(factual_check.decide, paragraph, accepted=True, reason="It is.")
    assert refused.value.code == "check.nothing-to-decide"
    helen.does(factual_check.answer, paragraph, Said.INACCURATE, came_by=CameBy.PAPER)
    with pytest.raises(UserError) as refused:
        helen.does(factual_check.decide, paragraph, accepted=True, reason="  ")
    assert refused.value.code == "check.reason-missing"


def test_answer_taken_back_takes_its_decision_along_and_undo_brings_both_back(
    helen: Device,
) -> None:
    sends(helen)
    paragraph = the_finding(helen).paragraph.id
    helen.does(factual_check.answer, paragraph, Said.DISCUSS, came_by=CameBy.EMAIL)
    helen.does(factual_check.decide, paragraph, accepted=True, reason="We rang.")
    helen.does(factual_check.take_back_answer, paragraph)
    assert the_finding(helen).answer is None
    assert the_finding(helen).decision is None
    taken_back = helen.last_change.hash
    helen.does(lambda work: work.undo(taken_back))
    assert not the_finding(helen).waits
    assert the_finding(helen).asks
    helen.does(factual_check.take_back_decision, paragraph)
    assert the_finding(helen).waits


def test_form_read_twice_changes_nothing_and_empty_answers_take_nothing_back(
    helen: Device,
) -> None:
    check = sends(helen)
    number = the_finding(helen).paragraph.number
    answers = [Answered(number, Said.INACCURATE, "Only in Year 4.", "Timetable")]
    assert helen.does(factual_check.take_in, check, answers, "Thank you.", "Headteacher") == 1
    paragraph = the_finding(helen).paragraph.id
    helen.does(factual_check.decide, paragraph, accepted=True, reason="The timetable says so.")
    before = len(helen.changes)
    assert helen.does(factual_check.take_in, check, answers, "Thank you.", "Headteacher") == 0
    assert helen.does(factual_check.take_in, check, [], "", "") == 0
    assert len(helen.changes) == before
    assert not the_finding(helen).waits
    latest = factual_check.latest(helen.open)
    assert latest is not None
    assert (latest.statement, latest.answered_by) == ("Thank you.", "Headteacher")


def test_form_that_answers_a_paragraph_nobody_sent_is_refused_whole(helen: Device) -> None:
    check = sends(helen)
    answers = [Answered(1, Said.ACCURATE), Answered(99, Said.ACCURATE)]
    with pytest.raises(UserError) as refused:
        helen.does(factual_check.take_in, check, answers, "", "")
    assert refused.value.code == "review.record-gone"
    assert helen.open.all(ParagraphAnswer) == []


def test_sentence_changed_since_it_was_sent_is_told_apart(helen: Device) -> None:
    sends(helen)
    assert not the_finding(helen).changed
    [finding] = helen.open.findings()
    helen.does(findings.edit_finding, finding.id, text="Pupils in Year 4 explain it.")
    assert the_finding(helen).changed


def test_final_report_says_that_the_school_was_heard_and_a_draft_does_not(helen: Device) -> None:
    assert reporting.content_of(helen.open).facts_checked is None
    check = sends(helen)
    heard = reporting.content_of(helen.open).facts_checked
    assert heard is not None
    assert (heard.answered, heard.sent, heard.due) == (False, "2026-11-18", "2026-11-25")
    answers = [
        Answered(1, Said.INACCURATE, "There are 398 pupils."),
        Answered(2, Said.INACCURATE, "Two days."),
        Answered(3, Said.DISCUSS),
    ]
    helen.does(factual_check.take_in, check, answers, "", "")
    helen.does(factual_check.decide, f"{check}:1", accepted=True, reason="Census.")
    helen.does(factual_check.decide, f"{check}:2", accepted=False, reason="It was three.")
    helen.does(factual_check.decide, f"{check}:3", accepted=True, reason="We rang.")
    heard = reporting.content_of(helen.open).facts_checked
    assert heard is not None
    assert (heard.answered, heard.corrections, heard.accepted) == (True, 2, 1)


def test_reviewer_neither_sends_nor_answers_nor_decides(helen: Device, asha: Device) -> None:
    helen.does(reporting.record_version, b"a draft", ReportStage.DRAFT, 1, MadeFor("head"))
    [draft] = helen.open.versions()
    with pytest.raises(UserError) as refused:
        asha.does(factual_check.open_check, draft, [factual_check.Asked("facts", "Cover", "Five.")])
    assert refused.value.code == "review.not-allowed"
