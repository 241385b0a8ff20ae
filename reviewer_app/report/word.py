"""The report as a Word document with real styles, so that a school can go on working with its words."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from reviewer_app.language import gettext as _
from reviewer_app.report.content import Fact, ReportContent
from reviewer_app.report.outline import outline, status, wishes_of
from reviewer_app.report.pieces import (
    Found,
    Head,
    Listed,
    Piece,
    Said,
    Tabled,
    Title,
    printable,
    said_plainly,
)
from reviewer_app.report.spans import shown
from reviewer_app.report.tables import parted
from reviewer_app.report.word_parts import (
    Known,
    begun,
    describe,
    fill,
    hold_together,
    set_foot,
    set_widths,
    written_out,
)
from reviewer_app.report.word_styles import (
    BETTER,
    BETTER_FROM,
    BY_LOOK,
    FACE,
    FACT,
    IN_TABLE,
    TABLE,
    WELL,
    WELL_FROM,
)
from reviewer_app.report.wording import draft_number
from reviewer_app.tongues import plain

_PLAN_WIDTHS: Final = (30, 62, 46, 48, 26, 22, 19)
"""Millimetres across an A4 page on its side."""
_WORD_ART: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""A word stretched over a shape, as Word describes it (ECMA-376, part 4, 19.1)."""


def word_report(content: ReportContent, *, draft: bool) -> bytes:
    """Give the report as a DOCX file; the same content gives the same bytes."""
    title = _("{school}: peer review report").format(school=content.school)
    document = begun(_known(content, title))
    _running(document, content, draft=draft)
    for piece in outline(content, draft=draft):
        _add(document, piece)
    return written_out(document)


def word_plan(content: ReportContent, *, draft: bool) -> bytes:
    """Give every "even better if" as one table across the page, for the school's improvement plan."""
    title = _("{school}: for the improvement plan").format(school=content.school)
    document = begun(_known(content, title))
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _running(document, content, draft=draft)
    for piece in plan_outline(content, draft=draft):
        _add(document, piece, _PLAN_WIDTHS)
    return written_out(document)


def plan_outline(content: ReportContent, *, draft: bool) -> tuple[Piece, ...]:
    """Give what the table for the plan says, piece by piece."""
    return tuple(map(said_plainly, _plan_pieces(content, draft=draft)))


def _plan_pieces(content: ReportContent, *, draft: bool) -> Iterator[Piece]:
    yield Said(printable(content.school), "kicker")
    yield Title(_("For the improvement plan"))
    yield from status(content, draft=draft)
    columns = (
        _("Heading"),
        _("Even better if"),
        _("So that"),
        _("What it builds on, and may cost"),
        _("Who"),
        _("By when"),
        _("Done"),
    )
    rows = []
    for under in wishes_of(content):
        for finding in under.even_better:
            heading = finding.short or under.short or under.heading
            said = (heading, *parted(finding.text), finding.builds_on or "", "", "", "")
            rows.append(said)
    yield Tabled(columns, tuple(rows), "plan")


def text_in(document: bytes) -> list[str]:
    """Give every text of a DOCX file's body in reading order, paragraph by paragraph and cell by cell."""
    read = docx.Document(BytesIO(document))
    said: list[str] = []
    for block in read.iter_inner_content():
        if isinstance(block, Paragraph):
            # The logo's has none.
            said += [block.text] if block.text else []
        else:
            said += [cell.text for row in block.rows for cell in row.cells if cell.text]
    return said


def texts_of(pieces: Sequence[Piece]) -> list[str]:
    """Give the texts a document of these pieces holds, as `text_in` reads them back."""
    return [shown(text) for piece in pieces for text in _texts(piece)]


def _texts(piece: Piece) -> Iterator[str]:
    match piece:
        case Found():
            yield piece.text
            if piece.caption:
                yield piece.caption
        case Listed():
            yield from map(_fact, piece.facts)
        case Tabled():
            if piece.caption:
                yield piece.caption
            yield from (cell for row in (piece.columns, *piece.rows) for cell in row if cell)
        case _:
            yield piece.text


def _fact(fact: Fact) -> str:
    return plain(_("{label}: {value}").format(label=fact.label, value=fact.value))


def _known(content: ReportContent, title: str) -> Known:
    return Known(
        title,
        content.programme,
        content.dates,
        content.language,
        content.built_on,
        content.look,
    )


def _running(document: Document, content: ReportContent, *, draft: bool) -> None:
    """What stands on every page: the school and month, the page's number, and of a draft that it is one."""
    whose = f"{printable(content.school)}, {printable(content.month)}".rstrip(", ")
    set_foot(document, f"{printable(draft_number(content.draft))}: {whose}" if draft else whose)
    if draft:
        _watermark(document.sections[0].header.paragraphs[0])


def _watermark(head: Paragraph) -> None:
    """The word "Draft" across every page, as Word itself makes one; nothing reads it out."""
    shape = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>{_WORD_ART}'
        '<v:shape id="Watermark" type="#_x0000_t136" alt="" style="position:absolute;width:400pt;'
        "height:160pt;rotation:315;z-index:-1;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        f'mso-position-vertical-relative:margin" fillcolor="#f1efeb" stroked="f">'
        f'<v:textpath string={quoteattr(plain(_("Draft")))} style="font-family:{FACE};font-size:1pt"/>'
        "</v:shape></w:pict></w:r>"
    )
    head._p.append(shape)  # noqa: SLF001 (python-docx has no shapes)


def _add(document: Document, piece: Piece, widths: Sequence[float] = ()) -> None:
    match piece:
        case Title():
            fill(document.add_paragraph(style="Title"), piece.text)
        case Head():
            fill(document.add_paragraph(style=f"Heading {piece.level - 1}"), piece.text)
        case Said():
            fill(document.add_paragraph(style=BY_LOOK[piece.look]), piece.text, piece.strong)
        case Found():
            finding = document.add_paragraph(style=WELL if piece.well else BETTER)
            fill(finding, piece.text)
            if piece.caption:
                finding.paragraph_format.keep_with_next = True
                below = document.add_paragraph(style=WELL_FROM if piece.well else BETTER_FROM)
                fill(below, piece.caption)
        case Listed():
            for fact in piece.facts:
                fill(document.add_paragraph(style=FACT), _fact(fact), fact.label)
        case Tabled():
            if piece.caption:
                fill(document.add_paragraph(style="Caption"), piece.caption)
            _add_table(document, piece, widths)


def _add_table(document: Document, piece: Tabled, widths: Sequence[float]) -> None:
    """A table whose first row is said to head its columns and is repeated on every page, and no row is torn."""
    table = document.add_table(rows=0, cols=len(piece.columns))
    table.style = TABLE
    describe(table, piece.caption or ", ".join(piece.columns))
    for number, texts in enumerate((piece.columns, *piece.rows)):
        row = table.add_row()
        hold_together(row, head=number == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = IN_TABLE
            fill(paragraph, text)
    if widths:
        set_widths(table, widths)
