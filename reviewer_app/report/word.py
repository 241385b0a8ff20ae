"""The report as a Word document with real styles, so that a school can go on working with its words."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from reviewer_app.language import gettext as _
from reviewer_app.report.content import Fact, ReportContent
from reviewer_app.report.outline import (
    Found,
    Head,
    Listed,
    Piece,
    Said,
    Tabled,
    Title,
    outline,
    printable,
    said_plainly,
    status,
    wishes_of,
)
from reviewer_app.report.spans import begins_with, runs_from_right, shown, spans
from reviewer_app.report.tables import parted
from reviewer_app.report.word_styles import (
    BETTER,
    BETTER_FROM,
    BY_LOOK,
    EARLIEST,
    FACE,
    FACT,
    IN_TABLE,
    TABLE,
    WELL,
    WELL_FROM,
    blank,
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
_LOOK: Final = {
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "1",
    "lastColumn": "0",
    "noVBand": "1",
}
_EAST_ASIAN: Final = ("ja", "ko", "zh")


def word_report(content: ReportContent, *, draft: bool) -> bytes:
    """Give the report as a DOCX file; the same content gives the same bytes."""
    title = _("{school}: peer review report").format(school=content.school)
    document = _document(content, title)
    _running(document, content, draft=draft)
    for piece in outline(content, draft=draft):
        _add(document, piece)
    return _written(document)


def word_plan(content: ReportContent, *, draft: bool) -> bytes:
    """Give every "even better if" as one table across the page, for the school's improvement plan."""
    title = _("{school}: for the improvement plan").format(school=content.school)
    document = _document(content, title)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _running(document, content, draft=draft)
    for piece in plan_outline(content, draft=draft):
        _add(document, piece, _PLAN_WIDTHS)
    return _written(document)


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
    yield Tabled(columns, tuple(rows))


def text_in(document: bytes) -> list[str]:
    """Give every text of a DOCX file's body in reading order, paragraph by paragraph and cell by cell."""
    read = docx.Document(BytesIO(document))
    said: list[str] = []
    for block in read.iter_inner_content():
        if isinstance(block, Paragraph):
            said.append(block.text)
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


def _document(content: ReportContent, title: str) -> Document:
    document = docx.Document(blank(content.language))
    built = datetime.fromisoformat(content.built_on).replace(tzinfo=UTC)
    known = document.core_properties
    known.title, known.subject = shown(printable(title)), shown(printable(content.dates))
    known.author = known.last_modified_by = shown(printable(content.programme))
    known.comments, known.language = "", content.language
    known.created = known.modified = built
    known.revision = 1
    return document


def _running(document: Document, content: ReportContent, *, draft: bool) -> None:
    """What stands on every page: the school and month, the page's number, and of a draft that it is one."""
    section = document.sections[0]
    whose = f"{printable(content.school)}, {printable(content.month)}".rstrip(", ")
    foot = section.footer.paragraphs[0]
    foot.style = "footer"
    _fill(foot, f"{printable(draft_number(content.draft))}: {whose}" if draft else whose)
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    foot.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\t")
    _numbered(foot)
    if draft:
        _watermark(section.header.paragraphs[0])


def _numbered(foot: Paragraph) -> None:
    """Add "2 of 9" in fields that are kept right by whatever shows the document."""
    for part in re.split(r"(\{pages?\})", plain(_("{page} of {pages}"))):
        if part in ("{page}", "{pages}"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
            run = OxmlElement("w:r")
            text = OxmlElement("w:t")
            text.text = "1"
            run.append(text)
            field.append(run)
            foot._p.append(field)  # noqa: SLF001 (python-docx has no fields)
        elif part:
            foot.add_run(part)


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
            _fill(document.add_paragraph(style="Title"), piece.text)
        case Head():
            _fill(document.add_paragraph(style=f"Heading {piece.level - 1}"), piece.text)
        case Said():
            _fill(document.add_paragraph(style=BY_LOOK[piece.look]), piece.text, piece.strong)
        case Found():
            finding = document.add_paragraph(style=WELL if piece.well else BETTER)
            _fill(finding, piece.text)
            if piece.caption:
                finding.paragraph_format.keep_with_next = True
                below = document.add_paragraph(style=WELL_FROM if piece.well else BETTER_FROM)
                _fill(below, piece.caption)
        case Listed():
            for fact in piece.facts:
                _fill(document.add_paragraph(style=FACT), _fact(fact), fact.label)
        case Tabled():
            if piece.caption:
                _fill(document.add_paragraph(style="Caption"), piece.caption)
            _add_table(document, piece, widths)


def _add_table(document: Document, piece: Tabled, widths: Sequence[float]) -> None:
    """A table whose first row is said to head its columns and is repeated on every page, and no row is torn."""
    table = document.add_table(rows=0, cols=len(piece.columns))
    table.style = TABLE
    _describe(table, piece.caption or ", ".join(piece.columns))
    for number, texts in enumerate((piece.columns, *piece.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (python-docx sets neither)
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = IN_TABLE
            _fill(paragraph, text)
    if widths:
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)


def _describe(table: Table, words: str) -> None:
    """Say what it is about for whoever does not see it, and that its first row and column are heads."""
    properties: Any = table._tbl.tblPr  # noqa: SLF001 (python-docx sets neither)
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    look.attrib.clear()
    for name, value in _LOOK.items():
        look.set(qn(f"w:{name}"), value)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), shown(words))
    properties.append(caption)


def _fill(paragraph: Paragraph, text: str, strong: str = "") -> None:
    """Give a paragraph its words, each stretch with its language and direction; none of them is markup."""
    if runs_from_right(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 (python-docx has none)
    apart = strong if begins_with(text, strong) else ""
    for part, bold in ((apart, True), (text[len(apart) :], None)):
        for span in spans(part):
            run = paragraph.add_run(span.text)
            run.bold = bold
            properties = run._r.get_or_add_rPr()  # noqa: SLF001 (python-docx sets no language)
            if span.from_right:
                properties.append(OxmlElement("w:rtl"))
            if span.language and not span.language.startswith("und"):
                told = OxmlElement("w:lang")
                told.set(
                    qn(f"w:{_kind_of(span.language, from_right=span.from_right)}"), span.language
                )
                properties.append(told)


def _kind_of(language: str, *, from_right: bool) -> str:
    if from_right:
        return "bidi"
    return "eastAsia" if language in _EAST_ASIAN else "val"


def _written(document: Document) -> bytes:
    """Give the file; its parts carry one date for all time."""
    made, written = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(written, "w") as package:
        for name in parts.namelist():
            told = zipfile.ZipInfo(name, EARLIEST)
            told.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(told, parts.read(name))
    return written.getvalue()
