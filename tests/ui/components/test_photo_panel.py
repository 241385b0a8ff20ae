"""Before a photo is kept: blurred and cropped for good, said in words, never lost and never kept by mistake."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.nouns import Note
from reviewer_app.review import set_up
from reviewer_app.ui.components.photo_panel import PhotoPanel, PhotoTarget
from reviewer_app.ui.theme import Theme
from tests.ui.components.photo_desks import (
    Host,
    captions,
    opens,
    photos_allowed,
    picture,
    shown_host,
    stored,
)
from tests.ui.pages.looks import nameless
from tests.ui.photographs import EYES, FACE
from tests.ui.support import Larkfield, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
WHERE = QRect(FACE[0], FACE[1], FACE[2] - FACE[0], FACE[3] - FACE[1])


@pytest.fixture
def note(review: Larkfield) -> Note:
    return review.opened.notes_of(review.activities["mathematics"])[0]


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review with its notes, and photos allowed."""
    with photos_allowed(tmp_path) as made:
        yield made


@pytest.fixture
def host(review: Larkfield, qtbot: QtBot) -> Iterator[Host]:
    with shown_host(review, qtbot) as made:
        yield made


@pytest.fixture
def panel(host: Host, note: Note) -> PhotoPanel:
    """The panel with the invented photo in it, which is for a note that stands."""
    desk = host.photo_desk
    desk.take([picture()], desk.for_note(note.id))
    opens(desk)
    return desk.panel


def settled(panel: PhotoPanel) -> None:
    wait_until(lambda: panel.is_settled)


def draft(review: Larkfield) -> PhotoDraft:
    review.settle()
    [found] = review.session.open(review.opened.id).photo_drafts.values()
    return found


def dark(jpeg: bytes) -> int:
    """How many dark pixels stand where the eyes were: none where it is blurred."""
    with Image.open(BytesIO(jpeg)) as image:
        face = image.convert("L").crop(EYES)
        return sum(face.histogram()[:60])


def test_photo_is_saved_as_a_draft_when_it_is_taken_in(
    panel: PhotoPanel, review: Larkfield
) -> None:
    found = draft(review)
    assert (found.id, found.ready, found.width) == (panel.draft, False, 1600)
    jpeg = review.session.photo_draft(found.id)
    assert jpeg is not None
    assert b"Larkfield" not in jpeg


def test_blurred_area_is_gone_from_the_draft_at_once_and_from_what_is_kept(
    panel: PhotoPanel, review: Larkfield, note: Note
) -> None:
    before = review.session.photo_draft(panel.draft)
    assert before is not None
    assert dark(before) > 500
    panel.picture.set_area(WHERE)
    panel.blur.click()
    settled(panel)
    found = draft(review)
    after = review.session.photo_draft(found.id)
    assert after is not None
    assert dark(after) == 0
    panel.caption.line.setText("A wall")
    panel.keep.click()
    wait_until(lambda: captions(review, note.id) == ["A wall"])
    [photo] = review.opened.photos_of(note.id)
    assert dark(stored(review, photo)) == 0


def test_whole_way_by_keyboard_alone(panel: PhotoPanel, review: Larkfield, note: Note) -> None:
    window = panel.window()
    assert window.focusWidget() is panel.picture
    for _each in range(5):
        QTest.keyClick(panel.picture, Qt.Key.Key_Right)
    area = panel.picture.area
    QTest.keyClick(panel.picture, Qt.Key.Key_B, CONTROL)
    settled(panel)
    assert panel.back.isEnabled()
    assert panel.picture.area == area
    QTest.keyClick(panel.picture, Qt.Key.Key_R, CONTROL)
    settled(panel)
    assert (draft(review).width, draft(review).height) == (area.width(), area.height())
    QTest.keyClick(panel.picture, Qt.Key.Key_Return, CONTROL)
    assert panel.caption.error
    assert window.focusWidget() is panel.caption.line
    QTest.keyClicks(panel.caption.line, "Writing on a wall")
    QTest.keyClick(panel.caption.line, Qt.Key.Key_Return, CONTROL)
    wait_until(lambda: captions(review, note.id) == ["Writing on a wall"])
    assert not panel.isVisible()


def test_tab_reaches_every_control_and_stays_in_the_panel(panel: PhotoPanel) -> None:
    seen = []
    for _each in range(8):
        seen.append(panel.window().focusWidget())
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
    wanted = {panel.picture, panel.blur, panel.crop, panel.caption.line, panel.keep, panel.leave}
    assert wanted <= set(seen)
    assert all(one is not None and panel.isAncestorOf(one) for one in seen)
    assert nameless(panel) == []


