"""What every Word document of ours is made of: what it says of itself, its foot, its words and its tables.

python-docx has no word for much of this; what it lacks is written as ECMA-376, part 1, has it.
"""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from reviewer_app.language import gettext as _
from reviewer_app.report.content import Look
from reviewer_app.report.logo import logo_size, logo_words
from reviewer_app.report.pieces import printable
from reviewer_app.report.spans import begins_with, runs_from_right, shown, spans
from reviewer_app.report.word_styles import EARLIEST, LOGO, blank
from reviewer_app.tongues import plain

_LOOK: Final = {
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "1",
    "lastColumn": "0",
    "noVBand": "1",
}
"""The rows and columns of a table that are heads."""
_DECORATIVE: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Says of a picture that it is there for the eye alone ([MS-ODRAWXML], 2.23)."""
_EAST_ASIAN: Final = ("ja", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Known:
    """What a document says of itself, and how it looks; `built_on` is an ISO date, `language` BCP 47."""

    title: str
    author: str
    subject: str
    language: str
    built_on: str
    look: Look = field(default_factory=Look)


def begun(known: Known) -> Document:
    """Begin a document of A4: without a word in it, and under the logo and in the colour it has."""
    document = docx.Document(blank(known.language, known.look.colour))
    built = datetime.fromisoformat(known.built_on).replace(tzinfo=UTC)
    told = document.core_properties
    told.title, told.subject = shown(printable(known.title)), shown(printable(known.subject))
    told.author = told.last_modified_by = shown(printable(known.author))
    told.comments, told.language = "", known.language
    told.created = told.modified = built
    told.revision = 1
    if known.look.logo:
        _add_logo(document, known.look)
    return document


def set_foot(document: Document, words: str) -> None:
    """Put words and the page's number at the foot of every page."""
    section = document.sections[0]
    foot = section.footer.paragraphs[0]
    foot.style = "footer"
    fill(foot, words)
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    foot.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\t")
    _numbered(foot)


def fill(paragraph: Paragraph, text: str, strong: str = "") -> None:
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


def hold_together(row: _Row, *, head: bool) -> None:
    """Let no page end within a row; a `head` is repeated on every page and said to head its columns."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (python-docx sets neither)
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Give a table's columns their widths, in millimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def describe(table: Table, words: str) -> None:
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


def written_out(document: Document) -> bytes:
    """Give the file; its parts carry one date for all time."""
    made, written = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(written, "w") as package:
        for name in parts.namelist():
            told = zipfile.ZipInfo(name, EARLIEST)
            told.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(told, parts.read(name))
    return written.getvalue()


def _add_logo(document: Document, look: Look) -> None:
    """The logo in a line of its own, not afloat: it is read out where it stands; passed over where nobody is named."""
    across, upright = logo_size(look)
    run = document.add_paragraph(style=LOGO).add_run()
    shape = run.add_picture(BytesIO(look.logo), Pt(across), Pt(upright))
    told = shape._inline.docPr  # noqa: SLF001 (python-docx has no alternative texts)
    words = logo_words(look)
    told.set("descr", shown(printable(words)))
    if not words:
        told.append(parse_xml(_DECORATIVE))


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


def _kind_of(language: str, *, from_right: bool) -> str:
    if from_right:
        return "bidi"
    return "eastAsia" if language in _EAST_ASIAN else "val"
