"""The evening's inbox: every untagged note in one list, tagged by digit without leaving it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import capture, weigh
from reviewer_app.ui.models.waiting_model import UNTAGGED, waiting_lines
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.support import Larkfield, larkfield


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    with larkfield(tmp_path) as made:
        yield made


@pytest.fixture
def page(review: Larkfield) -> Iterator[NotesPage]:
    """The page, with seven untagged notes of two visits."""
    for name, count in (("history", 4), ("english", 1)):
        for number in range(count):
            review.session.do(
                review.opened,
                capture.commit_note,
                review.activities[name],
                f"Seen in {name}, {number}.",
            )
    made = NotesPage(review.bridge)
    show(made, review)
    made.enter(UNTAGGED)
    yield made
    made.leave()
    made.close()


def test_today_leads_to_the_notes_without_a_criterion(review: Larkfield) -> None:
    line = next(
        one for one in waiting_lines(review.opened, review.clock().date()) if one.id == "untagged"
    )
    assert line.record == UNTAGGED
    assert line.title == "2 notes without a criterion"


def test_all_are_tagged_in_one_pass_by_keys_alone(page: NotesPage, review: Larkfield) -> None:
    inbox = page.untagged
    assert inbox.isVisible()
    assert inbox.list.hasFocus()
    count = len(weigh.untagged(review.opened))
    assert count == inbox.left == 7
    tagged = []
    for step in range(count):
        note = inbox.list.current_id
        first = inbox.digits.choices.rows[0].id
        QTest.keyClicks(inbox.list, "1")
        review.settle()
        assert review.opened.criteria_of(note) == [first]
        assert inbox.list.current_id == note
        assert inbox.left == count - step - 1
        tagged.append(note)
        QTest.keyClick(inbox.list, Qt.Key.Key_Return)
    assert len(set(tagged)) == count
    assert weigh.untagged(review.opened) == []
    QTest.keyClick(inbox.list, Qt.Key.Key_Escape)
    assert not inbox.isVisible()
    assert page.editor.words.hasFocus()


def test_digits_stay_what_they_are_and_take_off_again(page: NotesPage, review: Larkfield) -> None:
    inbox = page.untagged
    note = inbox.list.current_id
    before = [one.id for one in inbox.digits.choices.rows]
    QTest.keyClicks(inbox.list, "35")
    review.settle()
    assert review.opened.criteria_of(note) == sorted([before[2], before[4]])
    assert [one.id for one in inbox.digits.choices.rows] == before
    assert [one.held for one in inbox.digits.choices.rows][:5] == [False, False, True, False, True]
    QTest.keyClicks(inbox.list, "3")
    review.settle()
    assert review.opened.criteria_of(note) == [before[4]]


def test_search_pupils_and_pointing_need_no_mouse(page: NotesPage, review: Larkfield) -> None:
    inbox = page.untagged
    note = inbox.list.current_id
    QTest.keyClicks(inbox.list, "#")
    assert inbox.picker is not None
    field = page.window().focusWidget()
    QTest.keyClicks(field, "belong")
    QTest.keyClick(field, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.criteria_of(note) == ["belonging"]
    QTest.keyClicks(field, "@")
    QTest.keyClicks(field, "2")
    review.settle()
    assert len(review.opened.groups_of(note)) == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert inbox.list.hasFocus()
    QTest.keyClick(inbox.list, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    review.settle()
    assert review.need(Note, note).bearing is Bearing.EBI


def test_the_keys_go_back_to_where_they_were_on_the_visit(
    page: NotesPage, review: Larkfield
) -> None:
    page.untagged.done.click()
    assert page.writer.editor.words.hasFocus()
    page.show_visit(review.activities["mathematics"])
    page.stream.setFocus()
    page.show_untagged()
    QTest.keyClick(page.untagged.list, Qt.Key.Key_Escape)
    assert not page.untagged.isVisible()
    assert page.stream.hasFocus()


def test_a_tap_tags_as_a_digit_does(page: NotesPage, review: Larkfield) -> None:
    inbox = page.untagged
    note = inbox.list.current_id
    rect = inbox.digits.visualRect(inbox.digits.choices.index(1, 0))
    assert rect.height() >= 36
    QTest.mouseClick(inbox.digits.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    review.settle()
    assert review.opened.criteria_of(note) == [inbox.digits.choices.rows[1].id]


def test_the_note_is_changed_on_its_visit(page: NotesPage, review: Larkfield) -> None:
    note = page.untagged.list.current_id
    page.untagged.open_note.click()
    assert not page.untagged.isVisible()
    assert page.stream.current_id == note
    assert page.activity == review.need(Note, note).activity


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_cut_and_everything_has_a_name(
    page: NotesPage,
    width: int,
    height: int,
    scale: float,
    qapp: QApplication,
    theme: Theme,
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    qapp.processEvents()
    assert too_wide(page.untagged) == []
    assert nameless(page.untagged) == []