def test_steps_are_taken_back_until_the_photo_is_kept(panel: PhotoPanel, review: Larkfield) -> None:
    assert panel.back.disabled_reason
    panel.picture.set_area(WHERE)
    panel.blur_area()
    panel.crop_to_area()
    settled(panel)
    wait_until(lambda: draft(review).width == WHERE.width())
    QTest.keyClick(panel.picture, Qt.Key.Key_Z, CONTROL)
    settled(panel)
    assert draft(review).width == 1600
    panel.back.click()
    settled(panel)
    jpeg = review.session.photo_draft(panel.draft)
    review.settle()
    assert jpeg is not None
    assert panel.back.disabled_reason


def test_undo_in_the_caption_is_the_captions(panel: PhotoPanel) -> None:
    panel.blur_area()
    settled(panel)
    panel.caption.line.setFocus()
    QTest.keyClicks(panel.caption.line, "A wall")
    QTest.keyClick(panel.caption.line, Qt.Key.Key_Z, CONTROL)
    assert panel.caption.value == ""
    assert panel.back.isEnabled()


def test_escape_puts_the_photo_aside_even_before_it_was_saved(
    host: Host, review: Larkfield, note: Note
) -> None:
    desk = host.photo_desk
    desk.take([picture()], desk.for_note(note.id))
    wait_until(desk.panel.isVisible)
    QTest.keyClick(desk.panel.picture, Qt.Key.Key_Escape)
    assert not desk.panel.isVisible()
    wait_until(lambda: bool(review.opened.photo_drafts))
    assert draft(review).width == 1600


@pytest.mark.parametrize("hurry", [False, True])
def test_photo_left_out_leaves_nothing(
    host: Host, review: Larkfield, note: Note, hurry: bool
) -> None:
    desk = host.photo_desk
    desk.take([picture()], desk.for_note(note.id))
    wait_until(desk.panel.isVisible)
    if not hurry:
        settled(desk.panel)
        desk.panel.blur_area()
    desk.panel.leave.click()
    assert desk.panel.draft == ""
    # Two workers answer what is asked; once both answered this, nothing asked earlier is under way.
    answered: list[None] = []
    for _each in range(2):
        review.bridge.ask(lambda: None).then(answered.append)
    wait_until(lambda: len(answered) == 2)
    review.settle()
    assert review.opened.photo_drafts == {}
    assert review.session.open(review.opened.id).photo_drafts == {}


def test_words_are_saved_while_they_are_typed(panel: PhotoPanel, review: Larkfield) -> None:
    panel.caption.line.setFocus()
    QTest.keyClicks(panel.caption.line, "A wall")
    wait_until(lambda: draft(review).caption == "A wall")


def test_photo_for_the_note_being_written_waits_ready(host: Host, review: Larkfield) -> None:
    desk = host.photo_desk
    desk.take([picture()], PhotoTarget("note:here"))
    opens(desk)
    desk.panel.caption.line.setText("A wall")
    desk.panel.keep_now()
    assert not desk.panel.isVisible()
    found = draft(review)
    assert (found.ready, found.caption, found.place) == (True, "A wall", "note:here")


def test_refusal_is_said_in_the_panel_and_the_photo_stays(
    panel: PhotoPanel, review: Larkfield, note: Note
) -> None:
    review.session.do(review.opened, set_up.stop_photos)
    panel.caption.line.setText("A wall")
    panel.keep_now()
    wait_until(panel.told.isVisible)
    assert "switched off" in panel.told.text
    assert panel.isVisible()
    assert captions(review, note.id) == []
    assert draft(review).caption == "A wall"


@pytest.mark.parametrize("busy", [False, True])
def test_kept_twice_in_a_hurry_is_kept_once(
    panel: PhotoPanel, review: Larkfield, note: Note, busy: bool
) -> None:
    panel.caption.line.setText("A wall")
    if busy:
        panel.blur_area()
    panel.keep_now()
    panel.keep_now()
    QTest.keyClick(panel.caption.line, Qt.Key.Key_Return, CONTROL)
    wait_until(lambda: bool(captions(review, note.id)))
    review.settle()
    assert captions(review, note.id) == ["A wall"]
    assert not panel.isVisible()
