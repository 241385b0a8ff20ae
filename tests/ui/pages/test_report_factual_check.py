"""The factual check in the window: each answer beside its sentence, decided there, and taken into the report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reviewer_app.model.nouns import AnswerDecision, FactualCheck, Finding, ParagraphAnswer
from reviewer_app.model.words import CameBy, Said
from reviewer_app.report.build import build_response_form
from reviewer_app.report.response_content import field_name
from reviewer_app.review import school_form
from reviewer_app.ui.components.checked_part import AnswerByHand, CheckedPart, Deciding
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.schools_words import SchoolsWords
from reviewer_app.ui.models.waiting_model import waiting_lines
from reviewer_app.ui.pages.report import CHECKED, WRITING, ReportPage
from reviewer_app.ui.widgets import Banner, Button
from tests.report.response_sample import FORM, filled_in
from tests.support import BuilderHere
from tests.ui.shell.check_scenes import CORRECTION, sends
from tests.ui.shell.scenes import FINDINGS
from tests.ui.support import Larkfield, wait_until

MATHS = FINDINGS[0][1]


class Form:
    """The file a person would choose."""

    path: Path | None = None


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def page(review: Larkfield, tmp_path: Path, form: Form) -> Iterator[ReportPage]:
    review.session.builder = BuilderHere()
    files = FileChoice(
        lambda _parent, path: path,
        lambda _parent, _kinds: form.path,
        lambda _path: None,
        lambda: tmp_path,
    )
    made = ReportPage(review.bridge, files)
    review.bridge.changed.connect(made.refresh)
    made.resize(1060, 740)
    made.show()
    yield made
    made.leave()
    made.close()
    review.settle()
    made.deleteLater()


def the_part(page: ReportPage, words: str) -> CheckedPart:
    [found] = [one for one in page.checked.parts() if one.beside.paragraph.text == words]
    return found


def buttons(part: QWidget) -> list[str]:
    return [one.accessibleName() for one in part.findChildren(Button) if one.isVisible()]


def banners(part: QWidget) -> list[str]:
    return [one.text for one in part.findChildren(Banner) if one.isVisible()]


def press(part: QWidget, words: str) -> None:
    next(one for one in part.findChildren(Button) if one.accessibleName() == words).click()


def write(field: DraftedText, words: str) -> None:
    field.sentence.words.setFocus()
    QTest.keyClicks(field.sentence.words, words)


def test_a_draft_goes_with_its_form_and_the_school_has_five_working_days(
    review: Larkfield, page: ReportPage, tmp_path: Path
) -> None:
    page.enter(CHECKED)
    press(page.checked, "Send a draft to check")
    assert page.send.form.value == ".pdf"
    page.send.form.chosen.emit(".docx")
    # Enter counts also before it is known which draft goes.
    page.send.begin()
    wait_until(lambda: bool(page.send.outcome), 60)
    assert page.send.which == "Draft 1 is made now, from what the report says."
    assert "25 November" in page.send.until
    names = {one.name for one in tmp_path.glob("Larkfield*")}
    assert names == {
        "Larkfield Primary School, factual check of draft 1.docx",
        "Larkfield Primary School, peer review report, draft 1.pdf",
    }
    page.send.close_sheet()
    wait_until(lambda: any("five" in one.casefold() for one in page.checked.said))
    assert page.checked.said == (
        "Draft 1 went to the school on Wednesday 18 November.",
        "The school has until Wednesday 25 November. Five working days are left.",
    )
    review.clock.set(30, 9)
    page.checked.refresh()
    wait_until(lambda: "three working days ago" in page.checked.said[1])


def test_a_form_that_comes_back_stands_beside_its_sentences_and_one_undo_takes_it_back(
    review: Larkfield, page: ReportPage, form: Form, tmp_path: Path
) -> None:
    check = sends(review, answered=False)
    page.enter(CHECKED)
    sent = school_form.form_of(review.opened, review.need(FactualCheck, check))
    number = next(one.number for one in sent.paragraphs if one.text == MATHS)
    form.path = tmp_path / "back.pdf"
    form.path.write_bytes(
        filled_in(
            review.session.builder.build_response_form(sent, ".pdf"),
            {
                field_name(check, number, "said"): "/inaccurate",
                field_name(check, number, "correction"): CORRECTION,
                field_name(check, 0, "who"): "Headteacher",
            },
        )
    )
    page.checked.read.click()
    wait_until(lambda: not page.checked.told.isHidden())
    assert page.checked.told.text == "1 new answer came in."
    [part] = page.checked.parts()
    assert part.beside.waits
    focused = page.window().focusWidget()
    assert part.isAncestorOf(focused)
    assert page.checked.said[-1].endswith("1 answer waits for your decision.")
    review.bridge.undo()
    review.settle()
    assert review.opened.all(ParagraphAnswer) == []
    form.path.write_bytes(b"%PDF-1.7 nothing")
    page.checked.choose()
    wait_until(lambda: not page.checked.told.isHidden())
    assert "“back.pdf”" in page.checked.told.text


def test_an_answer_is_typed_beside_its_sentence_and_its_draft_is_never_lost(
    review: Larkfield, page: ReportPage
) -> None:
    check = sends(review, answered=False)
    page.enter(CHECKED)
    part = the_part(page, MATHS)
    paragraph = part.beside.paragraph.id
    assert buttons(part) == ["Type its answer"]
    part.type_answer()
    [hand] = part.findChildren(AnswerByHand)
    write(hand.correction, "In most lessons.")
    page.leave()
    assert review.opened.all(ParagraphAnswer) == []
    kept = review.opened.draft(AnswerByHand.places(paragraph)[0])
    assert kept is not None
    assert kept.text == "In most lessons."
    again = CheckedPart(review.bridge, part.beside)
    [drafted] = again.findChildren(AnswerByHand)
    assert drafted.correction.text == "In most lessons."
    again.deleteLater()
    QTest.keyClick(hand.correction.sentence.words, Qt.Key.Key_Return)
    review.settle()
    hand.came_by.chosen.emit(CameBy.PHONE.value)
    hand.said.chosen.emit(Said.DISCUSS.value)
    review.settle()
    answered = review.need(ParagraphAnswer, paragraph)
    assert (answered.said, answered.correction) == (Said.DISCUSS, "In most lessons.")
    assert check in paragraph
    press(part, "Take the answer back")
    review.settle()
    assert review.opened.all(ParagraphAnswer) == []


def test_a_decision_wants_a_reason_and_leads_to_the_next_that_waits(
    review: Larkfield, page: ReportPage
) -> None:
    sends(review)
    page.enter(CHECKED)
    press(the_part(page, MATHS), "Decide again")
    review.settle()
    _maths, first, second = (one for one in page.checked.parts() if one.beside.waits)
    paragraph = first.beside.paragraph.id
    [deciding] = first.findChildren(Deciding)
    deciding.accept.click()
    assert deciding.reason.error
    deciding.reason.words.setFocus()
    QTest.keyClicks(deciding.reason.words, "We looked again.")
    page.leave()
    assert review.opened.draft(f"decision:{paragraph}") is not None
    deciding.accept.click()
    review.settle()
    decided = review.need(AnswerDecision, paragraph)
    assert (decided.accepted, decided.reason) == (True, "We looked again.")
    assert review.opened.draft(f"decision:{paragraph}") is None
    assert second.isAncestorOf(page.window().focusWidget())
    assert buttons(first) == ["Put it into the report", "Decide again"]
    review.bridge.undo()
    review.settle()
    assert first.beside.waits


def test_an_accepted_correction_is_taken_into_the_report_without_typing(
    review: Larkfield, page: ReportPage
) -> None:
    sends(review)
    page.enter(CHECKED)
    part = the_part(page, MATHS)
    press(part, "Put it into the report")
    assert page.view == WRITING
    [offer] = page.sheet.findChildren(SchoolsWords)
    assert CORRECTION in offer.banner.text
    finding = part.beside.paragraph.subject.partition(":")[2]
    assert review.need(Finding, finding).text == MATHS
    offer.banner.acted.emit()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    review.settle()
    assert review.need(Finding, finding).text == CORRECTION
    assert page.sheet.column.parts(SchoolsWords) == []
    page.show_view(CHECKED)
    assert the_part(page, MATHS).beside.changed


def test_an_accepted_fact_of_the_cover_is_put_right_among_the_facts(
    review: Larkfield, page: ReportPage
) -> None:
    sends(review)
    page.enter(CHECKED)
    [cover] = [one for one in page.checked.parts() if one.beside.paragraph.subject == "facts"]
    press(cover, "Decide again")
    review.settle()
    [deciding] = cover.findChildren(Deciding)
    deciding.reason.set_value("The census says so.")
    deciding.accept.click()
    review.settle()
    press(cover, "Change the facts")
    assert any("There are 398 pupils." in one for one in banners(page.facts))
    page.facts.pupils.line.setText("398")
    page.facts.keep.click()
    review.settle()
    assert not page.facts.isVisible()
    assert review.opened.review.school_pupils == 398
    assert cover.beside.changed
    review.bridge.undo()
    review.settle()
    assert review.opened.review.school_pupils == 412


def test_sealing_says_what_is_not_decided_and_leads_there(
    review: Larkfield, page: ReportPage
) -> None:
    sends(review)
    page.seal.open()
    assert "2 answers of the school are not decided." in page.seal.open_points
    page.seal.answers.acted.emit()
    assert page.view == CHECKED
    assert not page.seal.isVisible()


def test_who_does_not_lead_reads_and_decides_nothing(review: Larkfield, page: ReportPage) -> None:
    sends(review)
    review.opened.me = review.opened.people()[-1].person
    page.enter(CHECKED)
    part = the_part(page, MATHS)
    assert buttons(part) == []
    assert page.checked.findChildren(Deciding) == []
    assert page.checked.read.disabled_reason
    refused = {one.id for one in page.commands() if "lead reviewer" in one.why_not()}
    assert refused >= {"report.send", "report.answers", "report.facts"}
    assert waiting_lines(review.opened, review.clock().date())[0].id != "factual-check"


def test_a_file_is_asked_for_from_any_view_and_what_is_wrong_with_it_is_in_sight(
    review: Larkfield, page: ReportPage, form: Form, tmp_path: Path
) -> None:
    page.enter(WRITING)
    form.path = tmp_path / "other.pdf"
    form.path.write_bytes(build_response_form(FORM))
    next(one for one in page.commands() if one.id == "report.answers").run()
    wait_until(page.checked.told.isVisible)
    assert "answers a factual check of another review" in page.checked.told.text
    assert page.view == CHECKED
