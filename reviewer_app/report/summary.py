"""The summary table: a heading of the framework a row, what was agreed last time and now."""

from collections.abc import Sequence
from gettext import gettext as _

from reviewer_app.report import style
from reviewer_app.report.content import SummaryRow
from reviewer_app.report.rows import Cell, Line, Row, Rows
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Words, text_width


def summary_table(agreed: Sequence[SummaryRow], table: Element) -> Rows:
    """The estimates as agreed; the column for last time only where there is something in it."""
    with_last = any(row.last_time for row in agreed)
    titles = (
        (_("Heading"), _("Last time"), _("Now, as agreed"))
        if with_last
        else (_("Heading"), _("As agreed"))
    )
    columns = [[row.last_time or _("No earlier estimate") for row in agreed]] if with_last else []
    columns.append([row.now or "" for row in agreed])
    lefts, widths = _columns(titles, columns)
    head_row = table.add("THead").add("TR")
    heads = [head_row.add("TH", scope="Column") for _title in titles]
    body = table.add("TBody")

    def header() -> Row:
        cells = [
            Cell(Words.of(element, title, style.COLUMN), left, width)
            for element, title, left, width in zip(heads, titles, lefts, widths, strict=True)
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.INK, 0.9)])

    def row(summary: SummaryRow) -> Row:
        line = body.add("TR")
        texts = [(summary.heading, style.CELL)]
        if with_last:
            texts.append(
                (summary.last_time, style.CELL)
                if summary.last_time
                else (_("No earlier estimate"), style.CELL_QUIET)
            )
        texts.append((summary.now or "", style.CELL_STRONG))
        elements = [line.add("TH", scope="Row"), *(line.add("TD") for _text in texts[1:])]
        cells = [
            Cell(Words.of(element, text, look), left, width)
            for element, (text, look), left, width in zip(
                elements, texts, lefts, widths, strict=True
            )
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.LINE)], above=7, below=7.5)

    return Rows(header, [row(summary) for summary in agreed])


def _columns(
    titles: Sequence[str], columns: Sequence[Sequence[str]]
) -> tuple[list[float], list[float]]:
    """Where the summary's columns stand and how wide they are: the words need least, so first."""
    gap, widest = 18.0, 132.0
    widths = [
        min(widest, max(text_width(text, style.CELL_STRONG) for text in (title, *texts)) + 1)
        for title, texts in zip(titles[1:], columns, strict=True)
    ]
    widths.insert(0, style.TEXT_WIDTH - sum(widths) - gap * len(widths))
    lefts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    return lefts, widths
