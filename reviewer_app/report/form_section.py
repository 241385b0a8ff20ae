"""What came of an evidence form, typeset: its answers, its tables with their charts, and its results."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable, Spacer

from reviewer_app.frameworks.form_blocks import (
    Answered,
    Block,
    Chart,
    Grid,
    Line,
    PartTitle,
    Worked,
)
from reviewer_app.report import stack, style
from reviewer_app.report.chart import Bars
from reviewer_app.report.content import Fact, FormSection
from reviewer_app.report.stack import Stack
from reviewer_app.report.tables import grid_table
from reviewer_app.report.telling import Telling
from reviewer_app.report.wording import rule_words
from reviewer_app.report.words import Words

_TABLE_BEGINS: Final = 190.0
"""Points: words above a table, and a table's first rows, or a heading and a chart."""

_SHORT_QUESTION: Final = 80
_SHORT_ANSWER: Final = 44
"""Characters: a question and an answer that are no longer stand on one line."""


def form_section(told: Telling, section: FormSection) -> None:
    """One section, under its title; a part of the form has a heading of its own."""
    # Words about a table stand with its beginning.
    table = isinstance(section.blocks[0], Chart | Grid | PartTitle)
    told.heading(section.title, held=_TABLE_BEGINS if table else 0)
    told.narrative(section.passages, style.PLAIN)
    waiting: list[Flowable] = []
    for kind, blocks in groupby(section.blocks, key=_kind):
        match kind:
            case "facts":
                _facts(told, [one for one in blocks if isinstance(one, Answered)])
            case "quiet":
                _quiet(told, [one.words for one in blocks if isinstance(one, Line)])
            case _:
                for block in blocks:
                    waiting = _block(told, block, waiting)


def is_fact(block: Block) -> bool:
    """Whether it is a question and an answer that stand on one line."""
    if not isinstance(block, Answered):
        return False
    question, answer = block.question, block.answer
    return len(answer) == 1 and len(answer[0]) <= _SHORT_ANSWER and len(question) <= _SHORT_QUESTION


def _kind(block: Block) -> str:
    if is_fact(block):
        return "facts"
    return "quiet" if isinstance(block, Line) and block.quiet else ""


def _block(told: Telling, block: Block, waiting: list[Flowable]) -> list[Flowable]:
    """Tell one block; gives what waits for the table below it."""
    match block:
        case PartTitle():
            told.heading(block.words, level=3 if block.level == 0 else 4)
        case Answered():
            _answered(told, block)
        case Line():
            told.narrative([block.words], style.PLAIN)
        case Chart():
            return [Bars(told.root.add("Figure"), block, told.colour)]
        case Grid():
            told.together([*waiting, *_grid(told, block)])
        case Worked():
            _worked(told, block)
    return []


def _facts(told: Telling, answers: Sequence[Answered]) -> None:
    if len(answers) == 1:
        _answered(told, answers[0])
        return
    told.facts([Fact(one.question, one.answer[0]) for one in answers], columns=1)
    told.space(6)


def _answered(told: Telling, block: Answered) -> None:
    question = Words.of(told.root.add("P"), block.question, style.QUESTION)
    paragraphs = [Words.of(told.root.add("P"), one, style.NARRATIVE) for one in block.answer]
    blocks = [stack.Block(question), *(stack.Block(one, before=3) for one in paragraphs)]
    told.stack(Stack(blocks, measure=style.MEASURE, after=9))


def _quiet(told: Telling, lines: Iterable[str]) -> None:
    told.space(8)
    for line in lines:
        told.stack(
            Stack(
                [stack.Block(Words.of(told.root.add("P"), line, style.CAPTION))],
                measure=style.TEXT_WIDTH,
                after=3,
            )
        )


def _grid(told: Telling, grid: Grid) -> list[Flowable]:
    table = told.root.add("Table")
    caption = Words.of(table.add("Caption"), grid.caption, style.CAPTION)
    return [Spacer(1, 4), caption, grid_table(grid, table)]


def _worked(told: Telling, worked: Worked) -> None:
    said = [
        (worked.title, style.QUESTION),
        (worked.said, style.PLAIN),
        (worked.instead, style.PLAIN),
        (rule_words(worked), style.CAPTION),
    ]
    blocks = [
        stack.Block(
            Words.of(told.root.add("P"), text, look), before=2, caption=look is style.CAPTION
        )
        for text, look in said
        if text
    ]
    told.stack(Stack(blocks, measure=style.MEASURE, after=9))
