"""The sheet of the report: what is written on it is what the findings and the PDF say."""

from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import Bearing, Borne
from reviewer_app.review import (
    agreement,
    findings,
    hypotheses,
    reporting,
    set_up,
)
from reviewer_app.ui.components.hypothesis_cards import HypothesisCard
from reviewer_app.ui.components.report_parts import ReportPassage, ReportSentence
from reviewer_app.ui.components.report_sheet import NEW_SUPPORT
from reviewer_app.ui.components.support_parts import NewSupport, SupportPart
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.pages.report import PAGES, ReportPage
from tests.ui.pages.report_stage import texts, write
from tests.ui.support import Larkfield


def test_a_sentence_changed_on_the_sheet_is_the_findings_sentence(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    write(part.sentence.sentence.words, " In every year.")
    review.settle()
    found = review.opened.get(Finding, finding)
    assert found is not None
    assert found.text.endswith("In every year.")
    said = reporting.content_of(review.opened).findings[0].went_well[0].text
    assert said == found.text


def test_the_frameworks_wording_stands_until_one_writes_ones_own(
    review: Larkfield, page: ReportPage
) -> None:
    passage = page.sheet.column.part("introduction")
    assert isinstance(passage, ReportPassage)
    assert "Larkfield Primary School" in passage.text.text
    assert review.opened.passage("introduction") == ""
    write(passage.text.sentence.words, " We thank the school.")
    review.settle()
    assert review.opened.passage("introduction").endswith("We thank the school.")
    assert reporting.content_of(review.opened).introduction[-1].endswith("We thank the school.")
    passage.take_back()
    review.settle()
    assert review.opened.passage("introduction") == ""
    assert not passage.text.text.endswith("We thank the school.")


def test_the_school_in_context_is_written_on_the_sheet_whatever_the_framework(
    review: Larkfield, page: ReportPage
) -> None:
    passage = page.sheet.column.part(reporting.CONTEXT)
    assert isinstance(passage, ReportPassage)
    assert passage.text.text == ""
    write(passage.text.sentence.words, "Two-form entry, and growing.")
    review.settle()
    assert reporting.content_of(review.opened).context == ("Two-form entry, and growing.",)


def test_a_finding_is_moved_on_the_sheet_with_the_cursor_in_it(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    second = review.session.do(
        review.opened, findings.add_finding, "provision", Bearing.WWW, "Pupils settle quickly."
    )
    page.enter("")
    page.sheet.show_record(second)
    run = {one.id: one for one in page.commands()}
    assert (run["report.up"].key, run["report.up"].why_not()) == ("Alt+Up", "")
    run["report.up"].run()
    review.settle()
    said = reporting.content_of(review.opened).findings[0].went_well
    assert [one.id for one in said] == [second, finding]
    part, other = page.sheet.column.part(second), page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    assert other is not None
    assert part.sentence.sentence.words.hasFocus()
    assert part.y() < other.y()
    run["report.down"].run()
    review.settle()
    assert [one.id for one in review.opened.findings("provision")] == [finding, second]
    page.show_view(PAGES)
    assert run["report.up"].why_not() == "Put the cursor in what is to be moved first."


def test_a_finding_taken_out_on_the_sheet_comes_back_by_the_offer_beside_it(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    words = [one.text() for one in part.menu().actions() if one.text()]
    assert words == ["Notes behind it", "Move up", "Move down", "Remove"]
    part.menu().actions()[-1].trigger()
    review.settle()
    assert review.opened.findings() == []
    offer = page.sheet.findChildren(UndoOffer)[0]
    assert offer.isVisible()
    offer.acted.emit()
    review.settle()
    assert [one.id for one in review.opened.findings()] == [finding]


def test_what_was_to_be_found_out_is_closed_on_the_sheet(
    review: Larkfield, page: ReportPage
) -> None:
    run = {one.id: one for one in page.commands()}
    assert (
        run["report.hypotheses"].why_not() == "The team has not written what it wants to find out."
    )
    talk = review.session.do(review.opened, hypotheses.add, "Talk helps one Year 2 pupil.")
    other = review.session.do(review.opened, hypotheses.add, "Leaders know.")
    page.enter(talk)
    card = page.sheet.column.part(talk)
    assert isinstance(card, HypothesisCard)
    assert card.sentence.sentence.words.hasFocus()
    assert "may tell who is meant" in card.advice
    card.outcome.chosen.emit(Borne.PARTLY.value)
    write(card.found.sentence.words, "In most lessons.")
    review.settle()
    [said] = reporting.content_of(review.opened).hypotheses
    assert (said.outcome, said.found) == ("partly", "In most lessons.")
    assert card.outcome.value == "partly"
    page.sheet.move_chosen(1)
    review.settle()
    assert [one.id for one in review.opened.hypotheses()] == [other, talk]
    page.seal.open()
    told = "1 thing the team set out to find out is still open. The final report leaves it out."
    assert told in page.seal.open_points
    left = page.sheet.column.part(other)
    assert isinstance(left, HypothesisCard)
    for lead_there in (page.seal.open_hypotheses.acted.emit, run["report.hypotheses"].run):
        card.found.sentence.words.setFocus()
        lead_there()
        assert left.sentence.sentence.words.hasFocus()


def test_what_the_school_wishes_for_is_written_on_the_sheet_and_the_field_waits_for_the_next(
    review: Larkfield, page: ReportPage
) -> None:
    run = {one.id: one.run for one in page.commands()}
    run["report.context"]()
    context = page.sheet.column.part(reporting.CONTEXT)
    assert isinstance(context, ReportPassage)
    assert context.text.sentence.words.hasFocus()
    run["report.support"]()
    new = page.sheet.column.part(NEW_SUPPORT)
    assert isinstance(new, NewSupport)
    assert new.sentence.words.hasFocus()
    for words in ("Time with another school.", "Training."):
        write(new.sentence.words, words)
        review.settle()
    assert new.text == ""
    first = review.opened.support_wanted()[0].id
    part = page.sheet.column.part(first)
    assert isinstance(part, SupportPart)
    write(part.from_whom.sentence.words, "the trust")
    part.menu().actions()[1].trigger()
    review.settle()
    said = [(one.text, one.from_whom) for one in reporting.content_of(review.opened).support]
    assert said == [("Training.", None), ("Time with another school.", "the trust")]
    part.menu().actions()[-1].trigger()
    review.settle()
    assert [one.text for one in review.opened.support_wanted()] == ["Training."]


def test_a_sentence_without_notes_and_what_nobody_agreed_are_said_on_the_sheet(
    page: ReportPage,
) -> None:
    assert "No notes stand behind this sentence yet." in texts(page)
    assert "Nobody has agreed these findings yet." in texts(page)


def test_the_sheet_says_what_the_pdf_says(review: Larkfield, page: ReportPage) -> None:
    do = review.session.do
    do(review.opened, findings.estimate, "provision", "effective")
    do(review.opened, set_up.change_facts, excellence_title="talk in mathematics")
    do(review.opened, agreement.record, "the headteacher", different_view="I see it otherwise.")
    page.enter("")
    said = texts(page.sheet)
    for words in (
        "Larkfield Primary School",
        "Quality of provision and outcomes: what went well",
        "Effective",
        "the headteacher",
        "I see it otherwise.",
        "Lesson visits",
    ):
        assert words in said
    assert "None" not in said
