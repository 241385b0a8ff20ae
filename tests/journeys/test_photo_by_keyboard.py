"""A photo from a file to its note, in the real window, by keyboard alone, with a kill before it was kept."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from reviewer_app.app import Program
from reviewer_app.model.nouns import Photo
from reviewer_app.review import set_up
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from tests.journeys.begun import PASSPHRASE, visit_just_begun
from tests.journeys.desktop import Window
from tests.ui.photographs import HEIGHT, WIDTH
from tests.ui.photographs import display as drawn


def allow_photos(session: Session, opened: OpenReview) -> None:
    session.do(opened, set_up.allow_photos, "the programme office")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Window]:
    """The program at a visit of a review in which photos are allowed."""
    with visit_just_begun(tmp_path, allow_photos, log=tmp_path / "log") as window:
        yield window
    print((tmp_path / "log").read_text() if (tmp_path / "log").exists() else "")


def test_photo_is_blurred_killed_taken_up_again_and_kept_with_its_note(
    desk: Window, tmp_path: Path
) -> None:
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(drawn())
    desk.start()
    desk.named("Note", "text")
    desk.type("Writing hangs beside the library")
    desk.keys("ctrl+shift+a")
    desk.choose_file(wall)
    desk.says("No faces of pupils")
    desk.keys("Right", "Right", "shift+Down")
    desk.keys("ctrl+b")
    desk.wait_for(
        "Take back, which can be pressed",
        lambda one: one.name == "Take back" and "sensitive" in one.states,
    )
    desk.keys("Tab")
    desk.type("Writing about rivers")
    desk.picture(tmp_path / "panel.png")
    # A draft is saved within a quarter of a second; what is older than one second is kept.
    time.sleep(1.2)
    desk.kill()
    desk.start()
    desk.says("is not kept yet")
    desk.says("Writing hangs beside the library")
    desk.click("Go on")
    desk.says("No faces of pupils")
    desk.wait_for("the caption", lambda one: one.text == "Writing about rivers")
    desk.keys("ctrl+Return")
    desk.says("1 photo goes with this note.")
    desk.keys("Return")
    desk.wait_for(
        "the note with its photo",
        lambda one: one.role == "list item" and "Photo: Writing about rivers" in one.name,
    )
    desk.close()
    assert_kept(tmp_path)


def assert_kept(tmp_path: Path) -> None:
    session = Program(keyring=lambda: None).open(tmp_path / "mine", passphrase=PASSPHRASE)
    opened = session.open(session.reviews()[0].id)
    [photo] = opened.all(Photo)
    [note] = opened.notes_of(opened.activities()[0].id)
    jpeg = session.photo(photo.digest)
    waiting = opened.photo_drafts
    session.close()
    assert (photo.note, photo.caption) == (note.id, "Writing about rivers")
    assert note.text == "Writing hangs beside the library"
    assert waiting == {}
    assert jpeg is not None
    with Image.open(BytesIO(jpeg)) as kept, Image.open(BytesIO(drawn())) as before:
        assert kept.size == before.size == (WIDTH, HEIGHT)
        assert dark(before) > 500
        assert dark(kept) == 0


def dark(image: Image.Image) -> int:
    """How many dark pixels stand where the writing on the wall is blurred."""
    return sum(image.convert("L").crop((700, 690, 860, 840)).histogram()[:80])
