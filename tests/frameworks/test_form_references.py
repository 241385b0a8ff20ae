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
