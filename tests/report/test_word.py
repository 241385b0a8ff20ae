"""A Word document with real styles: read back word for word, in order, and fit to be read aloud."""

import dataclasses
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from reviewer_app.report.content import ReportContent
from reviewer_app.report.outline import outline
from reviewer_app.report.word import plan_outline, text_in, texts_of, word_plan, word_report
from tests.report.sample import HOSTILE, MARKUP, RICH, TINY
from tests.report.test_build_of_any_text import PASSAGES
from tests.report.test_logo import DRESSED

ANY_TEXT = dataclasses.replace(TINY, introduction=tuple(PASSAGES.values()))


def opened(written: bytes) -> Document:
    return docx.Document(BytesIO(written))


@pytest.fixture(scope="module")
def rich() -> bytes:
    return word_report(RICH, draft=True)


@pytest.fixture(scope="module")
def plan() -> bytes:
    return word_plan(RICH, draft=False)


@pytest.mark.parametrize("content", [RICH, HOSTILE, ANY_TEXT], ids=["rich", "hostile", "any"])
def test_every_word_of_the_content_is_read_back_in_order(content: ReportContent) -> None:
    assert text_in(word_report(content, draft=True)) == texts_of(outline(content, draft=True))


def test_headings_are_headings_and_nothing_is_empty(rich: bytes) -> None:
    document = opened(rich)
    styles = [str(one.style.name) for one in document.paragraphs if one.style]
    assert styles.count("Title") == 1
    levels = [0, *(int(name[-1]) for name in styles if name.startswith("Heading"))]
    assert levels[1] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1
    assert all(one.text.strip() for one in document.paragraphs)
    assert {"What went well", "Even better if", "Fact", "Small print", "Caption"} <= set(styles)


@pytest.mark.parametrize("make", [word_report, word_plan])
def test_tables_repeat_their_marked_heads_and_say_what_they_are_about(
    make: Callable[..., bytes],
) -> None:
    tables = opened(make(RICH, draft=True)).tables
    assert tables
    for table in tables:
        first, *others = (row._tr for row in table.rows)  # noqa: SLF001 (as word.py)
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        properties: Any = table._tbl.tblPr  # noqa: SLF001
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_document_says_its_language_title_and_day(rich: bytes) -> None:
    document = opened(rich)
    known = document.core_properties
    assert (known.title, known.language) == (
        "Larkfield Primary School: peer review report",
        "en-GB",
    )
    assert (known.author, known.created.date().isoformat() if known.created else "") == (
        "Quality assurance review",
        "2026-11-27",
    )
    language: Any = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def test_same_content_gives_the_same_bytes(rich: bytes, plan: bytes) -> None:
    assert word_report(RICH, draft=True) == rich
    assert word_plan(RICH, draft=False) == plan
    with zipfile.ZipFile(BytesIO(rich)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_draft_says_so_on_top_on_every_page_and_across_it(rich: bytes) -> None:
    document = opened(rich)
    assert "Draft 2, for the headteacher, for the factual check" in text_in(rich)[:5]
    section = document.sections[0]
    assert section.footer.paragraphs[0].text.startswith("Draft 2: Larkfield Primary School")
    assert 'string="Draft"' in section.header.paragraphs[0]._p.xml  # noqa: SLF001
    final = opened(word_report(RICH, draft=False)).sections[0]
    assert final.footer.paragraphs[0].text.startswith("Larkfield Primary School, November 2026")
    assert "Draft" not in final.header.paragraphs[0]._p.xml  # noqa: SLF001


def test_logo_and_colour_lead_the_document_and_say_whose_they_are() -> None:
    for name, decorative in (("Larkfield", False), ("", True)):
        look = dataclasses.replace(DRESSED.look, logo_of=name)
        written = word_report(dataclasses.replace(DRESSED, look=look), draft=False)
        document = opened(written)
        [shape] = document.inline_shapes
        assert shape.width / shape.height == pytest.approx(1.5, abs=0.01)
        told = shape._inline.docPr  # noqa: SLF001 (as word_parts.py)
        assert told.get("descr") == ("Logo of Larkfield" if name else "")
        assert ("adec:decorative" in told.xml) is decorative
        assert document.paragraphs[0]._p.xpath(".//pic:pic")  # noqa: SLF001
        assert text_in(written) == texts_of(outline(DRESSED, draft=False))
    programme = document.styles["Programme"].element.xml
    assert '<w:color w:val="1F4E79"/>' in programme
    assert 'w:color="1F4E79"' in programme


def test_users_words_are_never_markup() -> None:
    assert any(
        " ".join(MARKUP.split()) in text for text in text_in(word_report(HOSTILE, draft=True))
    )


def test_languages_and_directions_are_marked() -> None:
    document = opened(word_report(ANY_TEXT, draft=False))
    runs = {run.text: run._r for one in document.paragraphs for run in one.runs}  # noqa: SLF001
    properties: Any = runs["הרב דוד כהן"].rPr
    assert properties.find(qn("w:rtl")) is not None
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "he"
    [whole] = [one for one in document.paragraphs if one.text.startswith("مدرسة كبيرة")]
    before: Any = whole._p.pPr  # noqa: SLF001
    assert before.find(qn("w:bidi")) is not None
    chinese: Any = next(run for text, run in runs.items() if text.startswith("王小明"))
    assert chinese.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh"


def test_the_plan_has_a_row_for_every_wish_and_room_to_fill_in(plan: bytes) -> None:
    document = opened(plan)
    [table] = document.tables
    wishes = [one for under in RICH.findings for one in under.even_better]
    assert len(table.rows) == 1 + len(wishes)
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == [
        *("Heading", "Even better if", "So that", "What it builds on, and may cost"),
        *("Who", "By when", "Done"),
    ]
    assert all([cell.text for cell in row.cells[4:]] == ["", "", ""] for row in table.rows[1:])
    assert wishes[0].builds_on == table.rows[1].cells[3].text
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert text_in(plan) == texts_of(plan_outline(RICH, draft=False))
