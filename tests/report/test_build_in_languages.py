"""A report in Welsh, and one in Welsh and English: each word says its language, and none of ours is left in English."""

import dataclasses
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report.build import build_pdf, build_response_form
from reviewer_app.report.content import ReportContent
from reviewer_app.tongues import MARKS
from tests.checks import messages
from tests.report.response_sample import FORM
from tests.report.sample import RICH
from tests.report.tools import (
    elements_of,
    failed_rules,
    pages_of,
    run,
    spoken,
    structure_of,
    text_of,
)


def _welsh(content: ReportContent, also_in: str = "") -> ReportContent:
    return dataclasses.replace(content, language="cy", also_in=also_in, written_in="en-GB")


@pytest.fixture(scope="module")
def welsh() -> bytes:
    return build_pdf(_welsh(RICH), draft=False)


@pytest.fixture(scope="module")
def double() -> bytes:
    return build_pdf(_welsh(RICH, "en-GB"), draft=True)


def test_either_is_accessible_and_lasts_and_is_repeatable(welsh: bytes, double: bytes) -> None:
    for pdf in (welsh, double):
        assert failed_rules(pdf) == []
        assert structure_of(pdf).complaints == []
    assert build_pdf(_welsh(RICH), draft=False) == welsh


def test_no_sentence_of_ours_is_left_in_english(welsh: bytes, tmp_path: Path) -> None:
    text = text_of(welsh, tmp_path)
    ours = {
        message.id
        for message in messages.translated("cy")
        if isinstance(message.id, str) and " " in message.id and "{" not in message.id
    }
    typed = f"{RICH} so that the headteacher"
    assert len(ours) > 50
    assert {one for one in ours if f" {one} " in text and one not in typed} == set()
    for said in ("Yr hyn a welsom", "Leadership at all levels: yr hyn a aeth yn dda", "1 o "):
        assert said in text


def test_what_people_typed_says_that_it_is_english(welsh: bytes, tmp_path: Path) -> None:
    assert b"/Lang (cy)" in welsh
    told = spoken(welsh, tmp_path)
    assert told.index("Cyflwyniad") < told.index("This report sets out")
    languages = [str(one.get("/Lang", "")) for one in elements_of(welsh)]
    assert languages.count("en-GB") > 20
    assert set(languages) == {"", "en-GB"}


def test_of_two_languages_welsh_comes_first_and_what_was_typed_is_there_once(
    double: bytes, tmp_path: Path
) -> None:
    text = text_of(double, tmp_path)
    assert "Cyflwyniad / Introduction" in text
    assert "Pennawd Heading" in text
    assert text.index("Nid adroddiad arolygu mohono.") < text.index(
        "It is not an inspection report."
    )
    assert text.count("Governors ask about pupils first.") == 1
    assert not MARKS.search(text)
    pages = pages_of(double, tmp_path)
    assert all(
        f"{number} o {len(pages)} / {number} of {len(pages)}" in page
        for number, page in enumerate(pages, 1)
    )


def test_title_tooltips_and_bookmarks_are_said_without_marks(double: bytes) -> None:
    form = build_response_form(
        dataclasses.replace(FORM, language="cy", also_in="en-GB", written_in="en-GB")
    )
    said = [*_strings(double), *_strings(form)]
    assert "Hyd yn oed yn well pe bai / Even better if" in said
    assert "Paragraff 1: Cywir / Paragraph 1: Accurate" in said
    assert [one for one in said if MARKS.search(one)] == []
    assert failed_rules(form) == []


def test_labels_of_the_form_have_room_in_two_languages(tmp_path: Path) -> None:
    form = build_response_form(
        dataclasses.replace(FORM, language="cy", also_in="en-GB", written_in="en-GB")
    )
    text = text_of(form, tmp_path)
    assert "Hoffem ei drafod / We wish to discuss it" in text


def _strings(pdf: bytes) -> list[str]:
    """Every string of a file's objects: titles, tooltips, bookmarks, alternatives."""
    reader = PdfFileReader(BytesIO(pdf))
    found: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, str):
            found.append(str(value))
        elif isinstance(value, DictionaryObject):
            for name in value:
                look(value.raw_get(name))
        elif isinstance(value, ArrayObject):
            for at in range(len(value)):
                look(value.raw_get(at))

    size = int(reader.trailer["/Size"])
    for number in range(1, size):
        look(reader.get_object(Reference(number, 0, reader)))
    return found


def test_nothing_of_two_languages_runs_over_the_margin(double: bytes, tmp_path: Path) -> None:
    file = tmp_path / "double.pdf"
    file.write_bytes(double)
    edges = [
        float(one)
        for one in re.findall(r'xMax="([\d.]+)" yMax', run("pdftotext", "-bbox", file, "-"))
    ]
    assert max(edges) <= 595.3 - 63 + 0.5
