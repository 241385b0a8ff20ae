"""Content in, the bytes of a PDF out: the same content gives the same bytes on any machine."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

from reviewer_app.language import gettext as _
from reviewer_app.language import speaking
from reviewer_app.report import style
from reviewer_app.report.archival import make_archival, pdf_date
from reviewer_app.report.attaching import attach
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import AttachedFile, ReportContent
from reviewer_app.report.fonts import (
    SANS,
    clean,
    register_fonts,
    typesetting,
)
from reviewer_app.report.furniture import footer, response_footer, sheets_footer, watermark
from reviewer_app.report.glyphs import forget_codes
from reviewer_app.report.governors import governors_pages
from reviewer_app.report.layout import story
from reviewer_app.report.paging import Placed, paged
from reviewer_app.report.repairs import repair_reportlab
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.response_form import response_story
from reviewer_app.report.response_wording import form_title, known_as
from reviewer_app.report.sheet_content import DaySheets
from reviewer_app.report.sheets import sheets_story
from reviewer_app.report.structure import Element
from reviewer_app.report.substitutes import Substituted, substituted_in
from reviewer_app.report.tagging import write_tags
from reviewer_app.tongues import plain


@dataclass(frozen=True, slots=True)
class _File:
    """What the file says of itself; `draft`: it is never signed, `marked`: "Draft" stands across its pages."""

    title: str
    author: str
    subject: str
    language: str
    built_on: str
    footer: Callable[[ReportCanvas, int, int], None]
    draft: bool
    marked: bool
    attached: AttachedFile | None = None


def build_pdf(content: ReportContent, *, draft: bool) -> bytes:
    """Typeset the report.

    Args:
        content: what it says.
        draft: with a watermark and a status line, and no place to sign.

    Returns:
        An unsigned PDF 1.7.
    """
    with typesetting, speaking_of(content):
        file = _report_file(content, _("{school}: peer review report"), draft=draft)
        _prepare()
        told = story(content, draft=draft)
        return _typeset(replace(file, attached=content.attached), told.pages(), told.root)


def build_governors(content: ReportContent, *, draft: bool) -> bytes:
    """Typeset the summary for governors: as much of it as two pages hold; it is never signed.

    Returns:
        An unsigned PDF 1.7.
    """
    with typesetting, speaking_of(content):
        file = _report_file(content, _("{school}: summary for governors"), draft=draft)
        _prepare()
        return _typeset(file, *governors_pages(content, draft=draft))


def substitutes(content: ReportContent, *, draft: bool) -> tuple[Substituted, ...]:
    """Say which characters of the report no font has, and where they are printed as a substitute."""
    with typesetting, speaking_of(content):
        _prepare()
        return substituted_in(story(content, draft=draft).root)


def build_sheets(content: DaySheets) -> bytes:
    """Typeset a day's visit sheets; they are never signed.

    Returns:
        An unsigned PDF 1.7.
    """
    file = _File(
        _("{school}: visit sheets, {day}").format(
            school=clean(content.school), day=clean(content.day)
        ),
        clean(content.school),
        clean(content.day),
        content.language,
        content.built_on,
        partial(sheets_footer, content),
        draft=True,
        marked=False,
    )
    with typesetting:
        _prepare()
        blocks, root = sheets_story(content)
        return _typeset(file, paged(blocks), root)


def build_response_form(content: ResponseForm) -> bytes:
    """Typeset the form of a factual check, to be filled in; it is never signed.

    Returns:
        An unsigned PDF 1.7.
    """
    with typesetting, speaking_of(content):
        file = _File(
            known_as(replace(content, school=clean(content.school))),
            clean(content.programme),
            form_title(),
            content.language,
            content.built_on,
            partial(response_footer, content),
            draft=True,
            marked=False,
        )
        _prepare()
        blocks, root = response_story(content)
        return _typeset(file, paged(blocks), root)


def speaking_of(content: ReportContent | ResponseForm) -> AbstractContextManager[None]:
    """Speak the languages of what is built, whatever the program speaks."""
    spoken = [one for one in (content.language, content.also_in) if one]
    return speaking(spoken, content.written_in)


def _report_file(content: ReportContent, title: str, *, draft: bool) -> _File:
    return _File(
        title.format(school=clean(content.school)),
        clean(content.programme),
        clean(content.dates),
        content.language,
        content.built_on,
        partial(footer, content, draft=draft),
        draft=draft,
        marked=draft,
    )


def _prepare() -> None:
    repair_reportlab()
    register_fonts()
    forget_codes()


def _typeset(file: _File, pages: Sequence[Sequence[Placed]], root: Element) -> bytes:
    written = BytesIO()
    canvas = _canvas(file, root, written)
    for page in pages:
        if file.marked:
            watermark(canvas)
        for placed in page:
            placed.block.drawOn(canvas, style.MARGIN, placed.bottom)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _canvas(file: _File, root: Element, written: BytesIO) -> ReportCanvas:
    canvas = ReportCanvas(
        written,
        draw_footer=file.footer,
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        pdfVersion=(1, 7),
        invariant=1,
        pageCompression=1,
        initialFontName=SANS,
        lang=file.language,
    )
    canvas.setTitle(plain(file.title))
    canvas.setAuthor(plain(file.author))
    canvas.setSubject(plain(file.subject))
    canvas.setCreator("reviewer-app")
    canvas.setProducer("reviewer-app")
    built = datetime.fromisoformat(file.built_on).replace(tzinfo=UTC)

    def finish(canvas: ReportCanvas) -> None:
        write_tags(canvas, root, draft=file.draft, modified=pdf_date(built))
        make_archival(canvas, built)
        if file.attached is not None:
            attach(canvas, file.attached, built)

    canvas.finish = finish
    return canvas
