"""The report's measures and colours: one place for everything that is only looks.

Lengths are points. Colours are the window's light tokens; every text colour keeps 4.5:1 on white and
nothing is told by colour alone, so the report prints grey.
"""

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from reviewer_app.report.fonts import SANS, SANS_BOLD, SANS_MEDIUM, SANS_SEMIBOLD, SERIF

PAGE_WIDTH: Final = A4[0]
PAGE_HEIGHT: Final = A4[1]
MARGIN: Final = 63.0
TOP: Final = 57.0
BOTTOM: Final = 72.0
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
# Narrative keeps to 60-75 characters a line, which is less than the page's width.
MEASURE: Final = 390.0
INDENT: Final = 14.0
# Between two columns.
GAP: Final = 30.0

INK: Final = HexColor(0x1D2329)
INK_SOFT: Final = HexColor(0x4A545E)
INK_LABEL: Final = HexColor(0x616B75)
LINE: Final = HexColor(0xD5D2CB)
ACCENT: Final = HexColor(0x0F5E59)
WENT_WELL: Final = HexColor(0x2B6A33)
EVEN_BETTER: Final = HexColor(0xB3702A)
WATERMARK: Final = HexColor(0xF1EFEB)


def _style(
    name: str, font: str, size: float, leading: float, colour: Color = INK, *, right: bool = False
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        alignment=TA_RIGHT if right else 0,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


def in_colour(look: ParagraphStyle, colour: Color) -> ParagraphStyle:
    """The same look in another colour."""
    return ParagraphStyle(look.name, parent=look, textColor=colour)


KICKER: Final = _style("kicker", SANS_SEMIBOLD, 9, 13, ACCENT)
TITLE: Final = _style("title", SANS_BOLD, 26, 32)
SHEET_TITLE: Final = _style("sheet-title", SANS_BOLD, 18, 24)
SUBTITLE: Final = _style("subtitle", SANS, 11.25, 16.5, INK_SOFT)
STATUS: Final = _style("status", SANS_SEMIBOLD, 10, 14)
HEADING: Final = _style("heading", SANS_BOLD, 15, 20)
SUBHEADING: Final = _style("subheading", SANS_BOLD, 11.5, 16)
MINOR_HEADING: Final = _style("minor-heading", SANS_SEMIBOLD, 10, 14)
LABEL: Final = _style("label", SANS, 10, 15, INK_LABEL)
VALUE: Final = _style("value", SANS, 10, 15)
VALUE_RIGHT: Final = _style("value-right", SANS, 10, 15, right=True)
COLUMN: Final = _style("column", SANS_SEMIBOLD, 10, 15, INK_LABEL)
CELL: Final = _style("cell", SANS, 10, 15)
CELL_SMALL: Final = _style("cell-small", SANS, 9, 13)
COLUMN_SMALL: Final = _style("column-small", SANS_SEMIBOLD, 9, 13, INK_LABEL)
CELL_QUIET: Final = _style("cell-quiet", SANS, 10, 15, INK_LABEL)
CELL_STRONG: Final = _style("cell-strong", SANS_BOLD, 10, 15)
NARRATIVE: Final = _style("narrative", SERIF, 11, 16.5)
CAPTION: Final = _style("caption", SANS, 8.75, 13, INK_LABEL)
QUESTION: Final = _style("question", SANS_SEMIBOLD, 10, 15)
CHART: Final = _style("chart", SANS, 9, 12)
PLAIN: Final = _style("plain", SANS, 10, 15)
SIGNATORY: Final = _style("signatory", SANS_MEDIUM, 10, 15)
# Lines of about one length, where a few words stand alone.
BALANCED: Final = frozenset(
    one.name for one in (TITLE, SHEET_TITLE, HEADING, SUBHEADING, MINOR_HEADING, CAPTION)
)
FOOTER_SIZE: Final = 8.25
FOOTER_LEADING: Final = 11.5
FOOTER_RULE: Final = 53.0
FOOTER_LINE: Final = 36.0
FOOTER_FIRST: Final = 40.0
