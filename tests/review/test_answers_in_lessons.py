"""A lesson observed with the shipped instrument, answered and scored by the verbs the window uses."""

from fractions import Fraction

import pytest

from reviewer_app.frameworks.scoring import shown_result
from reviewer_app.frameworks.shipped import shipped_as
from reviewer_app.model.nouns import Activity, Answer
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from tests.frameworks.lesson import LESSON
from tests.support import LARKFIELD, START, Device, Devices

LOADED = shipped_as("classroom-observation")
SEGMENTS = ("1", "2")


@pytest.fixture
def helen(devices: Devices) -> Device:
    """Helen Marsh, who leads a review by the classroom observation."""
    assert LOADED is not None
    device = devices("Helen Marsh")
    device.review = device.session.create_review(LARKFIELD, LOADED, start=START, days=3)
    return device


@pytest.fixture
def sheet(helen: Device) -> Sheet:
    assert LOADED is not None
    helen.does(answers.use_form, "two-segments")
    return Sheet(LOADED.framework, LOADED.framework.form("two-segments"), helen.visits())


def person(device: Device) -> str:
    return device.session.person().author.person


def test_the_observation_stands_beside_the_main_form_once_it_is_chosen(helen: Device) -> None:
    activity = helen.visits()
    visit = next(one for one in helen.open.all(Activity) if one.id == activity)
    assert [one.id for one in answers.forms_of(helen.open, visit)] == ["lesson-visit"]
    helen.does(answers.use_form, "two-segments")
    assert [one.id for one in answers.forms_of(helen.open, visit)] == [
        "lesson-visit",
        "two-segments",
    ]


def test_a_lesson_in_two_segments_scores_as_by_hand(helen: Device, sheet: Sheet) -> None:
    for item, set_ in LESSON.items():
        for row, value in zip(SEGMENTS, set_, strict=True):
            helen.does(answers.give, sheet, item, value, row=row)
    given = answers.results_on(helen.open, sheet, person(helen))
    # Worked out step by step in tests/frameworks/test_shipped_classroom_observation.py:
    # culture 4, instruction 9/4, skills 17/6 = 2.83, the whole 109/36 = 3.03.
    shown = {rule: shown_result(result) for rule, result in given.items()}
    assert shown["culture-mean"] == "4"
    assert shown["instruction-mean"] == "2.25"
    assert shown["skills-mean"] == "2.83"
    assert shown["total"] == "3.03"
    assert shown["proficient"] == "yes"


def test_scoring_a_lesson_answers_nothing_for_the_observer(helen: Device, sheet: Sheet) -> None:
    helen.does(answers.give, sheet, "courtesy", "high", row="1")
    before = helen.changes
    given = answers.results_on(helen.open, sheet, person(helen))
    assert {shown_result(one) for one in given.values()} == {""}
    assert helen.changes == before
    assert [one.item for one in helen.open.all(Answer)] == ["courtesy"]


def test_a_segment_hardly_seen_says_nothing_of_time_on_task(helen: Device, sheet: Sheet) -> None:
    seen = {
        "1": ("learning", "no-learning", "learning"),
        "2": ("no-learning", "", ""),
    }
    for row, offers in seen.items():
        for number, offer in enumerate(offers, start=1):
            value = {"/offer": [offer]} if offer else None
            helen.does(
                answers.mark,
                sheet,
                "on-task",
                value,  # type: ignore[arg-type]
                row=row,
                number=number,
                missed=not offer,
            )
    shares = answers.results_on(helen.open, sheet, person(helen))["time-on-task"].shares
    # The first segment alone counts: learning on offer in 2 of its 3 snapshots, 200/3 per cent.
    assert shares == {"learning": Fraction(200, 3), "no-learning": Fraction(100, 3)}
