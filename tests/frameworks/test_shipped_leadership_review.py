"""The leadership review looks at what DOMAIN names, and every part of it can be done by video."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.load import load_file
from reviewer_app.frameworks.rules import PositiveShareRule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Answers, flat, score
from reviewer_app.model.words import ActivityKind
from reviewer_app.places import forms

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_file(forms() / "leadership-review.yaml").framework


@pytest.fixture(scope="module")
def by_video(framework: Framework) -> EvidenceForm:
    return framework.form("by-video")


def test_its_headings_are_those_of_the_domain(framework: Framework) -> None:
    assert [heading.title for heading in framework.headings] == [
        "Leadership, from emerging leaders to governors",
        "Improvement strategies",
        "Recovery and remote learning",
        "Benefit to disadvantaged pupils and pupils with additional needs",
    ]
    strands = [strand.title for strand in framework.heading("improvement").strands]
    assert strands == ["Pedagogy", "Curriculum", "Assessment", "Staff development"]
    assert framework.excellence_heading() is None


def test_leaders_of_every_level_have_criteria_of_their_own(framework: Framework) -> None:
    strands = [strand.id for strand in framework.heading("leadership").strands]
    assert strands == ["emerging-middle", "senior", "governors"]
    assert {one.strand for one in framework.criteria_of("leadership")} == set(strands)


def test_every_heading_has_at_least_four_criteria(framework: Framework) -> None:
    for heading in framework.headings:
        assert len(framework.criteria_of(heading.id)) >= 4


def test_whatever_can_be_done_by_video_has_the_questions_for_it_beside_its_form(
    by_video: EvidenceForm,
) -> None:
    on_site_only = {
        ActivityKind.LEARNING_WALK,
        ActivityKind.ENVIRONMENT_WALK,
        ActivityKind.DOCUMENT_REVIEW,
    }
    assert by_video.role == "also"
    assert set(by_video.activities) == set(ActivityKind) - on_site_only
    assert by_video.prompts
    assert by_video.questions


def test_a_session_by_video_asks_whether_an_adult_was_with_pupils_and_nothing_is_recorded(
    by_video: EvidenceForm,
) -> None:
    items = {one.id: one for one in flat(by_video.items)}
    assert items["adult-present"].type == "yes-no"
    assert items["not-recorded"].required


def test_the_line_is_asked_about_after_video_only_and_what_it_lost_after_a_bad_one(
    framework: Framework, by_video: EvidenceForm
) -> None:
    filling = Filling(FormLogic(by_video.items, framework.choices), {}, lambda: NOW)
    assert not filling.state("line").relevant
    filling.change("is-by-video", "yes")
    asked = {}
    for line in ("", "good", "broken", "poor"):
        filling.change("line", line)
        asked[line] = filling.state("line-lost").relevant
    assert asked == {"": False, "good": False, "broken": True, "poor": True}


@pytest.mark.parametrize(
    ("answers", "value", "word"),
    [
        # Five answered, two plain throughout: 100 * 2 / 5 = 40, under 50.
        (("throughout", "in-places", "throughout", "little", "in-places"), 40, "Little of it yet"),
        # One does not apply and leaves the denominator: 100 * 2 / 4 = 50, which reaches 50.
        (("throughout", "in-places", "throughout", "little", "na"), 50, "Much of it"),
        # One does not apply, one was not seen: 100 * 3 / 3 = 100.
        (("throughout", "throughout", "throughout", "na", "not-seen"), 100, "Almost all of it"),
    ],
)
def test_work_shows_as_much_as_the_share_of_statements_that_are_plain_throughout(
    framework: Framework, answers: tuple[str, ...], value: int, word: str
) -> None:
    result = score(framework.form("work-scrutiny").rules, answered(framework, answers), {})["shown"]
    assert (result.value, result.word) == (value, word)


def test_two_statements_about_pupils_work_are_too_few_to_say_anything(framework: Framework) -> None:
    answers = answered(framework, ("throughout", "throughout", "na", "not-seen", "na"))
    result = score(framework.form("work-scrutiny").rules, answers, {})["shown"]
    assert (result.value, result.open) == (None, "needs-more")


def answered(framework: Framework, answers: tuple[str, ...]) -> Answers:
    """The answers of the form for pupils' work, in the order of its rule's inputs."""
    (rule,) = framework.form("work-scrutiny").rules
    assert isinstance(rule, PositiveShareRule)
    return Answers({name: [said] for name, said in zip(rule.inputs, answers, strict=True)})


def test_strategies_are_counted_one_by_one(framework: Framework) -> None:
    # Of four strategies two reach the pupils who need them most, one does not, and for one it does not apply:
    # 100 * 2 / 3 = 66 2/3. Two of the four are in use, one of those a habit.
    answers = Answers(
        {
            "reaches": ["yes", "no", "na", "yes"],
            "step": ["in-use", "begun", "chosen", "habit"],
        }
    )
    results = score(framework.form("strategies").rules, answers, {})
    assert results["reaching"].value == Fraction(200, 3)
    assert results["in-use"].value == 2
