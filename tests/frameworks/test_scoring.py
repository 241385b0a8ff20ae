"""Every scoring rule against examples worked out by hand.

What is expected stands as a number in each test; the steps to it stand in the comments above, so that anyone can follow
them with a pencil. Nothing expected is computed by the code under test.
"""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.frameworks.rules import Rule
from reviewer_app.frameworks.scoring import Answers, Input, Result, score, shown
from tests.frameworks.scored import SHARES, Values, answered, result_of, rule, snapshots

MEAN = rule("mean", inputs=["a", "b", "c", "d"])


def test_a_mean_is_exact_and_shows_what_it_saw() -> None:
    # 4 + 3 + 3 = 10, over 3 answers: 10/3 = 3.333...
    result = result_of(
        rule("mean", inputs=["a", "b", "c"], version=7), {"a": [4], "b": [3], "c": [3]}
    )
    assert result.value == Fraction(10, 3)
    assert (result.rule, result.version) == ("rule", 7)
    assert result.inputs == (Input("a", "4"), Input("b", "3"), Input("c", "3"))


@pytest.mark.parametrize("outside", ["na", "not-seen", "not-evaluated", ""])
def test_what_says_nothing_leaves_the_denominator(outside: str) -> None:
    # 5 + 2 = 7 over the 2 that say something: 7/2. Over all 4 it would be 7/4, with noughts for the rest.
    values: Values = {"a": [5], "b": [outside], "c": [2], "d": [outside]}
    assert result_of(MEAN, values).value == Fraction(7, 2)


def test_an_item_that_is_not_among_the_answers_leaves_it_too() -> None:
    # 5 + 2 = 7, over 2
    assert result_of(MEAN, {"a": [5], "c": [2]}).value == Fraction(7, 2)


def test_low_medium_and_high_count_one_two_and_three() -> None:
    # low 1 + medium 2 + high 3 + high 3 = 9, over 4: 9/4
    values: Values = {"a": ["low"], "b": ["medium"], "c": ["high"], "d": ["high"]}
    assert result_of(MEAN, values).value == Fraction(9, 4)


def test_yes_and_met_count_one_no_and_not_met_nought() -> None:
    # 1 + 0 + 1 + 0 = 2, over 4: 1/2
    values: Values = {"a": ["yes"], "b": ["no"], "c": ["met"], "d": ["not-met"]}
    assert result_of(MEAN, values).value == Fraction(1, 2)


def test_a_decimal_counts_as_it_is_written() -> None:
    # 0.1 + 0.2 = 0.3, over 2: 0.15. In the machine's own fractions it would be a little more.
    assert result_of(MEAN, {"a": [0.1], "b": [0.2]}).value == Fraction(15, 100)


def test_choices_count_what_their_authors_say_and_no_others_count() -> None:
    # often 10 + seldom 2.5 = 12.5, over 2: 6.25. "no" has no number here, so it is no nought either.
    numbers = {name: {"often": 10, "seldom": 2.5} for name in "abcd"}
    values: Values = {"a": ["often"], "b": ["seldom"], "c": ["no"], "d": ["high"]}
    assert result_of(MEAN, values, numbers).value == Fraction(625, 100)


def test_words_and_hostile_numbers_count_nothing_and_harm_nothing() -> None:
    # Only the 4 is a number: 4/1.
    values: Values = {
        "a": [4],
        "b": ["Calm; 5 of 6 rows."],
        "c": ["1e999999999"],
        "d": [float("nan")],
    }
    assert result_of(MEAN, values).value == 4


def test_every_time_an_item_was_asked_counts() -> None:
    # a was asked twice: 1 and 2; b twice: 5, and N/A; together 1 + 2 + 5 = 8, over 3: 8/3
    assert result_of(MEAN, {"a": [1, 2], "b": [5, "na"]}).value == Fraction(8, 3)


def test_nothing_answered_gives_no_nought() -> None:
    assert answered(result_of(MEAN, {})) == (None, "nothing-answered")
    assert answered(result_of(MEAN, {"a": ["na"], "b": ["not-seen"], "c": [""]})) == (
        None,
        "nothing-answered",
    )


def test_nought_is_an_answer() -> None:
    # (0 + 0) / 2 = 0, and that is not the same as nothing
    assert answered(result_of(MEAN, {"a": [0], "b": ["no"]})) == (0, "")


