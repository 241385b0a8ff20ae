"""The days of a visit in words."""

from datetime import UTC, date, datetime

from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import capture, timetable
from reviewer_app.ui.models.agenda_model import (
    activities_on,
    agenda_of,
    line_of,
    nearest_day,
    next_activity,
    without_day,
)
from tests.ui.support import Larkfield, at


def now(day: int, hour: int = 12, minute: int = 31) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_the_nearest_day_is_the_first_before_and_the_last_after(review: Larkfield) -> None:
    assert nearest_day(review.opened, now(2)) == ("before", date(2026, 11, 17))
    assert nearest_day(review.opened, now(18)) == ("during", date(2026, 11, 18))
    assert nearest_day(review.opened, now(30)) == ("after", date(2026, 11, 19))


def test_what_runs_comes_before_what_is_planned(review: Larkfield) -> None:
    day = activities_on(review.opened, date(2026, 11, 18))
    following = next_activity(review.opened, day)
    assert following is not None
    assert following.id == review.activities["voice"]
    review.session.do(review.opened, capture.start_visit, review.activities["governors"])
    following = next_activity(review.opened, activities_on(review.opened, date(2026, 11, 18)))
    assert following is not None
    assert following.id == review.activities["governors"]


def test_what_only_others_see_is_not_my_next_step(review: Larkfield) -> None:
    review.session.do(review.opened, timetable.not_seen, review.activities["excellence"], "moved")
    assert agenda_of(review.opened, now(19, 8)).next_step == ""


def test_an_activity_on_no_day_of_the_visit_is_not_lost(review: Larkfield) -> None:
    plan = timetable.plan
    kind = ActivityKind.DOCUMENT_REVIEW
    loose = review.session.do(review.opened, plan, kind, "Policies")
    early = review.session.do(review.opened, plan, kind, "Plans", start=at(3, 9))
    assert {one.id for one in without_day(review.opened)} == {loose, early}


def test_a_visit_on_its_last_slot_says_so(review: Larkfield) -> None:
    for name in ("voice", "science", "governors"):
        review.session.do(review.opened, timetable.not_seen, review.activities[name], "moved")
    assert agenda_of(review.opened, now(18)).subtitle == "Next at 15:15, the last of the day."
    review.session.do(review.opened, capture.start_visit, review.activities["keep-in-touch"])
    assert agenda_of(review.opened, now(18, 15)).subtitle == "The last of your day is running."
    review.session.do(review.opened, capture.finish_visit, review.activities["keep-in-touch"])
    agenda = agenda_of(review.opened, now(18, 16))
    assert agenda.subtitle == "Nothing more is planned for you today."
    assert agenda.lines[-1].state is ActivityState.WRITTEN_UP


def test_what_others_saw_says_who(review: Larkfield) -> None:
    def second(name: str, *, long: bool = False) -> str:
        found = review.opened.get(Activity, review.activities[name])
        assert found is not None
        # Begun on another laptop: who begins a visit here goes to it.
        begun = found.model_copy(update={"state": ActivityState.RUNNING})
        return line_of(review.opened, begun, long=long).second

    assert second("reading") == "Tom, no notes yet"
    assert second("reading", long=True).startswith("Tom, ")
    assert second("voice").startswith("No notes yet")
