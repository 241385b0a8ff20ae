"""A holistic score comes from a person alone: no kind of rule gives one, whatever it stands on."""

from copy import deepcopy
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from reviewer_app.frameworks.items import HolisticItem
from reviewer_app.frameworks.rules import Rule, RuleBase
from reviewer_app.frameworks.scoring import Answers, Moment, score

KINDS: tuple[type[RuleBase], ...] = get_args(get_args(Rule)[0])
"""Every kind of rule a framework can state."""

STATED: dict[str, dict[str, object]] = {
    "mean": {"inputs": ["behaviour", "whole"]},
    "mean-of-means": {"rules": ["behaviours"]},
    "count-if": {"inputs": ["behaviour", "whole"], "values": ["high", "5"]},
    "positive-share": {
        "inputs": ["behaviour", "whole"],
        "values": ["high", "5"],
        "thresholds": [{"at_least": 0, "word": "Some"}],
    },
    "ladder": {"levels": [{"point": "begun"}, {"point": "secure", "standards": ["standard"]}]},
    "best-fit": {"inputs": ["behaviour", "whole"]},
    "minimum": {"inputs": ["behaviour", "whole"]},
    "weighted-sum": {"weights": [{"input": "behaviour", "weight": 2}]},
    "at-least": {"rule": "behaviours", "at_least": 1},
    "shares": {
        "input": "look",
        "dimension": "doing",
        "groups": [{"id": "active", "title": "Active", "choices": ["asking"]}],
    },
}
"""One rule of each kind, as a file would state it, beside a rule `behaviours` that has a result."""

READ = {
    *("inputs", "rules", "rule", "input", "weights", "levels", "values", "thresholds"),
    *("at_least", "dimension", "row", "groups"),
}
"""What a rule says besides what every rule says: all of it is read, none is a place to write to."""

WHOLE = HolisticItem.model_validate_json(
    b"""{"id": "whole", "type": "holistic", "label": "The whole", "suggestion": "suggested",
    "points": [{"score": 1, "descriptor": "A little."}, {"score": 5, "descriptor": "A great deal."}]}"""
)

ANSWERS = Answers(
    {"behaviour": ("high", "medium"), "standard": ("met",)},
    {"look": (Moment({("", "doing"): ("asking",)}),)},
)


def stated(kind: str, id: str, **parts: object) -> Rule:
    """Give a rule as a framework file would state it."""
    whole = {"id": id, "version": 1, "kind": kind, "title": "A rule", **parts}
    adapter: TypeAdapter[Rule] = TypeAdapter(Rule)
    return adapter.validate_json(TypeAdapter(object).dump_json(whole))


def kind_of(rule: type[RuleBase]) -> str:
    (kind,) = get_args(rule.model_fields["kind"].annotation)
    return str(kind)


BEHAVIOURS = stated("mean", "behaviours", inputs=["behaviour"])
FOLLOWS = stated("mean", "follows", inputs=["whole"])


def test_each_kind_of_rule_is_tried() -> None:
    assert {kind_of(rule) for rule in KINDS} == set(STATED)


@pytest.mark.parametrize("kind", STATED)
def test_no_kind_of_rule_gives_a_holistic_score_though_it_is_suggested(kind: str) -> None:
    suggested = stated(kind, "suggested", **STATED[kind])
    results = score([suggested, BEHAVIOURS, FOLLOWS], ANSWERS, {})

    # The suggestion stands under its rule's own id, apart from the item.
    assert set(results) == {"suggested", "behaviours", "follows"}
    assert WHOLE.suggestion == results["suggested"].rule
    assert (results["suggested"].value is None) == (kind == "best-fit")
    # The item itself is as open as before, to every rule that asks for it.
    assert results["follows"].value is None
    assert results["follows"].open == "nothing-answered"
    assert "whole" not in ANSWERS.values


@pytest.mark.parametrize("kind", STATED)
def test_what_a_person_chose_stands_whatever_is_suggested(kind: str) -> None:
    # The person chose 1; behaviours alone would give a mean of (3 + 2) / 2.
    suggested = stated(kind, "suggested", **STATED[kind])
    answers = Answers({**ANSWERS.values, "whole": (1,)}, ANSWERS.moments)
    results = score([suggested, BEHAVIOURS, FOLLOWS], answers, {})
    assert results["follows"].value == 1
    assert answers.values["whole"] == (1,)


@pytest.mark.parametrize("kind", STATED)
def test_scoring_writes_no_answer(kind: str) -> None:
    """The answers are handed over so that any write would end in an error."""
    before = deepcopy(ANSWERS)
    sealed = Answers(
        MappingProxyType(dict(ANSWERS.values)), MappingProxyType(dict(ANSWERS.moments))
    )
    suggested = stated(kind, "suggested", **STATED[kind])
    score([suggested, BEHAVIOURS, FOLLOWS], sealed, MappingProxyType({}))
    assert dict(sealed.values) == before.values
    assert dict(sealed.moments) == before.moments


@pytest.mark.parametrize("rule", KINDS, ids=kind_of)
def test_a_rule_can_name_nothing_to_write_to(rule: type[RuleBase]) -> None:
    own = set(rule.model_fields) - set(RuleBase.model_fields) - {"kind"}
    assert own <= READ


def test_a_holistic_item_has_nothing_that_would_fill_it_in() -> None:
    own = set(HolisticItem.model_fields)
    assert not own & {"calculation", "default", "rule", "value", "inputs"}


VALUES = st.lists(
    st.one_of(st.sampled_from(["low", "high", "met", "na"]), st.integers()), max_size=4
)


@given(st.dictionaries(st.sampled_from(["behaviour", "standard", "whole"]), VALUES))
def test_whatever_is_answered_a_best_fit_is_left_to_people(
    values: dict[str, list[str | int]],
) -> None:
    fit = stated("best-fit", "fit", inputs=["behaviour", "standard", "whole"])
    above = stated("at-least", "above", rule="fit", at_least=0)
    over = stated("mean-of-means", "over", rules=["fit"])
    results = score([above, over, fit], Answers(values), {})
    for one in results.values():
        assert one.value is None
    assert results["fit"].open == "people-decide"
    assert results["above"].open == "people-decide"