def test_a_mean_of_means_counts_each_mean_once() -> None:
    # culture: (1 + 1 + 1 + 1) / 4 = 1; skills: (5) / 1 = 5; the mean of the two: (1 + 5) / 2 = 3.
    # The mean of all five answers would be (4 + 5) / 5 = 9/5.
    culture = rule("mean", "culture", inputs=["a", "b", "c", "d"])
    skills = rule("mean", "skills", inputs=["e"])
    total = rule("mean-of-means", "total", rules=["culture", "skills"])
    of_all = rule("mean", "all", inputs=["a", "b", "c", "d", "e"])
    values: Values = {"a": [1], "b": [1], "c": [1], "d": [1], "e": [5]}
    results = score([total, of_all, culture, skills], Answers(values), {})
    assert results["total"].value == 3
    assert results["all"].value == Fraction(9, 5)
    assert results["total"].inputs == (Input("culture", "1"), Input("skills", "5"))


def test_a_mean_without_a_result_leaves_the_mean_of_means() -> None:
    # b gives nothing, so only a's mean stands: 4/1
    rules = [
        rule("mean", "a-mean", inputs=["a"]),
        rule("mean", "b-mean", inputs=["b"]),
        rule("mean-of-means", "total", rules=["a-mean", "b-mean"]),
    ]
    assert score(rules, Answers({"a": [4], "b": ["na"]}), {})["total"].value == 4


def test_a_mean_of_means_may_need_all_of_them() -> None:
    rules = [
        rule("mean", "a-mean", inputs=["a"]),
        rule("mean", "b-mean", inputs=["b"]),
        rule("mean-of-means", "total", rules=["a-mean", "b-mean"], needs={"share": 1}),
    ]
    assert answered(score(rules, Answers({"a": [4]}), {})["total"]) == (None, "needs-more")
    # (4 + 1) / 2 = 5/2
    assert score(rules, Answers({"a": [4], "b": [1]}), {})["total"].value == Fraction(5, 2)


COUNT = {"inputs": ["a", "b", "c", "d"], "values": ["high", "3"]}


def test_a_count_is_of_the_answers_that_are_named() -> None:
    # high, 3 and 3.0 are named (three); low is not
    values: Values = {"a": ["high"], "b": ["low"], "c": [3], "d": [3.0]}
    assert result_of(rule("count-if", **COUNT), values).value == 3


def test_a_count_of_none_is_nought_where_something_was_answered() -> None:
    assert answered(result_of(rule("count-if", **COUNT), {"a": ["low"]})) == (0, "")
    assert answered(result_of(rule("count-if", **COUNT), {"a": ["na"]})) == (
        None,
        "nothing-answered",
    )


def test_what_was_not_evaluated_is_counted_where_authors_ask_for_it() -> None:
    # not-evaluated twice, na once: three of the four answers are named
    values: Values = {"a": ["not-evaluated"], "b": ["met"], "c": ["not-evaluated"], "d": ["na"]}
    one = rule("count-if", inputs=["a", "b", "c", "d"], values=["not-evaluated", "na"])
    assert result_of(one, values).value == 3


def positive(*thresholds: tuple[float, str]) -> Rule:
    words = [{"at_least": number, "word": word} for number, word in thresholds]
    return rule(
        "positive-share", inputs=["a", "b", "c", "d"], values=["yes", "high"], thresholds=words
    )


def test_a_positive_share_is_of_what_says_something() -> None:
    # yes and high are positive: 2 of the 3 that say something; N/A is no part of it: 200/3 per cent
    values: Values = {"a": ["yes"], "b": ["no"], "c": ["high"], "d": ["na"]}
    assert result_of(positive(), values).value == Fraction(200, 3)
    assert answered(result_of(positive(), {"a": ["na"]})) == (None, "nothing-answered")


def test_a_threshold_is_reached_at_its_very_edge() -> None:
    words = positive((75, "Most"), (0, "Few"), (50, "Half or more"))
    # 3 of 4 is 75 exactly; 2 of 4 is 50 exactly; 1 of 4 is 25; 0 of 4 is 0
    for yes, word in ((4, "Most"), (3, "Most"), (2, "Half or more"), (1, "Few"), (0, "Few")):
        said = ["yes"] * yes + ["no"] * (4 - yes)
        values: Values = {name: [one] for name, one in zip("abcd", said, strict=True)}
        assert result_of(words, values).word == word


def test_a_threshold_just_above_is_not_reached_by_rounding() -> None:
    # 2 of 3 is 66.666..., shown as 66.67, and yet below 66.67
    values: Values = {"a": ["yes"], "b": ["yes"], "c": ["no"]}
    result = result_of(positive((66.67, "Two thirds")), values)
    assert result.word == ""
    assert isinstance(result.value, Fraction)
    assert shown(result.value) == "66.67"


