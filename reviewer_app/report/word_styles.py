"""The Word document everything is written into: its styles and nothing else.

The looks are styles, each with a name a person would look for, so that a school changes one in one place; no paragraph
carries a look of its own (ECMA-376, part 1, 17.7).
"""

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr

from reportlab.lib.colors import Color, HexColor

from reviewer_app.report import style

PROGRAMME: Final = "Programme"
LOGO: Final = "Logo"
TABLE: Final = "Report table"
FORM: Final = "Places to write"
IN_TABLE: Final = "In a table"
ASKED: Final = "Paragraph to check"
TO_WRITE: Final = "To be written over"
FACT: Final = "Fact"
WELL: Final = "What went well"
WELL_FROM: Final = "What went well: where from"
BETTER: Final = "Even better if"
BETTER_FROM: Final = "Even better if: where from"
BY_LOOK: Final = {
    "kicker": PROGRAMME,
    "subtitle": "Subtitle",
    "status": "Status",
    "narrative": "Normal",
    "plain": "Normal",
    "caption": "Small print",
    "strong": "Question",
}
"""The paragraph style of an outline's look."""

FACE: Final = "Calibri"
"""On every computer with Word; others set a face of the same widths in its place."""
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP file can name: the same content gives the same bytes on any day."""

_NAMES: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: sizes and spaces in points; `level` is a heading's, from 0; `bar` stands beside, `band` over.

    One that is `kept` stays whole and with what follows, of one that is `joined` only the end does.
    """

    name: str
    size: float
    colour: Color = style.INK
    before: float = 0
    after: float = 0
    bold: bool = False
    line: float = 1.1
    level: int | None = None
    kept: bool = False
    joined: bool = False
    bar: Color | None = None
    band: Color | None = None
    at_end: bool = False
    listed: bool = False


_STYLES: Final = (
    _Style("Normal", 11, after=7, line=1.25),
    _Style("Title", 26, after=4, bold=True),
    _Style("Subtitle", 12, style.INK_SOFT, after=10),
    _Style("heading 1", 16, before=24, after=5, bold=True, level=0),
    _Style("heading 2", 12.5, before=14, after=5, bold=True, level=1),
    _Style("heading 3", 11, before=10, after=4, bold=True, level=2),
    _Style("header", 9, style.INK_LABEL),
    _Style("footer", 9, style.INK_LABEL),
    _Style("caption", 9, style.INK_LABEL, before=8, after=4, kept=True),
    _Style(LOGO, 11, after=6, at_end=True),
    _Style(PROGRAMME, 10, style.ACCENT, after=2, bold=True),
    _Style("Status", 11, after=3, bold=True),
    _Style("Question", 11, before=6, after=2, bold=True, kept=True),
    _Style("Small print", 9, style.INK_LABEL, after=4),
    _Style(IN_TABLE, 10, before=2, after=2),
    _Style(ASKED, 11, before=12, after=4, line=1.25, joined=True),
    _Style(FACT, 11, after=3, listed=True),
    _Style(WELL, 11, before=6, line=1.25, bar=style.WENT_WELL),
    _Style(WELL_FROM, 9, style.INK_LABEL, after=3, bar=style.WENT_WELL),
    _Style(BETTER, 11, before=6, line=1.25, bar=style.EVEN_BETTER),
    _Style(BETTER_FROM, 9, style.INK_LABEL, after=3, bar=style.EVEN_BETTER),
)


