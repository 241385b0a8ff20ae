"""A day's evidence from unlocking to the draft report, in the real window, by keyboard alone: no mouse is moved.

At every place it is looked up where the keys are, so that they are never lost on the way.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from reviewer_app.app import Program
from reviewer_app.frameworks.load import load_framework
from reviewer_app.model.nouns import Answer, Note
from reviewer_app.model.words import ActivityKind, ActivityState, Bearing
from reviewer_app.review import recovery, timetable
from reviewer_app.review.set_up import SchoolFacts
from tests.journeys.desktop import PATIENCE, Seen, Window, display
from tests.ui.forms import EVERY_ITEM

PASSPHRASE: Final = "seven lanterns over larkfield"
TITLES: Final = ("Year 4 mathematics", "Year 6 science")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Window]:
    """The program before its notes are opened; two lesson visits are planned today."""
    session, _code = Program(keyring=lambda: None).create(tmp_path / "mine", passphrase=PASSPHRASE)
    session.become("Helen Marsh")
    recovery.mark_proved(session)
    session.set_setting("saved_in", str(tmp_path)).result()
    review = session.create_review(
        SchoolFacts("Larkfield Primary School", "990001"),
        load_framework(EVERY_ITEM, source="every-item.yaml"),
        start="2026-11-17",
        days=3,
    )
    opened = session.open(review)
    for title, start in zip(TITLES, ("10:15", "11:15"), strict=True):
        session.do(
            opened,
            timetable.plan,
            ActivityKind.LESSON_VISIT,
            title,
            start=f"2026-11-17T{start}:00+00:00",
            people=[opened.me],
        )
    session.close()
    with display() as address:
        window = Window(
            address, ["--profile", str(tmp_path / "mine")], tmp_path / "clock", log=tmp_path / "log"
        )
        window.at("2026-11-17T10:17+00:00")
        yield window
        if window.process is not None and window.process.poll() is None:
            window.kill()
        print((tmp_path / "log").read_text() if (tmp_path / "log").exists() else "")


def test_a_day_from_its_start_to_the_draft_without_a_mouse(desk: Window, tmp_path: Path) -> None:
    desk.start()
    keys_in(desk, "Passphrase")
    desk.type(PASSPHRASE)
    desk.keys("Return")
    keys_in(desk, "Start")
    desk.keys("Return")
    write_notes(desk)
    fill_form(desk)
    desk.keys("ctrl+Return")
    desk.named("Open again", "push button")
    tag_what_is_untagged(desk)
    change_plan(desk)
    find(desk)
    export_draft(desk, tmp_path)
    desk.close()
    assert_kept(tmp_path)


def keys_in(desk: Window, name: str) -> Seen:
    """Wait until the keys are in what is called so."""
    return desk.wait_for(
        f"the keys in {name!r}", lambda one: one.name.startswith(name) and "focused" in one.states
    )


def note_of(desk: Window, words: str) -> None:
    """Wait for a note that begins so."""
    desk.wait_for(f"the note {words!r}", lambda one: one.role == "list item" and words in one.name)


def write_notes(desk: Window) -> None:
    """A criterion, a group of pupils, which way it points, a quotation, two notes out of one, and one taken back."""
    keys_in(desk, "Note")
    desk.type("www Pupils explain why to a partner #cla")
    desk.wait_for("the criterion", lambda one: "Clarity" in one.name and one.width > 0)
    desk.keys("Return")
    desk.type(" @all")
    desk.wait_for("the pupils", lambda one: "All pupils" in one.name and one.width > 0)
    desk.keys("Return", "Return")
    note_of(desk, "to a partner")
    desk.later()
    desk.type("I always have a job to do")
    desk.keys("ctrl+4")
    desk.wait_for_menu()
    desk.keys("Down", "Return", "Return")
    note_of(desk, "job to do")
    desk.later()
    desk.type("Books show a second try. Key words are used.")
    desk.keys("Return")
    note_of(desk, "Key words")
    desk.keys("ctrl+Up", "F2", "ctrl+Home", *["ctrl+Right"] * 6, "ctrl+d")
    desk.wait_for(
        "the second half",
        lambda one: one.role == "list item" and "Key words" in one.name and "try" not in one.name,
    )
    desk.keys("ctrl+l")
    keys_in(desk, "Note")
    desk.later()
    desk.type("Written in the wrong visit")
    desk.keys("Return")
    note_of(desk, "wrong visit")
    desk.keys("ctrl+z")
    desk.says("Taken back: a note.")
    keys_in(desk, "Note")


def fill_form(desk: Window) -> None:
    """The first question is answered, and Tab goes on to the next; a note half written meanwhile is still there."""
    desk.type("Half a")
    desk.keys("ctrl+shift+f")
    desk.wait_for(
        "the keys in the form", lambda one: one.role == "radio button" and "focused" in one.states
    )
    desk.keys("space")
    desk.wait_for("the answer", lambda one: one.role == "radio button" and "checked" in one.states)
    desk.keys("ctrl+l")
    assert keys_in(desk, "Note").text == "Half a"
    desk.type(" sentence")


def tag_what_is_untagged(desk: Window) -> None:
    """A digit tags each note left over, Down goes to the next; Escape goes back to the visit."""
    desk.keys("ctrl+u")
    desk.says("4 of 4 notes left")
    desk.keys("1", "Down", "1", "Down", "1", "Down", "1")
    desk.says("All done")
    desk.keys("Escape")
    desk.named("Open again", "push button")
    keys_in(desk, "Note")


def change_plan(desk: Window) -> None:
    """The second visit is moved: once by steps, once to a time."""
    desk.keys("alt+2")
    desk.named("Plan a visit", "push button")
    desk.wait_for("the second visit", lambda one: TITLES[1] in one.name and "focused" in one.states)
    desk.keys("alt+Down")
    desk.says("11:20")
    desk.keys("F2")
    desk.type("1330")
    desk.keys("Return")
    desk.says("13:30")


def find(desk: Window) -> None:
    """A finding is written; what comes over the page for a moment leaves the next one as it is, the wall ends it."""
    desk.keys("alt+5")
    desk.named("New finding", "push button")
    desk.keys("ctrl+Return")
    keys_in(desk, "New: what went well")
    desk.type("Pupils explain what they do.")
    desk.keys("Return")
    desk.says("Pupils explain what they do.")
    keys_in(desk, "New: what went well")
    desk.type("Half a fin")
    for over, closing in (("ctrl+k", "What to do"), ("ctrl+f", "Find a note"), ("F9", "Close")):
        desk.keys(over)
        keys_in(desk, closing)
        desk.keys("Escape")
        assert keys_in(desk, "New: what went well").caret == len("Half a fin")
    desk.type("ding.")
    desk.keys("F5")
    keys_in(desk, "Meeting view")
    desk.says("Half a finding.")
    desk.keys("Escape")
    keys_in(desk, "New: what went well")


def export_draft(desk: Window, folder: Path) -> None:
    """The draft lies where the last file was saved."""
    desk.keys("alt+6")
    desk.named("Seal the report", "push button")
    desk.keys("ctrl+e")
    keys_in(desk, "Who it is for")
    desk.keys("Return")
    desk.says("Exported")
    keys_in(desk, "Show in folder")
    assert [one for one in folder.glob("*.pdf") if one.read_bytes().startswith(b"%PDF")] != []
    desk.keys("Escape")
    deadline = time.monotonic() + PATIENCE
    while any(one.name == "Show in folder" for one in desk.look()):
        assert time.monotonic() < deadline, "the panel stays"
        time.sleep(0.2)
    assert any("focused" in one.states for one in desk.look())


def assert_kept(folder: Path) -> None:
    """All of it is in the review, each in its place."""
    session = Program(keyring=lambda: None).open(folder / "mine", passphrase=PASSPHRASE)
    opened = session.open(session.reviews()[0].id)
    first, second = opened.activities()
    notes = {note.text: note for note in opened.all(Note)}
    criteria = {words: opened.criteria_of(note.id) for words, note in notes.items()}
    answers = opened.all(Answer)
    found = [one.text for one in opened.findings()]
    session.close()
    assert set(notes) == {
        "Pupils explain why to a partner",
        "I always have a job to do",
        "Books show a second try.",
        "Key words are used.",
        "Half a sentence",
    }
    assert notes["Pupils explain why to a partner"].bearing is Bearing.WWW
    assert notes["I always have a job to do"].speaker
    assert all(criteria.values())
    assert first.state is ActivityState.WRITTEN_UP
    assert second.planned_start is not None
    assert second.planned_start[11:16] == "13:30"
    assert len(answers) == 1
    assert found == ["Pupils explain what they do.", "Half a finding."]
