"""A day's visit sheets as they are typeset: the plan of the day, then a page to jot on for each visit."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Spacer

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.rows import Cell, Line, Row, Rows
from reviewer_app.report.sheet_content import DaySheets, VisitSheet
from reviewer_app.report.structure import Element
from reviewer_app.report.tables import day_table
from reviewer_app.report.words import Heading, Words

_RULED: Final = 20.0
"""Points between the lines to write on: the ruling of an exercise book is 8 mm at most."""
_HEADINGS: Final = 132.0
_TIMES: Final = 44.0
_GAP: Final = 12.0
_HALF: Final = (style.TEXT_WIDTH - style.GAP) / 2
_FACTS_ACROSS: Final = 3


class _JotRow(Row):
    """A heading, and beside it lines to write on; as tall as it is told to be at least."""

    least = 2 * _RULED

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The row's width and height."""
        super().wrap(available_width, available_height)
        self.height = max(self.height, self.least)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Nothing: a row to write in is not broken."""
        return []

    def draw(self) -> None:
        """Paint the lines to write on, then the heading and the rule below."""
        canvas = canvas_of(self)
        y = self.height - _RULED
        while y > _RULED / 2:
            canvas.rule(_HEADINGS + _GAP, y, style.TEXT_WIDTH - _HEADINGS - _GAP, style.LINE, 0.4)
            y -= _RULED
        super().draw()


class _JotRows(Rows):
    """Rows to jot in, that share what is left of the page."""

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The table's width and height."""
        for row in self.rows:
            if isinstance(row, _JotRow):
                row.least = _JotRow.least
        super().wrap(available_width, available_height)
        # A point less than the room: heights are added up in another order by the frame.
        more = (available_height - 1 - self.height) / max(len(self.rows), 1)
        if more > 0:
            for row in self.rows:
                if isinstance(row, _JotRow):
                    row.least = row.height + more
            super().wrap(available_width, available_height)
        return self.width, self.height


def sheets_story(content: DaySheets) -> tuple[list[Flowable], Element]:
    """The sheets' blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    blocks: list[Flowable] = [
        Words.of(root.add("P"), content.school, style.KICKER),
        Spacer(1, 4),
        _heading(root.add("H1"), _plan_title(content), level=0),
        Spacer(1, 14),
    ]
    if content.plan:
        blocks.append(day_table(content.plan, root.add("Table")))
    else:
        words = _("Nothing is planned for this day.")
        blocks.append(Words.of(root.add("P"), words, style.PLAIN))
    for visit in content.visits:
        blocks += [PageBreak(), *_visit(root, visit)]
    return blocks, root


def _plan_title(content: DaySheets) -> str:
    if content.whose:
        return _("{name}’s plan, {day}").format(name=content.whose, day=content.day)
    return _("The team’s plan, {day}").format(day=content.day)


def _heading(element: Element, text: str, *, level: int) -> Heading:
    heading = Heading.of(element, text, style.SHEET_TITLE)
    heading.outline = (text, level)
    return heading


def _visit(root: Element, visit: VisitSheet) -> list[Flowable]:
    blocks: list[Flowable] = [
        Words.of(root.add("P"), visit.time or _("No time yet"), style.KICKER),
        _heading(root.add("H2"), visit.title, level=1),
        Spacer(1, 2),
        Words.of(root.add("P"), visit.about, style.SUBTITLE),
    ]
    if visit.remark:
        blocks.append(Words.of(root.add("P"), visit.remark, style.CAPTION))
    blocks.append(Spacer(1, 6))
    blocks += _facts(root, visit)
    beside = [
        (title, sentences)
        for title, sentences in ((_("Look at"), visit.watch), (_("Ask"), visit.ask))
        if sentences
    ]
    if beside:
        blocks += [Spacer(1, 8), _lists(root, beside)]
    blocks += [Spacer(1, 8), _jotting(root.add("Table"), visit.look_for)]
    return blocks


def _facts(root: Element, visit: VisitSheet) -> list[Row]:
    """What the form asks for, three in a row: as planned, or with room to write."""
    width = (style.TEXT_WIDTH - _GAP * (_FACTS_ACROSS - 1)) / _FACTS_ACROSS
    rows = []
    for at in range(0, len(visit.facts), _FACTS_ACROSS):
        cells, lines = [], []
        for place, fact in enumerate(visit.facts[at : at + _FACTS_ACROSS]):
            left = place * (width + _GAP)
            words = _("{label}: {value}").format(label=fact.label, value=fact.value)
            cells.append(Cell(Words.of(root.add("P"), words, style.CELL), left, width))
            lines.append(Line(left, width, style.LINE))
        rows.append(Row(cells, lines, above=6, below=4))
    return rows


def _lists(root: Element, beside: Sequence[tuple[str, Sequence[str]]]) -> Row:
    """What to look at and what to ask, side by side."""
    cells = []
    for place, (title, sentences) in enumerate(beside):
        words = " ".join((_("{title}:").format(title=title), *sentences))
        left = place * (_HALF + style.GAP)
        cells.append(Cell(Words.of(root.add("P"), words, style.CELL_SMALL), left, _HALF))
    return Row(cells, (), above=0, below=0)


def _jotting(table: Element, look_for: Sequence[str]) -> Rows:
    """The headings to jot under, with lines to write on, down to the foot of the page."""
    titles = (_("Look for"), _("Time"), _("What you saw and heard: W, E or ? in front"))
    lefts = (0.0, _HEADINGS + _GAP, _HEADINGS + _GAP + _TIMES)
    widths = (_HEADINGS, _TIMES, style.TEXT_WIDTH - lefts[2])
    head_row = table.add("THead").add("TR")
    heads = [head_row.add("TH", scope="Column") for _title in titles]
    body = table.add("TBody")

    def header() -> Row:
        cells = [
            Cell(Words.of(element, title, style.COLUMN_SMALL), left, width)
            for element, title, left, width in zip(heads, titles, lefts, widths, strict=True)
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.INK, 0.9)])

    def row(text: str) -> _JotRow:
        line = body.add("TR")
        name, *empty = (line.add("TH", scope="Row"), line.add("TD"), line.add("TD"))
        for element in empty:
            element.kept = True
        cell = Cell(Words.of(name, text, style.CELL_SMALL), 0, _HEADINGS)
        return _JotRow([cell], [Line(0, style.TEXT_WIDTH, style.INK_LABEL)])

    return _JotRows(header, [row(text) for text in (*look_for, _("Anything else, to follow up"))])
