"""What came of evidence forms, on the report's sheet: the same words as in the PDF, its charts in words."""

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.form_blocks import (
    Answered,
    Block,
    Chart,
    Grid,
    Line,
    PartTitle,
    Worked,
)
from reviewer_app.language import gettext as _
from reviewer_app.report.content import FormSection
from reviewer_app.report.wording import rule_words
from reviewer_app.ui.components.keyed_column import Part, inset
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Hairline, Text


def form_parts(section: FormSection) -> list[Part]:
    """Give the parts that stand below a section's passages."""
    return [
        (f"{section.id}:{at}:{block!r}", partial(_drawn, block))
        for at, block in enumerate(section.blocks)
        # The table below a chart says what it draws.
        if not isinstance(block, Chart)
    ]


class GridTable(QWidget):
    """A table of a form: every cell says its row and its column."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.setAccessibleName(grid.caption)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(Space.L)
        layout.setVerticalSpacing(Space.S)
        layout.addWidget(Text(grid.caption, Step.LABEL, "ink3"), 0, 0, 1, len(grid.columns))
        strong = QFont.Weight.DemiBold
        for column, title in enumerate(grid.columns):
            layout.addWidget(Text(title, Step.LABEL, "ink3", weight=strong), 1, column)
            layout.setColumnStretch(column, max(_longest(grid, column), 8))
        layout.addWidget(Hairline(), 2, 0, 1, len(grid.columns))
        for at, row in enumerate(grid.rows):
            for column, words in enumerate(row):
                cell = Text(words, Step.LIST)
                said = f"{row[0]}, {grid.columns[column]}: {words}" if column else words
                cell.setAccessibleName(said)
                layout.addWidget(cell, 3 + 2 * at, column, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(Hairline(), 4 + 2 * at, 0, 1, len(grid.columns))


def _longest(grid: Grid, column: int) -> int:
    """A column's share of the width: the root of its longest text, so that long ones do not starve the others."""
    longest = max(len(row[column]) for row in (grid.columns, *grid.rows))
    return round(10 * math.sqrt(longest))


def _drawn(block: Block) -> QWidget:
    draw: dict[type, Callable[..., QWidget]] = {
        PartTitle: _title,
        Answered: _answered,
        Line: _line,
        Grid: _grid,
        Worked: _worked,
    }
    return draw[type(block)](block)


def _title(block: PartTitle) -> QWidget:
    weight = QFont.Weight.DemiBold if block.level == 0 else QFont.Weight.Medium
    return inset(Text(block.words, Step.NOTE, weight=weight), above=Space.L)


def _answered(block: Answered) -> QWidget:
    words = "\n".join(block.answer)
    question = Text(block.question, Step.LIST, "ink3")
    answer = Text(words, Step.REPORT)
    answer.setAccessibleName(
        _("{question}: {answer}").format(question=block.question, answer=words)
    )
    return inset(_column(question, answer), above=Space.S)


def _line(block: Line) -> QWidget:
    if block.quiet:
        return inset(Text(block.words, Step.LABEL, "ink3"), above=Space.XS)
    return inset(Text(block.words, Step.LIST), above=Space.S)


def _grid(block: Grid) -> QWidget:
    return inset(GridTable(block), above=Space.S, below=Space.S)


def _worked(block: Worked) -> QWidget:
    said = [
        Text(block.title, Step.LIST, weight=QFont.Weight.DemiBold),
        Text(block.said, Step.LIST),
        *([Text(block.instead, Step.LIST)] if block.instead else []),
        Text(rule_words(block), Step.LABEL, "ink3"),
    ]
    return inset(_column(*said), above=Space.S)


def _column(*texts: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.XS)
    for text in texts:
        layout.addWidget(text)
    return column
