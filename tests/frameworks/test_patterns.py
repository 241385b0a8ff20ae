"""A pattern says what Python's own engine says, and never takes longer than its steps."""

import random
import re

import pytest

from reviewer_app.frameworks import patterns
from reviewer_app.frameworks.cost import Meter, TooCostlyError
from reviewer_app.frameworks.patterns import PatternError, pattern_of

PIECES = [
    "a", "b", "ab", ".", "[ab]", "[^a]", r"\d", r"\w", "^", "$", r"\b", "1", "{", "}", "]", "-", r"\.", "\n", "", "{}",
]  # fmt: skip
COUNTS = ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "{0}", "*?", "{1,2}?", "+?", "{2,1}", "**"]


def pattern(choose: random.Random, depth: int) -> str:
    kind = choose.random()
    if not depth or kind < 0.45:
        return choose.choice(PIECES)
    if kind < 0.7:
        return pattern(choose, depth - 1) + pattern(choose, depth - 1)
    if kind < 0.8:
        return f"({pattern(choose, depth - 1)}|{pattern(choose, depth - 1)})"
    return f"{choose.choice(['(', '(?:'])}{pattern(choose, depth - 1)}){choose.choice(COUNTS)}"


def by_python(text: str, subject: str) -> bool | None:
    try:
        return re.fullmatch(text, subject, re.DOTALL) is not None
    except re.error:
        return None


def by_us(text: str, subject: str) -> bool | None:
    try:
        return pattern_of(text).fits(subject, Meter())
    except PatternError:
        return None


def test_it_says_what_python_says() -> None:
    choose = random.Random(11)
    said, differ = set(), []
    for _number in range(6_000):
        text = pattern(choose, 4)
        subject = "".join(choose.choice("ab1.\n-{}") for _letter in range(choose.randrange(8)))
        expected = by_python(text, subject)
        said.add(expected)
        if by_us(text, subject) is not expected:
            differ.append((text, subject, expected))
    assert (differ, said) == ([], {True, False, None})


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "a.b@school.org.uk", True),
        (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "a.b@school", False),
        (r"\(a+\)+", "(aa))", True),
        (r"([0-9]{2} ?){5}", "01 23 45 67 89", True),
        (".{1,500}", "x" * 400, True),
        (".{1,500}", "x" * 501, False),
        ("(?i)yes|no", "YES", True),
        (r"\u0041\x42", "AB", True),
        ("[[]a]", "[a]", True),
        ("", "", True),
        ("a*", "a" * 2_500, True),
    ],
)
def test_what_forms_ask_for(text: str, subject: str, expected: bool) -> None:
    assert pattern_of(text).fits(subject, Meter()) is expected


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("(a+)+", "a" * 60 + "b", False),
        ("a*a*a*a*a*a*b", "a" * 2_000, False),
        (".*x.*y.*z.*w.*!", "xyzw" * 500, False),
        ("(a?){30}a{30}", "a" * 30, True),
        ("(|a|aa)*c", "a" * 1_900, False),
        ("((a*)*)*", "a" * 100 + "b", False),
    ],
)
def test_what_another_engine_would_never_end(text: str, subject: str, expected: bool) -> None:
    assert pattern_of(text).fits(subject, Meter()) is expected


def test_what_takes_too_many_steps_is_given_up() -> None:
    with pytest.raises(TooCostlyError):
        pattern_of("(" + "a?" * 300 + ")*b").fits("a" * 1_999, Meter())
    assert pattern_of("(" + "a?" * 300 + ")*b").fits("a" * 10, Meter()) is False


@pytest.mark.parametrize(
    "text",
    [
        "(", ")", "(a", "a)", "[a", "a**", "*", "a*+", "(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", "(?P<n>a)", "(?x)a",
        r"\p{L}", "\\", r"\xz", "[b-a]", "a{3,2}", "((a{99}){99}){99}", "((){999}){999}", "(" * 900 + ")" * 900,
    ],
)  # fmt: skip
def test_what_is_not_used_here_is_refused(text: str) -> None:
    with pytest.raises(PatternError):
        pattern_of(text)


def test_nothing_is_said_on_the_side(recwarn: pytest.WarningsRecorder) -> None:
    patterns.pattern_of.cache_clear()
    assert pattern_of("[[a&&c]").fits("[", Meter()) is True
    assert [*recwarn] == []
