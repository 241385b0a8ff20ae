"""The open review in memory is, after every verb, what filling it again would give."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import capture, findings, timetable
from reviewer_app.review.opened import OpenReview
from tests.support import Device


def same(one: OpenReview, other: OpenReview) -> None:
    assert one.records == other.records
    assert one.disputed == other.disputed
    assert one.position == other.position
    for note in one.all(Note):
        assert one.criteria_of(note.id) == other.criteria_of(note.id)
        assert one.groups_of(note.id) == other.groups_of(note.id)
    for activity in one.activities():
        assert one.notes_of(activity.id) == other.notes_of(activity.id)
        assert one.members_of(activity.id) == other.members_of(activity.id)


def test_what_verbs_return_keeps_it_as_filling_it_again_would(helen: Device) -> None:
    opened = helen.open
    do = helen.session.do
    visit = do(opened, capture.start_unplanned, "lesson-visit", "Year 4")  # type: ignore[arg-type]
    other = do(opened, capture.start_unplanned, "pupil-voice", "Year 5")  # type: ignore[arg-type]
    same(opened, helen.open)
    note = do(opened, capture.commit_note, visit, "One.", criteria=["feedback"], groups=["all"])
    do(opened, capture.edit_note, note, activity=other)
    same(opened, helen.open)
    finding = do(opened, findings.add_finding, "leadership", Bearing.WWW, "x", evidence=[note])
    do(opened, capture.tag_note, note, ["reading"], [])
    same(opened, helen.open)
    do(opened, timetable.remove, other, "Planned twice.")
    same(opened, helen.open)
    do(opened, findings.remove_finding, finding, "said twice")
    same(opened, helen.open)


@pytest.mark.parametrize("late", [False, True])
def test_reading_again_takes_in_what_came_and_leaves_what_was_done_since(
    helen: Device, asha: Device, late: bool
) -> None:
    visit = helen.visits()
    gone = helen.writes(visit, "Soon removed.")
    asha.receives(helen.changes)
    asha.writes(visit, "Asha's.")
    opened, do = helen.open, helen.session.do
    do(opened, capture.commit_note, visit, "Held before.", criteria=["feedback"])
    assert len(opened.notes_of(visit)) == 2
    helen.receives(asha.changes)
    read = helen.open
    if late:
        new = do(opened, capture.commit_note, visit, "Since.", criteria=["reading"])
        do(opened, capture.tag_note, new, ["feedback"], ["all"])
        do(opened, capture.remove_note, gone, "said twice")
    opened.catch_up(read)
    same(opened, helen.open)
    assert {one.text for one in opened.notes_of(visit)} >= {"Held before.", "Asha's."}
    read.let_go()
    same(opened, helen.open)


def test_two_versions_show_as_soon_as_they_come_and_no_longer_than_they_are(
    helen: Device, asha: Device
) -> None:
    note = helen.writes(helen.visits(), "One.")
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha's.")
    helen.does(capture.edit_note, note, text="Helen's.")
    opened = helen.open
    received = helen.session.database.receive(helen.review, asha.changes).result()
    assert received is not None
    for applied in received.applied:
        opened.update(applied)
    assert opened.disputed == {note}
    same(opened, helen.open)
    helen.session.do(opened, capture.edit_note, note, text="Settled.")
    assert opened.disputed == set()
    same(opened, helen.open)


def test_snapshot_is_touched_by_no_later_change(helen: Device) -> None:
    visit = helen.visits()
    opened = helen.open
    snapshot = opened.snapshot()
    helen.session.do(opened, capture.commit_note, visit, "One.")
    assert snapshot.notes_of(visit) == []
    assert len(opened.notes_of(visit)) == 1


def test_name_of_someone_who_never_was_on_the_team_is_empty(helen: Device, asha: Device) -> None:
    opened = helen.open
    assert opened.name_of(asha.session.person().identity.person) == "Asha"
    assert opened.name_of("nobody") == ""


def test_unknown_review_is_refused(helen: Device) -> None:
    with pytest.raises(UserError) as refused:
        helen.session.open("nowhere")
    assert refused.value.code == "review.unknown"
