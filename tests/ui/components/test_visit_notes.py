"""Notes are split, joined, moved, quoted and tagged, by key and by pointer; undo takes each back whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing, Source
from reviewer_app.review import capture
from reviewer_app.ui.components.drafted_editor import DraftedEditor
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Scroller
from reviewer_app.ui.widgets.reading_order import next_stop
from tests.ui.pages.looks import SIZES, at_mathematics
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


def texts(review: Larkfield) -> list[str]:
    return [one.text for one in review.opened.notes_of(review.activities["mathematics"])]


def ids(review: Larkfield) -> list[str]:
    return [one.id for one in review.opened.notes_of(review.activities["mathematics"])]


def type_(page: NotesPage, text: str) -> None:
    words = page.editor.words
    words.setFocus()
    QTest.keyClicks(words, text)


def put_cursor(page: NotesPage, at: int) -> None:
    cursor = page.editor.words.textCursor()
    cursor.setPosition(at)
    page.editor.words.setTextCursor(cursor)


def paste(page: NotesPage, text: str) -> None:
    given = QMimeData()
    given.setText(text)
    page.editor.words.insertFromMimeData(given)


def choose(page: NotesPage, *rows: int) -> None:
    notes = page.stream.notes.rows
    page.stream.setFocus()
    page.stream.choose([notes[row].id for row in rows], notes[rows[0]].id)


def heard(tree: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader comes to from here, in its order."""
    yield tree
    for at in range(tree.childCount()):
        yield from heard(tree.child(at))


def change(page: NotesPage, row: int) -> DraftedEditor:
    page.stream.change_note(page.stream.notes.rows[row].id)
    QApplication.processEvents()
    editor = page.stream.editor
    assert editor is not None
    return editor


def over_its_row(page: NotesPage) -> bool:
    """Whether the editor lies where the row is that it belongs over."""
    stream, editor = page.stream, page.stream.editor
    assert editor is not None
    rect = stream.visualRect(stream.currentIndex())
    place = stream.viewport().mapToGlobal(rect.topLeft())
    return (editor.mapToGlobal(QPoint()), editor.height()) == (place, rect.height())


def test_a_screen_reader_comes_to_the_note_being_changed_right_after_the_list(
    page: NotesPage,
) -> None:
    words = change(page, 1).words.text()
    texts = (QAccessible.Role.EditableText, QAccessible.Role.List)
    found = [
        (one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Value), one.state().focused)
        for one in heard(QAccessible.queryAccessibleInterface(page.notes))
        if one.role() in texts and not one.state().invisible
    ]
    names = [name for name, _value, _focused in found]
    at = names.index("Notes of this visit")
    assert names[at + 1 : at + 3] == ["Time seen, of the note being changed", "Note being changed"]
    assert found[at + 2][1:] == (words, 1)
    assert (
        next_stop(page, page.editor.words, onward=False) is page.editor.findChildren(QLineEdit)[0]
    )


