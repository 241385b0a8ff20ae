"""What the sample team answers on evidence forms: those that the framework's report prints, and no others.

At visits the seed chooses; a form of the whole review is answered in the words of `resources/sample/forms.yaml`, and
standards in agreement with the estimates.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

from reviewer_app.frameworks.answering import options_of
from reviewer_app.frameworks.items import (
    ChoiceItem,
    Dimension,
    EvidenceLinkItem,
    GroupItem,
    HolisticItem,
    Item,
    LevelItem,
    MatrixItem,
    MetItem,
    RepeatItem,
    SeveralChoicesItem,
    SnapshotsItem,
    TallyItem,
)
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.rules import LadderRule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import flat
from reviewer_app.frameworks.tree import read_tree
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind
from reviewer_app.places import resource
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from reviewer_app.store.work import Work

Given = Mapping[tuple[str, str], Json]
"""Answers by item and row."""

_LEVELS: Final = ("low", "medium", "medium", "high", "high")
_MISSED: Final = 1 / 12
_MINUTE_MS: Final = 60_000


def forms_told(framework: Framework) -> list[EvidenceForm]:
    """Give the forms whose results the report prints."""
    named = [one.form for one in framework.report if one.form is not None]
    return [framework.form(one) for one in dict.fromkeys(named)]


def at_visit(form: EvidenceForm, kind: str) -> bool:
    """Whether a form is filled in at activities of a kind."""
    return form.role != "review" and ActivityKind(kind) in form.activities


def fill_at_visit(work: Work, sheet: Sheet, choose: random.Random) -> None:
    """Fill a form in at a visit, all of it at once."""
    for item, row in _asked(sheet.form.items, ""):
        match item:
            case SnapshotsItem() | MatrixItem():
                _look_up(work, sheet, item, row, choose)
            case TallyItem():
                for minute in range(choose.randrange(3)):
                    answers.mark(work, sheet, item.id, row=row, offset_ms=minute * _MINUTE_MS)
            case HolisticItem():
                scores = [one.score for one in item.points]
                likely = [min(place, len(scores) - 1.5) for place in range(len(scores))]
                answers.give(work, sheet, item.id, choose.choices(scores, likely)[0], row=row)
            case LevelItem():
                answers.give(work, sheet, item.id, choose.choice(_LEVELS), row=row)
            case ChoiceItem():
                first = (options_of(sheet.framework, item) or ("",))[0]
                answers.give(work, sheet, item.id, first, row=row)
            case _:
                pass


def fill_whole(
    work: Work, sheet: Sheet, estimates: Mapping[str, str], notes: Sequence[str]
) -> None:
    """Fill a form of the whole review in: what the sample says of it, or its standards as the estimates say.

    Args:
        estimates: the word agreed for each heading; where none is, the middle of its ladder.
        notes: what the answers point at.
    """
    rounds = _sample().get(sheet.framework.id, [])
    items = {one.id: one for one in flat(sheet.form.items)}
    for number, words in enumerate(rounds, 1):
        for name, value in words.items():
            kept = list(value) if isinstance(value, tuple) else value
            answers.give(work, sheet, name, kept, row=str(number))
        for item in items.values():
            if isinstance(item, EvidenceLinkItem):
                answers.give(work, sheet, item.id, list(notes), row=str(number))
    for item in items.values():
        if isinstance(item, SeveralChoicesItem) and not rounds:
            first = (options_of(sheet.framework, item) or ("",))[0]
            answers.give(work, sheet, item.id, [first])
    for rule in sheet.form.rules:
        if isinstance(rule, LadderRule):
            for name, value in _met(rule, estimates.get(rule.heading or "", "")).items():
                if isinstance(items[name], MetItem):
                    answers.give(work, sheet, name, value)


def _met(rule: LadderRule, word: str) -> dict[str, str]:
    """Answer a ladder's standards so that it gives a word: of the level above, one is met and the rest are not."""
    points = [level.point for level in rule.levels]
    reached = points.index(word) if word in points else len(points) // 2
    found: dict[str, str] = {}
    for place, level in enumerate(rule.levels):
        for turn, standard in enumerate(level.standards):
            holds = place <= reached or (
                place == reached + 1 and turn == 0 < len(level.standards) - 1
            )
            found[standard] = "met" if holds else "not-met"
    return found


def _asked(items: Iterable[Item], row: str) -> Iterator[tuple[Item, str]]:
    for item in items:
        if isinstance(item, RepeatItem):
            for number in range(1, (item.times or 1) + 1):
                yield from _asked(item.items, f"{row}.{number}" if row else str(number))
        elif isinstance(item, GroupItem):
            yield from _asked(item.items, row)
        else:
            yield item, row


def _look_up(
    work: Work,
    sheet: Sheet,
    item: SnapshotsItem | MatrixItem,
    row: str,
    choose: random.Random,
) -> None:
    """Take the snapshots of a timed set; now and then one is missed."""
    timing = item.timing
    if timing is None:
        return
    sides = [one.id for one in item.rows] if isinstance(item, MatrixItem) else [""]
    dimensions = item.columns if isinstance(item, MatrixItem) else item.dimensions
    part_ms = timing.minutes * _MINUTE_MS // timing.count
    for number in range(1, timing.count + 1):
        missed = choose.random() < _MISSED
        said = {
            f"{side}/{one.id}": [_likely(sheet.framework, one, choose)]
            for side in sides
            for one in dimensions
        }
        answers.mark(
            work,
            sheet,
            item.id,
            None if missed else cast("Json", said),
            row=row,
            number=number,
            offset_ms=number * part_ms,
            missed=missed,
        )


def _likely(framework: Framework, dimension: Dimension, choose: random.Random) -> str:
    """Choose what held at a moment: what stands first in a list is likelier than what stands last."""
    offered = [one.id for one in framework.choice_list(dimension.choices).choices]
    return choose.choices(offered, [1 / (place + 1) for place in range(len(offered))])[0]


def _sample() -> dict[str, Sequence[dict[str, Any]]]:
    path = resource("sample", "forms.yaml")
    tree = read_tree(path.read_text("utf-8"), Faults(path.name))
    return cast("dict[str, Sequence[dict[str, Any]]]", tree.value)
