"""What stands on every page whatever the report says: the footer, and "Draft" across it."""

from collections.abc import Sequence
from gettext import gettext as _

from reportlab.pdfbase import pdfmetrics

from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import ReportContent
from reviewer_app.report.fonts import SANS, clean, runs
from reviewer_app.report.wording import draft_number


def footer(
    content: ReportContent, canvas: ReportCanvas, page: int, pages: int, *, draft: bool
) -> None:
    """School and month, what the estimates are not, and "page of pages", under a hairline."""
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.6)
    left, right = style.MARGIN, style.PAGE_WIDTH - style.MARGIN
    canvas.line(left, style.FOOTER_RULE, right, style.FOOTER_RULE)
    canvas.setFillColor(style.INK_LABEL)
    if any(row.now for row in content.summary):
        note = _("Estimates are developmental and are not inspection grades")
    else:
        note = _("This report belongs to the school")
    number = _("{page} of {pages}").format(page=page, pages=pages)
    size = style.FOOTER_SIZE
    number_width = _width(_runs(number), size)
    note_width = _width(_runs(note), size)
    note_left = right - number_width - 18 - note_width
    _draw(canvas, right - number_width, _runs(number))
    _draw(canvas, note_left, _runs(note))
    whose = f"{clean(content.school)}, {clean(content.month)}".rstrip(", ")
    if draft:
        whose = f"{draft_number(content.draft)}: {whose}"
    _draw(canvas, left, _runs(_shortened(whose, note_left - 18 - left)))


def _runs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((run.font, run.text) for run in runs(text, SANS))


def _width(parts: Sequence[tuple[str, str]], size: float) -> float:
    return sum(pdfmetrics.stringWidth(text, font, size) for font, text in parts)


def _draw(canvas: ReportCanvas, left: float, parts: Sequence[tuple[str, str]]) -> None:
    for font, text in parts:
        canvas.setFont(font, style.FOOTER_SIZE)
        canvas.drawString(left, style.FOOTER_LINE, text)
        left += pdfmetrics.stringWidth(text, font, style.FOOTER_SIZE)


def _shortened(text: str, width: float) -> str:
    """`text`, cut with an ellipsis at a word where it is wider than `width`."""
    if _width(_runs(text), style.FOOTER_SIZE) <= width:
        return text
    while text and _width(_runs(f"{text}…"), style.FOOTER_SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


def watermark(canvas: ReportCanvas) -> None:
    """The word "Draft" across the page, under everything and too pale to hinder reading."""
    with canvas.pagination("Watermark"):
        canvas.saveState()
        canvas.translate(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
        canvas.rotate(52)
        canvas.setFillColor(style.WATERMARK)
        canvas.setFont(style.TITLE.fontName, 190)
        canvas.drawCentredString(0, -60, _("Draft"))
        canvas.restoreState()
