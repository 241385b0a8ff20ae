"""A rule that could never say anything, or not what it seems to say, is refused where it stands."""

import pytest

from reviewer_app.frameworks.load import load_framework
from tests.frameworks.small_rules import WITH_RULES
from tests.frameworks.test_load import line_of, problems_in


def test_rules_of_every_kind_are_sound() -> None:
    loaded = load_framework(WITH_RULES, source="mine.yaml")
    assert loaded.warnings == ()
    kinds = [one.kind for one in loaded.framework.form("general").rules]
    assert len(kinds) == len(set(kinds)) == 10


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        # inputs
        ("inputs: [whole, books, twice]", "inputs: [whole, bocks]", "dangling-nearest"),
        ("inputs: [whole, books, twice]", "inputs: [whole, whole]", "listed-twice"),
        ("inputs: [whole, books, twice]", "inputs: [whole, why]", "counts-nothing"),
        ("inputs: [whole, books, twice]", "inputs: [whole, done]", "counts-nothing"),
        ("inputs: [whole, books, twice]", "inputs: [whole, look]", "counts-nothing"),
        ("inputs: [whole, books, twice]", "inputs: [part]", "dangling"),
        ("inputs: [calm, level]}", "inputs: [calm, why]}", "counts-nothing"),
        ("rules: [mean, lowest]", "rules: [mean, mean]", "listed-twice"),
        ("rules: [mean, lowest]", "rules: [mean, ladder]", "rule-without-number"),
        ("rules: [mean, lowest]", "rules: [mean, reached]", "rule-without-number"),
        ("rules: [mean, lowest]", "rules: [mean, total]", "rules-in-a-circle"),
        ("rule: total, at_least", "rule: fit, at_least", "rule-without-number"),
        ("rule: total, at_least", "rule: shares, at_least", "rule-without-number"),
        ("heading: teaching\n        levels", "heading: zebra\n        levels", "dangling"),
        # words
        ('values: ["yes"]', "values: [yess]", "dangling-nearest"),
        ('values: ["yes"]', "values: [yes, met]", "dangling"),
        ("inputs: [level, calm]", "inputs: [level, calm, seen]", "never-counted"),
        ("values: [high, good]", "values: [high, good, zebra]", "dangling"),
        ("{at_least: 50, word: Half}", "{at_least: 75, word: Half}", "threshold-twice"),
        ("{at_least: 50, word: Half}", "{at_least: 750, word: Half}", "threshold-outside"),
        (
            "{at_least: 50, word: Half}",
            "{at_least: 50, word: Half}, {at_least: 60, word: Some}",
            "thresholds-mixed",
        ),
        # weights
        ("{input: level, weight: 0.5}", "{input: calm, weight: 0.5}", "weight-twice"),
        ("{input: level, weight: 0.5}", "{input: why, weight: 0.5}", "counts-nothing"),
        ("{input: level, weight: 0.5}", "{input: zebra, weight: 0.5}", "dangling"),
        ("{input: level, weight: 0.5}", "{input: level, weight: 0}", "out-of-range"),
        ("{input: level, weight: 0.5}", "{input: level, weight: -1}", "out-of-range"),
        # ladders
        ("standards: [standard, seen]", "standards: []", "level-without-standards"),
        (", standards: [standard, seen]", "", "level-without-standards"),
        ("standards: [standard, seen]", "standards: [standard, calm]", "standard-cannot-hold"),
        ("standards: [standard, seen]", "standards: [standard, standard]", "listed-twice"),
        ("standards: [standard, seen]", "standards: [standart]", "dangling-nearest"),
        ("[{point: begun}, {point: secure", "[{point: begun}, {point: good", "dangling"),
        ("[{point: begun}, {point: secure", "[{point: begun}, {point: begun", "level-twice"),
        ("[{point: begun}, {point: secure", "[{point: secure}, {point: begun", "levels-out-of-order"),
        # shares
        ("input: look\n        row: teacher\n", "input: grid\n        row: teacher\n", "shares-without-moments"),
        ("input: look\n        row: teacher\n", "input: books\n        row: teacher\n", "shares-without-moments"),
        ("input: look\n        row: teacher\n", "input: look\n        row: tutor\n", "dangling"),
        ("choices: [explaining]}", "choices: [explainin]}", "dangling-nearest"),
        ("choices: [explaining]}", "choices: [explaining, explaining]}", "listed-twice"),
        ("{id: off, title: Off", "{id: active, title: Off", "listed-twice"),
        # what is needed
        ("rules: [mean, lowest]}", "rules: [mean, lowest], needs: {answered: 3}}", "needs-too-much"),
        ("inputs: [calm, level]}", "inputs: [calm, level], needs: {answered: 3}}", "needs-too-much"),
        ("inputs: [why]}", "inputs: [why], needs: {}}", "needs-nothing"),
        ("inputs: [why]}", "inputs: [why], needs: {answered: 0}}", "out-of-range"),
        ("inputs: [why]}", "inputs: [why], needs: {share: 75}}", "out-of-range"),
        ("title: Shares\n", "title: Shares\n        needs: {answered: 4}\n", "needs-too-much"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_its_line(old: str, new: str, code: str) -> None:
    assert WITH_RULES.count(old) == 1
    text = WITH_RULES.replace(old, new)
    first = line_of(WITH_RULES, old)
    lines = range(first, first + max(new.count("\n"), 1))
    found = problems_in(text)
    assert code in [one.code for one in found if one.line in lines]
    # What follows from it may be told as well, and nothing else.
    assert len({one.line for one in found} - {*lines}) <= 1


def test_a_matrix_needs_a_row_to_share_out() -> None:
    text = WITH_RULES.replace("        row: teacher\n", "")
    (problem,) = problems_in(text)
    assert (problem.code, problem.line) == ("missing-key", line_of(text, "- id: shares"))


def test_inside_a_repeat_each_time_round_is_an_answer() -> None:
    needs = "inputs: [whole, books, twice], needs: {answered: %d}}"
    # Three times the whole, the books and what is twice that: five.
    text = WITH_RULES.replace("inputs: [whole, books, twice]}", needs % 5)
    load_framework(text, source="mine.yaml")
    text = WITH_RULES.replace("inputs: [whole, books, twice]}", needs % 6)
    (problem,) = problems_in(text)
    assert "at most 5" in problem.what
    # Asked as often as wanted, there is no end.
    load_framework(text.replace("        times: 3\n", ""), source="mine.yaml")


def test_a_repeat_in_a_repeat_asks_each_time_round_of_both() -> None:
    inner = "          - {id: again, type: repeat, label: A, times: 2, items: [{id: tap, type: number, label: T}]}\n"
    text = WITH_RULES.replace("        items:\n", f"        items:\n{inner}", 1)
    # Three times two.
    rule = "inputs: [tap], needs: {answered: %d}}"
    load_framework(text.replace("inputs: [whole, books, twice]}", rule % 6), source="mine.yaml")
    (problem,) = problems_in(text.replace("inputs: [whole, books, twice]}", rule % 7))
    assert "at most 6" in problem.what


def test_what_may_be_answered_in_other_words_may_be_counted_by_any() -> None:
    text = WITH_RULES.replace(
        'inputs: [seen], values: ["yes"]', "inputs: [why], values: [anything]"
    )
    assert load_framework(text, source="mine.yaml").warnings == ()
    text = text.replace("inputs: [why], values: [anything]", "inputs: [calm], values: [not-seen]")
    assert load_framework(text, source="mine.yaml").warnings == ()


def test_a_ladder_of_no_heading_may_reach_a_point_of_any_scale() -> None:
    text = WITH_RULES.replace(
        "        heading: teaching\n        levels", "        levels"
    ).replace("[{point: begun}, {point: secure", "[{point: poor}, {point: good")
    assert load_framework(text, source="mine.yaml").warnings == ()
