"""A filled form as plain blocks: every question that was answered with its answer in words, and every rule's result.

Pure, and for no screen or page in particular: the same blocks are drawn by the window and by the report.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reviewer_app.frameworks.answer_words import (
    answer_words,
    input_words,
    instead_words,
    length_words,
    result_words,
    snapshot_words,
)
from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_blocks import (
    Answered,
    Block,
    Grid,
    PartTitle,
    Worked,
)
from reviewer_app.frameworks.items import (
    CalculatedItem,
    DateItem,
    Dimension,
    EvidenceLinkItem,
    GroupItem,
    Item,
    MatrixItem,
    NumberItem,
    PhotoItem,
    QuoteItem,
    RepeatItem,
    RunningRecordItem,
    SnapshotsItem,
    StopwatchItem,
    TallyItem,
    TextItem,
    WordsItem,
)
from reviewer_app.frameworks.rules import Rule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Result, flat
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.answer import Mark
from reviewer_app.model.canonical import Json
from reviewer_app.model.moment import full_day, time_of

Key = tuple[str, str]
"""An item and which time round it is inside repeats."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What a person chose instead of a result, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One form as it was filled in.

    Attributes:
        filling: how its items stand: what is asked at all, its rows, and its words.
        answers: what was answered, by item and row.
        marks: the moments of instruments, by item and row, in the order of their clock.
        results: what each rule gives; `overrides` what a person chose instead, by rule.
        linked: says what notes or photos an answer points at; None leaves such answers out.
    """

    framework: Framework
    form: EvidenceForm
    filling: Filling
    answers: Mapping[Key, Json]
    marks: Mapping[Key, Sequence[Mark]] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    overrides: Mapping[str, Instead] = field(default_factory=dict)
    linked: Callable[[Sequence[str]], str] | None = None


def answers_in_words(filled: Filled) -> tuple[Block, ...]:
    """Give what was answered, question by question; what was not asked, or is open, is not there."""
    return tuple(_blocks(filled, filled.form.items, ""))


def results_in_words(filled: Filled, rules: Iterable[Rule]) -> tuple[Worked, ...]:
    """Give what these rules made of the answers, those without a result too, with the reason."""
    items = {one.id: one for one in flat(filled.form.items)}
    return tuple(_worked(filled, items, rule) for rule in rules)


def _worked(filled: Filled, items: Mapping[str, Item], rule: Rule) -> Worked:
    framework, result = filled.framework, filled.results[rule.id]
    instead = filled.overrides.get(rule.id)
    return Worked(
        rule.title,
        result_words(framework, rule, result),
        input_words(framework, filled.form, items, result),
        instead_words(framework, rule, instead.value, instead.reason) if instead else "",
        rule.id,
        result.version,
    )


def _blocks(filled: Filled, items: Iterable[Item], row: str, level: int = 0) -> Iterator[Block]:
    for item in items:
        if isinstance(item, RepeatItem):
            yield from _rounds(filled, item, row, level)
            continue
        state = filled.filling.state(item.id, row)
        if state.relevant and isinstance(item, GroupItem):
            yield from _part(state.label, level, _blocks(filled, item.items, row, level + 1))
        elif state.relevant:
            yield from _block(filled, item, row)


def _rounds(filled: Filled, repeat: RepeatItem, row: str, level: int) -> Iterator[Block]:
    before = f"{row}." if row else ""
    rows = [one for one in filled.filling.rows(repeat.id) if one.startswith(before)]
    for number, one in enumerate(rows, 1):
        state = filled.filling.state(repeat.id, one)
        if not state.relevant:
            continue
        items: Sequence[Item] = repeat.items
        title = filled.answers.get((items[0].id, one)) if isinstance(items[0], TextItem) else None
        if isinstance(title, str) and title.strip():
            # What a round begins with by name is what it is called by.
            items = items[1:]
        else:
            title = _("{label}, {number} of {count}").format(
                label=state.label, number=number, count=len(rows)
            )
        named = state.label if len(rows) == 1 and items is repeat.items else title
        yield from _part(named, level, _blocks(filled, items, one, level + 1))


def _part(title: str, level: int, blocks: Iterable[Block]) -> Iterator[Block]:
    """Give a part under its title; nothing where nothing stands under it."""
    told = tuple(blocks)
    if told:
        yield PartTitle(title, level)
        yield from told


def _block(filled: Filled, item: Item, row: str) -> Iterator[Block]:
    label = filled.filling.state(item.id, row).label
    marks = filled.marks.get((item.id, row), ())
    value = filled.answers.get((item.id, row))
    match item:
        case WordsItem():
            return
        case CalculatedItem():
            text = filled.filling.state(item.id, row).text if item.shown else ""
            answer = [text] if text else []
        case SnapshotsItem() | MatrixItem():
            yield from _grid(filled.framework, item, label, marks, value)
            return
        case TallyItem() | StopwatchItem() | RunningRecordItem():
            answer = _moments(item, marks)
        case EvidenceLinkItem() | PhotoItem():
            answer = _linked(filled, value)
        case QuoteItem():
            answer = _quoted(value)
        case DateItem() if isinstance(value, str):
            answer = [full_day(date.fromisoformat(value))]
        case NumberItem() if value is not None and item.unit:
            number = answer_words(filled.framework, item, value)
            answer = [_("{number} {unit}").format(number=number, unit=item.unit)]
        case _:
            answer = _said(filled.framework, item, value)
    if answer:
        yield Answered(label, tuple(answer))


def _said(framework: Framework, item: Item, value: Json) -> list[str]:
    if value is None:
        return []
    words = answer_words(framework, item, value)
    return [part.strip() for part in words.split("\n") if part.strip()]


def _quoted(value: Json) -> list[str]:
    said = value if isinstance(value, dict) else {}
    text = str(said.get("text", "")).strip()
    if not text:
        return []
    return [_("“{words}” ({speaker})").format(words=text, speaker=said.get("speaker", ""))]


def _linked(filled: Filled, value: Json) -> list[str]:
    if filled.linked is None or not isinstance(value, list) or not value:
        return []
    words = filled.linked([str(one) for one in value])
    return [words] if words else []


def _moments(item: Item, marks: Sequence[Mark]) -> list[str]:
    """Say what an instrument counted, timed or wrote down."""
    match item:
        case TallyItem() if marks:
            return [ngettext("{count} time", "{count} times", len(marks)).format(count=len(marks))]
        case StopwatchItem() if marks:
            total = length_words(sum(one.length_ms for one in marks))
            words = ngettext(
                "{count} stretch of time, {total} in all",
                "{count} stretches of time, {total} in all",
                len(marks),
            )
            return [words.format(count=len(marks), total=total)]
        case RunningRecordItem():
            return [_recorded(one) for one in marks]
        case _:
            return []


def _recorded(mark: Mark) -> str:
    kept = json.loads(mark.value) if mark.value else {}
    return _("{time}, {actor}: {text}").format(
        time=f"{time_of(mark.at):%H:%M}", actor=kept.get("actor", ""), text=kept.get("text", "")
    )


def _grid(
    framework: Framework,
    item: SnapshotsItem | MatrixItem,
    label: str,
    marks: Sequence[Mark],
    value: Json,
) -> Iterator[Block]:
    """Give a set of moments moment by moment; a grid without times row by row."""
    if isinstance(item, MatrixItem) and item.timing is None:
        kept = value if isinstance(value, dict) else {}
        rows = [(row.label, *_chosen(framework, item.columns, kept, row.id)) for row in item.rows]
        if any(any(cells[1:]) for cells in rows):
            yield Grid(label, ("", *(one.label for one in item.columns)), tuple(rows))
        return
    if not marks:
        return
    dimensions = item.columns if isinstance(item, MatrixItem) else item.dimensions
    sides = [(one.id, one.label) for one in item.rows] if isinstance(item, MatrixItem) else []
    columns = [
        _("{row}: {column}").format(row=words, column=one.label) if words else one.label
        for _side, words in sides or [("", "")]
        for one in dimensions
    ]
    rows = []
    for mark in marks:
        said = json.loads(mark.value) if mark.value and not mark.missed else {}
        cells = [
            cell
            for side, _words in sides or [("", "")]
            for cell in _chosen(framework, dimensions, said, side)
        ]
        rows.append((_moment_name(mark), *cells))
    yield Grid(label, (_("Moment"), *columns), tuple(rows))


def _moment_name(mark: Mark) -> str:
    """Say which moment it is, and whether it was answered late or missed."""
    if mark.missed:
        return _("{number}, missed").format(number=mark.number)
    if mark.late:
        return _("{number}, late").format(number=mark.number)
    return str(mark.number)


def _chosen(
    framework: Framework, dimensions: Sequence[Dimension], kept: Mapping[str, Json], row: str
) -> list[str]:
    return [
        snapshot_words(framework, [one], {place: kept[place]}) if place in kept else ""
        for one in dimensions
        for place in [f"{row}/{one.id}"]
    ]
