"""The items and rules of a form fit together, or every misfit is told at its place."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.items import HolisticItem, MatrixItem, RepeatItem, ScaleItem
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.problems import problems_of


def codes(text: str) -> list[tuple[str, int]]:
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    return [(one.code, one.line) for one in problems_of(caught.value)]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_every_item_is_of_its_own_type(with_items: str) -> None:
    form = load_framework(with_items, source="mine.yaml").framework.form("general")
    repeat, matrix, _standard = form.items
    assert isinstance(repeat, RepeatItem)
    assert [type(one) for one in repeat.items] == [ScaleItem, HolisticItem]
    assert isinstance(matrix, MatrixItem)
    assert matrix.timing is not None
    assert [one.kind for one in form.rules] == ["mean", "mean-of-means", "shares"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("scale: estimate, criterion", "scale: estimates, criterion", "dangling-nearest"),
        ("criterion: clarity}\n", "criterion: zebra}\n", "dangling"),
        ("suggestion: mean", "suggestion: zebra", "dangling"),
        ("choices: doing}", "choices: zebra}", "dangling"),
        ("inputs: [whole]", "inputs: [hole]", "dangling-nearest"),
        ("inputs: [whole]", "inputs: [part]", "dangling"),
        ("rules: [mean]", "rules: [zebra]", "dangling"),
        ("rules: [mean]", "rules: [total]", "rules-in-a-circle"),
        ("row: teacher", "row: zebra", "dangling"),
        ("dimension: activity", "dimension: zebra", "dangling"),
        ("{id: standard, type: met", "{id: calm, type: met", "duplicate-id"),
        ("{id: standard, type: met", "{id: standard, type: mett", "not-allowed"),
        ("{id: standard, type: met", "{id: standard, colour: red, type: met", "unknown-key"),
        ("{id: standard, type: met,", "{id: standard,", "missing-key"),
        ("times: 2", "times: 0", "out-of-range"),
        ("times: 2", "times: two", "not-whole-number"),
        ("{id: standard, type: met", "{id: standard, required: maybe, type: met", "not-yes-or-no"),
        ("{id: waiting, label: Waiting}", "{id: explaining, label: Again}", "duplicate-id"),
    ],
)
def test_a_misfit_is_told_where_it_stands(with_items: str, old: str, new: str, code: str) -> None:
    assert with_items.count(old) == 1
    text = with_items.replace(old, new)
    found = codes(text)
    at = line_of(with_items, old)
    assert (code, at) in found


def test_a_form_of_the_review_has_no_activities_and_any_other_has(with_items: str) -> None:
    also = """\
  - {id: extra, role: also, title: Extra}
  - {id: whole-review, role: review, title: Whole, activities: [lesson-visit]}
report:
"""
    text = with_items.replace("report:\n", also)
    assert codes(text) == [
        ("missing-key", line_of(text, "- {id: extra")),
        ("activities-of-review", line_of(text, "- {id: whole-review")),
    ]


def test_a_form_beside_the_main_one_does_not_take_its_place(with_items: str) -> None:
    also = "  - {id: extra, role: also, title: Extra, activities: [lesson-visit]}\nreport:\n"
    framework = load_framework(with_items.replace("report:\n", also), source="mine.yaml").framework
    assert framework.form_for("lesson-visit").id == "general"


def test_an_item_and_a_rule_do_not_share_an_id(with_items: str) -> None:
    text = with_items.replace("{id: standard, type: met", "{id: mean, type: met")
    assert codes(text) == [("duplicate-id", line_of(text, "{id: mean, version"))]


EXPRESSIONS = """\
    items:
      - {id: seen, type: number, label: How many?}
      - id: part
        type: group
        label: Part
        relevant: ${seen} > 0
        items:
          - {id: why, type: text, label: "Why ${seen}?", constraint: "regex(., '[a-z]+')"}
          - {id: twice, type: calculated, label: Twice, calculation: "${seen} * 2"}
"""


@pytest.fixture
def with_expressions(small: str) -> str:
    return small.replace("report:\n", f"{EXPRESSIONS}report:\n")


def test_sound_expressions_are_not_told(with_expressions: str) -> None:
    form = load_framework(with_expressions, source="mine.yaml").framework.form("general")
    assert form.items[1].relevant == "${seen} > 0"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("relevant: ${seen} > 0", "relevant: ${seen} >", "expression-syntax"),
        ("relevant: ${seen} > 0", "relevant: ${sen} > 0", "expression-unknown-nearest"),
        ("relevant: ${seen} > 0", "relevant: ${zebra} > 0", "expression-unknown"),
        ("relevant: ${seen} > 0", "relevant: zebra(1)", "expression-function"),
        ("relevant: ${seen} > 0", "relevant: uuid() = 1", "expression-refused"),
        ("[a-z]+", "(?=a)a", "expression-regex"),
        ('"Why ${seen}?"', '"Why ${zebra}?"', "expression-unknown"),
        ('"${seen} * 2"', '"${twice} * 2"', "items-in-a-circle"),
    ],
)
def test_an_expression_that_cannot_be_used_is_told_at_its_line(
    with_expressions: str, old: str, new: str, code: str
) -> None:
    assert with_expressions.count(old) == 1
    assert (code, line_of(with_expressions, old)) in codes(with_expressions.replace(old, new))


def test_a_group_that_waits_for_what_is_in_it_is_told(with_expressions: str) -> None:
    text = with_expressions.replace("relevant: ${seen} > 0", "relevant: ${why} = 'x'")
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    (problem,) = problems_of(caught.value)
    assert problem.code == "items-in-a-circle"
    assert "part" in problem.what
    assert "why" in problem.what


def test_a_problem_of_an_expression_shows_what_to_write(with_expressions: str) -> None:
    text = with_expressions.replace("relevant: ${seen} > 0", "relevant: ${sen} >= 0")
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    (problem,) = problems_of(caught.value)
    assert "“${sen}”" in problem.what
    assert "“${seen}”" in problem.remedy


def test_more_expressions_than_can_be_read_in_time_are_refused_unread(small: str) -> None:
    lines = "".join(
        f"      - {{id: i{n}, type: text, label: A, relevant: '{'1+' * 450}1'}}\n"
        for n in range(300)
    )
    text = small.replace("report:\n", f"    items:\n{lines}report:\n")
    assert [code for code, _line in codes(text)] == ["too-many-expressions"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{id: seen,", "{id: 9seen,", "name-malformed"),
        ("{id: seen,", '{id: "se en",', "name-malformed"),
    ],
)
def test_the_name_of_an_item_is_one_that_expressions_can_use(
    with_expressions: str, old: str, new: str, code: str
) -> None:
    text = with_expressions.replace(old, new)
    assert (code, line_of(text, new)) in codes(text)


def test_the_id_of_a_choice_has_no_spaces(with_items: str) -> None:
    text = with_items.replace("{id: waiting,", '{id: "wait ing",')
    assert ("choice-malformed", line_of(text, "wait ing")) in codes(text)
