"""The inspection areas have the names and scale that DOMAIN gives, and a ladder of standards for each."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import GroupItem, MetItem
from reviewer_app.frameworks.load import load_file
from reviewer_app.frameworks.rules import LadderRule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Answers, Result, flat, score
from reviewer_app.model.canonical import Json
from reviewer_app.places import forms


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_file(forms() / "inspection-areas.yaml").framework


@pytest.fixture(scope="module")
def standards(framework: Framework) -> EvidenceForm:
    return framework.form("standards")


def ladder(standards: EvidenceForm, rule: str) -> LadderRule:
    """The ladder of this id."""
    found = next(one for one in standards.rules if one.id == rule)
    assert isinstance(found, LadderRule)
    return found


def result(standards: EvidenceForm, rule: str, said: Mapping[str, str]) -> Result:
    """What one ladder gives where each standard was answered so, and no other was asked."""
    asked: dict[str, list[str]] = {
        one: [] for level in ladder(standards, rule).levels for one in level.standards
    }
    values = {**asked, **{name: [word] for name, word in said.items()}}
    return score([ladder(standards, rule)], Answers(values), {})[rule]


def test_its_headings_are_those_of_the_domain(framework: Framework) -> None:
    assert [heading.title for heading in framework.headings] == [
        "Inclusion",
        "Curriculum and teaching",
        "Achievement",
        "Attendance and behaviour",
        "Personal development and well-being",
        "Leadership and governance",
        "Early years",
        "Sixth form",
        "Safeguarding",
    ]


def test_every_area_has_five_points_and_safeguarding_two(framework: Framework) -> None:
    for heading in framework.headings:
        labels = [point.label for point in framework.points_for(heading.id)]
        if heading.id == "safeguarding":
            assert labels == ["Met", "Not met", "Not enough to say"]
        else:
            assert labels == [
                "Exceptional",
                "Strong standard",
                "Expected standard",
                "Needs attention",
                "Urgent improvement",
                "Not enough to say",
            ]


def test_every_heading_has_at_least_four_criteria_and_one_ladder(
    framework: Framework, standards: EvidenceForm
) -> None:
    headings = [heading.id for heading in framework.headings]
    assert [rule.heading for rule in standards.rules] == headings
    for heading in headings:
        assert len(framework.criteria_of(heading)) >= 4


def test_the_standards_are_answered_once_for_the_whole_review(standards: EvidenceForm) -> None:
    assert standards.role == "review"
    assert standards.activities == ()


def test_every_standard_stands_on_one_level_of_the_ladder_of_its_own_heading(
    framework: Framework, standards: EvidenceForm
) -> None:
    asked = {one.id: one for one in flat(standards.items) if isinstance(one, MetItem)}
    stands: list[str] = []
    for rule in standards.rules:
        assert isinstance(rule, LadderRule)
        lowest, *higher = rule.levels
        assert lowest.standards == ()
        for level in higher:
            assert level.standards
            for name in level.standards:
                criterion = asked[name].criterion
                assert criterion is not None
                assert framework.criterion(criterion).heading == rule.heading
                stands.append(name)
    assert stands == list(asked)


@pytest.mark.parametrize(
    ("stages", "asked"),
    [
        ([], []),
        (["early-years"], ["early-standards"]),
        (["early-years", "sixth-form"], ["early-standards", "sixth-standards"]),
    ],
)
def test_a_school_is_asked_about_early_years_and_sixth_form_only_where_it_has_them(
    framework: Framework, standards: EvidenceForm, stages: list[Json], asked: list[str]
) -> None:
    now = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    filling = Filling(FormLogic(standards.items, framework.choices), {}, lambda: now)
    filling.change("stages", stages)
    groups = [one.id for one in standards.items if isinstance(one, GroupItem)]
    always = [one for one in groups if one not in {"early-standards", "sixth-standards"}]
    assert len(always) == 7
    relevant = [one for one in groups if filling.state(one).relevant]
    assert sorted(relevant) == sorted([*always, *asked])


@pytest.mark.parametrize(
    ("form", "gate", "question"),
    [("early-years-visit", "is-early", "talked"), ("sixth-form-visit", "is-sixth", "at-length")],
)
def test_a_form_of_one_stage_used_in_a_whole_review_asks_first_whether_the_visit_was_there(
    framework: Framework, form: str, gate: str, question: str
) -> None:
    now = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    filling = Filling(FormLogic(framework.form(form).items, framework.choices), {}, lambda: now)
    assert not filling.state(question).relevant
    filling.change(gate, "yes")
    assert filling.state(question).relevant
    filling.change(gate, "no")
    assert not filling.state(question).relevant


# The ladder of Achievement, worked by hand. From the lowest level up its standards are
#   needs attention    achievement-basis-1, achievement-basis-2
#   expected standard  achievement-expected-1, -2, -3
#   strong standard    achievement-strong-1, -2
#   exceptional        achievement-exceptional
# and urgent improvement is what holds where not even the basis is all met.
BASIS = ("achievement-basis-1", "achievement-basis-2")
EXPECTED = ("achievement-expected-1", "achievement-expected-2", "achievement-expected-3")
STRONG = ("achievement-strong-1", "achievement-strong-2")
EXCEPTIONAL = ("achievement-exceptional",)


@pytest.mark.parametrize(
    ("not_met", "holds"),
    [
        # All eight are met.
        ((), "exceptional"),
        # Seven of eight are met; the one that is not is the highest: everything up to strong holds.
        (EXCEPTIONAL, "strong-standard"),
        # Seven of eight are met; one of the two strong ones is not, so strong does not hold, and exceptional
        # does not hold either, though its own standard is met.
        (("achievement-strong-2",), "expected-standard"),
        # Both of the basis are met, one of three expected is not: an average would have said 7/8.
        (("achievement-expected-3",), "needs-attention"),
        # Seven of eight are met; the one that is not is part of the basis, so nothing above it holds.
        (("achievement-basis-1",), "urgent-improvement"),
        # Only the basis is met.
        ((*EXPECTED, *STRONG, *EXCEPTIONAL), "needs-attention"),
        # None is met.
        ((*BASIS, *EXPECTED, *STRONG, *EXCEPTIONAL), "urgent-improvement"),
    ],
)
def test_a_level_holds_only_if_all_of_its_standards_and_all_below_it_are_met(
    standards: EvidenceForm, not_met: tuple[str, ...], holds: str
) -> None:
    said = dict.fromkeys((*BASIS, *EXPECTED, *STRONG, *EXCEPTIONAL), "met")
    said |= dict.fromkeys(not_met, "not-met")
    assert result(standards, "achievement-ladder", said).value == holds


def test_a_ladder_says_nothing_until_every_standard_was_evaluated(standards: EvidenceForm) -> None:
    said = dict.fromkeys((*BASIS, *EXPECTED, *STRONG, *EXCEPTIONAL), "met")
    open_ = result(
        standards, "achievement-ladder", {**said, "achievement-strong-1": "not-evaluated"}
    )
    assert (open_.value, open_.open) == (None, "needs-more")


def test_an_area_that_the_school_does_not_have_gives_no_word(standards: EvidenceForm) -> None:
    nothing = result(standards, "sixth-ladder", {})
    assert (nothing.value, nothing.open) == (None, "nothing-answered")


def test_safeguarding_is_met_where_all_of_its_standards_are(standards: EvidenceForm) -> None:
    names = [
        one for level in ladder(standards, "safeguarding-ladder").levels for one in level.standards
    ]
    assert len(names) == 5
    said = dict.fromkeys(names, "met")
    assert result(standards, "safeguarding-ladder", said).value == "met"
    for name in names:
        assert (
            result(standards, "safeguarding-ladder", {**said, name: "not-met"}).value == "not-met"
        )


def test_no_question_about_safeguarding_asks_for_a_case_or_a_name(framework: Framework) -> None:
    """What could be written down about safeguarding is yes or no, met or not met, or a place on a scale."""
    bearing = {one.id for one in framework.criteria_of("safeguarding")}
    for form in framework.forms:
        for item in flat(form.items):
            if item.criterion in bearing:
                assert item.type in {"met", "yes-no", "scale"}, item.id