LADDER = rule(
    "ladder",
    levels=[
        {"point": "urgent"},
        {"point": "attention", "standards": ["a"]},
        {"point": "expected", "standards": ["b", "c"]},
        {"point": "strong", "standards": ["d"]},
    ],
)


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "holds"),
    [
        ("met", "met", "met", "met", "strong"),
        ("met", "met", "met", "not-met", "expected"),
        # One of the two standards of "expected" is missing, so "strong" is out of reach though d is met.
        ("met", "met", "not-met", "met", "attention"),
        ("not-met", "met", "met", "met", "urgent"),
        # Not evaluated and open are not met.
        ("met", "met", "not-evaluated", "met", "attention"),
        ("met", "", "met", "met", "attention"),
        ("not-met", "not-met", "not-met", "not-met", "urgent"),
    ],
)
def test_a_ladder_stops_below_its_first_gap(a: str, b: str, c: str, d: str, holds: str) -> None:
    # A mean would give the third row 3/4 met, more than "expected" asks for.
    values: Values = {"a": [a], "b": [b], "c": [c], "d": [d]}
    assert result_of(LADDER, values).value == holds


def test_a_ladder_says_nothing_before_anything_was_evaluated() -> None:
    values: Values = {"a": ["not-evaluated"], "b": [""]}
    assert answered(result_of(LADDER, values)) == (None, "nothing-answered")


def test_a_standard_asked_twice_is_met_when_it_is_met_both_times() -> None:
    rest = {"b": ["met"], "c": ["met"], "d": ["met"]}
    assert result_of(LADDER, {"a": ["met", "met"], **rest}).value == "strong"
    for other in ("not-met", "not-evaluated", ""):
        assert result_of(LADDER, {"a": ["met", other], **rest}).value == "urgent"


def test_a_level_that_was_not_asked_is_neither_reached_nor_in_the_way() -> None:
    # The school has no sixth form, say: a level all of whose standards are N/A is passed over.
    values: Values = {"a": ["met"], "b": ["na"], "c": ["na"], "d": ["not-met"]}
    assert result_of(LADDER, values).value == "attention"
    assert result_of(LADDER, {**values, "d": ["yes"]}).value == "strong"


def test_a_ladder_may_need_so_much_evaluated() -> None:
    # 3 of 4 standards evaluated is 0.75: enough for 0.75, too little for 0.8
    values: Values = {"a": ["met"], "b": ["met"], "c": ["met"], "d": ["not-evaluated"]}
    levels = [{"point": "low"}, {"point": "top", "standards": ["a", "b", "c", "d"]}]
    enough = rule("ladder", levels=levels, needs={"share": 0.75})
    assert result_of(enough, values).value == "low"
    more = rule("ladder", levels=levels, needs={"share": 0.8})
    assert answered(result_of(more, values)) == (None, "needs-more")


def test_a_best_fit_lays_out_its_inputs_and_leaves_the_rest_to_people() -> None:
    result = result_of(rule("best-fit", inputs=["a", "b"]), {"a": ["high"], "b": ["na"]})
    assert answered(result) == (None, "people-decide")
    assert result.inputs == (Input("a", "high"),)


def test_a_minimum_is_the_lowest_of_what_is_answered() -> None:
    # of 4, 2 and 3 the lowest is 2; N/A and what is open are not lower
    values: Values = {"a": [4], "b": [2], "c": [3], "d": ["na"]}
    assert result_of(rule("minimum", inputs=["a", "b", "c", "d", "e"]), values).value == 2
    # low counts 1, high 3: the lowest is 1
    assert result_of(rule("minimum", inputs=["a", "b"]), {"a": ["high"], "b": ["low"]}).value == 1
    nothing = result_of(rule("minimum", inputs=["a"]), {"a": ["not-seen"]})
    assert answered(nothing) == (None, "nothing-answered")


WEIGHTED = rule(
    "weighted-sum",
    weights=[
        {"input": "a", "weight": 2},
        {"input": "b", "weight": 0.5},
        {"input": "c", "weight": 0.1},
    ],
)


def test_a_weighted_sum_adds_each_answer_times_its_weight() -> None:
    # 2 x 4 + 0.5 x 3 + 0.1 x 3 = 8 + 1.5 + 0.3 = 9.8
    result = result_of(WEIGHTED, {"a": [4], "b": [3], "c": ["high"]})
    assert result.value == Fraction(98, 10)


