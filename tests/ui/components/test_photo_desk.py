"""Photos are taken in from clipboard, drop and file, one panel after the other; what cannot be read is said."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from reviewer_app.model.nouns import Note
from reviewer_app.review import photos, set_up
from reviewer_app.review.photos import Picture
from reviewer_app.ui.components.photo_panel import PhotoTarget
from reviewer_app.ui.theme import Theme
from tests.ui.components.photo_desks import (
    Host,
    captions,
    copy_picture,
    opens,
    photo_file,
    photos_allowed,
    picture,
    shown_host,
)
from tests.ui.support import Larkfield, wait_until

PLACE = PhotoTarget("note:here")


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review with its notes, and photos allowed."""
    with photos_allowed(tmp_path) as made:
        yield made


@pytest.fixture
def host(review: Larkfield, qtbot: QtBot) -> Iterator[Host]:
    with shown_host(review, qtbot) as made:
        yield made


def note_of(review: Larkfield) -> Note:
    return review.opened.notes_of(review.activities["mathematics"])[0]


def test_nothing_is_taken_in_while_photos_are_off(
    host: Host, review: Larkfield, tmp_path: Path
) -> None:
    review.session.do(review.opened, set_up.stop_photos)
    desk = host.photo_desk
    host.chosen = [photo_file(tmp_path)]
    desk.choose(PLACE)
    desk.take([picture()], PLACE)
    assert [kind for _words, kind in host.said] == ["alert", "alert"]
    assert "switched off" in host.said[0][0]
    assert desk.off == host.said[0][0]
    review.settle()
    assert not desk.panel.isVisible()
    assert review.opened.photo_drafts == {}


def test_picture_is_taken_in_from_file_clipboard_and_drop(
    host: Host, review: Larkfield, tmp_path: Path
) -> None:
    desk = host.photo_desk
    host.chosen = [photo_file(tmp_path)]
    desk.choose(PLACE)
    opens(desk)
    desk.panel.close_sheet()
    copy_picture()
    assert desk.paste(PLACE)
    opens(desk)
    desk.panel.close_sheet()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(host.chosen[0]))])
    assert desk.take_from(dropped, PLACE)
    opens(desk)
    words = QMimeData()
    words.setText("Words.")
    assert not desk.take_from(words, PLACE)
    sizes = {(one.width, one.height) for one in review.opened.photo_drafts.values()}
    assert (len(review.opened.photo_drafts), sizes) == (3, {(1600, 1200)})
    assert host.said == []


def test_pictures_are_read_off_the_windows_thread(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    reads, shrinks, encodes = photos.read_file, photos.shrunk, photos.encoded

    def read_file(path: Path) -> Picture:
        threads.append(threading.current_thread())
        return reads(path)

    def shrunk(picture: Picture) -> Picture:
        threads.append(threading.current_thread())
        return shrinks(picture)

    def encoded(picture: Picture) -> photos.CleanPhoto:
        threads.append(threading.current_thread())
        return encodes(picture)

    monkeypatch.setattr(photos, "read_file", read_file)
    monkeypatch.setattr(photos, "shrunk", shrunk)
    monkeypatch.setattr(photos, "encoded", encoded)
    for given in (photo_file(tmp_path), picture()):
        host.photo_desk.take([given], PLACE)
        opens(host.photo_desk)
        host.photo_desk.panel.close_sheet()
    # Reading makes smaller, too.
    assert len(threads) == 5
    assert threading.main_thread() not in threads


def test_several_files_come_one_panel_after_the_other_and_none_is_lost(
    host: Host, review: Larkfield, tmp_path: Path
) -> None:
    desk = host.photo_desk
    desk.take([photo_file(tmp_path, f"{name}.jpg") for name in "abc"], PLACE)
    for number in range(3):
        wait_until(lambda number=number: len(review.opened.photo_drafts) > number)  # type: ignore[misc]
        opens(desk)
        desk.panel.close_sheet()
    assert not desk.panel.isVisible()
    assert len(review.opened.photos_waiting("note:here")) == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "Cite it in the note"),
        (b"PK\x03\x04", "belong to the school"),
        (b"\x00\x00\x00\x18ftypheic", "Most compatible"),
        (b"nothing", "cannot be read"),
    ],
)
def test_file_that_cannot_be_taken_in_is_said_with_what_to_do(
    host: Host, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    host.photo_desk.take([path], PLACE)
    wait_until(lambda: bool(host.said))
    [(words, kind)] = host.said
    assert kind == "alert"
    assert says in words
    assert not host.photo_desk.panel.isVisible()


def test_photo_for_a_note_that_stands_goes_to_it_and_its_draft_is_gone(
    host: Host, review: Larkfield
) -> None:
    desk, note = host.photo_desk, note_of(review)
    desk.take([picture()], desk.for_note(note.id))
    opens(desk)
    desk.panel.caption.line.setText("A display")
    desk.panel.keep.click()
    wait_until(lambda: captions(review, note.id) == ["A display"])
    review.settle()
    assert not desk.panel.isVisible()
    assert review.opened.photo_drafts == {}
    assert review.session.open(review.opened.id).photo_drafts == {}


def test_photo_left_half_done_goes_on_as_it_stood(host: Host, review: Larkfield) -> None:
    desk, note = host.photo_desk, note_of(review)
    desk.take([picture()], desk.for_note(note.id))
    opens(desk)
    desk.panel.caption.line.setFocus()
    desk.panel.caption.line.setText("A wall")
    desk.panel.caption.edited.emit("A wall")
    desk.panel.crop_to_area()
    opens(desk)
    desk.put_away()
    review.settle()
    [kept] = review.session.open(review.opened.id).photo_drafts.values()
    assert (kept.width, kept.height, kept.caption, kept.ready) == (800, 600, "A wall", False)
    desk.resume(kept)
    opens(desk)
    assert desk.panel.caption.value == "A wall"
    desk.panel.keep_now()
    wait_until(lambda: captions(review, note.id) == ["A wall"])
    [photo] = review.opened.photos_of(note.id)
    assert (photo.width, photo.height) == (800, 600)
