"""What this review adds to its framework: forms beside the main ones, the school’s own questions and criteria."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import ChosenForm, OwnQuestion
from reviewer_app.model.words import QuestionKind
from reviewer_app.review import answers
from reviewer_app.ui.components.visit_side import VisitSide
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.theme import Theme
from tests.frameworks.small import SMALL
from tests.ui.pages.framework_pages import (
    QUESTION,
    frameworks_page,
    inspection_areas,
    looked_at,
    write,
)
from tests.ui.pages.looks import SIZES, nameless, too_wide
from tests.ui.support import Larkfield, make_bridge, wait_until


@pytest.fixture
def review_with_forms(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path, framework=inspection_areas)
    yield made
    made.close()


def test_one_press_uses_a_form_beside_the_main_ones_and_undo_takes_it_back(
    review_with_forms: Larkfield,
) -> None:
    review = review_with_forms
    page = frameworks_page(review)
    lesson = review.visit("history")
    form, box = next(iter(page.beside.boxes.items()))
    assert not box.isChecked()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    review.settle()
    assert form in [one.id for one in answers.forms_of(review.opened, lesson)]
    assert box.isChecked()
    review.bridge.undo()
    review.settle()
    assert form not in [one.id for one in answers.forms_of(review.opened, lesson)]
    assert not box.isChecked()
    box.click()
    review.settle()
    box.click()
    review.settle()
    assert [one.used for one in review.opened.all(ChosenForm)] == [False]
    page.deleteLater()


def test_where_a_framework_has_no_form_to_choose_the_page_says_so(review: Larkfield) -> None:
    page = frameworks_page(review)
    assert not page.beside.boxes
    assert "nothing to choose beside it" in page.beside.words.text()
    page.deleteLater()


def test_a_question_of_the_schools_own_is_written_changed_removed_and_brought_back(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    heading = page.questions.heading.choice_ids[1]
    page.questions.heading.set_value(heading)
    write(page.questions, QUESTION)
    review.settle()
    [kept] = answers.own_questions(review.opened, QuestionKind.QUESTION)
    assert (kept.text, kept.heading) == (QUESTION, heading)
    assert page.questions.new.text == ""
    assert not review.opened.drafts
    row = page.questions.rows[kept.id]
    assert QUESTION in row.remove.accessibleName()
    row.sentence.sentence.words.setFocus()
    row.sentence.sentence.words.replace_text("To what extent is it so?", 3)
    QTest.keyClick(row.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert review.need(OwnQuestion, kept.id).text == "To what extent is it so?"
    row.remove.click()
    review.settle()
    assert not page.questions.rows
    assert page.questions.said.isVisible()
    page.questions.said.acted.emit()
    review.settle()
    assert not page.questions.said.isVisible()
    assert list(page.questions.rows) == [kept.id]
    assert page.questions.rows[kept.id].sentence.text == "To what extent is it so?"
    page.deleteLater()


def test_questions_and_extra_criteria_stand_apart_in_the_order_they_were_written(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    for words in ("The first of two?", "The second of two?"):
        write(page.questions, words)
        review.settle()
    write(page.criteria, "Every pupil has someone to turn to")
    review.settle()
    opened = review.opened
    questions = answers.own_questions(opened, QuestionKind.QUESTION)
    assert [one.text for one in questions] == ["The first of two?", "The second of two?"]
    assert list(page.questions.rows) == [one.id for one in questions]
    criteria = answers.own_questions(opened, QuestionKind.CRITERION)
    assert list(page.criteria.rows) == [one.id for one in criteria]
    page.deleteLater()


def test_a_question_left_in_mid_sentence_is_there_again(review: Larkfield) -> None:
    page = frameworks_page(review)
    page.questions.new.sentence.words.setFocus()
    QTest.keyClicks(page.questions.new.sentence.words, "To what ext")
    page.leave()
    review.settle()
    assert not answers.own_questions(review.opened, QuestionKind.QUESTION)
    again = FrameworksPage(review.bridge)
    assert again.questions.new.text == "To what ext"
    again.deleteLater()
    page.questions.new.abandon()
    page.deleteLater()


def test_a_question_that_is_kept_leaves_no_draft_behind(review: Larkfield) -> None:
    page = frameworks_page(review)
    words = page.questions.new.sentence.words
    words.setFocus()
    QTest.keyClicks(words, QUESTION)
    page.questions.flush()
    review.settle()
    assert len(review.session.open(review.opened.id).drafts) == 1
    QTest.keyClick(words, Qt.Key.Key_Return)
    review.settle()
    assert not review.session.open(review.opened.id).drafts
    page.deleteLater()


def test_an_emptied_question_is_refused_in_place_and_stays(review: Larkfield) -> None:
    page = frameworks_page(review)
    write(page.questions, QUESTION)
    review.settle()
    [row] = page.questions.rows.values()
    row.sentence.sentence.words.setFocus()
    row.sentence.sentence.words.replace_text("", 0)
    QTest.keyClick(row.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert row.sentence.error
    [kept] = answers.own_questions(review.opened, QuestionKind.QUESTION)
    assert kept.text == QUESTION
    row.sentence.abandon()
    page.deleteLater()


def test_who_does_not_lead_reads_and_cannot_change(
    review_with_forms: Larkfield,
) -> None:
    review = review_with_forms
    page = frameworks_page(review)
    write(page.questions, QUESTION)
    review.settle()
    other = next(one.person for one in review.opened.people() if one.person != review.opened.me)
    review.opened.me = other
    page.enter()
    [row] = page.questions.rows.values()
    assert not row.sentence.isVisible()
    assert not row.remove.isVisible()
    assert not page.questions.new.isVisible()
    assert "Only the lead reviewer" in page.questions.words.text()
    assert all(not box.isEnabled() for box in page.beside.boxes.values())
    assert all(box.accessibleDescription() for box in page.beside.boxes.values())
    page.deleteLater()


def test_the_schools_own_questions_stand_beside_the_notes_of_a_visit(review: Larkfield) -> None:
    side = VisitSide(review.bridge)
    side.show_activity(review.activities["history"], ())
    assert side.own_questions.isHidden()
    review.bridge.do(answers.add_question, QuestionKind.QUESTION, "provision", QUESTION)
    review.bridge.do(answers.add_question, QuestionKind.CRITERION, "provision", "Someone to ask")
    review.settle()
    side.show_activity(review.activities["history"], ())
    assert side.own_questions.lines == (QUESTION,)
    assert side.own_criteria.lines == ("Someone to ask",)
    assert not side.own_questions.isHidden()
    side.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen_with_forms_questions_and_problems(
    review_with_forms: Larkfield,
    theme: Theme,
    qapp: QApplication,
    tmp_path: Path,
    size: tuple[int, int, float],
) -> None:
    width, height, scale = size
    theme.apply(qapp, "light", scale)
    page = frameworks_page(review_with_forms)
    page.resize(width, height)
    write(page.questions, f"{QUESTION} {QUESTION}")
    file = tmp_path / "season.yaml"
    file.write_text(SMALL.replace("licence: CC0 1.0\n", ""))
    page.adding.look_at(file)
    wait_until(lambda: looked_at(page))
    review_with_forms.settle()
    assert too_wide(page) == []
    assert nameless(page) == []
    page.deleteLater()
