"""What is thin says what to do about it."""

from reviewer_app.review import timetable
from reviewer_app.ui.models.thin_model import thin_lines
from tests.ui.support import Larkfield


def test_every_thin_row_leads_somewhere(review: Larkfield) -> None:
    lines = thin_lines(review.opened, review.clock())
    assert lines
    assert all(bool(one.activity) != (one.plan is not None) for one in lines)


def test_what_could_show_it_is_of_a_source_that_is_missing(review: Larkfield) -> None:
    framework = review.opened.framework.framework
    curriculum = next(
        one for one in thin_lines(review.opened, review.clock()) if one.id == "curriculum"
    )
    assert curriculum.sentence.startswith("2 notes, all from lessons.")
    activity = review.visit(curriculum.activity)
    assert framework.source_of(activity.activity_kind).id != "lessons"


def test_an_activity_that_was_not_seen_is_no_longer_offered(review: Larkfield) -> None:
    def offered() -> set[str]:
        return {one.activity for one in thin_lines(review.opened, review.clock())}

    assert review.activities["excellence"] in offered()
    review.session.do(review.opened, timetable.not_seen, review.activities["excellence"], "moved")
    assert review.activities["excellence"] not in offered()
