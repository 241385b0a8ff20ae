"""What an author should know of a framework that can be used as it is."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework


def warnings(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in load_framework(text, source="mine.yaml").warnings]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_framework_has_none(small: str, with_items: str) -> None:
    assert warnings(small) == warnings(with_items) == []


def test_a_criterion_no_form_asks_about_is_told(small: str) -> None:
    text = small.replace("targets: [clarity]", "targets: []")
    assert ("criterion-unasked", line_of(text, "id: clarity")) in warnings(text)


def test_a_criterion_that_an_item_asks_about_is_asked(with_items: str) -> None:
    text = with_items.replace("targets: [clarity]", "targets: []")
    assert "criterion-unasked" not in dict(warnings(text))


@pytest.mark.parametrize("colour", ["Red", "amber ", "GREEN"])
def test_a_scale_with_colour_as_the_only_sign_is_told(small: str, colour: str) -> None:
    text = small.replace("label: Secure,", f"label: '{colour}',")
    assert ("colour-only", line_of(text, f"label: '{colour}'")) in warnings(text)


def test_a_heading_the_report_passes_over_is_told(small: str) -> None:
    text = small.replace("  - {id: findings, kind: findings, title: Findings}\n", "")
    assert warnings(text) == [("heading-without-section", line_of(text, "id: teaching"))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("targets: [clarity]", "targets: [{}]"),
        ("criterion: clarity}", "criterion: {}}"),
        ("kind: findings", "kind: {}"),
        ("- id: general\n", "- id: general\n    role: {}\n"),
    ],
)
def test_a_mapping_where_a_word_belongs_is_refused_and_nothing_worse(
    with_items: str, old: str, new: str
) -> None:
    assert with_items.count(old) == 1
    with pytest.raises(UserError) as caught:
        load_framework(with_items.replace(old, new), source="mine.yaml")
    assert caught.value.code == "framework.invalid"
