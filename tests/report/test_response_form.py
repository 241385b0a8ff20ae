"""The form of a factual check: anyone can read it, fill it in with any program, print it, and e-mail it."""

import dataclasses
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report.build import build_response_form
from tests.report.response_sample import CHECK, FORM, filled
from tests.report.tools import qpdf_check, run, spoken, structure_of, text_of


@pytest.fixture(scope="module")
def form() -> bytes:
    return build_response_form(FORM)


def fields_of(pdf: bytes) -> list[Any]:
    root: Any = PdfFileReader(BytesIO(pdf)).root
    return [one.get_object() for one in root["/AcroForm"]["/Fields"]]


def test_form_is_pdf_ua_and_its_structure_is_whole(form: bytes, tmp_path: Path) -> None:
    report = page.validate_pdf_bytes(form, profile=page.ValidationProfile.PDF_UA_1)
    assert [one.rule_id for one in report.failures] == []
    assert structure_of(form).complaints == []
    said = qpdf_check(form, tmp_path)
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


def test_every_paragraph_has_three_ticks_and_two_boxes_and_each_says_what_it_is_for(
    form: bytes,
) -> None:
    found = {str(one["/T"]): one for one in fields_of(form)}
    assert set(found) == {
        *(
            f"{CHECK}-{number}-{part}"
            for number in range(1, 5)
            for part in ("said", "correction", "source")
        ),
        f"{CHECK}-0-statement",
        f"{CHECK}-0-who",
    }
    assert str(found[f"{CHECK}-2-said"]["/TU"]) == "Paragraph 2"
    ticks = [kid.get_object() for kid in found[f"{CHECK}-2-said"]["/Kids"]]
    assert [str(one["/TU"]) for one in ticks] == [
        "Paragraph 2: Accurate",
        "Paragraph 2: Inaccurate",
        "Paragraph 2: We wish to discuss it",
    ]
    assert str(found[f"{CHECK}-2-correction"]["/TU"]) == "Paragraph 2: What would be accurate"


def test_every_paragraph_is_printed_whole_with_whom_it_goes_back_to_and_when(
    form: bytes, tmp_path: Path
) -> None:
    words = text_of(form, tmp_path)
    for one in FORM.paragraphs:
        assert one.title in words
        assert f"{one.number}. {one.text.strip()}" in words
    assert "back to Helen Marsh, 01234 567890 by 27 November 2026" in words
    assert "please return by 27 November 2026" in words


def test_a_reader_aloud_meets_the_sentence_before_the_ticks_and_the_ticks_before_the_boxes(
    form: bytes, tmp_path: Path
) -> None:
    told = spoken(form, tmp_path)
    places = [
        told.index(words)
        for words in (
            "Pupils: 412",
            "Accurate",
            "Inaccurate",
            "What would be accurate",
            "Leaders know",
        )
    ]
    assert places == sorted(places)


def test_same_content_gives_the_same_bytes_small_enough_to_send(form: bytes) -> None:
    assert build_response_form(FORM) == form
    assert len(form) < 150_000


def test_typed_western_letters_are_drawn_in_the_forms_own_font_each_in_its_own_box(
    form: bytes, tmp_path: Path
) -> None:
    written = filled(
        form,
        {(1, "correction"): "Siân: 398 – “café”", (1, "said"): "/inaccurate", (2, "source"): "Z"},
    )
    words = text_of(written, tmp_path)
    assert words.count("Siân: 398 – “café”") == 1
    assert words.count("Z") == 1
    [answers] = [
        line for line in run("pdffonts", tmp_path / "text.pdf").splitlines() if "RVANSW" in line
    ]
    assert answers.split()[:5] == ["RVANSW+Inter-Regular", "TrueType", "WinAnsi", "yes", "yes"]


def test_form_that_names_nobody_goes_back_to_the_lead(tmp_path: Path) -> None:
    words = text_of(build_response_form(dataclasses.replace(FORM, return_to="")), tmp_path)
    assert "back to the lead reviewer by 27 November 2026" in words
