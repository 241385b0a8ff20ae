"""The shapes of a report, each made of the same content and read again once it is written; and those of a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reviewer_app.model.words import ReportShape
from reviewer_app.report.build import (
    build_governors,
    build_pdf,
    build_response_form,
    speaking_of,
)
from reviewer_app.report.content import ReportContent
from reviewer_app.report.outline import outline
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.response_word import word_response_form
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.report.web import text_in_page, texts_of_page, web_page
from reviewer_app.report.word import plan_outline, text_in, texts_of, word_plan, word_report


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a shape is made of content, and how a file of it is found whole."""

    build: Callable[..., bytes]
    whole: Callable[[bytes, ReportContent, bool], bool]


def build_shape(content: ReportContent, shape: ReportShape, ending: str, *, draft: bool) -> bytes:
    """Give the bytes of a shape; `ending` is the file's, such as ".docx"."""
    with speaking_of(content):
        return _SHAPES[shape, ending].build(content, draft=draft)


def build_form(content: ResponseForm, ending: str) -> bytes:
    """Give the form of a factual check as a PDF or a Word document; `ending` is the file's."""
    if ending == ".pdf":
        return build_response_form(content)
    with speaking_of(content):
        return word_response_form(content)


def is_whole(
    written: bytes, content: ReportContent, shape: ReportShape, ending: str, *, draft: bool
) -> bool:
    """Read a written file again: whether everything the content says stands in it, in order."""
    with speaking_of(content):
        return _SHAPES[shape, ending].whole(written, content, draft)


def _word(written: bytes, content: ReportContent, draft: bool) -> bool:  # noqa: FBT001 (one of several alike)
    return text_in(written) == texts_of(outline(content, draft=draft))


def _plan(written: bytes, content: ReportContent, draft: bool) -> bool:  # noqa: FBT001
    return text_in(written) == texts_of(plan_outline(content, draft=draft))


def _web(written: bytes, content: ReportContent, draft: bool) -> bool:  # noqa: FBT001
    return text_in_page(written) == texts_of_page(outline(content, draft=draft))


def _pdf(written: bytes, _content: ReportContent, _draft: bool) -> bool:  # noqa: FBT001
    return {*verify_pdf(written).problems} <= {Problem.DRAFT, Problem.NOT_SIGNED}


_PUBLISHED: Final = ReportShape.TO_PUBLISH
_SHAPES: Final = {
    (ReportShape.WORD, ".docx"): _Shape(word_report, _word),
    (ReportShape.PLAN_TABLE, ".docx"): _Shape(word_plan, _plan),
    (ReportShape.WEB, ".html"): _Shape(web_page, _web),
    (ReportShape.GOVERNORS, ".pdf"): _Shape(build_governors, _pdf),
    (_PUBLISHED, ".pdf"): _Shape(build_pdf, _pdf),
    (_PUBLISHED, ".html"): _Shape(web_page, _web),
}
