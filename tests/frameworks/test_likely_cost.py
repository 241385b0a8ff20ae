"""What an expression is likely to take is told from the form alone, in rows, nodes and choices."""

import pytest

from reviewer_app.frameworks.cost import MOST
from reviewer_app.frameworks.expressions import Places, compile_expression
from reviewer_app.frameworks.likely_cost import likely_steps, rounds_of

PLACES: Places = {
    "n": (("n", False),),
    "a": (("a", True),),
    "b": (("a", True), ("b", True)),
    "c": (("a", True), ("b", True), ("c", False)),
    "d": (("a", True), ("b", True), ("d", False)),
}
ROUNDS = {"a": 60, "b": 60}


def likely(text: str, owner: str, choices: int = 1) -> int:
    return likely_steps(compile_expression(text, PLACES, owner), PLACES, owner, ROUNDS, choices)


@pytest.mark.parametrize(
    ("text", "owner", "choices"),
    [
        ("${n} > 3 and ${n} < 9", "n", 1),
        ("${c} > 3", "d", 1),
        ("sum(/form/a/b/c)", "d", 1),
        ("count(/form/a/b) > 2", "n", 1),
        ("contains(name, ${n})", "n", 4_900),
    ],
)
def test_what_forms_ask_for_is_likely_to_be_worked_out(text: str, owner: str, choices: int) -> None:
    assert 0 < likely(text, owner, choices) <= MOST


@pytest.mark.parametrize(
    ("text", "owner", "choices"),
    [
        ("count(../../../a/b/*[. = 1])", "d", 1),
        ("/form/a/b/c = /form/a/b/d", "n", 1),
        (" and ".join(["contains(name, ${n})"] * 40), "n", 4_900),
    ],
)
def test_what_looks_at_everything_for_everything_is_not(
    text: str, owner: str, choices: int
) -> None:
    assert likely(text, owner, choices) > MOST


def test_an_open_repeat_counts_as_often_as_it_may_be_asked() -> None:
    assert rounds_of({"type": "repeat"}) == 60
    assert rounds_of({"type": "repeat", "times": 4}) == 4
    assert rounds_of({"type": "group", "times": 4}) == 1
