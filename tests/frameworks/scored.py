"""Rules as a framework file states them, and what they make of answers."""

from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter

from reviewer_app.frameworks.rules import Rule
from reviewer_app.frameworks.scoring import Answers, Moment, Result, score

Values = Mapping[str, Sequence[str | int | float]]


def rule(kind: str, id: str = "rule", /, **parts: object) -> Rule:
    """Give a rule as a framework file would state it."""
    stated = {"id": id, "version": 1, "kind": kind, "title": "A rule", **parts}
    # As JSON takes it, because strict models take lists for tuples only from there.
    adapter: TypeAdapter[Rule] = TypeAdapter(Rule)
    return adapter.validate_json(adapter_json(stated))


def adapter_json(stated: object) -> bytes:
    return TypeAdapter(object).dump_json(stated)


def result_of(
    one: Rule,
    values: Values,
    numbers: Mapping[str, Mapping[str, float]] | None = None,
) -> Result:
    return score([one], Answers(values), numbers or {})[one.id]


def answered(result: Result) -> tuple[object, str]:
    return result.value, result.open


def snapshots(*said: str, turn: str = "") -> list[Moment]:
    """Give a moment for each word said of one dimension; "missed" is none."""
    return [
        Moment(missed=True, turn=turn)
        if one == "missed"
        else Moment({("", "doing"): (one,)}, turn=turn)
        for one in said
    ]


SHARES = {
    "input": "look",
    "dimension": "doing",
    "groups": [
        {"id": "active", "title": "Active", "choices": ["explaining", "asking"]},
        {"id": "off", "title": "Off task", "choices": ["away"]},
    ],
}
