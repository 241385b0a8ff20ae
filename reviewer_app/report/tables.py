"""The report's tables: estimates, last time's points, and what the improvement plan takes up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.styles import ParagraphStyle

from reviewer_app.errors import N_
from reviewer_app.language import gettext as _
from reviewer_app.language import in_any_language
from reviewer_app.report import style
from reviewer_app.report.pieces import Tabled
from reviewer_app.report.rows import Cell, Line, Row, Rows
from reviewer_app.report.sheet_content import PlanLine
from reviewer_app.report.structure import Element, Spot
from reviewer_app.report.words import Words, cell_width

_FEW_COLUMNS: Final = 5
_SO_THAT: Final = N_("so that")


@dataclass(frozen=True, slots=True)
class _Text:
    """What one cell says, how it looks, and where it leads to; an empty one is there to be written in."""

    text: str
    look: ParagraphStyle = style.CELL
    goes_to: Spot | None = None


def so_that() -> re.Pattern[str]:
    """The words an EBI turns on, in whichever language it was written."""
    said = "|".join(map(re.escape, in_any_language(_SO_THAT)))
    return re.compile(rf"\b({said})\b", re.IGNORECASE)


def summary_table(summary: Tabled, table: Element, leads: Mapping[str, Spot]) -> Rows:
    """The estimates as agreed; a heading leads to its spot among `leads`, by the key of what it is about."""
    rows = []
    for number, (about, (heading, *before, now)) in enumerate(
        zip(summary.about, summary.rows, strict=True)
    ):
        look = style.CELL_QUIET if number in summary.unsaid else style.CELL
        rows.append(
            [
                _Text(heading, goes_to=leads.get(about)),
                *(_Text(text, look) for text in before),
                _Text(now, style.CELL_STRONG),
            ]
        )
    return _table(table, summary.columns, _widths(summary), rows, gap=18.0)


def previous_table(points: Tabled, table: Element) -> Rows:
    """The points of the last review, each with what became of it."""
    rows = [
        [
            _Text(point),
            _Text(became, style.CELL_QUIET if number in points.unsaid else style.CELL),
        ]
        for number, (point, became) in enumerate(points.rows)
    ]
    half = (style.TEXT_WIDTH - 18.0) / 2
    return _table(table, points.columns, [half, half], rows, gap=18.0)


def plan_table(plan: Tabled, table: Element, spots: Sequence[Spot] = ()) -> Rows:
    """Every EBI in a row of its own, with room for who takes it on and by when; it leads back to its spot."""
    rows = []
    back = iter(spots)
    for said in plan.rows:
        cells = [_Text(text, style.CELL_SMALL) for text in said]
        cells[1] = replace(cells[1], goes_to=next(back, None))
        rows.append(cells)
    # Room for a role and a date by hand.
    gap, heading, aims, who, when = 10.0, 74.0, 104.0, 72.0, 62.0
    wishes = style.TEXT_WIDTH - heading - aims - who - when - 4 * gap
    widths = [heading, wishes, aims, who, when]
    return _table(table, plan.columns, widths, rows, gap=gap, column=style.COLUMN_SMALL)


def day_table(plan: Sequence[PlanLine], table: Element) -> Rows:
    """A day's plan: when, what, where and with whom, and who goes."""
    titles = (_("Time"), _("Visit"), _("Where and with whom"), _("Who goes"))
    rows = []
    for line in plan:
        what = f"{line.title}. {line.remark}" if line.remark else line.title
        said = (line.time, what, line.about, line.who)
        rows.append([_Text(text, style.CELL_SMALL) for text in said])
    gap, times, abouts, who = 12.0, 78.0, 142.0, 76.0
    widths = [times, style.TEXT_WIDTH - times - abouts - who - 3 * gap, abouts, who]
    return _table(table, titles, widths, rows, gap=gap, column=style.COLUMN_SMALL)


def grid_table(grid: Tabled, table: Element) -> Rows:
    """A table of a form's blocks; its caption stands above it and belongs to it."""
    gap = 18.0 if len(grid.columns) <= _FEW_COLUMNS else 8.0
    texts = [[_Text(cell) for cell in row] for row in grid.rows]
    return _table(table, grid.columns, grid_widths(grid, gap), texts, gap=gap)


def grid_widths(grid: Tabled, gap: float) -> list[float]:
    """How wide columns are: each what it needs while that fits, else more for what is longer, by its square root."""
    columns = list(zip(grid.columns, *grid.rows, strict=True))
    wanted = [
        max(cell_width(title, style.COLUMN), *(cell_width(text, style.CELL) for text in texts)) + 1
        for title, *texts in columns
    ]
    room = style.TEXT_WIDTH - gap * (len(wanted) - 1)
    left = room - sum(wanted)
    if left >= 0:
        # What is over goes to the words that head the rows.
        return [wanted[0] + left, *wanted[1:]]
    roots = [one**0.5 for one in wanted]
    return [room * one / sum(roots) for one in roots]


def parted(sentence: str) -> tuple[str, str]:
    """An EBI's wish and what it is for; all of it is the wish where it does not say what for."""
    parts = so_that().split(sentence, maxsplit=1)
    if len(parts) < 3:
        return sentence, ""
    wish, _turn, aim = parts
    return wish.strip().rstrip(","), aim.strip()


def _words(element: Element, text: _Text) -> Words:
    words = Words.of(element if text.goes_to is None else element.add("Link"), text.text, text.look)
    words.goes_to = text.goes_to
    return words


def _table(
    table: Element,
    titles: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[_Text]],
    *,
    gap: float,
    column: ParagraphStyle = style.COLUMN,
) -> Rows:
    """A table whose first column heads its rows; `widths` and `gap` are points."""
    lefts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    head_row = table.add("THead").add("TR")
    heads = [head_row.add("TH", scope="Column") for _title in titles]
    body = table.add("TBody")

    def header() -> Row:
        cells = [
            Cell(Words.of(element, title, column), left, width)
            for element, title, left, width in zip(heads, titles, lefts, widths, strict=True)
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.INK, 0.9)])

    def row(texts: Sequence[_Text]) -> Row:
        line = body.add("TR")
        elements = [line.add("TH", scope="Row"), *(line.add("TD") for _text in texts[1:])]
        for element in elements:
            element.kept = True
        cells = [
            Cell(_words(element, text), left, width)
            for element, text, left, width in zip(elements, texts, lefts, widths, strict=True)
            if text.text
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.LINE)], above=7, below=7.5)

    return Rows(header, [row(texts) for texts in rows])


def _widths(summary: Tabled) -> list[float]:
    """How wide the summary's columns are: the words need least, so the headings get the rest."""
    gap, widest = 18.0, 132.0
    _headings, *columns = zip(summary.columns, *summary.rows, strict=True)
    widths = [
        min(widest, max(cell_width(text, style.CELL_STRONG) for text in texts) + 1)
        for texts in columns
    ]
    return [style.TEXT_WIDTH - sum(widths) - gap * len(widths), *widths]
