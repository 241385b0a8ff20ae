"""Shares of a timed set against examples worked out by hand: of the moments that were seen, and of those alone."""

from collections.abc import Sequence
from fractions import Fraction

from reviewer_app.frameworks.scoring import Answers, Moment, Result, score
from tests.frameworks.scored import SHARES, answered, rule, snapshots


def shares_of(moments: Sequence[Moment], **parts: object) -> Result:
    one = rule("shares", **{**SHARES, **parts})
    return score([one], Answers(moments={"look": moments}), {})["rule"]


def test_shares_are_of_the_moments_that_were_seen() -> None:
    # Six moments, two missed: 4 seen. explaining, asking, explaining are active: 3 of 4 is 75 per cent;
    # away once: 1 of 4 is 25 per cent.
    result = shares_of(snapshots("explaining", "missed", "asking", "away", "missed", "explaining"))
    assert result.shares == {"active": 75, "off": 25}
    assert result.value == 4
    assert [one.value for one in result.inputs] == ["explaining", "asking", "away", "explaining"]


def test_a_share_of_thirds_is_exact_and_what_is_in_no_group_is_in_none() -> None:
    # explaining 1 of 3 is 100/3; away 0 of 3; tidying, in no group, 2 of 3, so the two do not make 100
    assert shares_of(snapshots("explaining", "tidying", "tidying")).shares == {
        "active": Fraction(100, 3),
        "off": 0,
    }


def test_a_moment_of_which_nothing_was_said_is_not_seen() -> None:
    # The third moment says nothing of this dimension: 1 active of 2 seen is 50 per cent
    moments = [*snapshots("asking", "away"), Moment({("", "material"): ("book",)})]
    assert shares_of(moments).shares == {"active": 50, "off": 50}


def test_a_missed_moment_is_missed_whatever_was_said_before() -> None:
    # Of two moments one was begun and then missed: 1 seen, asking, 100 per cent active
    begun = Moment({("", "doing"): ("away",)}, missed=True)
    assert shares_of([*snapshots("asking"), begun]).shares == {"active": 100, "off": 0}


def test_a_moment_of_several_choices_counts_once_in_each_group_it_touches() -> None:
    # The first moment holds both active choices, and counts once: 1 of 2; away in both: 2 of 2
    moments = [
        Moment({("", "doing"): ("explaining", "asking", "away")}),
        Moment({("", "doing"): ("away",)}),
    ]
    assert shares_of(moments).shares == {"active": 50, "off": 100}


def test_a_row_of_a_matrix_has_shares_of_its_own() -> None:
    # The teacher is active in 2 of 2, the pupils in 1 of 2
    moments = [
        Moment({("teacher", "doing"): ("explaining",), ("pupils", "doing"): ("away",)}),
        Moment({("teacher", "doing"): ("asking",), ("pupils", "doing"): ("asking",)}),
    ]
    assert shares_of(moments, row="teacher").shares == {"active": 100, "off": 0}
    assert shares_of(moments, row="pupils").shares == {"active": 50, "off": 50}
    assert answered(shares_of(moments)) == (None, "nothing-answered")


def test_shares_need_as_many_moments_as_the_rule_says() -> None:
    needs = {"answered": 2}
    enough = shares_of(snapshots("asking", "missed", "away"), needs=needs)
    assert enough.shares == {"active": 50, "off": 50}
    short = shares_of(snapshots("asking", "missed", "missed"), needs=needs)
    assert answered(short) == (None, "needs-more")
    assert short.shares == {}
    none = shares_of(snapshots("missed", "missed", "missed"), needs=needs)
    assert answered(none) == (None, "nothing-answered")


def test_a_turn_with_too_few_moments_is_left_out_whole() -> None:
    # First turn: asking, away, asking: 3 seen, 2 active. Second: only away seen, 1 of the 2 it needs: left out.
    # 2 of 3 is 200/3. Over all four moments it would be 2 of 4, though the second turn was hardly seen.
    first = snapshots("asking", "away", "asking", turn="1")
    second = snapshots("away", "missed", "missed", turn="2")
    result = shares_of([*first, *second], needs={"answered": 2})
    assert result.shares == {"active": Fraction(200, 3), "off": Fraction(100, 3)}
    assert result.value == 3
    # With a second moment seen it counts: 3 active (asking, asking, asking) of 5 is 60 per cent.
    second = snapshots("away", "asking", "missed", turn="2")
    assert shares_of([*first, *second], needs={"answered": 2}).shares == {"active": 60, "off": 40}


def test_a_share_needed_is_of_the_moments_that_were_due() -> None:
    # 2 of 3 seen is 0.666...: enough for 0.66, too little for 0.67
    moments = snapshots("asking", "away", "missed")
    assert shares_of(moments, needs={"share": 0.66}).open == ""
    assert shares_of(moments, needs={"share": 0.67}).open == "needs-more"
