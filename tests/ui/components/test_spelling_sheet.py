"""Spelling and abbreviations: asked for by key, done by digit, and undone like anything typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.review import abbreviations
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from tests.ui.pages.looks import at_mathematics, nameless, too_wide
from tests.ui.support import Larkfield, larkfield, run, wait_until


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    with larkfield(tmp_path) as made:
        yield made


@pytest.fixture
def page(review: Larkfield) -> Iterator[NotesPage]:
    """The page, on a visit with four notes."""
    with at_mathematics(review) as made:
        yield made


def check(page: NotesPage, text: str) -> None:
    page.editor.words.setFocus()
    QTest.keyClicks(page.editor.words, text)
    run(page, "notes.spelling")
    wait_until(page.notes.spelling.isVisible)


def test_words_are_put_right_one_after_the_other_by_digit(
    page: NotesPage, review: Larkfield
) -> None:
    check(page, "Teh diferent pupils wait; the wrok is theirs.")
    sheet = page.notes.spelling
    assert (sheet.word.text(), sheet.count.text()) == ("Teh", "1 of 3")
    assert page.editor.words.textCursor().selectedText() == "Teh"
    assert sheet.offers.hasFocus()
    QTest.keyClicks(sheet.offers, "1")
    assert sheet.word.text() == "diferent"
    QTest.keyClick(sheet.offers, Qt.Key.Key_Return)
    assert sheet.word.text() == "wrok"
    at = [one.label for one in sheet.offers.choices.rows].index("work") + 1
    QTest.keyClicks(sheet.offers, str(at))
    assert sheet.word.text() == "Every word is known."
    assert page.editor.text == "The different pupils wait; the work is theirs."
    assert too_wide(sheet) == []
    assert nameless(sheet) == []
    sheet.leave.click()
    assert not sheet.isVisible()
    page.editor.words.undo()
    assert page.editor.text == "The different pupils wait; the wrok is theirs."
    review.settle()
    page.editor.keep_now()
    kept = review.opened.draft(page.editor.place)
    assert kept is not None
    assert kept.text == page.editor.text


def test_a_word_that_is_right_is_not_asked_about_again(page: NotesPage, review: Larkfield) -> None:
    check(page, "Zogging and zogging, and zugged.")
    sheet = page.notes.spelling
    sheet.keep.click()
    assert sheet.word.text() == "zugged"
    wait_until(lambda: review.session.setting("spelling") == ["zogging"])
    sheet.leave.click()
    sheet.leave.click()
    run(page, "notes.spelling")
    wait_until(sheet.isVisible)
    assert sheet.count.text() == "1 of 1"
    assert page.editor.text == "Zogging and zogging, and zugged."


def test_words_behind_pictograms_are_put_right_where_they_stand(page: NotesPage) -> None:
    words = page.editor.words
    words.textCursor().insertText("😀🏫 ")
    check(page, "Teh wrok.")
    assert words.textCursor().selectedText() == "Teh"
    QTest.keyClicks(page.notes.spelling.offers, "1")
    assert words.textCursor().selectedText() == "wrok"
    assert page.editor.text == "😀🏫 The wrok."


def test_an_abbreviation_behind_pictograms_is_written_out(page: NotesPage) -> None:
    page.editor.words.textCursor().insertText("😀🏫😀 The TA left, the TA came.")
    cursor = page.editor.words.document().find("TA left")
    cursor.setPosition(cursor.selectionStart() + 2)
    page.editor.words.setTextCursor(cursor)
    run(page, "notes.expand")
    assert page.editor.text == "😀🏫😀 The teaching assistant left, the TA came."


def test_nothing_is_put_where_the_text_has_changed_meanwhile(page: NotesPage) -> None:
    check(page, "Teh pupils.")
    page.editor.words.replace_text("Other words.", 0)
    QTest.keyClicks(page.notes.spelling.offers, "1")
    assert page.editor.text == "Other words."


def test_an_abbreviation_is_written_out_where_it_stands(page: NotesPage) -> None:
    words = page.editor.words
    words.setFocus()
    QTest.keyClicks(words, "The TA")
    run(page, "notes.expand")
    assert page.editor.text == "The teaching assistant"
    words.undo()
    assert page.editor.text == "The TA"
    words.redo()
    QTest.keyClicks(words, " models it.")
    assert page.editor.text == "The teaching assistant models it."


def test_an_unknown_one_is_explained_once_for_the_whole_team(
    page: NotesPage, review: Larkfield
) -> None:
    words = page.editor.words
    words.setFocus()
    QTest.keyClicks(words, "They use RWI")
    run(page, "notes.expand")
    sheet = page.notes.abbreviations
    assert sheet.isVisible()
    assert sheet.short.value == "RWI"
    assert sheet.words.line.hasFocus()
    sheet.keep.click()
    assert sheet.said.text() == "Write what it stands for."
    QTest.keyClicks(sheet.words.line, "a scheme for phonics")
    sheet.keep.click()
    review.settle()
    assert abbreviations.known(review.opened, {})["RWI"] == "a scheme for phonics"
    wait_until(lambda: review.session.setting(abbreviations.OWN) == {"RWI": "a scheme for phonics"})
    assert too_wide(sheet) == []
    assert nameless(sheet) == []
    sheet.close_sheet()
    run(page, "notes.expand")
    assert page.editor.text == "They use a scheme for phonics"
    run(page, "notes.abbreviations")
    sheet.list.opened.emit("RWI")
    sheet.drop.click()
    review.settle()
    assert "RWI" not in sheet.known()


def test_what_is_no_word_is_refused_in_place(page: NotesPage, review: Larkfield) -> None:
    run(page, "notes.abbreviations")
    sheet = page.notes.abbreviations
    sheet.short.set_value("two words")
    sheet.words.set_value("something")
    sheet.keep.click()
    review.settle()
    assert sheet.said.isVisible()
    assert "two words" in sheet.said.text()
