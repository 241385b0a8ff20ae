"""Undo and redo walk over one's own changes of this session, in order."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, timetable
from reviewer_app.store.work import Work
from tests.ui.support import Larkfield


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
