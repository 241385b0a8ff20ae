"""What a signature shows on the page: "Signed", by whom, and when."""

from datetime import datetime
from io import BytesIO
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import month_name
from reviewer_app.report import style
from reviewer_app.report.fonts import (
    SANS,
    SERIF_ITALIC,
    clean,
    register_fonts,
    typesetting,
)
from reviewer_app.report.glyphs import forget_codes
from reviewer_app.report.mixed_text import draw_line, line_width
from reviewer_app.report.repairs import repair_reportlab

_LINES: Final = (
    ParagraphStyle("signed", fontName=SANS, fontSize=8.25, leading=12, textColor=style.INK_LABEL),
    ParagraphStyle("signer", fontName=SERIF_ITALIC, fontSize=18, leading=24, textColor=style.INK),
    ParagraphStyle("when", fontName=SANS, fontSize=8.25, leading=14, textColor=style.INK_SOFT),
)


def moment_in_words(when: datetime) -> str:
    """A moment as the report prints it: "27 November 2026, 15:02 (UTC)", or "(UTC+01:00)"."""
    offset = f"UTC{when.isoformat(timespec='seconds')[19:]}".removesuffix("+00:00")
    return _("{day} {month} {year}, {time} ({offset})").format(
        day=when.day,
        month=month_name(when.month),
        year=when.year,
        time=f"{when:%H:%M}",
        offset=offset,
    )


def draw_stamp(name: str, when: datetime, size: tuple[float, float]) -> bytes:
    """A one-page PDF of the signature field's size, with embedded fonts."""
    width, height = size
    texts = (_("Signed"), clean(name), moment_in_words(when))
    written = BytesIO()
    with typesetting:
        repair_reportlab()
        register_fonts()
        forget_codes()
        canvas = Canvas(
            written,
            pagesize=size,
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=1,
            initialFontName=SANS,  # type: ignore[arg-type]
        )
        y = height - 6
        for text, look in zip(texts, _LINES, strict=True):
            y -= look.leading
            _line(canvas, text, look, y, width)
        canvas.showPage()
        canvas.save()
    return written.getvalue()


def _line(canvas: Canvas, text: str, look: ParagraphStyle, y: float, width: float) -> None:
    """One line, set smaller where it is too long for the field."""
    natural = line_width(text, look.fontName, look.fontSize)
    size = look.fontSize * min(1.0, width / natural) if natural else look.fontSize
    draw_line(canvas, text, look.fontName, size, (0.0, y), look.textColor)
