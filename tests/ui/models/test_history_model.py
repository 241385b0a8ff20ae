"""History in words."""

from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.ui.models.history_model import history_lines
from tests.ui.support import Larkfield


def test_reason_is_shown_as_it_was_typed(review: Larkfield) -> None:
    session, opened = review.session, review.opened
    visit = session.do(opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
    note = session.do(opened, capture.commit_note, visit, "One.")
    session.do(opened, capture.remove_note, note, "Said to Mrs Dale, TA")
    lines = history_lines(opened, session.history(opened.id, "note", note))
    assert [line.title for line in lines] == [
        "You: removed it, Said to Mrs Dale, TA",
        "You: wrote it",
    ]
