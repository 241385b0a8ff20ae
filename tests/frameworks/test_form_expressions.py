"""What an expression compares an answer with is something that can be answered."""

import pytest

from reviewer_app.frameworks.load import load_framework
from tests.frameworks.small_rules import WITH_RULES
from tests.frameworks.test_load import line_of

WHY = "{id: why, type: narrative, label: Why}"


def waiting_for(condition: str) -> str:
    return WITH_RULES.replace(
        WHY, f'{{id: why, type: narrative, label: Why, relevant: "{condition}"}}'
    )


@pytest.mark.parametrize(
    "condition",
    [
        "${done} = 'explaning'",
        "${done}!='explaning'",
        "${books} > 3 and ${done} = 'explaning'",
        "selected(${done}, 'explaning')",
        "selected( ${ done } , 'explaning')",
        "${calm} = 'Good'",
        "${level} = 'middle'",
        "${seen} = 'true'",
        "${standard} = 'yes'",
    ],
)
def test_a_word_that_nobody_can_choose_is_a_warning(condition: str) -> None:
    text = waiting_for(condition)
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, warning.line) == ("choice-unknown", line_of(text, "{id: why"))


@pytest.mark.parametrize(
    "condition",
    [
        "${done} = 'explaining'",
        "selected(${done}, 'waiting')",
        "${calm} = 'not-seen'",
        "${level} = 'na'",
        "${done} = ''",
        "${books} = '3'",
        "concat('x', ${done}) = 'explaning'",
    ],
)
def test_a_word_that_can_be_chosen_is_none(condition: str) -> None:
    assert load_framework(waiting_for(condition), source="mine.yaml").warnings == ()


def test_the_answer_itself_is_meant_by_a_full_stop() -> None:
    text = WITH_RULES.replace(
        "label: Done, choices: doing}", "label: Done, choices: doing, constraint: . != 'wating'}"
    )
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, "“done”" in warning.what) == ("choice-unknown", True)


def test_an_expression_that_is_likely_to_take_too_many_steps_is_a_warning() -> None:
    heavy = " and ".join(["contains(name, ${books})"] * 30)
    doing = "".join(f"\n      - {{id: d{n}, label: D {n}}}" for n in range(2_000))
    text = WITH_RULES.replace(
        "label: Done, choices: doing}", f'label: Done, choices: doing, filter: "{heavy}"}}'
    )
    assert load_framework(text, source="mine.yaml").warnings == ()
    text = text.replace("  - id: doing\n    choices:", f"  - id: doing\n    choices:{doing}")
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, warning.line) == ("expression-costly", line_of(text, "label: Done"))
    assert "“filter”" in warning.what
