"""What is moved is counted in notes, each once however often it was changed."""

from reviewer_app.review import capture
from reviewer_app.review.counted import Counted, count_of
from reviewer_app.review.restoring import CameBack
from reviewer_app.review.wording import came_back_words, counted_words, would_come_words
from tests.support import Device


def test_a_note_that_was_changed_twice_is_one_note_and_a_visit_is_none(helen: Device) -> None:
    visit = helen.visits()
    first = helen.writes(visit, "Pupils read aloud.")
    helen.writes(visit, "Nobody waits.")
    helen.does(capture.edit_note, first, text="Pupils read aloud in pairs.")
    counted = count_of(helen.changes)
    assert counted.notes == 2
    assert counted.changes == len(helen.changes) > 3


def test_people_are_told_notes_and_photos_and_changes_only_where_there_is_no_note() -> None:
    assert counted_words(Counted(147, 31, 3)) == "31 notes and 3 photos"
    assert counted_words(Counted(4, 0, 1)) == "4 changes and 1 photo"
    assert counted_words(Counted(1, 1)) == "1 note"
    assert counted_words(Counted()) == ""


def test_what_a_backup_brings_back_is_counted_so_too() -> None:
    came = CameBack(changes=12, notes=9, drafts=1, photos=2)
    assert came_back_words(came) == ["9 notes, 2 photos and 1 draft came back."]
    assert would_come_words(came) == [
        "9 notes, 2 photos and 1 draft would come back. Nothing that is here is changed."
    ]
