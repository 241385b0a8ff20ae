"""What the window says of the review as a whole is true."""

import pytest

from reviewer_app.model.nouns import Review
from reviewer_app.store.work import Work
from reviewer_app.ui.models.review_words import day_of, heading_lines, next_words, unsaved_words
from tests.ui.support import Larkfield


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((), ""),
        (("note:a",), "1 note being written"),
        (("note:a", "edit:b"), "2 notes being written"),
        (("passage:introduction",), "1 text being written"),
        (("passage:introduction", "finding:f"), "2 texts being written"),
        (("note:a", "passage:introduction"), "1 note being written, 1 other text"),
        (("note:a", "finding:f", "finding-cost:f"), "1 note being written, 2 other texts"),
        (("clock:a:b",), ""),
    ],
)
def test_what_is_being_written_is_called_a_note_only_where_it_is_one(
    review: Larkfield, places: tuple[str, ...], words: str
) -> None:
    for place in places:
        review.bridge.keep_draft(place, "Half a sent", 11)
    assert unsaved_words(review.opened) == words


def test_the_heading_says_which_day_it_is_and_that_it_is_for_practice(review: Larkfield) -> None:
    opened, today = review.opened, review.clock().date()
    assert heading_lines(opened, today).splitlines()[1:] == ["Day 2 of 3"]

    def practise(work: Work) -> None:
        work.set(Review, work.review, practice=True)

    review.session.do(opened, practise)
    assert heading_lines(opened, today).splitlines()[1:] == ["Day 2 of 3", "Practice"]


def test_a_day_outside_the_review_has_no_number(review: Larkfield) -> None:
    days = []
    for day in (16, 17, 19, 20):
        review.clock.set(day, 9)
        days.append(day_of(review.opened, review.clock().date()))
    assert days == ["", "Day 1 of 3", "Day 3 of 3", ""]


def test_what_comes_next_is_within_a_day(review: Larkfield) -> None:
    assert next_words(review.opened, review.clock()).startswith("Next: 12:50 Pupil voice")
    review.clock.set(20, 9)
    assert next_words(review.opened, review.clock()) == ""
