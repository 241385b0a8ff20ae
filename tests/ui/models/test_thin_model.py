"""What is thin says what to do about it."""

from pathlib import Path

from reviewer_app.model.moment import time_of
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable
from reviewer_app.ui.models.thin_model import ThinLine, thin_lines
from reviewer_app.ui.theme import Theme
from tests.ui.support import Larkfield, make_bridge


def lines(review: Larkfield) -> list[ThinLine]:
    return thin_lines(review.opened, review.clock())


def test_during_the_review_every_thin_row_leads_to_the_plan(review: Larkfield) -> None:
    assert lines(review)
    assert all(bool(one.activity) != (one.offer is not None) for one in lines(review))


def test_what_should_be_planned_comes_before_what_is_planned(review: Larkfield) -> None:
    first, second = lines(review)[:2]
    assert (first.title, first.sentence) == (
        "Leadership at all levels",
        "2 notes, all from leaders. Tom could talk with staff today at 13:00.",
    )
    assert (second.title, second.offer) == ("Outcomes", None)


def test_what_could_show_it_is_of_a_source_that_is_missing(review: Larkfield) -> None:
    framework = review.opened.framework.framework
    curriculum = next(one for one in lines(review) if one.id == "curriculum")
    assert curriculum.sentence.startswith("2 notes, all from lessons.")
    activity = review.visit(curriculum.activity)
    assert framework.source_of(activity.activity_kind).id != "lessons"


def test_an_activity_that_was_not_seen_is_no_longer_offered(review: Larkfield) -> None:
    def offered() -> set[str]:
        return {one.activity for one in lines(review)}

    assert review.activities["voice"] in offered()
    review.session.do(review.opened, timetable.not_seen, review.activities["voice"], "moved")
    assert review.activities["voice"] not in offered()


def test_a_row_that_nothing_planned_could_show_says_who_could_see_it_and_when(
    review: Larkfield,
) -> None:
    for name in ("voice", "science"):
        review.session.do(review.opened, timetable.not_seen, review.activities[name], "moved")
    review.clock.set(18, 15, 20)
    outcomes = next(one for one in lines(review) if one.id == "outcomes")
    assert outcomes.sentence == "Nothing yet. Asha could look at pupils’ work tomorrow at 10:00."
    assert outcomes.offer is not None
    assert (outcomes.offer.kind, outcomes.offer.title) == (
        ActivityKind.WORK_SCRUTINY,
        "Work scrutiny: Outcomes",
    )
    assert outcomes.offer.told == "Planned tomorrow at 10:00: work scrutiny, Asha."


def test_nothing_is_ever_offered_in_the_past_and_nothing_at_all_after_the_last_day(
    review: Larkfield,
) -> None:
    for day, hour in ((10, 9), (17, 8), (18, 12), (18, 16), (19, 14)):
        review.clock.set(day, hour, 31)
        starts = [one.offer.start for one in lines(review) if one.offer]
        assert all(time_of(one) > review.clock() for one in starts)
    review.clock.set(20, 9)
    assert lines(review)
    assert not any(one.offer or one.activity for one in lines(review))


def test_what_was_planned_for_oneself_is_said_in_mid_sentence(tmp_path: Path, theme: Theme) -> None:
    alone = make_bridge(tmp_path, seed=False, team=False)
    told = [one.offer.told for one in lines(alone) if one.offer is not None]
    assert told
    assert all(one.endswith(", you.") for one in told)
    alone.close()
