"""How lines end: no word alone at the end of a paragraph, titles in lines of about one length."""

from collections.abc import Iterator
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle

from reviewer_app.report import style
from reviewer_app.report.fonts import register_fonts
from reviewer_app.report.mixed_text import line_width
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Words

SENTENCE = "Subject leaders have time every half term to look at pupils’ work together and to talk "


@pytest.fixture(autouse=True, scope="module")
def _ready() -> None:
    register_fonts()


def _set(text: str, look: ParagraphStyle, width: float = style.MEASURE) -> Words:
    words = Words.of(Element("P"), text, look)
    words.wrap(width, 1000)
    return words


def _lines(words: Words) -> list[str]:
    if words.mixed:
        return ["".join(part.text for part in line.parts) for line in words.lines]
    lines: Any = words.blPara.lines
    if words.blPara.kind == 0:
        return [" ".join(one) for _left, one in lines]
    return ["".join(one.text for one in line.words).strip() for line in lines]


def _texts() -> Iterator[str]:
    words = (SENTENCE * 3).split()
    return (" ".join(words[:count]) for count in range(12, len(words)))


@pytest.mark.parametrize("more", ["", " كتاب"], ids=["ours", "with another script"])
def test_no_paragraph_ends_in_a_line_of_one_word(more: str) -> None:
    mended = 0
    for text in _texts():
        words = _set(f"{text}{more}", style.NARRATIVE)
        lines = _lines(words)
        assert " ".join(lines).split() == f"{text}{more}".split()
        assert len(lines) == 1 or " " in lines[-1], lines
        mended += words.broken_to < style.MEASURE
        # No more lines than it needs.
        whole = line_width(f"{text}{more}", style.NARRATIVE.fontName, style.NARRATIVE.fontSize)
        assert len(lines) <= whole / style.MEASURE * 1.06 + 1
    assert mended


@pytest.mark.parametrize(
    "text",
    [
        "done in English; begun in the foundation subjects.",
        (
            "Pupils with additional needs use the same texts as their class, so that they share in the same "
            "conversations."
        ),
    ],
)
def test_no_cell_ends_in_a_line_of_one_word_where_another_can_join_it(text: str) -> None:
    lines = _lines(_set(text, style.CELL, 230.0))
    assert " ".join(lines) == text
    assert " " in lines[-1], lines


def test_a_title_of_two_lines_is_set_in_two_of_about_one_length() -> None:
    title = "Provision and outcomes for disadvantaged pupils and pupils with additional needs: what went well"
    first, second = _lines(_set(title, style.HEADING, style.TEXT_WIDTH))
    widths = [
        line_width(line, style.HEADING.fontName, style.HEADING.fontSize) for line in (first, second)
    ]
    assert min(widths) > 0.75 * max(widths)


def test_a_part_of_a_paragraph_keeps_the_lines_it_had() -> None:
    parted = 0
    for text in _texts():
        words = _set(text, style.NARRATIVE)
        lines = _lines(words)
        parts = words.broken_at(style.MEASURE, 2 * style.NARRATIVE.leading)
        if parts is None:
            continue
        for part in parts:
            part.wrap(style.MEASURE, 1000)
        assert [*_lines(parts[0]), *_lines(parts[1])] == lines
        parted += words.broken_to < style.MEASURE
    assert parted
