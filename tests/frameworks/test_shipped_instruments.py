"""An instrument appears only where a review's own framework asks for it."""

from typing import get_args

import pytest

from reviewer_app.frameworks.items import Item, ItemBase
from reviewer_app.frameworks.shipped import shipped, usual
from reviewer_app.model.words import ActivityKind
from tests.frameworks.instruments import INSTRUMENTS, instruments_of

ASKED = {
    "classroom-observation": {"two-segments": ["snapshots"]},
    "classroom-snapshot": {"ten-snapshots": ["matrix", "tally"]},
}
"""The instruments of the frameworks that ship, by framework and form; the others have none."""


def test_the_quality_assurance_review_has_none() -> None:
    framework = usual().framework
    assert framework.id == "quality-assurance"
    assert [instruments_of(form) for form in framework.forms] == [[]] * len(framework.forms)


def test_a_framework_has_those_it_asks_for_and_no_others() -> None:
    found = {
        one.framework.id: {
            form.id: instruments_of(form) for form in one.framework.forms if instruments_of(form)
        }
        for one in shipped()
    }
    assert {name: forms for name, forms in found.items() if forms} == ASKED


@pytest.mark.parametrize("kind", ActivityKind)
def test_no_activity_of_any_framework_has_one_unless_its_form_is_chosen(kind: ActivityKind) -> None:
    for one in shipped():
        assert instruments_of(one.framework.form_for(kind)) == []


def test_every_type_that_runs_on_a_clock_counts_as_an_instrument() -> None:
    types: tuple[type[ItemBase], ...] = get_args(get_args(Item)[0])
    timed = {
        str(get_args(one.model_fields["type"].annotation)[0])
        for one in types
        if "timing" in one.model_fields
    }
    assert timed <= set(INSTRUMENTS)
    known = {str(get_args(one.model_fields["type"].annotation)[0]) for one in types}
    assert set(INSTRUMENTS) <= known
