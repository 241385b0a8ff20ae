"""What a section of the kind "results" may name."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.problems import problems_of

SECTION = """\
  - id: numbers
    kind: results
    title: In numbers
    form: general
    rules: [mean, shares]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(UserError) as refused:
        load_framework(text, source="mine.yaml")
    return [one.code for one in problems_of(refused.value)]


def test_a_form_and_rules_that_are_there_may_be_printed(with_items: str) -> None:
    section = load_framework(with_items + SECTION, source="mine.yaml").framework.report[-1]
    assert (section.form, section.rules, section.answers) == ("general", ("mean", "shares"), True)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("form: general\n", "form: generel\n", ["dangling-nearest"]),
        ("    form: general\n", "", ["missing-key"]),
        ("[mean, shares]", "[mean, nothing-like-it]", ["dangling"]),
        ("    rules: [mean, shares]\n", "", ["section-without-rules"]),
        ("kind: results", "kind: findings", ["section-of-no-form"]),
    ],
)
def test_what_leads_nowhere_is_refused(
    with_items: str, old: str, new: str, codes: list[str]
) -> None:
    assert SECTION.count(old) == 1
    assert problems(with_items + SECTION.replace(old, new)) == codes


@pytest.mark.parametrize(
    "rule",
    [
        "{id: reached, version: 1, kind: at-least, title: R, rule: mean, at_least: 3}",
        "{id: reached, version: 1, kind: count-if, title: R, inputs: [standard], values: [met]}",
        "{id: reached, version: 1, kind: best-fit, title: R, inputs: [standard]}",
    ],
)
def test_no_verdict_on_one_visit_may_be_printed(with_items: str, rule: str) -> None:
    text = with_items.replace("    rules:\n", f"    rules:\n      - {rule}\n")
    printed = text + SECTION.replace("[mean, shares]", "[reached]")
    assert problems(printed) == ["rule-of-one-visit"]


@pytest.mark.parametrize(
    ("old", "new"), [("form: general", "form: {}"), ("[mean, shares]", "[{}]")]
)
def test_a_mapping_where_a_word_belongs_is_refused_and_nothing_worse(
    with_items: str, old: str, new: str
) -> None:
    assert problems(with_items + SECTION.replace(old, new))
