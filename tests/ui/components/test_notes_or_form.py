"""A visit's form stands beside its notes where the framework asks for one; elsewhere nothing tells of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import capture
from reviewer_app.ui.models.waiting_model import waiting_lines
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.desk import where_cut_short
from reviewer_app.ui.theme import Theme
from tests.ui.components.conftest import SteadyClock
from tests.ui.pages.looks import nameless, show
from tests.ui.support import Larkfield, larkfield, run


def begun(review: Larkfield, title: str = "Year 4 mathematics") -> str:
    kind = ActivityKind.LESSON_VISIT
    return review.session.do(review.opened, capture.start_unplanned, kind, title)


@pytest.fixture
def page(review: Larkfield) -> Iterator[NotesPage]:
    """The page Notes on a visit that has just begun."""
    made = NotesPage(review.bridge)
    made.both.steady = SteadyClock()
    show(made, review)
    made.enter(begun(review))
    yield made
    made.leave()
    made.close()


def test_one_key_changes_between_the_notes_and_the_form(page: NotesPage) -> None:
    command = next(one for one in page.commands() if one.id == "notes.form")
    assert command.key == "Ctrl+Shift+F"
    assert page.writer.isVisible()
    command.run()
    assert not page.writer.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.both.sheets[0].isAncestorOf(focused)
    assert nameless(page) == []
    command.run()
    assert page.writer.isVisible()
    assert page.editor.words.hasFocus()


def test_short_form_offers_no_parts_to_go_to(page: NotesPage) -> None:
    page.show_form()
    [command] = [one for one in page.commands() if one.key == "Ctrl+G"]
    assert command.why_not() == "The form is short: it has no parts to go to."
    assert not page.both.sections.isVisible()


def test_the_form_stays_shown_from_visit_to_visit_and_after_a_restart(
    page: NotesPage, review: Larkfield
) -> None:
    page.show_form()
    page.show_visit(begun(review, "Year 5 history"))
    assert page.both.shows_form
    again = NotesPage(review.bridge)
    again.remember(page.memory())
    again.enter()
    assert again.both.shows_form
    assert again.activity == page.activity
    again.close()


@pytest.mark.parametrize("command", ["notes.write", "notes.list", "notes.www"])
def test_what_is_done_to_a_note_shows_the_notes_first(page: NotesPage, command: str) -> None:
    page.show_form()
    run(page, command)
    assert not page.both.shows_form
    assert page.writer.isVisible()


def test_a_visit_is_finished_from_its_form_as_from_its_notes(
    page: NotesPage, review: Larkfield
) -> None:
    page.show_form()
    page.move_on()
    review.settle()
    assert review.visit(page.activity).state is ActivityState.WRITTEN_UP
    assert page.both.shows_form


def test_an_answer_left_in_mid_sentence_opens_where_it_was(
    page: NotesPage, review: Larkfield
) -> None:
    page.show_form()
    place = page.both.sheets[0].open_form.place("room", "")
    page.close()
    review.bridge.keep_draft(place, "Room 6", 2)
    visit = page.activity
    assert where_cut_short(review.opened) == ("notes", visit)
    assert (
        waiting_lines(review.opened, review.clock().date())[0].title == "A form you were filling in"
    )
    again = NotesPage(review.bridge)
    show(again, review)
    again.enter()
    assert (again.activity, again.both.shows_form) == (visit, True)
    QApplication.processEvents()
    word = QApplication.focusWidget()
    assert isinstance(word, QLineEdit)
    assert (word.text(), word.cursorPosition()) == ("Room 6", 2)
    # It stands far down, and is in sight all the same.
    sight = again.both.pane.viewport()
    assert sight.rect().contains(word.mapTo(sight, word.rect().center()))
    again.leave()
    again.close()


def test_a_visit_that_has_no_items_looks_as_if_there_were_no_forms(
    tmp_path: Path, theme: Theme
) -> None:
    with larkfield(tmp_path) as review:
        page = NotesPage(review.bridge)
        show(page, review)
        page.enter(review.activities["mathematics"])
        assert not page.both.has_form
        assert not page.both.switch.isVisible()
        assert page.writer.isVisible()
        assert page.both.sheets == []
        assert "notes.form" not in [one.id for one in page.commands()]
        page.show_form()
        assert page.writer.isVisible()
        page.close()
