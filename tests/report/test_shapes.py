"""Every shape is found whole when it is read again, and not when something is missing."""

import dataclasses
import zipfile
from io import BytesIO

import pytest

from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import CopyOf
from reviewer_app.report.shapes import build_shape, is_whole
from reviewer_app.report.web import text_in_page
from reviewer_app.report.word import text_in
from reviewer_app.tongues import MARKS
from tests.report.sample import TINY

OF_FINAL = dataclasses.replace(TINY, copy_of=CopyOf(1, "10 February 2027"), signatories=())
SHAPES = [
    (ReportShape.WORD, ".docx"),
    (ReportShape.PLAN_TABLE, ".docx"),
    (ReportShape.WEB, ".html"),
    (ReportShape.GOVERNORS, ".pdf"),
    (ReportShape.TO_PUBLISH, ".pdf"),
    (ReportShape.TO_PUBLISH, ".html"),
]


@pytest.mark.parametrize(("shape", "ending"), SHAPES)
def test_a_shape_is_found_whole(shape: ReportShape, ending: str) -> None:
    written = build_shape(OF_FINAL, shape, ending, draft=False)
    assert is_whole(written, OF_FINAL, shape, ending, draft=False)


@pytest.mark.parametrize(
    ("shape", "ending"), [(ReportShape.WORD, ".docx"), (ReportShape.WEB, ".html")]
)
def test_a_missing_word_is_noticed(shape: ReportShape, ending: str) -> None:
    written = build_shape(OF_FINAL, shape, ending, draft=False)
    more = dataclasses.replace(OF_FINAL, introduction=("One more word.",))
    assert not is_whole(written, more, shape, ending, draft=False)


def test_a_broken_pdf_is_noticed() -> None:
    written = build_shape(OF_FINAL, ReportShape.GOVERNORS, ".pdf", draft=False)
    cut = written[: len(written) // 2]
    assert not is_whole(cut, OF_FINAL, ReportShape.GOVERNORS, ".pdf", draft=False)


@pytest.mark.parametrize(
    ("shape", "ending"), [(ReportShape.WORD, ".docx"), (ReportShape.WEB, ".html")]
)
def test_a_report_in_two_languages_says_both_in_every_shape(
    shape: ReportShape, ending: str
) -> None:
    double = dataclasses.replace(
        OF_FINAL, language="cy", also_in="en-GB", written_in="en-GB", introduction=("Pupils read.",)
    )
    written = build_shape(double, shape, ending, draft=False)
    assert is_whole(written, double, shape, ending, draft=False)
    texts = text_in(written) if shape is ReportShape.WORD else text_in_page(written)
    assert any(text.endswith(" / Introduction") for text in texts)
    assert "Pupils read." in texts
    assert not MARKS.search("".join(texts))
    if shape is ReportShape.WEB:
        assert b'<html lang="cy">' in written
        assert b'<span lang="en-GB">Introduction</span>' in written
        assert b'<p><span lang="en-GB">Pupils read.</span></p>' in written
    else:
        document = zipfile.ZipFile(BytesIO(written)).read("word/document.xml").decode()
        assert '<w:lang w:val="en-GB"/></w:rPr><w:t>Introduction' in document
