"""What may be answered to an item, and what an answer counts."""

import re
from collections.abc import Mapping
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.frameworks.items import (
    ChoiceItem,
    DateItem,
    EvidenceLinkItem,
    HolisticItem,
    Item,
    LevelItem,
    MatrixItem,
    MetItem,
    NarrativeItem,
    NumberItem,
    QuoteItem,
    RunningRecordItem,
    ScaleItem,
    SeveralChoicesItem,
    SnapshotsItem,
    StopwatchItem,
    TallyItem,
    TextItem,
    TimeItem,
    YesNoItem,
)
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import (
    LEVELS,
    MET,
    NOT_APPLICABLE,
    NOT_EVALUATED,
    NOT_SEEN,
    flat,
)
from reviewer_app.model.canonical import Json

_TEXTS: Final = {
    "text": re.compile(r"[^\n]*"),
    "narrative": re.compile(r".*", re.DOTALL),
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
}
"""What each kind of text may be; a date is as ISO 8601 writes it."""


def options_of(framework: Framework, item: Item) -> tuple[str, ...] | None:
    """Give what an item offers to choose, in order; None where it is not answered by choosing."""
    match item:
        case ScaleItem():
            points = tuple(one.id for one in framework.scale(item.scale).points)
            return (
                *points,
                *((NOT_APPLICABLE,) if item.not_applicable else ()),
                *((NOT_SEEN,) if item.not_seen else ()),
            )
        case LevelItem():
            return (*LEVELS, *((NOT_APPLICABLE,) if item.not_applicable else ()))
        case MetItem():
            return (MET, "not-met", NOT_EVALUATED)
        case YesNoItem():
            return ("yes", "no", *((NOT_APPLICABLE,) if item.not_applicable else ()))
        case ChoiceItem() | SeveralChoicesItem():
            return tuple(one.id for one in framework.choice_list(item.choices).choices)
        case _:
            return None


def checked(framework: Framework, item: Item, value: Json) -> Json:
    """Give the value as it is kept.

    Raises:
        UserError: "answer.not-allowed": the item does not take it.
    """
    if takes(framework, item, value):
        return value
    raise UserError("answer.not-allowed", label=item.label)


def numbers_of(framework: Framework, form: EvidenceForm) -> dict[str, Mapping[str, float]]:
    """Give, for each item answered by choosing, what each choice counts, where its authors said so."""
    counted: dict[str, Mapping[str, float]] = {}
    for item in flat(form.items):
        if isinstance(item, ChoiceItem | SeveralChoicesItem):
            choices = framework.choice_list(item.choices).choices
            counted[item.id] = {one.id: one.value for one in choices if one.value is not None}
        elif isinstance(item, ScaleItem):
            points = framework.scale(item.scale).points
            counted[item.id] = {one.id: one.value for one in points if one.value is not None}
    return counted


def takes(framework: Framework, item: Item, value: Json) -> bool:
    """Say whether an item takes a value as its answer. A score that people give is one of its own points, or none."""
    offered = options_of(framework, item)
    if offered is not None:
        return _choice_fits(item, offered, value)
    match item:
        case HolisticItem():
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and value in {one.score for one in item.points}
        case NumberItem():
            return _number_fits(item, value)
        case TextItem() | NarrativeItem() | DateItem() | TimeItem():
            return isinstance(value, str) and _TEXTS[item.type].fullmatch(value) is not None
        case QuoteItem():
            return _quote_fits(item, value)
        case EvidenceLinkItem():
            return _are_texts(value)
        case MatrixItem():
            return item.timing is None and _grid_fits(framework, item, value)
        case _:
            # Kept as moments or as photos of notes, worked out, or not answered at all.
            return False


def keeps(item: Item, value: Json) -> bool:
    """Say whether a moment of an instrument may hold a value; {} where the moment alone is kept."""
    match item:
        case SnapshotsItem() | MatrixItem():
            return isinstance(value, dict) and all(_are_texts(one) for one in value.values())
        case RunningRecordItem():
            said = value if isinstance(value, dict) else {}
            return isinstance(said.get("text"), str) and isinstance(said.get("actor", ""), str)
        case TallyItem() | StopwatchItem():
            return value == {}
        case _:
            return False


def _choice_fits(item: Item, offered: tuple[str, ...], value: Json) -> bool:
    if isinstance(item, SeveralChoicesItem):
        chosen = value if isinstance(value, list) else []
        return _are_texts(value) and (item.other or {*chosen} <= {*offered})
    other = isinstance(item, ChoiceItem) and item.other
    return isinstance(value, str) and (other or value in offered)


def _are_texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _quote_fits(item: QuoteItem, value: Json) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"speaker", "text"}
        and value["speaker"] in item.speakers
        and isinstance(value["text"], str)
    )


def _number_fits(item: NumberItem, value: Json) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if item.outside == "warn":
        return True
    above = item.lowest is None or value >= item.lowest
    return above and (item.highest is None or value <= item.highest)


def _grid_fits(framework: Framework, item: MatrixItem, value: Json) -> bool:
    """A grid is {"row/column": [choices]}."""
    if not isinstance(value, dict):
        return False
    offered = {
        f"{row.id}/{column.id}": {one.id for one in framework.choice_list(column.choices).choices}
        for row in item.rows
        for column in item.columns
    }
    return all(
        place in offered
        and isinstance(choices, list)
        and all(isinstance(one, str) and one in offered[place] for one in choices)
        for place, choices in value.items()
    )
