"""What an item measures has to be possible."""

import pytest

from reviewer_app.frameworks.load import load_framework
from tests.frameworks.small_rules import WITH_RULES
from tests.frameworks.test_load import line_of, problems_in


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("lowest: 0, highest: 30", "lowest: 30, highest: 0", "range-empty"),
        ("{score: 5, descriptor", "{score: 1, descriptor", "score-twice"),
        ("suggestion: mean", "suggestion: ladder", "rule-without-number"),
        ("suggestion: mean", "suggestion: meen", "dangling-nearest"),
        ("timing: {count: 3, minutes: 15}", "timing: {count: 30, minutes: 15}", "late-after-next"),
        (
            "timing: {count: 3, minutes: 15}",
            "timing: {count: 3, minutes: 15, late_after_seconds: 301}",
            "late-after-next",
        ),
        (
            "timing: {count: 3, minutes: 15}",
            "timing: {count: 3, minutes: 15, began: why}",
            "dangling",
        ),
        ("{id: pupils, label: Pupils}", "{id: teacher, label: Pupils}", "listed-twice"),
        (
            "timing: {count: 3, minutes: 15}",
            "timing: {count: 0, minutes: 15}",
            "out-of-range",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_its_line(old: str, new: str, code: str) -> None:
    assert WITH_RULES.count(old) == 1
    text = WITH_RULES.replace(old, new)
    (problem,) = problems_in(text)
    assert (problem.code, problem.line) == (code, line_of(text, new))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("timing: {count: 3, minutes: 15}", "timing: {count: 3, minutes: 90}", "timing-too-long"),
        (
            "{id: why, type: narrative, label: Why}",
            "{id: why, type: narrative, label: Why, constraint_message: Too short.}",
            "message-without-constraint",
        ),
    ],
)
def test_what_is_odd_is_a_warning_in_its_line(old: str, new: str, code: str) -> None:
    text = WITH_RULES.replace(old, new)
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, warning.line) == (code, line_of(text, new))


def test_a_timed_set_in_a_repeat_takes_its_time_each_time_round() -> None:
    whole = WITH_RULES.replace("minutes: 15", "minutes: 30")
    assert load_framework(whole, source="mine.yaml").warnings == ()
    look = whole[whole.index("      - id: look\n") : whole.index("    rules:\n")]
    inside = "".join(f"    {line}\n" for line in look.splitlines())
    text = whole.replace(look, "").replace("      - id: grid\n", f"{inside}      - id: grid\n")
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, "90 minutes" in warning.what) == ("timing-too-long", True)
