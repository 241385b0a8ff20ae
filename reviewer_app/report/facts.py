"""Facts as the report lists them: a label, its value, a hairline."""

from collections.abc import Sequence
from typing import Final

from reviewer_app.report import style
from reviewer_app.report.content import Fact
from reviewer_app.report.rows import Cell, Line, Row
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Words, text_width

_LONG_VALUE: Final = 140
"""Characters: longer than this, a value no longer stands on one line beside its label."""


def room_for(facts: Sequence[Fact]) -> float:
    """About what the facts need; a short list of them is not broken across pages."""
    return min(27.0 * len(facts), 230.0)


def fact_rows(facts: Sequence[Fact], listing: Element, *, columns: int) -> list[Row]:
    """Labels and values above hairlines; too long for a column, or alone in its row, a fact takes the whole width.

    Where most are too long, none stands in a column: values would end now here, now there.
    """
    rows: list[Row] = []
    width = (style.TEXT_WIDTH - style.GAP * (columns - 1)) / columns
    if columns > 1 and sum(_too_long(fact, width) for fact in facts) * 2 > len(facts):
        columns, width = 1, style.TEXT_WIDTH
    waiting: list[tuple[Fact, Element]] = []

    def flush() -> None:
        if len(waiting) == 1:
            [(fact, item)] = waiting
            rows.append(_fact_row([(fact, item, 0, style.TEXT_WIDTH)]))
        elif waiting:
            rows.append(
                _fact_row(
                    [
                        (fact, item, index * (width + style.GAP), width)
                        for index, (fact, item) in enumerate(waiting)
                    ]
                )
            )
        waiting.clear()

    for fact in facts:
        item = listing.add("LI")
        if columns > 1 and _too_long(fact, width):
            flush()
            rows.append(_fact_row([(fact, item, 0, style.TEXT_WIDTH)]))
            continue
        waiting.append((fact, item))
        if len(waiting) == columns:
            flush()
    flush()
    return rows


def _too_long(fact: Fact, width: float) -> bool:
    needed = text_width(fact.label, style.LABEL) + text_width(fact.value, style.VALUE)
    return needed + 12 > width


def _fact_row(facts: Sequence[tuple[Fact, Element, float, float]]) -> Row:
    cells: list[Cell] = []
    lines: list[Line] = []
    for fact, item, left, width in facts:
        wanted = text_width(fact.value, style.VALUE)
        label_width = min(
            text_width(fact.label, style.LABEL) + 1, max(width - wanted - 13, width * 0.4)
        )
        value_width = width - label_width - 12
        long = len(fact.value) > _LONG_VALUE
        label = Words.of(item.add("Lbl"), fact.label, style.LABEL)
        value = Words.of(item.add("LBody"), fact.value, style.VALUE if long else style.VALUE_RIGHT)
        cells += [
            Cell(label, left, label_width),
            Cell(value, left + width - value_width, value_width),
        ]
        lines.append(Line(left, width, style.LINE))
    return Row(cells, lines)
