"""A name typed into a note is underlined on the screen, and a role takes its place, by keyboard alone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.begun import visit_just_begun
from tests.journeys.desktop import Window

TYPED = "We asked Kacper why it is so"
PATIENCE = 10.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Window]:
    """The program at a visit that was just begun."""
    with visit_just_begun(tmp_path) as window:
        yield window


def marked_pixels(desk: Window, picture: Path, box: tuple[int, int, int, int]) -> int:
    """Count the pixels of a part of the screen that have the colour of the line: a dark brown no words have."""
    desk.picture(picture)
    with Image.open(picture) as drawn:
        part = drawn.convert("RGB").crop(box)
    return sum(
        red > 100 and red - green > 40 and green - blue > 20
        for red, green, blue in zip(*[iter(part.tobytes())] * 3, strict=True)
    )


def test_a_name_is_underlined_and_a_role_takes_its_place(desk: Window, tmp_path: Path) -> None:
    desk.start()
    note = desk.named("Note", "text")
    box = (note.x, note.y, note.x + note.width, note.y + note.height + 8)
    before = marked_pixels(desk, tmp_path / "before.png", box)
    desk.type(TYPED)
    deadline = time.monotonic() + PATIENCE
    while (found := marked_pixels(desk, tmp_path / "marked.png", box)) <= before + 20:
        assert time.monotonic() < deadline, f"no line below the name: {found} pixels"
        time.sleep(0.2)
    desk.keys("ctrl+period")
    desk.wait_for_menu()
    desk.keys("Return")
    desk.wait_for("the role in the note", lambda one: one.text == "We asked a pupil why it is so")
    assert marked_pixels(desk, tmp_path / "after.png", box) <= before + 5
    desk.keys("Return")
    desk.wait_for(
        "the note in the stream",
        lambda one: one.role == "list item" and "We asked a pupil why it is so" in one.name,
    )
    desk.close()
