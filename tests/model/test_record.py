"""What a record may not hold is refused in words of our own."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity, ReportVersion
from reviewer_app.model.record import validated

VISIT = {"id": "a1", "review": "r1", "activity_kind": "lesson-visit", "title": "Year 4"}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("title", "x" * 121, "it has 121 characters, and 120 is the most"),
        ("title", "", "it may not be empty"),
        ("minutes", 0, "1 is the least"),
        ("minutes", 601, "600 is the most"),
        ("activity_kind", "lunch", "it is not one of the words that may stand there"),
        ("minutes", "soon", "it is not of the kind that may stand there"),
        ("planned_start", "this morning", "it is not of the kind that may stand there"),
    ],
)
def test_a_value_is_refused_in_our_own_words(name: str, value: object, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        validated(Activity, {**VISIT, name: value})
    assert refused.value.code == "review.value-not-allowed"
    assert refused.value.parameters == {"field": name, "reason": reason}


def test_a_value_that_is_missing_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        validated(ReportVersion, {"id": "v1", "review": "r1"})
    assert refused.value.parameters["reason"] == "it may not be empty"
