"""Undo says quietly what it took back."""

import pytest

from reviewer_app.review import capture
from reviewer_app.ui.models.undo_words import stepped_words
from tests.ui.support import Larkfield


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"note", "note_criterion", "activity"}, "Taken back: a note."),
        ({"photo", "note", "activity"}, "Taken back: a note or its photo."),
        ({"finding", "finding_note"}, "Taken back: a finding."),
        ({"activity", "activity_member"}, "Taken back: a visit."),
        ({"factual_check", "paragraph_answer"}, "Taken back: what the school answered."),
        ({"paragraph_answer", "answer_decision"}, "Taken back: what the school answered."),
        ({"mark"}, "Taken back: the last change."),
    ],
)
def test_the_thing_itself_is_named_before_what_belongs_to_it(kinds: set[str], words: str) -> None:
    assert stepped_words("back", kinds) == words


def test_each_step_says_which_way_it_went(review: Larkfield) -> None:
    told: list[str] = []
    review.bridge.stepped.connect(told.append)
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    review.bridge.do(capture.edit_note, note.id, text="Other words")
    review.settle()
    review.bridge.undo()
    review.settle()
    review.bridge.redo()
    review.settle()
    assert told == ["Taken back: a note.", "Done again: a note."]
