"""Classroom observation has the structure DOMAIN names, and gives what a hand gives for a lesson filled in."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from reviewer_app.frameworks.answering import numbers_of
from reviewer_app.frameworks.items import (
    GroupItem,
    HolisticItem,
    LevelItem,
    RepeatItem,
    SnapshotsItem,
)
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Answers, Moment, Result, flat, score, shown
from reviewer_app.frameworks.shipped import shipped_as
from reviewer_app.model.words import ActivityKind
from tests.frameworks.instruments import instruments_of
from tests.frameworks.lesson import LESSON

AREAS = {
    "Classroom culture": (4, 3),
    "Instruction": (4, 3, 2, 3),
    "Socioemotional skills": (3, 3, 3),
}
"""Behaviours of each element of each area (DOMAIN, starter framework 4)."""


@pytest.fixture(scope="module")
def framework() -> Framework:
    loaded = shipped_as("classroom-observation")
    assert loaded is not None
    return loaded.framework


@pytest.fixture(scope="module")
def form(framework: Framework) -> EvidenceForm:
    return framework.form("two-segments")


@pytest.fixture(scope="module")
def segment(form: EvidenceForm) -> RepeatItem:
    (only,) = form.items
    assert isinstance(only, RepeatItem)
    return only


def areas_of(segment: RepeatItem) -> list[GroupItem]:
    return [one for one in segment.items if isinstance(one, GroupItem)]


def elements_of(area: GroupItem) -> list[GroupItem]:
    return [one for one in area.items if isinstance(one, GroupItem)]


def test_two_segments_of_fifteen_minutes_have_three_snapshots_each(segment: RepeatItem) -> None:
    assert segment.times == 2
    (on_task,) = [one for one in segment.items if isinstance(one, SnapshotsItem)]
    assert (on_task.timing.count, on_task.timing.minutes) == (3, 15)


def test_three_areas_have_nine_elements_and_twenty_eight_behaviours(segment: RepeatItem) -> None:
    counts = {
        area.label: tuple(
            sum(isinstance(one, LevelItem) for one in element.items)
            for element in elements_of(area)
        )
        for area in areas_of(segment)
    }
    assert counts == AREAS
    levels = [one for one in flat(segment.items) if isinstance(one, LevelItem)]
    assert len(levels) == 28
    assert 1 <= sum(one.not_applicable for one in levels) < 28


def test_a_behaviour_that_cannot_apply_says_when(segment: RepeatItem) -> None:
    for one in flat(segment.items):
        if isinstance(one, LevelItem):
            assert (one.hint is not None) == one.not_applicable, one.id


def test_each_element_is_set_from_one_to_five_by_a_person_and_nothing_suggests_it(
    segment: RepeatItem,
) -> None:
    elements = [element for area in areas_of(segment) for element in elements_of(area)]
    assert len(elements) == 9
    for element in elements:
        *behaviours, whole = element.items
        assert all(isinstance(one, LevelItem) for one in behaviours)
        assert isinstance(whole, HolisticItem)
        assert [point.score for point in whole.points] == [1, 2, 3, 4, 5]
        assert len({point.descriptor for point in whole.points}) == 5
        assert whole.suggestion is None
        # An element and its behaviours bear on one criterion, of the heading of its area.
        assert {one.criterion for one in element.items} == {whole.criterion}


def test_elements_bear_on_criteria_of_their_own_area(
    framework: Framework, segment: RepeatItem
) -> None:
    for area in areas_of(segment):
        for element in elements_of(area):
            criterion = element.items[-1].criterion
            assert criterion is not None
            heading = framework.heading(framework.criterion(criterion).heading)
            assert heading.title == area.label


def test_behaviours_enter_no_result(form: EvidenceForm) -> None:
    holistic = {one.id for one in flat(form.items) if isinstance(one, HolisticItem)}
    inputs = {name for rule in form.rules for name in getattr(rule, "inputs", ())}
    assert inputs == holistic


def test_the_observation_is_chosen_beside_the_main_form_of_a_lesson_visit_alone(
    framework: Framework, form: EvidenceForm
) -> None:
    assert form.role == "also"
    assert form.activities == (ActivityKind.LESSON_VISIT,)
    for other in framework.forms:
        if other.id != form.id:
            assert instruments_of(other) == []


def looked(turn: str, *seen: str) -> list[Moment]:
    """Give the snapshots of a segment: "offer/taking-up" for each, "" for one that was missed."""
    moments = []
    for one in seen:
        offer, _slash, taking_up = one.partition("/")
        said = {("", "offer"): (offer,), ("", "taking-up"): (taking_up,)}
        moments.append(Moment(said, turn=turn) if one else Moment(missed=True, turn=turn))
    return moments


def results(
    framework: Framework,
    form: EvidenceForm,
    values: Mapping[str, Sequence[str | int | float]],
    moments: Sequence[Moment] = (),
) -> dict[str, Result]:
    answers = Answers(values, {"on-task": moments})
    return score(form.rules, answers, numbers_of(framework, form))


def test_a_lesson_by_hand(framework: Framework, form: EvidenceForm) -> None:
    # Each element over both segments:
    #   supportive (4+5)/2 = 4.5    expectations (3+4)/2 = 3.5
    #   explained 3    found-out (2+3)/2 = 2.5    told 2    thought (2+1)/2 = 1.5
    #   independent 2    stayed (3+4)/2 = 3.5    together 3
    # Each area, the mean of its elements:
    #   culture (4.5 + 3.5)/2 = 8/2 = 4
    #   instruction (3 + 2.5 + 2 + 1.5)/4 = 9/4 = 2.25
    #   skills (2 + 3.5 + 3)/3 = 8.5/3 = 17/6 = 2.8333...
    # The whole, the mean of the three areas:
    #   (4 + 9/4 + 17/6)/3 = (48/12 + 27/12 + 34/12)/3 = (109/12)/3 = 109/36 = 3.02777...
    # That is 3 or more, so proficient. The mean of the nine elements would be
    #   (8 + 9 + 8.5)/9 = 25.5/9 = 17/6 = 2.8333..., and would not be.
    given = results(framework, form, LESSON)
    assert given["mean-supportive"].value == Fraction(9, 2)
    assert given["mean-thought"].value == Fraction(3, 2)
    assert given["culture-mean"].value == 4
    assert given["instruction-mean"].value == Fraction(9, 4)
    assert given["skills-mean"].value == Fraction(17, 6)
    total = given["total"].value
    assert total == Fraction(109, 36)
    assert total != Fraction(17, 6)
    assert isinstance(total, Fraction)
    assert shown(total) == "3.03"
    assert given["proficient"].value is True


def test_a_whole_of_exactly_three_is_proficient(framework: Framework, form: EvidenceForm) -> None:
    # Threes throughout: every mean is 3, the whole is (3 + 3 + 3)/3 = 3
    threes = dict.fromkeys(LESSON, (3, 3))
    assert results(framework, form, threes)["proficient"].value is True
    # One element of culture a 2 in one segment: (2+3)/2 = 2.5; culture (2.5+3)/2 = 2.75;
    # the whole (2.75 + 3 + 3)/3 = 8.75/3 = 2.91666..., shown as 2.92
    given = results(framework, form, {**threes, "supportive": (2, 3)})
    assert given["total"].value == Fraction(35, 12)
    assert given["proficient"].value is False


def test_one_segment_is_enough_and_one_element_missing_is_not(
    framework: Framework, form: EvidenceForm
) -> None:
    # The first segment alone: culture (4+3)/2 = 3.5; instruction (3+2+2+2)/4 = 9/4;
    # skills (2+3+3)/3 = 8/3; the whole (42/12 + 27/12 + 32/12)/3 = (101/12)/3 = 101/36
    first = {name: (before, "") for name, (before, _after) in LESSON.items()}
    given = results(framework, form, first)
    assert given["culture-mean"].value == Fraction(7, 2)
    assert given["skills-mean"].value == Fraction(8, 3)
    assert given["total"].value == Fraction(101, 36)
    assert given["proficient"].value is False
    # "told" was set in neither segment: no area mean of three, no whole, no yes or no.
    without = {name: value for name, value in LESSON.items() if name != "told"}
    given = results(framework, form, without)
    assert given["mean-told"].open == "nothing-answered"
    for rule in ("instruction-mean", "total", "proficient"):
        assert (given[rule].value, given[rule].open) == (None, "needs-more")
    assert given["culture-mean"].value == 4


def test_behaviours_alone_give_no_element_and_no_area(
    framework: Framework, form: EvidenceForm, segment: RepeatItem
) -> None:
    levels = [one.id for one in flat(segment.items) if isinstance(one, LevelItem)]
    given = results(framework, form, dict.fromkeys(levels, ("high", "high")))
    assert {one.value for one in given.values()} == {None}


def test_behaviours_change_nothing_about_a_lesson(
    framework: Framework, form: EvidenceForm, segment: RepeatItem
) -> None:
    levels = [one.id for one in flat(segment.items) if isinstance(one, LevelItem)]
    for word in ("low", "high", "na"):
        given = results(framework, form, {**LESSON, **dict.fromkeys(levels, (word, word))})
        assert given == results(framework, form, LESSON)


def test_time_on_task_by_hand(framework: Framework, form: EvidenceForm) -> None:
    # Six snapshots, one missed. Learning on offer in 4 of the 5 seen: 80 per cent; nothing in 1: 20.
    # Almost all with it in 2 of 5: 40; most in 2: 40; many elsewhere in 1: 20.
    moments = [
        *looked("1", "learning/almost-all", "learning/most", "no-learning/many-elsewhere"),
        *looked("2", "learning/almost-all", "", "learning/most"),
    ]
    given = results(framework, form, {}, moments)
    assert given["time-on-task"].shares == {"learning": 80, "no-learning": 20}
    assert given["time-on-task"].value == 5
    assert given["pupils-on-task"].shares == {"almost-all": 40, "most": 40, "many-elsewhere": 20}


def test_a_segment_counts_when_two_of_its_three_snapshots_were_seen(
    framework: Framework, form: EvidenceForm
) -> None:
    # Second segment: one of three seen, too few, so it is left out: 2 of the first segment's 3 is 200/3.
    # Four of all six were seen, which would be enough if the segments were thrown together.
    first = looked("1", "learning/most", "learning/most", "no-learning/many-elsewhere")
    given = results(framework, form, {}, [*first, *looked("2", "", "no-learning/most", "")])
    assert given["time-on-task"].shares == {
        "learning": Fraction(200, 3),
        "no-learning": Fraction(100, 3),
    }
    # One seen in each: nothing is said.
    each = [*looked("1", "learning/most", "", ""), *looked("2", "", "", "learning/most")]
    given = results(framework, form, {}, each)
    assert (given["time-on-task"].value, given["time-on-task"].open) == (None, "needs-more")


def test_its_source_is_named_as_a_fact_and_claims_nothing(framework: Framework) -> None:
    assert "structure is a fact taken from Teach Primary" in " ".join(framework.credits.split())
    assert "neither seen nor endorsed" in framework.credits
