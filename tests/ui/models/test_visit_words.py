"""Times, lists and lengths as the window says them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.shipped import shipped_as, usual
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable
from reviewer_app.review.wording import kind_words
from reviewer_app.ui.models import visit_words
from tests.ui.support import Larkfield, at

NOW = datetime(2026, 11, 18, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(18, 12, 50), "19 minutes from now."),
        (at(18, 12, 32), "1 minute from now."),
        (at(18, 12, 31), "It begins now."),
        (at(18, 12, 30), "It was to begin 1 minute ago."),
        (at(18, 15, 31), "3 hours from now."),
        (at(21, 12, 31), "3 days from now."),
    ],
)
def test_how_long_until(moment: str, said: str) -> None:
    assert visit_words.from_now_words(moment, NOW) == said


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert visit_words.clock_words(None) == ""
    assert visit_words.span_words(None, None) == ""
    assert visit_words.span_words(at(18, 10, 15), None) == "from 10:15"
    assert visit_words.sentence(("", "by video", "")) == "By video"


def test_whoever_was_never_on_the_team_is_told_of_all_the_same(review: Larkfield) -> None:
    """The plan of another laptop may name anybody: no page may break on it."""
    do, opened = review.session.do, review.opened
    visit = do(opened, timetable.plan, ActivityKind.DOCUMENT_REVIEW, "Policies")
    do(opened, timetable.send, visit, ["a stranger"])
    do(opened, timetable.send, visit, [opened.me])
    activity = opened.get(Activity, visit)
    assert activity is not None
    assert visit_words.old_plan_words(opened, activity) == "instead of someone not on the team"
    assert visit_words.first_name(opened, "a stranger") == "Someone not on the team"


def test_a_moment_keeps_the_offset_of_the_place() -> None:
    summer = datetime.fromisoformat("2026-07-01T10:00:00+01:00")
    made = visit_words.on_day(date(2026, 7, 2), summer.time(), summer)
    assert made == "2026-07-02T10:00:00.000+01:00"


@pytest.mark.parametrize("framework", ["quality-assurance", "open-enquiry"])
def test_every_kind_of_activity_has_words(framework: str) -> None:
    loaded = shipped_as(framework)
    assert loaded is not None
    choices = visit_words.kind_choices(loaded.framework)
    assert len({words for _kind, words in choices}) == len(ActivityKind)


@pytest.mark.parametrize("words_of", [kind_words, visit_words.could_words])
def test_a_session_is_on_the_area_of_excellence_only_where_the_framework_knows_one(
    words_of: Callable[[Framework, ActivityKind], str],
) -> None:
    enquiry = shipped_as("open-enquiry")
    assert enquiry is not None
    session = ActivityKind.EXCELLENCE_SESSION
    assert "area of excellence" in words_of(usual().framework, session).lower()
    assert "excellence" not in words_of(enquiry.framework, session).lower()
