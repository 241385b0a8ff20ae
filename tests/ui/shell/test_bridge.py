"""Undo and redo walk over one's own changes of this session, in order; what comes in meanwhile undoes nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, photo_taking, set_up, timetable
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.review.session import Session
from reviewer_app.store import drafts
from reviewer_app.store.work import Work
from reviewer_app.ui.shell.bridge import PHOTO_DRAFTS, Saving
from tests.ui.support import Larkfield, wait_until


def place_of(review: Larkfield) -> str:
    return review.need(Activity, review.activities["reading"]).place


def move_to(review: Larkfield, *places: str) -> None:
    for place in places:
        review.bridge.do(timetable.change, review.activities["reading"], place=place)
    review.settle()


def test_undo_walks_back_over_every_change_and_redo_forward_again(review: Larkfield) -> None:
    bridge = review.bridge
    move_to(review, "Room 1", "Room 2", "Room 3")
    seen = []
    for step in (*[bridge.undo] * 3, *[bridge.redo] * 3, *[bridge.undo] * 3):
        step()
        review.settle()
        seen.append(place_of(review))
    back, forward = ["Room 2", "Room 1", ""], ["Room 1", "Room 2", "Room 3"]
    assert seen == [*back, *forward, *back]
    assert not bridge.can_undo
    bridge.undo()
    review.settle()
    assert place_of(review) == ""


def test_undo_pressed_fast_takes_one_step_a_press(review: Larkfield) -> None:
    move_to(review, "Room 1", "Room 2", "Room 3")
    review.bridge.undo()
    review.bridge.undo()
    review.settle()
    assert place_of(review) == "Room 1"


def test_undo_walks_over_changes_of_different_things(review: Larkfield) -> None:
    bridge = review.bridge
    note = review.opened.notes_of(review.activities["english"])[0]
    before = {one.id for one in review.opened.activities()}
    bridge.do(capture.edit_note, note.id, text="Another wording.")
    bridge.do(timetable.plan, ActivityKind.PUPIL_VOICE, "Pupil voice", people=[review.opened.me])
    bridge.do(capture.remove_note, note.id, "removed")
    review.settle()
    bridge.undo()
    review.settle()
    assert review.need(Note, note.id).text == "Another wording."
    bridge.undo()
    review.settle()
    assert {one.id for one in review.opened.activities()} == before
    bridge.undo()
    review.settle()
    assert review.need(Note, note.id).text == note.text


def test_a_new_change_ends_what_could_be_done_again(review: Larkfield) -> None:
    move_to(review, "Room 1", "Room 2")
    review.bridge.undo()
    review.settle()
    can_redo = [review.bridge.can_redo]
    move_to(review, "Hall")
    assert [*can_redo, review.bridge.can_redo] == [True, False]
    for place in ("Room 1", ""):
        review.bridge.undo()
        review.settle()
        assert place_of(review) == place


def test_a_step_the_disk_refuses_stays_next(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(work: Work, change: str, reversals: object) -> None:
        raise UserError("profile.disk-full")

    refused: list[UserError] = []
    review.bridge.refused.connect(refused.append)
    move_to(review, "Room 1")
    with monkeypatch.context() as broken:
        broken.setattr(capture, "undo", full)
        review.bridge.undo()
        review.settle()
    assert [one.code for one in refused] == ["profile.disk-full"]
    assert review.bridge.can_undo
    review.bridge.undo()
    review.settle()
    assert place_of(review) == ""


@contextmanager
def reading_meanwhile(review: Larkfield, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the review read again at the beginning, and what was read come to the window at the end."""
    read, may_come = threading.Event(), threading.Event()
    came: list[object] = []
    open_review = Session.open

    def slow(session: Session, name: str) -> OpenReview:
        found = open_review(session, name)
        read.set()
        may_come.wait(10)
        return found

    monkeypatch.setattr(Session, "open", slow)
    review.bridge.refresh()
    read.wait(10)
    yield
    review.bridge.changed.connect(came.append)
    may_come.set()
    wait_until(lambda: bool(came))


