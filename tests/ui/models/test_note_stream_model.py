"""Notes in words, and what a note being written carries."""

from reviewer_app.model.local import Draft
from reviewer_app.model.nouns import Note
from reviewer_app.review import capture
from reviewer_app.ui.models.note_stream_model import (
    NoteLines,
    Tags,
    criterion_words,
    group_words,
    line_of_note,
)
from tests.ui.support import Larkfield, at


def test_the_draft_gives_back_what_the_note_carried() -> None:
    tags = Tags("ebi", ("feedback", "reading"), ("send",), at(18, 10, 21))
    draft = Draft(
        review="r",
        place="note:a",
        text="x",
        cursor=1,
        extra=tags.to_extra(),
        position=0,
        started_at=at(18, 10),
        saved_at=at(18, 10),
    )
    assert Tags.of_draft(draft) == tags


def test_a_tag_is_carried_once_and_can_be_taken_off() -> None:
    tags = Tags().with_tag("#", "feedback").with_tag("#", "feedback").with_tag("@", "send")
    assert (tags.criteria, tags.groups) == (("feedback",), ("send",))
    assert tags.without("feedback").without("send") == Tags()


def test_a_note_written_on_another_day_says_so(review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["walk"])[0]
    later = Note(**{**note.model_dump(), "written_at": at(18, 9)})
    assert line_of_note(review.opened, later).written == (
        "written on Wednesday 18 November at 09:00"
    )


def test_only_the_visits_own_notes_are_read(review: Larkfield) -> None:
    lines = NoteLines(review.opened).of(review.activities["mathematics"])
    assert [one.time for one in lines] == ["10:17", "10:21", "10:26", "10:30"]
    assert lines[0].criteria == ("Assessment in the lesson",)
    assert [one.pointing for one in lines] == ["", "www", "ebi", "question"]


def test_only_a_note_that_changed_is_put_into_words_again(review: Larkfield) -> None:
    visit, words = review.activities["mathematics"], NoteLines(review.opened)
    before = words.of(visit)
    assert all(one is same for one, same in zip(words.of(visit), before, strict=True))
    changed, other = before[0].id, before[1].id
    review.session.do(review.opened, capture.tag_note, changed, ["reading"], ["send"])
    review.session.do(review.opened, capture.edit_note, other, text="Said otherwise.")
    after = words.of(visit)
    assert (after[0].criteria, after[0].groups) == (("Reading",), ("SEND",))
    assert after[1].text == "Said otherwise."
    assert after[2] is before[2]


def test_a_tag_the_framework_does_not_have_is_shown_by_its_id(review: Larkfield) -> None:
    assert criterion_words(review.opened, "gone") == "gone"
    assert group_words(review.opened, "gone") == "gone"


def test_a_note_of_a_colleague_names_its_author(review: Larkfield) -> None:
    asha = next(one.person for one in review.opened.people() if one.name == "Asha")
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    theirs = Note(**{**note.model_dump(), "author": asha})
    assert line_of_note(review.opened, theirs).remark == "Asha"
    assert line_of_note(review.opened, note).remark == ""