def test_the_editor_stays_over_its_row_while_it_grows_and_the_list_is_scrolled(
    page: NotesPage,
) -> None:
    editor = change(page, 1)
    assert over_its_row(page)
    before = editor.height()
    type_(page, " and more words" * 40)
    wait_until(lambda: editor.height() > before and over_its_row(page))
    assert editor.mask().isEmpty()
    page.stream.setFixedHeight(editor.height() // 2)
    QApplication.processEvents()
    bar = page.stream.verticalScrollBar()
    bar.setValue(0)
    for place in range(0, bar.maximum(), 40):
        bar.setValue(place)
        assert over_its_row(page)
        seen = editor.mask().boundingRect().intersected(editor.rect())
        within = page.stream.geometry().contains(seen.translated(editor.pos()))
        assert within or seen.isEmpty(), place


def test_the_wheel_over_the_editor_moves_the_list(page: NotesPage) -> None:
    editor = change(page, 1)
    page.stream.setFixedHeight(editor.height() // 2)
    QApplication.processEvents()
    bar = page.stream.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 0
    middle = QPointF(editor.rect().center())
    turned = QWheelEvent(
        middle,
        QPointF(editor.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, turned)
    assert bar.value() > 0


def redo_and_undo(review: Larkfield, done: list[str], before: list[str]) -> None:
    for way, wanted in ((review.bridge.undo, before), (review.bridge.redo, done)):
        way()
        review.settle()
        assert texts(review) == wanted


def test_note_being_written_is_split_at_the_cursor(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    type_(page, "Pupils explain. Adults wait.")
    run(page, "notes.www")
    put_cursor(page, len("Pupils explain."))
    run(page, "notes.split")
    review.settle()
    assert texts(review) == [*before, "Pupils explain."]
    assert page.editor.text == "Adults wait."
    assert page.editor.note_tags.pointing == "www"
    assert page.editor.words.cursor_position() == 0
    kept = review.session.open(review.opened.id).draft(page.editor.place)
    assert kept is not None
    assert kept.text == "Adults wait."
    review.clock.set(18, 12, 32)
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    assert texts(review) == [*before, "Pupils explain.", "Adults wait."]


def test_a_note_is_split_behind_pictograms_where_the_cursor_stands(
    page: NotesPage, review: Larkfield
) -> None:
    before = texts(review)
    paste(page, "😀😀🏫 Pupils explain. Adults wait.")
    cursor = page.editor.words.document().find("Adults")
    put_cursor(page, cursor.selectionStart())
    run(page, "notes.split")
    review.settle()
    assert texts(review) == [*before, "😀😀🏫 Pupils explain."]
    assert page.editor.text == "Adults wait."


@pytest.mark.parametrize("at", [0, 14])
def test_nothing_is_split_where_one_side_has_no_words(
    page: NotesPage, review: Larkfield, at: int
) -> None:
    before = texts(review)
    type_(page, "Pupils explain")
    put_cursor(page, at)
    run(page, "notes.split")
    review.settle()
    assert texts(review) == before
    assert page.editor.text == "Pupils explain"
    assert "cursor" in page.said.text


def test_note_that_is_changed_is_split_where_it_stands(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    choose(page, 2)
    run(page, "notes.change")
    put_cursor(page, before[2].index("; two") + 1)
    run(page, "notes.split")
    review.settle()
    parts = before[2].split("; ")
    done = [*before[:2], f"{parts[0]};", parts[1], before[3]]
    assert texts(review) == done
    assert page.stream.editor is None
    assert page.stream.current_id == ids(review)[3]
    assert review.need(Note, ids(review)[3]).bearing is Bearing.EBI
    redo_and_undo(review, done, before)


def test_chosen_notes_are_joined_and_a_single_one_with_the_one_above(
    page: NotesPage, review: Larkfield
) -> None:
    before = texts(review)
    choose(page, 1, 2, 3)
    run(page, "notes.join")
    review.settle()
    done = [before[0], "\n".join(before[1:])]
    assert texts(review) == done
    redo_and_undo(review, done, before)
    choose(page, 1)
    run(page, "notes.join")
    review.settle()
    assert texts(review) == ["\n".join([before[0], *done[1:]])]
    choose(page, 0)
    run(page, "notes.join")
    assert page.said.text == "There is no note above it to join it to."


def test_note_is_moved_and_keeps_its_place_in_the_list(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    choose(page, 3)
    for _step in range(2):
        run(page, "notes.up")
        review.settle()
    done = [before[0], before[3], before[1], before[2]]
    assert texts(review) == done
    assert page.stream.current_id == ids(review)[1]
    assert [one.text for one in page.stream.notes.rows] == done
    run(page, "notes.down")
    review.settle()
    assert texts(review) == [before[0], before[1], before[3], before[2]]
    choose(page, 0)
    run(page, "notes.up")
    review.settle()
    assert texts(review)[0] == before[0]


def test_several_are_tagged_from_the_list_by_a_sign_and_a_digit(
    page: NotesPage, review: Larkfield
) -> None:
    choose(page, 0, 1, 3)
    assert page.notes.chosen.isVisible()
    assert page.notes.chosen.count.text() == "3 notes chosen"
    QTest.keyClicks(page.stream, "#")
    picker = page.notes.chosen.picker
    assert picker is not None
    field = page.window().focusWidget()
    first = picker.list.choices.rows[0]
    assert not first.held
    QTest.keyClicks(field, "1")
    review.settle()
    chosen = [ids(review)[row] for row in (0, 1, 3)]
    assert all(first.id in review.opened.criteria_of(one) for one in chosen)
    assert first.id not in review.opened.criteria_of(ids(review)[2])
    assert picker.list.choices.rows[0].held
    QTest.keyClicks(field, "1")
    review.settle()
    assert all(first.id not in review.opened.criteria_of(one) for one in chosen)
    QTest.keyClicks(field, "@most")
    assert picker.sign == "@"
    QTest.keyClick(field, Qt.Key.Key_Return)
    review.settle()
    assert all("most-able" in review.opened.groups_of(one) for one in chosen)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert page.stream.hasFocus()


def test_several_point_one_way_and_are_removed_together(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    choose(page, 0, 1, 2)
    run(page, "notes.ebi")
    review.settle()
    assert [review.need(Note, one).bearing for one in ids(review)[:3]] == [Bearing.EBI] * 3
    QTest.keyClick(page.stream, Qt.Key.Key_Delete)
    review.settle()
    assert texts(review) == before[3:]
    page.said.acted.emit()
    review.settle()
    assert texts(review) == before


def test_a_finger_chooses_several(page: NotesPage, review: Larkfield) -> None:
    run(page, "notes.several")
    for row in (0, 2):
        rect = page.stream.visualRect(page.stream.notes.index(row, 0))
        QTest.mouseClick(
            page.stream.viewport(),
            Qt.MouseButton.LeftButton,
            pos=rect.center(),
        )
    assert page.stream.chosen == (ids(review)[0], ids(review)[2])
    page.notes.chosen.done.click()
    assert not page.notes.chosen.isVisible()
    assert len(page.stream.chosen) == 1


def test_pasted_lines_stay_one_note_until_asked(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    page.editor.words.setFocus()
    paste(page, "One line\n- another / with “signs”?\n\n3 of 4")
    assert page.editor.text == "One line\n- another / with “signs”?\n\n3 of 4"
    assert page.writer.banner.text == "3 lines were pasted as one note."
    page.writer.banner.acted.emit()
    review.settle()
    assert texts(review) == [*before, "One line", "- another / with “signs”?", "3 of 4"]
    assert page.editor.text == ""
    assert not page.writer.banner.isVisible()
    review.bridge.undo()
    review.settle()
    assert texts(review) == before


def test_lines_of_a_note_in_the_list_become_notes(page: NotesPage, review: Larkfield) -> None:
    note = ids(review)[0]
    review.session.do(review.opened, capture.edit_note, note, text="One.\nTwo.")
    page.refresh(frozenset({"note"}))
    choose(page, 0)
    run(page, "notes.lines")
    review.settle()
    assert texts(review)[:2] == ["One.", "Two."]
    run(page, "notes.lines")
    assert page.said.text == "The note has one line only."


def test_a_quotation_names_the_kind_of_speaker(page: NotesPage, review: Larkfield) -> None:
    type_(page, 'He said "I check it with my partner"')
    menu = page.notes.speaker_menu()
    words = [one.text() for one in menu.actions()]
    assert words[:2] == ["a Year 4 pupil", "the mathematics lead"]
    menu.actions()[0].trigger()
    assert page.editor.note_tags.speaker == "a Year 4 pupil"
    kept = review.opened.draft(page.editor.place)
    assert kept is not None
    assert "a Year 4 pupil" in kept.extra
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    found = review.need(Note, ids(review)[-1])
    assert (found.source, found.speaker) == (Source.QUOTE, "a Year 4 pupil")
    assert ("Quote: a Year 4 pupil", "outlined") in page.stream.notes.rows[-1].chips
    choose(page, len(ids(review)) - 1)
    run(page, "notes.change")
    assert page.editor.note_tags.speaker == "a Year 4 pupil"
    page.editor.quote("")
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    assert review.need(Note, found.id).source is Source.OBSERVATION


def test_time_seen_is_typed_over_and_the_time_written_stays(
    page: NotesPage, review: Larkfield
) -> None:
    choose(page, 3)
    before = review.need(Note, ids(review)[3])
    run(page, "notes.time")
    field = page.window().focusWidget()
    QTest.keyClicks(field, "1005")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.editor.words.setFocus()
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    found = review.need(Note, before.id)
    assert found.seen_at[11:16] == "10:05"
    assert found.written_at == before.written_at
    assert ids(review)[0] == before.id


def test_menu_of_a_note_offers_what_can_be_done(page: NotesPage, review: Larkfield) -> None:
    before = texts(review)
    choose(page, 1)
    page.stream.menu_asked.disconnect()
    asked = QSignalSpy(page.stream.menu_asked)
    page.stream.context_asked.emit(page.stream.current_id)
    assert asked.count() == 1
    menu = page.notes.note_menu()
    actions = {one.text(): one for one in menu.actions()}
    assert {"Split into notes, one a line", "Move the note up", "Choose several notes"} <= set(
        actions
    )
    actions["Join with the note above"].trigger()
    review.settle()
    assert texts(review) == ["\n".join(before[:2]), *before[2:]]


LONG = " ".join(
    ["The teacher stops the class and reteaches tenths from a mistake, naming it as useful."] * 27
)


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(860, 520, 1.0), (1700, 1000, 1.0), (1200, 660, 2.0)]
)
def test_four_hundred_words_are_read_with_ease_and_the_cursor_stays_in_sight(
    page: NotesPage, qapp: QApplication, theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    qapp.processEvents()
    words = page.editor.words
    words.setFocus()
    words.replace_text(LONG, len(LONG))
    wait_until(lambda: words.height() > 20 * words.fontMetrics().height())
    for key in "end":
        QTest.keyClicks(words, key)
        qapp.processEvents()
    laid = words.document().firstBlock().layout()
    lengths = [laid.lineAt(at).textLength() for at in range(laid.lineCount() - 1)]
    assert 50 <= sum(lengths) / len(lengths) <= 80
    assert max(lengths) <= 84
    assert words.height() >= words.document().size().height()
    wait_until(lambda: words.visibleRegion().contains(words.cursorRect().center()))


def test_whoever_scrolled_up_to_read_stays_there_where_the_card_did_not_grow(
    page: NotesPage, qapp: QApplication
) -> None:
    page.resize(860, 520)
    words = page.editor.words
    words.setFocus()
    words.replace_text(LONG, len(LONG))
    wait_until(lambda: words.visibleRegion().contains(words.cursorRect().center()))
    [scroller] = [one for one in page.findChildren(Scroller) if one.isAncestorOf(words)]
    bar = scroller.verticalScrollBar()
    bar.setValue(0)
    most = bar.maximum()
    page.resize(860, 480)
    wait_until(lambda: bar.maximum() != most)
    qapp.processEvents()
    assert bar.value() == 0
    assert words.hasFocus()


def test_one_comes_back_to_where_one_was_among_the_notes(
    page: NotesPage, review: Larkfield, qapp: QApplication
) -> None:
    page.resize(860, 420)
    for number in range(30):
        review.session.do(
            review.opened, capture.commit_note, review.activities["mathematics"], f"Line {number}."
        )
    page.show_visit(review.activities["mathematics"])
    qapp.processEvents()
    choose(page, 3)
    type_(page, "Half a sent")
    put_cursor(page, 4)
    bar = page.stream.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = (bar.value(), page.stream.current_id)
    assert before[0] > 0
    page.show_visit(review.activities["english"])
    qapp.processEvents()
    type_(page, "Elsewhere")
    page.show_visit(review.activities["mathematics"])
    qapp.processEvents()
    assert (bar.value(), page.stream.current_id) == before
    assert (page.editor.text, page.editor.words.cursor_position()) == ("Half a sent", 4)
    assert page.editor.words.hasFocus()


def test_every_way_to_mark_a_note_is_told_on_the_laptop_most_of_them_own(page: NotesPage) -> None:
    hints = page.notes.hints
    assert "Ctrl 5 follow up" in hints.text()
    width, height, _scale = SIZES[0]
    page.resize(width, height)
    QApplication.processEvents()
    told = hints.text().split(", ")
    shown, _gap = hints.fit(hints.width())
    assert told[:shown][-1] == "Ctrl 5 follow up"
