"""What a rule made of the answers, in words: a share of a few answers is said as how many they are."""

import pytest

from reviewer_app.frameworks.answer_words import result_words
from reviewer_app.frameworks.rules import PositiveShareRule, Threshold
from reviewer_app.frameworks.scoring import Answers, score
from reviewer_app.frameworks.shipped import usual


@pytest.mark.parametrize(
    ("yes", "no", "said"),
    [
        (2, 1, "2 of 3 answers"),
        (0, 1, "0 of 1 answer"),
        (3, 1, "3 of 4 answers, most"),
        (19, 0, "19 of 19 answers, most"),
        (13, 7, "Share of 20 answered: 65 %"),
        (16, 5, "Share of 21 answered: 76.19 %, most"),
    ],
)
def test_a_share_of_few_answers_is_said_as_a_count(yes: int, no: int, said: str) -> None:
    most = Threshold(at_least=75, word="most")
    rule = PositiveShareRule(
        id="rule",
        version=1,
        kind="positive-share",
        title="A rule",
        inputs=("a",),
        values=("yes",),
        thresholds=(most,),
    )
    found = score([rule], Answers({"a": ["yes"] * yes + ["no"] * no}), {})
    assert result_words(usual().framework, rule, found["rule"]) == said