def test_a_note_saved_while_the_review_is_read_again_stays_in_the_window(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = review.activities["mathematics"]
    gone = review.opened.notes_of(visit)[0]
    with reading_meanwhile(review, monkeypatch):
        review.bridge.do(capture.commit_note, visit, "Seen in between.", criteria=["feedback"])
        review.bridge.do(capture.remove_note, gone.id, "removed")
        review.settle()
    notes = review.opened.notes_of(visit)
    assert "Seen in between." in [one.text for one in notes]
    assert ["feedback"] in [review.opened.criteria_of(one.id) for one in notes]
    assert gone.id not in [one.id for one in notes]


def test_what_others_changed_comes_in_with_the_reading(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, visit = review.session, review.activities["mathematics"]
    gone = review.opened.notes_of(visit)[0]
    other = session.open(review.opened.id)
    session.do(other, capture.commit_note, visit, "Of another.")
    session.do(other, capture.remove_note, gone.id, "removed")
    with reading_meanwhile(review, monkeypatch):
        move_to(review, "Hall")
    notes = review.opened.notes_of(visit)
    assert "Of another." in [one.text for one in notes]
    assert gone.id not in [one.id for one in notes]
    assert place_of(review) == "Hall"
    assert review.opened.records == session.open(review.opened.id).records
    assert review.opened.position == session.open(review.opened.id).position


def test_a_draft_discarded_while_the_review_is_read_again_does_not_come_back(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.bridge.keep_draft("note:a", "Half a sent", 11)
    review.settle()
    with reading_meanwhile(review, monkeypatch):
        review.bridge.discard_draft("note:a")
        review.bridge.keep_draft("note:b", "Another", 7)
        review.settle()
    assert list(review.opened.drafts) == ["note:b"]


def test_a_setting_the_disk_refuses_is_told(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise UserError("profile.disk-full")

    refused: list[UserError] = []
    review.bridge.refused.connect(refused.append)
    monkeypatch.setattr("reviewer_app.store.settings.put", full)
    review.bridge.keep_setting("theme", "dark")
    wait_until(lambda: [one.code for one in refused] == ["profile.disk-full"])


def test_a_draft_the_disk_would_not_forget_is_told(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise UserError("profile.disk-full")

    refused: list[UserError] = []
    review.bridge.refused.connect(refused.append)
    review.bridge.keep_draft("note:a", "Half a sent", 11)
    monkeypatch.setattr(capture, "discard_draft", full)
    review.bridge.discard_draft("note:a")
    wait_until(lambda: [one.code for one in refused] == ["profile.disk-full"])


def photo_waits(review: Larkfield, id_: str, place: str, *, ready: bool = True) -> None:
    """Take in a photo that waits in a place."""
    draft = PhotoDraft(
        id=id_,
        review=review.opened.id,
        place=place,
        jpeg=id_.encode(),
        width=4,
        height=3,
        caption=id_,
        ready=ready,
        saved_at="2026-11-18T12:31:00.000+00:00",
    )
    review.bridge.keep_photo_draft(draft)


def waiting(review: Larkfield) -> set[str]:
    """Ids of the photos that wait, in memory; on the disk it is the same."""
    review.settle()
    lying = set(review.session.open(review.opened.id).photo_drafts)
    assert lying == set(review.opened.photo_drafts)
    return lying


def test_photo_that_waits_is_saved_and_told_and_memory_holds_its_facts_alone(
    review: Larkfield,
) -> None:
    told: list[frozenset[str]] = []
    review.bridge.changed.connect(told.append)
    photo_waits(review, "a", "note:x")
    review.bridge.word_photo_draft("a", "A wall")
    assert waiting(review) == {"a"}
    assert review.session.photo_draft("a") == b"a"
    held = review.opened.photo_drafts["a"]
    assert (held.caption, held.jpeg) == ("A wall", b"")
    assert review.session.open(review.opened.id).photo_drafts["a"].caption == "A wall"
    review.bridge.leave_photo_out("a")
    review.bridge.leave_photo_out("never there")
    review.bridge.word_photo_draft("never there", "x")
    assert waiting(review) == set()
    assert told == [PHOTO_DRAFTS, PHOTO_DRAFTS]


def test_photos_go_with_their_note_and_are_back_where_it_is_refused(review: Larkfield) -> None:
    visit = review.activities["english"]
    place = f"note:{visit}"
    review.session.do(review.opened, set_up.allow_photos, "the programme office")
    photo_waits(review, "ready", place)
    photo_waits(review, "open", place, ready=False)
    refusals: list[UserError] = []
    review.bridge.do(capture.commit_note, visit, " ", place=place).failed(refusals.append)
    assert set(review.opened.photo_drafts) == {"open"}
    assert waiting(review) == {"ready", "open"}
    assert [one.code for one in refusals] == ["note.empty"]
    review.bridge.do(capture.commit_note, visit, "One.", place=place)
    assert waiting(review) == {"open"}
    note = review.opened.notes_of(visit)[-1]
    review.bridge.do(
        photo_taking.attach_photo, note.id, CleanPhoto(b"open", 4, 3), "A wall", draft="open"
    )
    assert set(review.opened.photo_drafts) == set()
    assert waiting(review) == set()
    assert {one.caption for one in review.opened.photos_of(note.id)} == {"ready", "A wall"}


@contextmanager
def busy_lane(review: Larkfield) -> Iterator[None]:
    """Keep the lane waiting, as a disk does that takes its time."""
    gate = threading.Event()
    review.session.database.lane.submit(lambda: gate.wait(10))
    try:
        yield
    finally:
        gate.set()


def kept_words(review: Larkfield, place: str) -> str:
    found = review.session.database.local(drafts.of_review, review.opened.id).result()
    return next((one.text for one in found if one.place == place), "")


def test_a_slow_disk_falls_no_further_behind_than_one_draft(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    keep = capture.keep_draft

    def noted(connection: Connection, values: dict[str, str | int]) -> None:
        written.append(str(values["text"]))
        keep(connection, values)

    monkeypatch.setattr(capture, "keep_draft", noted)
    place = f"note:{review.activities['english']}"
    with busy_lane(review):
        for count in range(1, 41):
            review.bridge.keep_draft(place, "w" * count, count)
    review.settle()
    assert written == ["w" * 40]
    assert kept_words(review, place) == "w" * 40
    assert review.bridge.state == Saving()


def test_words_typed_after_a_note_was_ended_are_kept_whatever_still_waits(
    review: Larkfield,
) -> None:
    activity = review.activities["english"]
    place = f"note:{activity}"
    with busy_lane(review):
        review.bridge.keep_draft(place, "The first.", 10)
        review.bridge.do(capture.commit_note, activity, "The first.", place=place)
        review.bridge.keep_draft(place, "The sec", 7)
        review.bridge.keep_draft(place, "The second", 10)
    review.settle()
    assert kept_words(review, place) == "The second"
    assert [one.text for one in review.opened.notes_of(activity)].count("The first.") == 1


def test_since_when_is_the_moment_of_the_oldest_that_waits(review: Larkfield) -> None:
    place = f"note:{review.activities['english']}"
    with busy_lane(review):
        review.bridge.keep_draft(place, "One", 3)
        first = review.bridge.state.since
        review.clock.set(18, 12, 34)
        review.bridge.discard_draft(place)
        assert review.bridge.state == Saving(2, None, first)
        assert first == moment_of(review.clock() - timedelta(minutes=3))
    review.settle()
    assert review.bridge.state == Saving()


def test_the_latest_words_are_tried_again_until_the_disk_takes_them(
    review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that took the place of others while these still waited."""
    review.bridge._again.setInterval(20)  # noqa: SLF001 (nobody waits two seconds here)
    place = f"note:{review.activities['english']}"

    def full(_connection: Connection, _values: dict[str, object]) -> None:
        raise UserError("profile.disk-full", folder="notes")

    with monkeypatch.context() as broken:
        broken.setattr(capture, "keep_draft", full)
        with busy_lane(review):
            review.bridge.keep_draft(place, "The old", 7)
            review.bridge.keep_draft(place, "The older words", 15)
        wait_until(lambda: review.bridge.state.problem is not None)
        assert kept_words(review, place) == ""
    wait_until(lambda: review.bridge.state == Saving())
    assert kept_words(review, place) == "The older words"
