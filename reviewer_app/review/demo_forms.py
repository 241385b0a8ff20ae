"""What the sample team answers on evidence forms: the main ones, and those beside them that the report prints.

At visits the seed chooses, among the words of `resources/sample/forms.yaml` where an item is answered in words; a form
of the whole review is answered in the words of that file, and standards in agreement with the estimates.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
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
    ScaleItem,
    SeveralChoicesItem,
    SnapshotsItem,
    TallyItem,
    TimeItem,
)
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.rules import LadderRule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import LEVELS, Result, flat
from reviewer_app.frameworks.tree import read_tree
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind
from reviewer_app.places import resource
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from reviewer_app.store.work import Work

_TONES: Final = (0.3, 0.5, 0.5, 0.6, 0.75, 0.75, 0.9)
"""How well things go in a part of a lesson, from none of it to all of it."""
_SET_ASIDE: Final = 1 / 5
_MISSED: Final = 1 / 12
_MINUTE_MS: Final = 60_000


def forms_told(framework: Framework) -> list[EvidenceForm]:
    """Give the forms whose results the report prints."""
    named = [one.form for one in framework.report if one.form is not None]
    return [framework.form(one) for one in dict.fromkeys(named)]


def at_visit(form: EvidenceForm, kind: str) -> bool:
    """Whether a form is filled in at activities of a kind."""
    return form.role != "review" and ActivityKind(kind) in form.activities


def forms_at(framework: Framework, kind: str) -> list[EvidenceForm]:
    """Give the forms that are filled in at activities of a kind: the main one, and those beside it that are printed."""
    printed = forms_told(framework)
    return [
        form
        for form in framework.forms
        if form.items and at_visit(form, kind) and (form.role == "main" or form in printed)
    ]


def fill_at_visit(work: Work, sheet: Sheet, choose: random.Random, start: datetime) -> None:
    """Fill a form in at a visit, all of it at once.

    What a group of items asks of one thing is answered as one person would: rated alike, and summed up accordingly.
    """
    told = _sample()["at-visits"].get(sheet.framework.id, {})
    tones: dict[tuple[str, str], float] = {}
    for item, row, group in _asked(sheet.form.items, "", ""):
        tone = tones.setdefault((group, row), choose.choice(_TONES))
        match item:
            case SnapshotsItem() | MatrixItem():
                _look_up(work, sheet, item, row, choose)
            case TallyItem():
                for minute in range(choose.choice((0, 0, 1, 2))):
                    answers.mark(work, sheet, item.id, row=row, offset_ms=minute * _MINUTE_MS)
            case _:
                said = told.get(item.id)
                value = choose.choice(said) if said else _usual(sheet, item, row, tone, start)
                if value is not None:
                    answers.give(work, sheet, item.id, value, row=row)


def set_aside(
    work: Work, sheet: Sheet, results: Mapping[str, Result], choose: random.Random
) -> None:
    """Choose another value than the rules of a filled form give, with the reason, as happens now and then."""
    said = _sample()["overrides"].get(sheet.framework.id, {})
    for rule, words in said.items():
        if results[rule].value is not None and choose.random() < _SET_ASIDE:
            one = choose.choice(words)
            answers.override(work, sheet, rule, one["value"], one["reason"])


def _usual(sheet: Sheet, item: Item, row: str, tone: float, start: datetime) -> Json:
    """Answer an item that the sample has no words for; None leaves it open."""
    match item:
        case HolisticItem():
            scores = [one.score for one in item.points]
            return scores[round(tone * (len(scores) - 1))]
        case LevelItem():
            return [*LEVELS][min(int(tone * len(LEVELS)), len(LEVELS) - 1)]
        case TimeItem():
            return f"{start + timedelta(minutes=15 * (int(row or 1) - 1)):%H:%M}"
        case ScaleItem() | ChoiceItem():
            offered = options_of(sheet.framework, item) or ("",)
            return offered[round((1 - tone) * 0.6 * (len(offered) - 1))]
        case SeveralChoicesItem():
            return list((options_of(sheet.framework, item) or ("",))[:2])
        case _:
            return None


def fill_whole(
    work: Work, sheet: Sheet, estimates: Mapping[str, str], notes: Sequence[str]
) -> None:
    """Fill a form of the whole review in: what the sample says of it, or its standards as the estimates say.

    Args:
        estimates: the word agreed for each heading; where none is, the middle of its ladder.
        notes: what the answers point at.
    """
    rounds = _sample()["whole"].get(sheet.framework.id, [])
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


def _asked(items: Iterable[Item], row: str, group: str) -> Iterator[tuple[Item, str, str]]:
    """Give every item that is answered, with its row and the group it stands in."""
    for item in items:
        if isinstance(item, RepeatItem):
            for number in range(1, (item.times or 1) + 1):
                yield from _asked(item.items, f"{row}.{number}" if row else str(number), item.id)
        elif isinstance(item, GroupItem):
            yield from _asked(item.items, row, item.id)
        else:
            yield item, row, group


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


@cache
def _sample() -> dict[str, Any]:
    path = resource("sample", "forms.yaml")
    tree = read_tree(path.read_text("utf-8"), Faults(path.name))
    return cast("dict[str, Any]", tree.value)
