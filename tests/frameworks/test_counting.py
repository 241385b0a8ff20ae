"""Rules see what was asked: what is worked out counts, what was not asked does not, what is open counts as open."""

from datetime import UTC, datetime
from fractions import Fraction

from reviewer_app.frameworks.answering import numbers_of
from reviewer_app.frameworks.counting import counted
from reviewer_app.frameworks.filling import Filling, Key
from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.scoring import Answers, Result, score
from reviewer_app.model.canonical import Json
from tests.frameworks.small import SMALL

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)

ITEMS = """\
    items:
      - {id: pupils, type: number, label: Pupils}
      - {id: reading, type: number, label: Pupils reading, relevant: "${pupils} > 0"}
      - {id: share, type: calculated, label: Per cent, calculation: "${reading} * 100 div ${pupils}"}
      - id: part
        type: repeat
        label: Part
        times: 4
        items:
          - {id: settled, type: yes-no, label: Settled}
          - {id: calm, type: met, label: Calm, relevant: "${settled} = 'yes'"}
    rules:
      - {id: mean, version: 1, kind: mean, title: Mean, inputs: [share, reading]}
      - {id: reached, version: 1, kind: at-least, title: Reached, rule: mean, at_least: 40}
      - id: often
        version: 1
        kind: count-if
        title: Often settled
        inputs: [settled]
        values: ["yes"]
        needs: {share: 0.75}
      - id: mostly-calm
        version: 1
        kind: count-if
        title: Calm
        inputs: [calm]
        values: [met]
        needs: {share: 1}
report:
"""
FRAMEWORK = load_framework(SMALL.replace("report:\n", ITEMS), source="mine.yaml").framework
FORM = FRAMEWORK.form("general")


def results(given: dict[Key, Json]) -> dict[str, Result]:
    filling = Filling(logic_of(FRAMEWORK, FORM.id), given, lambda: NOW)
    answers = Answers(counted(FORM, filling, given))
    return score(FORM.rules, answers, numbers_of(FRAMEWORK, FORM))


def test_what_is_worked_out_is_an_input_of_a_rule() -> None:
    found = results({("pupils", ""): 20, ("reading", ""): 12})
    # 12 of 20 are 60 per cent; 60 and 12 make 72, over two: 36.
    assert found["mean"].value == 36
    assert [(one.name, one.value) for one in found["mean"].inputs] == [
        ("share", "60"),
        ("reading", "12"),
    ]
    assert found["reached"].value is False


def test_what_cannot_be_worked_out_is_open() -> None:
    assert results({})["mean"].open == "nothing-answered"
    # Without pupils nobody asks who reads: the 12 answered before is no longer an answer.
    assert results({("pupils", ""): 0, ("reading", ""): 12})["mean"].open == "nothing-answered"


def test_a_time_round_without_an_answer_counts_as_open() -> None:
    two: dict[Key, Json] = {("settled", "1"): "yes", ("settled", "2"): "yes"}
    # Two of four are a half, and three quarters are needed.
    assert results(two)["often"].open == "needs-more"
    assert results({**two, ("settled", "4"): "no"})["often"].value == Fraction(2)
    # N/A was not asked: two of two.
    away: dict[Key, Json] = {("settled", "3"): "na", ("settled", "4"): "na"}
    assert results({**two, **away})["often"].value == Fraction(2)


def test_what_is_not_asked_does_not_count_as_open() -> None:
    one: dict[Key, Json] = {("settled", "1"): "yes", ("settled", "2"): "no"}
    # Of four parts one was settled, and only there is it asked how calm it was.
    assert results(one)["mostly-calm"].open == "nothing-answered"
    assert results({**one, ("calm", "1"): "met"})["mostly-calm"].value == Fraction(1)
    # An answer to what is no longer asked is not counted.
    assert results({**one, ("calm", "1"): "met", ("calm", "2"): "met"})["mostly-calm"].value == 1


def test_each_of_several_choices_is_a_value_and_none_is_open() -> None:
    text = SMALL.replace(
        "groups:\n  - {id: all",
        "choices:\n  - {id: doing, choices: [{id: a, label: A}, {id: b, label: B}]}\n"
        "groups:\n  - {id: all",
    ).replace(
        "report:\n",
        "    items:\n      - {id: done, type: choices, label: Done, choices: doing}\nreport:\n",
    )
    framework = load_framework(text, source="mine.yaml").framework
    form = framework.form("general")
    for answer, values in ((["a", "b"], ["a", "b"]), ([], [""]), (None, [""])):
        given: dict[Key, Json] = {("done", ""): answer}  # type: ignore[dict-item]
        filling = Filling(logic_of(framework, "general"), given, lambda: NOW)
        assert counted(form, filling, given) == {"done": values}
