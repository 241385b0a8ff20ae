"""The form of a factual check in Word: it asks what the PDF asks, and can be read aloud and filled in."""

import dataclasses
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reviewer_app.report.response_content import AskedParagraph
from reviewer_app.report.shapes import build_form
from tests.report.response_sample import CHECK, FORM
from tests.report.word_answers import controls_of


@pytest.fixture(scope="module")
def form() -> bytes:
    return build_form(FORM, ".docx")


def value_of(properties: Any, name: str) -> str:
    found = properties.find(qn(f"w:{name}"))
    return "" if found is None else str(found.get(qn("w:val")))


def test_every_paragraph_has_a_choice_and_two_places_each_says_what_it_is_for(form: bytes) -> None:
    found = {name: one.find(qn("w:sdtPr")) for name, one in controls_of(form).items()}
    assert set(found) == {
        *(
            f"{CHECK}-{number}-{part}"
            for number in range(1, 5)
            for part in ("said", "correction", "source")
        ),
        f"{CHECK}-0-statement",
        f"{CHECK}-0-who",
    }
    chosen = found[f"{CHECK}-2-said"]
    assert value_of(chosen, "alias") == "Paragraph 2: Is it accurate?"
    items = [
        (one.get(qn("w:value")), one.get(qn("w:displayText")))
        for one in chosen.iter(qn("w:listItem"))
    ]
    assert items == [
        ("accurate", "Accurate"),
        ("inaccurate", "Inaccurate"),
        ("discuss", "We wish to discuss it"),
    ]
    typed = found[f"{CHECK}-2-correction"]
    assert value_of(typed, "alias") == "Paragraph 2: What would be accurate"
    assert typed.find(qn("w:text")).get(qn("w:multiLine")) == "1"
    assert {value_of(one, "lock") for one in found.values()} == {"sdtLocked"}
    assert len({value_of(one, "id") for one in found.values()}) == len(found)


def test_it_says_every_paragraph_whole_under_its_heading_and_when_it_is_wanted_back(
    form: bytes,
) -> None:
    document = docx.Document(BytesIO(form))
    said = [(str(one.style.name), one.text) for one in document.paragraphs if one.style]
    assert all(text.strip() for _style, text in said)
    assert said[1] == ("Title", "Factual check")
    for one in FORM.paragraphs:
        assert ("Heading 1", one.title) in said
        assert ("Paragraph to check", f"{one.number}. {one.text.strip()}") in said
    back = ("Status", "Please send it back to Helen Marsh, 01234 567890 by 27 November 2026.")
    assert said.count(back) == 2
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot.startswith("Larkfield Primary School, draft 2; Factual check, please return by 27")
    known = document.core_properties
    assert (known.title, known.language) == (
        "Larkfield Primary School: factual check of draft 2",
        "en-GB",
    )


def test_every_table_has_a_marked_head_and_says_what_it_is_about(form: bytes) -> None:
    tables = docx.Document(BytesIO(form)).tables
    assert len(tables) == len(FORM.paragraphs) + 2
    for table in tables:
        head, row = (one._tr for one in table.rows)  # noqa: SLF001 (as word_parts.py)
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert row.trPr.find(qn("w:tblHeader")) is None
        assert all(cell.text for cell in table.rows[0].cells)
        properties: Any = table._tbl.tblPr  # noqa: SLF001
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [cell.text for cell in tables[0].rows[0].cells] == [
        "Is it accurate?",
        "What would be accurate",
        "Where that can be seen",
    ]


def test_same_content_gives_the_same_bytes_small_enough_to_send(form: bytes) -> None:
    assert build_form(FORM, ".docx") == form
    assert len(form) < 20_000


def test_in_two_languages_it_asks_in_both_and_no_title_is_longer_than_word_allows() -> None:
    written = build_form(dataclasses.replace(FORM, language="cy", also_in="en-GB"), ".docx")
    found = {name: one.find(qn("w:sdtPr")) for name, one in controls_of(written).items()}
    items = [
        one.get(qn("w:displayText")) for one in found[f"{CHECK}-1-said"].iter(qn("w:listItem"))
    ]
    assert items[0] == "Cywir / Accurate"
    assert all(0 < len(value_of(one, "alias")) <= 64 for one in found.values())
    runs = docx.Document(BytesIO(written)).paragraphs[1].runs
    languages = []
    for run in runs:
        if run.text.strip(" /"):
            properties: Any = run._r.rPr  # noqa: SLF001 (as word_parts.py)
            languages.append(value_of(properties, "lang"))
    assert languages == ["", "en-GB"]


def test_a_check_of_the_longest_id_still_has_tags_that_word_allows() -> None:
    paragraphs = (AskedParagraph(9_999, "Title", "Text"),)
    written = build_form(dataclasses.replace(FORM, check="f" * 40, paragraphs=paragraphs), ".docx")
    assert max(map(len, controls_of(written))) <= 64
