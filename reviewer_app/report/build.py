"""Content in, the bytes of a PDF out: the same content gives the same bytes on any machine."""

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import ReportContent
from reviewer_app.report.fonts import (
    SANS,
    clean,
    register_fonts,
    typesetting,
)
from reviewer_app.report.furniture import footer, watermark
from reviewer_app.report.layout import story
from reviewer_app.report.repairs import repair_reportlab
from reviewer_app.report.structure import Element
from reviewer_app.report.tagging import write_tags


def build_pdf(content: ReportContent, *, draft: bool) -> bytes:
    """Typeset the report.

    Args:
        content: what it says.
        draft: with a watermark and a status line, and no place to sign.

    Returns:
        An unsigned PDF 1.7.
    """
    with typesetting:
        repair_reportlab()
        register_fonts()
        return _typeset(content, draft=draft)


def _typeset(content: ReportContent, *, draft: bool) -> bytes:
    blocks, root = story(content, draft=draft)
    written = BytesIO()
    template = BaseDocTemplate(
        written,
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=SANS,
        lang=content.language,
        title=_("{school}: peer review report").format(school=clean(content.school)),
        author=clean(content.programme),
        subject=clean(content.dates),
        creator="reviewer-app",
        producer="reviewer-app",
    )
    frame = Frame(
        style.MARGIN,
        style.BOTTOM,
        style.TEXT_WIDTH,
        style.PAGE_HEIGHT - style.TOP - style.BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def on_page(canvas: Any, _template: Any) -> None:
        if draft:
            watermark(canvas)

    template.addPageTemplates([PageTemplate(frames=[frame], onPage=on_page)])
    template.build(blocks, canvasmaker=partial(_canvas, content, root, draft=draft))
    return written.getvalue()


def _canvas(
    content: ReportContent, root: Element, filename: Any, *, draft: bool, **options: Any
) -> ReportCanvas:
    canvas = ReportCanvas(
        filename, draw_footer=partial(footer, content, draft=draft), pdfVersion=(1, 7), **options
    )
    built = datetime.fromisoformat(content.built_on).replace(tzinfo=UTC)
    stamp = canvas.document._timeStamp  # noqa: SLF001 (reportlab takes no date otherwise)
    stamp.t, stamp.lt = built.timestamp(), built.timetuple()
    stamp.YMDhms = built.timetuple()[:6]
    modified = f"D:{built:%Y%m%d%H%M%S}+00'00'"
    canvas.finish = partial(write_tags, root=root, draft=draft, modified=modified)
    return canvas
