"""What stands on every page whatever the report says: the footer, and "Draft" across it."""

from dataclasses import replace
from typing import Any, Final

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from reviewer_app.language import gettext as _
from reviewer_app.places import resource
from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import ReportContent
from reviewer_app.report.fonts import SANS, SANS_BOLD, clean
from reviewer_app.report.mixed_text import draw_line, line_width
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.response_wording import foot_words
from reviewer_app.report.sheet_content import DaySheets
from reviewer_app.report.wording import draft_number
from reviewer_app.tongues import each_reading, plain

_GAP: Final = 18.0
"""Points between the parts of the footer."""
_LINES: Final = 2
"""Lines a school's name may take, one where two languages need room; only a very long name is shortened."""
_WATERMARK: Final = 190.0
# ISO 32000-1, 8.5.3.3.2, as reportlab numbers it.
_FILL_NON_ZERO: Final = 1


def footer(
    content: ReportContent, canvas: ReportCanvas, page: int, pages: int, *, draft: bool
) -> None:
    """School and month, what the estimates are not, and "page of pages"."""
    note = ""
    if any(row.now for row in content.summary):
        note = _("Estimates are developmental and are not inspection grades")
    whose = f"{clean(content.school)}, {clean(content.month)}".rstrip(", ")
    if draft:
        whose = f"{draft_number(content.draft)}: {whose}"
    _foot(canvas, whose, note, page, pages)


def sheets_footer(content: DaySheets, canvas: ReportCanvas, page: int, pages: int) -> None:
    """School and day, what may not stand on the sheet, and "page of pages"."""
    note = _("Roles, never names. Shred it once it is written up.")
    _foot(canvas, f"{clean(content.school)}, {clean(content.day)}", note, page, pages)


def response_footer(content: ResponseForm, canvas: ReportCanvas, page: int, pages: int) -> None:
    """School and draft, when the form is wanted back, and "page of pages"."""
    told = replace(content, school=clean(content.school), due=clean(content.due))
    _foot(canvas, *foot_words(told), page, pages)


def _foot(canvas: ReportCanvas, whose: str, note: str, page: int, pages: int) -> None:
    """Three parts under a hairline: on one line where they fit; else the first has a line, or two, of its own."""
    notes = each_reading(note)
    whose, note = plain(whose), plain(note)
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.6)
    left, right = style.MARGIN, style.PAGE_WIDTH - style.MARGIN
    canvas.line(left, style.FOOTER_RULE, right, style.FOOTER_RULE)
    number = plain(_("{page} of {pages}").format(page=page, pages=pages))
    number_left = right - _width(number)
    # The note stands in one place on every page, whatever the width of its number.
    widest = _("{page} of {pages}").format(page="0" * len(str(pages)), pages=pages)
    note_left = right - max(_width(widest), _width(number)) - _GAP - _width(note)
    if _width(whose) <= note_left - _GAP - left:
        _draw(canvas, number_left, style.FOOTER_LINE, number)
        _draw(canvas, note_left, style.FOOTER_LINE, note)
        _draw(canvas, left, style.FOOTER_LINE, whose)
        return
    y = style.FOOTER_FIRST
    _draw(canvas, number_left, y, number)
    names = _LINES if len(notes) == 1 else 1
    for line in (*_wrapped(whose, number_left - _GAP - left, names), *notes):
        _draw(canvas, left, y, line)
        y -= style.FOOTER_LEADING


def _width(text: str) -> float:
    return line_width(text, SANS, style.FOOTER_SIZE)


def _draw(canvas: ReportCanvas, left: float, y: float, text: str) -> None:
    draw_line(canvas, text, SANS, style.FOOTER_SIZE, (left, y), style.INK_LABEL)


def _wrapped(text: str, width: float, lines: int) -> list[str]:
    """`text` broken between words into at most `lines`; what is left over ends in an ellipsis."""
    done: list[str] = []
    words = text.split(" ")
    while words and len(done) < lines - 1:
        taken = 1
        while taken < len(words) and _width(" ".join(words[: taken + 1])) <= width:
            taken += 1
        done.append(_shortened(" ".join(words[:taken]), width))
        words = words[taken:]
    return [*done, _shortened(" ".join(words), width)] if words else done


def _shortened(text: str, width: float) -> str:
    """`text`, ending in an ellipsis after a whole word (or within its only one) where it is too wide."""
    if _width(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and _width(f"{' '.join(words)}…") > width:
        words.pop()
    kept = " ".join(words)
    while kept and _width(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,')}…"


def watermark(canvas: ReportCanvas) -> None:
    """The word "Draft" across the page, under everything and too pale to hinder reading.

    Drawn as outlines, so that nothing that reads or copies the page's text meets it. Two languages stand below each
    other.
    """
    words = each_reading(_("Draft"))
    with canvas.pagination("Watermark"):
        canvas.saveState()
        canvas.translate(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
        canvas.rotate(52)
        canvas.setFillColor(style.WATERMARK)
        canvas.translate(0, _WATERMARK * (len(words) - 1) / 2)
        for word in words:
            canvas.saveState()
            _outlined(canvas, word)
            canvas.restoreState()
            canvas.translate(0, -_WATERMARK)
        canvas.restoreState()


class _Outline(BasePen):
    """Adds a glyph's contours to a path of the canvas; curves come as cubic ones."""

    def __init__(self, glyphs: Any, path: Any, left: float, scale: float) -> None:
        super().__init__(glyphs)  # type: ignore[no-untyped-call]
        self._path, self._left, self._scale = path, left, scale

    def _at(self, *points: tuple[float, float]) -> list[float]:
        return [round(value * self._scale, 2) for x, y in points for value in (x + self._left, y)]

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._path.moveTo(*self._at(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._path.lineTo(*self._at(pt))

    def _curveToOne(
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._path.curveTo(*self._at(pt1, pt2, pt3))

    def _closePath(self) -> None:
        self._path.close()


def _outlined(canvas: ReportCanvas, word: str) -> None:
    """Fill the outlines of a word, centred on the origin; a glyph the font has not is left out."""
    with TTFont(resource("fonts", f"{SANS_BOLD}.ttf"), lazy=True) as font:
        tables: Any = font
        names: dict[int, str] = tables.getBestCmap()
        glyphs: Any = font.getGlyphSet()
        drawn = [glyphs[names[ord(letter)]] for letter in word if ord(letter) in names]
        scale = _WATERMARK / tables["head"].unitsPerEm
        height = tables["OS/2"].sCapHeight
        path = canvas.beginPath()
        left = -sum(glyph.width for glyph in drawn) / 2
        for glyph in drawn:
            glyph.draw(_Outline(glyphs, path, left, scale))
            left += glyph.width
    canvas.translate(0, -height * scale / 2)
    # Contours of one letter overlap, and must not cut holes into one another.
    canvas.drawPath(path, stroke=0, fill=1, fillMode=_FILL_NON_ZERO)
