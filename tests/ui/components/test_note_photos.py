"""Photos on the page Notes: pasted, dropped, shown, removed; never apart from their note."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Photo
from reviewer_app.review import capture, photo_taking, photos, set_up
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.ui.models.waiting_model import waiting_lines
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from tests.ui.components.photo_desks import (
    captions,
    copy_picture,
    opens,
    photo_file,
    photos_allowed,
)
from tests.ui.pages.looks import nameless, show
from tests.ui.photographs import display
from tests.ui.support import Larkfield, run, wait_until


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review with its notes, and photos allowed."""
    with photos_allowed(tmp_path) as made:
        yield made


@pytest.fixture
def page(review: Larkfield) -> Iterator[NotesPage]:
    """The page, on the visit that is about to begin."""
    made = NotesPage(review.bridge)
    made.resize(1000, 900)
    show(made, review)
    made.enter(review.activities["mathematics"])
    yield made
    review.settle()
    made.leave()
    made.close()


def reason(page: NotesPage, command: str) -> str:
    """Why a command cannot be given now."""
    return next(one for one in page.commands() if one.id == command).why_not()


def pastes(page: NotesPage, caption: str) -> None:
    """Paste the picture on the clipboard into the note being written, and keep it."""
    copy_picture()
    page.writer.editor.words.setFocus()
    QTest.keyClick(page.writer.editor.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opens(page.photo_desk)
    page.photo_desk.panel.caption.line.setText(caption)
    page.photo_desk.panel.keep_now()


def attach(review: Larkfield, caption: str, note: int = 0) -> str:
    """Attach the invented photo to a note of the visit."""
    found = review.opened.notes_of(review.activities["mathematics"])[note]
    clean = photos.clean_photo(display())
    return review.session.do(review.opened, photo_taking.attach_photo, found.id, clean, caption)


def test_photo_pasted_while_writing_goes_with_the_note(page: NotesPage, review: Larkfield) -> None:
    words = page.writer.editor.words
    words.setFocus()
    QTest.keyClicks(words, "Pupils explain on paper")
    pastes(page, "A page of writing")
    waiting = page.notes.photos.waiting
    assert waiting.said.text() == "1 photo goes with this note."
    assert len(waiting.tiles) == 1
    assert page.writer.editor.text == "Pupils explain on paper"
    assert page.window().focusWidget() is words
    QTest.keyClick(words, Qt.Key.Key_Return)
    review.settle()
    note = review.opened.notes_of(review.activities["mathematics"])[-1]
    assert note.text == "Pupils explain on paper"
    assert captions(review, note.id) == ["A page of writing"]
    assert waiting.tiles == {}
    assert review.session.open(review.opened.id).photo_drafts == {}


def test_photo_without_words_gives_the_note_its_own(page: NotesPage, review: Larkfield) -> None:
    pastes(page, "A page of writing")
    assert page.writer.editor.text == "A page of writing"
    QTest.keyClick(page.writer.editor.words, Qt.Key.Key_Return)
    review.settle()
    note = review.opened.notes_of(review.activities["mathematics"])[-1]
    assert (note.text, captions(review, note.id)) == ("A page of writing", ["A page of writing"])


def test_note_and_its_photo_come_and_go_together(page: NotesPage, review: Larkfield) -> None:
    before = len(review.opened.notes_of(review.activities["mathematics"]))
    pastes(page, "A page of writing")
    QTest.keyClick(page.writer.editor.words, Qt.Key.Key_Return)
    review.settle()
    review.bridge.undo()
    review.settle()
    assert review.opened.all(Photo) == []
    assert len(review.opened.notes_of(review.activities["mathematics"])) == before
    review.bridge.redo()
    review.settle()
    assert [one.caption for one in review.opened.all(Photo)] == ["A page of writing"]


def test_photo_pasted_while_a_note_is_changed_goes_on_that_note(
    page: NotesPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.change_note(note.id)
    copy_picture()
    assert page.stream.editor is not None
    page.stream.editor.words.paste()
    opens(page.photo_desk)
    page.photo_desk.panel.caption.line.setText("The board")
    page.photo_desk.panel.keep_now()
    wait_until(lambda: captions(review, note.id) == ["The board"])


def test_photo_pasted_in_the_list_goes_on_the_note_chosen(
    page: NotesPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[2]
    page.stream.show_note(note.id)
    copy_picture()
    QTest.keyClick(page.stream, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opens(page.photo_desk)
    page.photo_desk.panel.caption.line.setText("The board")
    page.photo_desk.panel.keep_now()
    wait_until(lambda: captions(review, note.id) == ["The board"])


def test_file_dropped_on_the_page_is_taken_in(
    page: NotesPage, review: Larkfield, tmp_path: Path
) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(photo_file(tmp_path)))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copies = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(400, 300), copies, dropped, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(400, 300), copies, dropped, left, none))
    opens(page.photo_desk)
    words = QMimeData()
    words.setText("Words.")
    enter = QDragEnterEvent(QPoint(400, 300), copies, words, left, none)
    QApplication.sendEvent(page, enter)
    assert not enter.isAccepted()


def test_photo_not_kept_waits_with_its_visit_and_on_today(
    page: NotesPage, review: Larkfield
) -> None:
    copy_picture()
    page.writer.editor.words.paste()
    opens(page.photo_desk)
    page.photo_desk.panel.close_sheet()
    review.settle()
    waiting = page.notes.photos.waiting
    assert waiting.unkept.isVisible()
    assert waiting.unkept.text == "A photo from 12:31 is not kept yet."
    [line] = [
        one
        for one in waiting_lines(review.opened, review.clock().date())
        if one.id.startswith("photo:")
    ]
    assert line.record == review.activities["mathematics"]
    page.show_visit(review.activities["english"])
    assert not waiting.unkept.isVisible()
    page.show_visit(review.activities["mathematics"])
    assert waiting.unkept.isVisible()
    waiting.unkept.acted.emit()
    opens(page.photo_desk)
    page.photo_desk.panel.close_sheet()
    assert page.window().focusWidget() is waiting.add
    waiting.unkept.second_acted.emit()
    review.settle()
    assert not waiting.unkept.isVisible()
    assert review.session.open(review.opened.id).photo_drafts == {}


def test_nothing_of_photos_is_in_sight_while_they_are_off(
    page: NotesPage, review: Larkfield
) -> None:
    assert page.notes.photos.waiting.add.isVisible()
    assert reason(page, "notes.photo") == ""
    review.bridge.do(set_up.stop_photos)
    review.settle()
    assert not page.notes.photos.waiting.isVisible()
    assert "switched off" in reason(page, "notes.photo")
    copy_picture()
    page.writer.editor.words.paste()
    assert "switched off" in page.said.text
    assert page.said.isVisible()


def test_photo_below_its_note_opens_large_by_a_click_and_by_key(
    page: NotesPage, review: Larkfield
) -> None:
    photo = attach(review, "The board")
    review.bridge.changed.emit(frozenset({"photo"}))
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    review.settle()
    page.stream.show_note(note.id)
    QApplication.processEvents()
    rect = page.stream.visualRect(page.stream.notes.index_of(note.id))
    found = [
        QPoint(x, y)
        for y in range(rect.top(), rect.bottom(), 8)
        for x in range(rect.left(), rect.right(), 8)
        if page.notes.photos.photo_at(QPoint(x, y)) == photo
    ]
    viewer = page.photo_desk.viewer
    QTest.mouseClick(page.stream.viewport(), Qt.MouseButton.LeftButton, pos=found[len(found) // 2])
    assert viewer.photo == photo
    QTest.keyClick(viewer.picture, Qt.Key.Key_Escape)
    assert viewer.photo == ""
    assert page.stream.hasFocus()
    assert reason(page, "notes.photos") == ""
    run(page, "notes.photos")
    assert viewer.photo == photo
    assert viewer.picture.accessibleName() == "The board"
    assert nameless(viewer) == []


def test_command_says_why_there_is_no_photo_to_see(page: NotesPage, review: Larkfield) -> None:
    page.stream.setCurrentIndex(page.stream.notes.index(-1, 0))
    assert reason(page, "notes.photos") == "Choose a note first."
    page.stream.show_note(review.opened.notes_of(review.activities["mathematics"])[1].id)
    assert reason(page, "notes.photos") == "This note has no photo."


def test_removed_photo_can_be_undone_from_the_line_that_says_so(
    page: NotesPage, review: Larkfield
) -> None:
    photo = attach(review, "The board")
    page.photo_desk.view(photo)
    QTest.keyClick(page.photo_desk.viewer.picture, Qt.Key.Key_Delete)
    review.settle()
    assert review.opened.all(Photo) == []
    assert not page.photo_desk.viewer.isVisible()
    assert page.said.text == "The photo was removed."
    page.said.acted.emit()
    review.settle()
    assert [one.id for one in review.opened.all(Photo)] == [photo]


def test_what_somebody_else_said_of_a_photo_while_one_types_is_not_replaced(
    page: NotesPage, review: Larkfield
) -> None:
    photo = attach(review, "The board")
    page.photo_desk.view(photo)
    line = page.photo_desk.viewer.caption.line
    line.setFocus()
    line.setText("The board in Year 4")
    change = photo_taking.change_caption
    review.session.do(review.opened, change, photo, "The wall", since=review.opened.position)
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.disputed == {photo}
    # What one said oneself is seen: to say it otherwise makes no third version.
    line.setText("The board of Year 4")
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.get(Photo, photo) is not None
    assert review.opened.disputed == set()


def test_several_photos_are_gone_through_by_key_and_worded_anew(
    page: NotesPage, review: Larkfield
) -> None:
    ids = []
    for words in ("first", "second", "third"):
        ids.append(attach(review, words))
        review.clock.set(18, 12, 31 + len(ids))
    viewer = page.photo_desk.viewer
    page.photo_desk.view(ids[0])
    assert viewer.previous.disabled_reason
    for wanted in (*ids[1:], ids[2]):
        QTest.keyClick(viewer.picture, Qt.Key.Key_Right)
        assert viewer.photo == wanted
    assert viewer.next.disabled_reason
    assert viewer.accessibleName() == "Photo 3 of 3"
    viewer.caption.line.setFocus()
    viewer.caption.line.setText("the last")
    QTest.keyClick(viewer.caption.line, Qt.Key.Key_Return)
    review.settle()
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    assert captions(review, note.id) == ["first", "second", "the last"]
    viewer.caption.line.setText("")
    QTest.keyClick(viewer.caption.line, Qt.Key.Key_Return)
    review.settle()
    assert viewer.caption.error
    viewer.remove.click()
    review.settle()
    assert viewer.photo == ids[0]


def test_photo_that_has_not_come_says_so_and_is_shown_when_it_comes(
    page: NotesPage, review: Larkfield
) -> None:
    photo = attach(review, "The board")
    found = review.need(Photo, photo)
    jpeg = review.session.photo(found.digest)
    assert jpeg is not None
    review.forget_photo(found.digest)
    shelf = page.photo_desk.shelf
    shelf.small(photo)
    wait_until(lambda: shelf.small(photo) == "coming")
    page.photo_desk.view(photo)
    wait_until(
        lambda: page.photo_desk.viewer.picture.accessibleDescription() == "Photo still to come"
    )
    review.keep_photo(jpeg)
    review.bridge.refresh()
    wait_until(lambda: shelf.small(photo) not in ("coming", "reading"))
    wait_until(lambda: page.photo_desk.viewer.picture.accessibleDescription() == "")


def test_picture_that_cannot_be_read_breaks_nothing(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    broken = CleanPhoto(b"broken", 4, 3)
    photo = review.session.do(
        review.opened, photo_taking.attach_photo, note.id, broken, "The board"
    )
    shelf = page.photo_desk.shelf
    shelf.small(photo)
    wait_until(lambda: shelf.small(photo) == "coming")
    review.session.do(review.opened, capture.remove_note, note.id, "By mistake.")
    assert shelf.small(photo) == "reading"
