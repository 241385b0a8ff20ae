"""The open enquiry has DOMAIN's four themes and no scale, and room for the school's own questions."""

import pytest

from reviewer_app.frameworks.items import ChoiceItem, EvidenceLinkItem, RepeatItem
from reviewer_app.frameworks.load import load_file
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.scoring import flat
from reviewer_app.places import forms

WORDS_OF_A_SCALE = ("scale", "low-medium-high", "holistic", "met", "number", "calculated")
"""Types of item whose answers could be lined up into a result."""


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_file(forms() / "open-enquiry.yaml").framework


def test_its_headings_are_the_four_themes_of_the_domain(framework: Framework) -> None:
    assert [heading.title for heading in framework.headings] == [
        "Impact",
        "Looking forward",
        "Looking inward",
        "Looking outward",
    ]
    assert framework.excellence_heading() is None
    for heading in framework.headings:
        assert len(framework.criteria_of(heading.id)) >= 4


def test_nothing_in_it_gives_a_word_or_a_number(framework: Framework) -> None:
    assert framework.scales == ()
    assert all(framework.points_for(heading.id) == () for heading in framework.headings)
    for form in framework.forms:
        assert form.rules == ()
        assert not [one.id for one in flat(form.items) if one.type in WORDS_OF_A_SCALE]


def test_each_of_the_schools_own_questions_stands_under_a_theme_and_rests_on_notes(
    framework: Framework,
) -> None:
    form = framework.form("own-questions")
    assert form.role == "review"
    (enquiry,) = form.items
    assert isinstance(enquiry, RepeatItem)
    assert enquiry.times is None
    parts = {one.id: one for one in enquiry.items}
    assert parts["question"].required
    theme, behind = parts["theme"], parts["behind"]
    assert isinstance(theme, ChoiceItem)
    themes = [choice.id for choice in framework.choice_list(theme.choices).choices]
    assert themes == [heading.id for heading in framework.headings]
    assert isinstance(behind, EvidenceLinkItem)
    assert behind.least == 2