def blank(language: str, colour: str = "") -> BytesIO:
    """Give a document of A4 without a word in it.

    Args:
        language: BCP 47.
        colour: of a school or programme, "#1f4e79": of the programme's name and of a rule over it; "" for our own.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(f"{_OFFICE}/{kind}", f"{kind}.xml") for kind in ("styles", "numbering", "settings")]
        ),
        "word/document.xml": _part("document", f"<w:body>{_PAGE}</w:body>"),
        "word/styles.xml": _part("styles", _styles(language, colour)),
        "word/numbering.xml": _part("numbering", _BULLETS),
        "word/settings.xml": _part("settings", _SETTINGS),
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, EARLIEST), text)
    written.seek(0)
    return written


_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" '
    'w:left="1247" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_BULLETS: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
# Without it Word opens the document as one of 2007.
_SETTINGS: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _part(kind: str, inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{kind} xmlns:w="{_NAMES}">{inner}</w:{kind}>'
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}{main}+xml"/>'
        for kind, main in (
            ("document", ".main"),
            ("styles", ""),
            ("numbering", ""),
            ("settings", ""),
        )
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(told: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(told, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles(language: str, colour: str) -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
        f'<w:lang w:val={quoteattr(language)} w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    tables = _table_style() + _form_style() + _to_write_style()
    styles = [_in_colour(one, colour) if colour else one for one in _STYLES]
    return defaults + "".join(map(_paragraph_style, styles)) + tables


def _in_colour(one: _Style, colour: str) -> _Style:
    if one.name != PROGRAMME:
        return one
    own = HexColor(colour)
    return replace(one, colour=own, band=own)


def _paragraph_style(one: _Style) -> str:
    default = ' w:default="1"' if one.name == "Normal" else ""
    based = "" if one.name == "Normal" else '<w:basedOn w:val="Normal"/>'
    follows = "" if one.level is None else '<w:next w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{_id(one.name)}"><w:name w:val="{one.name}"/>'
        f"{based}{follows}<w:qFormat/><w:pPr>{_paragraph(one)}</w:pPr><w:rPr>{_letters(one)}</w:rPr></w:style>"
    )


def _paragraph(one: _Style) -> str:
    """The properties in the order the schema wants them."""
    keeps = "<w:keepNext/><w:keepLines/>" if one.kept or one.level is not None else ""
    keeps = "<w:keepNext/>" if one.joined else keeps
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>' if one.listed else ""
    bar = indent = ""
    if one.bar is not None:
        bar = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="9" w:color="{_hex(one.bar)}"/></w:pBdr>'
        indent = '<w:ind w:left="227"/>'
    if one.band is not None:
        bar = f'<w:pBdr><w:top w:val="single" w:sz="18" w:space="8" w:color="{_hex(one.band)}"/></w:pBdr>'
    spacing = (
        f'<w:spacing w:before="{round(one.before * 20)}" w:after="{round(one.after * 20)}" '
        f'w:line="{round(one.line * 240)}" w:lineRule="auto"/>'
    )
    outlined = "" if one.level is None else f'<w:outlineLvl w:val="{one.level}"/>'
    aligned = '<w:jc w:val="right"/>' if one.at_end else ""
    return f"{keeps}<w:widowControl/>{listed}{bar}{spacing}{indent}{aligned}{outlined}"


def _letters(one: _Style) -> str:
    bold = "<w:b/><w:bCs/>" if one.bold else ""
    half_points = round(one.size * 2)
    return (
        f'{bold}<w:color w:val="{_hex(one.colour)}"/><w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/>'
    )


def _table_style() -> str:
    """Hairlines between rows, and a bold first row over a line of its own."""
    line, ink = _hex(style.LINE), _hex(style.INK)
    return (
        f'<w:style w:type="table" w:styleId="{_id(TABLE)}"><w:name w:val="{TABLE}"/><w:qFormat/><w:tblPr>'
        f'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{line}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:color="{line}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:color="{ink}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
    )


def _form_style() -> str:
    """A frame round every place to write, under a first row in small print."""
    frame, label = _hex(style.INK_LABEL), _hex(style.INK_LABEL)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="{frame}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:styleId="{_id(FORM)}"><w:name w:val="{FORM}"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{sides}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{label}"/></w:rPr></w:tblStylePr></w:style>'
    )


def _to_write_style() -> str:
    """The letters of what is written over; Word's own are too pale to be read (WCAG 2.2, 1.4.3)."""
    return (
        f'<w:style w:type="character" w:styleId="{_id(TO_WRITE)}"><w:name w:val="{TO_WRITE}"/>'
        f'<w:rPr><w:color w:val="{_hex(style.INK_LABEL)}"/></w:rPr></w:style>'
    )


def _id(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.replace(":", "").split())


def _hex(colour: Color) -> str:
    return str(colour.hexval())[2:].upper()