@pytest.mark.parametrize("still", ["", "not-seen", "not-evaluated", "some words"])
def test_a_weighted_sum_says_nothing_while_an_input_is_open(still: str) -> None:
    assert answered(result_of(WEIGHTED, {"a": [4], "b": [still], "c": [3]})) == (None, "needs-more")
    assert answered(result_of(WEIGHTED, {"a": [4], "c": [3]})) == (None, "needs-more")
    # One of two times open is open.
    assert answered(result_of(WEIGHTED, {"a": [4], "b": [3, still], "c": [3]})) == (
        None,
        "needs-more",
    )
    assert answered(result_of(WEIGHTED, {})) == (None, "nothing-answered")


def test_what_is_not_applicable_adds_nothing_to_a_weighted_sum() -> None:
    # 2 x 4 + 0.1 x 3 = 8.3; b was not asked of this lesson
    assert result_of(WEIGHTED, {"a": [4], "b": ["na"], "c": [3]}).value == Fraction(83, 10)
    none = result_of(WEIGHTED, {"a": ["na"], "b": ["na"], "c": ["na"]})
    assert answered(none) == (None, "nothing-answered")


@pytest.mark.parametrize(
    ("a", "b", "reached"),
    [
        # (3 + 3) / 2 = 3, the very edge
        (3, 3, True),
        # (2.99 + 3) / 2 = 2.995, shown as 3, and yet below it
        (2.99, 3, False),
        (3, 3.01, True),
    ],
)
def test_at_least_holds_from_its_very_edge(a: float, b: float, reached: bool) -> None:
    rules = [
        rule("at-least", "reached", rule="mean", at_least=3),
        rule("mean", "mean", inputs=["a", "b"]),
    ]
    results = score(rules, Answers({"a": [a], "b": [b]}), {})
    assert results["reached"].value is reached
    mean = results["mean"].value
    assert isinstance(mean, Fraction)
    assert results["reached"].inputs == (Input("mean", shown(mean, 6)),)


def test_an_edge_in_decimals_is_where_its_author_wrote_it() -> None:
    # (0.1 + 0.2) x 1 = 0.3 exactly
    rules = [
        rule("weighted-sum", "sum", weights=[{"input": one, "weight": 1} for one in "ab"]),
        rule("at-least", "reached", rule="sum", at_least=0.3),
    ]
    assert score(rules, Answers({"a": [0.1], "b": [0.2]}), {})["reached"].value is True


def test_at_least_passes_on_why_there_is_nothing_to_compare() -> None:
    rules = [
        rule("mean", "mean", inputs=["a", "b"], needs={"answered": 2}),
        rule("at-least", "reached", rule="mean", at_least=3),
    ]
    assert answered(score(rules, Answers({"a": [5]}), {})["reached"]) == (None, "needs-more")
    assert answered(score(rules, Answers(), {})["reached"]) == (None, "nothing-answered")


@pytest.mark.parametrize(
    ("needs", "values", "open_"),
    [
        # three of the four answered, and three needed
        ({"answered": 3}, {"a": [1], "b": [1], "c": [1], "d": ["not-seen"]}, ""),
        ({"answered": 4}, {"a": [1], "b": [1], "c": [1], "d": ["not-seen"]}, "needs-more"),
        # one of the two asked is a half: N/A was not asked, not seen was
        ({"share": 0.5}, {"a": [1], "b": ["not-seen"], "c": ["na"], "d": ["na"]}, ""),
        ({"share": 0.51}, {"a": [1], "b": ["not-seen"], "c": ["na"], "d": ["na"]}, "needs-more"),
        # what is missing from the answers was asked all the same: one of four
        ({"share": 0.5}, {"a": [1]}, "needs-more"),
        ({"share": 0.25}, {"a": [1]}, ""),
        # what has no values at all was not asked: one of one
        ({"share": 1}, {"a": [1], "b": [], "c": [], "d": []}, ""),
        # asked twice, answered once: one of the five times
        ({"share": 0.2}, {"a": [1, ""]}, ""),
        ({"share": 0.21}, {"a": [1, ""]}, "needs-more"),
        # both hold or neither does
        ({"answered": 1, "share": 0.5}, {"a": [1]}, "needs-more"),
        ({"answered": 2, "share": 0.25}, {"a": [1]}, "needs-more"),
    ],
)
@pytest.mark.parametrize("kind", ["mean", "minimum", "count-if", "positive-share"])
def test_a_rule_says_nothing_on_less_evidence_than_it_needs(
    kind: str, needs: Mapping[str, float], values: Values, open_: str
) -> None:
    counted = {"values": ["1"]} if kind in {"count-if", "positive-share"} else {}
    result = result_of(rule(kind, inputs=["a", "b", "c", "d"], needs=needs, **counted), values)
    assert result.open == open_
    assert (result.value is None) == bool(open_)
    assert Input("a", "1") in result.inputs


def test_at_least_and_a_weighted_sum_need_what_they_say_too() -> None:
    rules = [
        rule("mean", "mean", inputs=["a"]),
        rule("at-least", "reached", rule="mean", at_least=1, needs={"answered": 2}),
        rule("weighted-sum", "sum", weights=[{"input": "a", "weight": 1}], needs={"answered": 2}),
    ]
    results = score(rules, Answers({"a": [5]}), {})
    assert answered(results["reached"]) == (None, "needs-more")
    assert answered(results["sum"]) == (None, "needs-more")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(5, 2), 0, "3"),  # half up, not to the even neighbour 2
        (Fraction(7, 2), 0, "4"),
        (Fraction(125, 1000), 2, "0.13"),  # 0.125
        (Fraction(2675, 1000), 2, "2.68"),  # 2.675, which the machine's own fractions make 2.67
        (Fraction(10, 3), 2, "3.33"),
        (Fraction(200, 3), 2, "66.67"),
        (Fraction(5999, 2000), 2, "3"),  # 2.9995
        (Fraction(3), 2, "3"),
        (Fraction(100), 0, "100"),  # noughts before the point stay
        (Fraction(31, 10), 2, "3.1"),
        (Fraction(1, 20), 2, "0.05"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(-1, 1000), 2, "0"),  # never "-0"
        (Fraction(0), 2, "0"),
        (Fraction(10**40), 2, "1" + "0" * 40),
        # 0.005 less the smallest bit stays below the half
        (Fraction(5, 1000) - Fraction(1, 10**40), 2, "0"),
    ],
)
def test_results_are_rounded_half_up_where_they_are_shown(
    value: Fraction, places: int, text: str
) -> None:
    assert shown(value, places) == text


ALL = [
    rule("mean", "mean", inputs=["a", "b", "c"]),
    rule("minimum", "lowest", inputs=["a", "b", "c"], needs={"share": 0.5}),
    rule("mean-of-means", "total", rules=["mean", "lowest"]),
    rule("at-least", "reached", rule="total", at_least=2),
    rule("count-if", "count", inputs=["a", "b", "c"], values=["high"]),
    rule("positive-share", "share", inputs=["a", "b", "c"], values=["high", "5"]),
    rule("weighted-sum", "sum", weights=[{"input": one, "weight": 0.3} for one in "abc"]),
    rule(
        "ladder",
        "ladder",
        levels=[{"point": "low"}, {"point": "mid", "standards": ["a"]}],
    ),
    rule("best-fit", "fit", inputs=["a", "b", "c"]),
    rule("shares", "shares", **SHARES),
]

GIVEN = st.lists(
    st.one_of(
        st.sampled_from(["low", "medium", "high", "met", "not-met", "na", "not-seen", ""]),
        st.integers(0, 5),
        st.floats(),
        st.text(max_size=12),
    ),
    max_size=3,
)
ANSWERS = st.builds(
    Answers,
    st.dictionaries(st.sampled_from("abc"), GIVEN),
    st.fixed_dictionaries(
        {"look": st.lists(st.sampled_from(snapshots("asking", "away", "missed")), max_size=5)}
    ),
)


def said(results: Mapping[str, Result]) -> dict[str, object]:
    """Give what each rule says, apart from the order in which it saw its inputs."""
    return {
        one.rule: (one.value, one.word, one.open, one.shares, sorted(map(str, one.inputs)))
        for one in results.values()
    }


@given(ANSWERS, st.permutations(ALL))
def test_no_order_of_rules_or_answers_changes_a_result(answers: Answers, rules: list[Rule]) -> None:
    expected = said(score(ALL, answers, {}))
    backwards = Answers(
        {name: [*reversed(values)] for name, values in reversed([*answers.values.items()])},
        {name: [*reversed(moments)] for name, moments in answers.moments.items()},
    )
    assert said(score(rules, answers, {})) == expected
    assert said(score(rules, backwards, {})) == expected


@given(ANSWERS)
def test_whatever_is_answered_a_mean_lies_between_its_inputs_and_shares_within_a_hundred(
    answers: Answers,
) -> None:
    results = score(ALL, answers, {})
    mean, lowest = results["mean"].value, results["lowest"].value
    if isinstance(mean, Fraction) and isinstance(lowest, Fraction):
        assert lowest <= mean
    assert all(0 <= share <= 100 for share in results["shares"].shares.values())
    assert sum(results["shares"].shares.values()) in {0, 100}


@given(ANSWERS)
def test_a_result_has_a_value_or_a_reason_and_never_both(answers: Answers) -> None:
    for result in score(ALL, answers, {}).values():
        assert (result.value is None) == bool(result.open)
        assert not result.open or not (result.word or result.shares)
