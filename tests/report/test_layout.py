"""What came of forms, typeset: word for word, in order, as tables that are read aloud cell by cell."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.colors import white

from reviewer_app.frameworks.form_blocks import Chart, Line
from reviewer_app.report import style
from reviewer_app.report.build import build_pdf
from reviewer_app.report.chart import Bars, contrast, ink_on, tints_for
from reviewer_app.report.fonts import register_fonts
from reviewer_app.report.layout import story
from reviewer_app.report.outline import outline
from reviewer_app.report.pieces import Tabled
from reviewer_app.report.stack import Stack
from reviewer_app.report.tables import grid_widths
from tests.report.form_sample import NUMBERS
from tests.report.sample import HOSTILE, RICH, TINY
from tests.report.tools import elements_of, spoken, table_rows, text_of


def words_in_order(said: str, *parts: str) -> None:
    at = 0
    for part in parts:
        found = said.find(part, at)
        assert found >= 0, f"{part!r} is not there, or not in its place"
        at = found + len(part)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_pdf(RICH, draft=True)


def test_every_word_of_the_forms_is_printed_in_order(pdf: bytes, tmp_path: Path) -> None:
    said = text_of(pdf, tmp_path)
    words_in_order(
        said,
        "The school’s own questions",
        "Each is answered in the words agreed.",
        "To what extent do pupils think hard early in lessons?",
        "Under which theme does it stand? Impact",
        "How sure are we? Fairly sure",
        "To what extent, then, where, and for whom?",
        "To a good extent for most pupils",
        "To a lesser extent",
        "What was asked of it",
        "Who? Several pupils",
        "Leadership at all levels: what went well",
        "How time was used",
        "Means over visits, each visit counting once.",
        "What was looked at Mean Visits Classroom culture 3.9 23 Instruction 4.0 23",
        "The teacher’s time and most pupils’ time",
        "Active instruction 56 % 69 %",
        "Visits 23 22",
        "A segment counts when",
        "Worked out by the rules teacher-time (version 1).",
        "2 of 3 answers",
        "Chosen instead: 70 %. One more has begun.",
        "Does it reach them? Yes. Worked out by the rule reaching (version 1).",
        "What we saw",
    )


def test_a_chart_is_one_figure_and_says_in_words_what_it_shows(pdf: bytes) -> None:
    _then, figure, _sides = [one for one in elements_of(pdf) if one["/S"] == "/Figure"]
    chart = NUMBERS.blocks[2]
    assert str(figure["/Alt"]) == chart.spoken  # type: ignore[union-attr]
    left, bottom, right, top = (float(one) for one in figure["/A"]["/BBox"])
    assert round(right - left) == round(style.TEXT_WIDTH)
    assert style.BOTTOM < bottom < top < style.PAGE_HEIGHT - style.TOP


def test_a_table_has_its_caption_and_heads_its_columns_and_rows(pdf: bytes) -> None:
    captioned = [
        one for one in elements_of(pdf) if one["/S"] == "/Table" and _first(one)["/S"] == "/Caption"
    ]
    assert len(captioned) == 2
    assert ["TH", "TH", "TH"] in _kinds(pdf)
    assert ["TH", "TD", "TD"] in _kinds(pdf)


def _first(element: Any) -> Any:
    kids = element["/K"]
    return (kids[0] if isinstance(kids, list) else kids).get_object()


def _kinds(pdf: bytes) -> list[list[str]]:
    return [[kind.lstrip("/") for kind in row] for row in table_rows(pdf)]


def test_a_cell_left_empty_is_still_a_cell_of_its_row() -> None:
    rows = [row for row in _kinds(build_pdf(HOSTILE, draft=True)) if len(row) == 2]
    assert rows[-3:] == [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]]


def test_headings_never_skip_a_level() -> None:
    for content in (RICH, HOSTILE):
        levels = [
            int(str(one["/S"])[2])
            for one in elements_of(build_pdf(content, draft=True))
            if str(one["/S"])[:2] == "/H"
        ]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert max(levels) == 4


def test_the_figure_is_read_out_between_its_title_and_its_table(pdf: bytes, tmp_path: Path) -> None:
    kinds = [str(one["/S"]) for one in elements_of(pdf)]
    at = kinds.index("/Figure", kinds.index("/Figure") + 1)
    assert kinds[at - 1] == "/H3"
    assert kinds[at + 1 : at + 3] == ["/Table", "/Caption"]
    assert "Figure" in spoken(pdf, tmp_path)


def test_a_chart_with_no_table_under_it_is_drawn_all_the_same() -> None:
    register_fonts()
    [chart] = [one for one in NUMBERS.blocks if isinstance(one, Chart)]
    alone = replace(NUMBERS, blocks=(chart, Line("One more."), NUMBERS.blocks[0]))
    blocks = story(replace(TINY, forms=(alone,)), draft=True).blocks
    below = blocks[next(at for at, one in enumerate(blocks) if isinstance(one, Bars)) :]
    assert [type(one) for one in below[:2]] == [Bars, Stack]
    assert sum(isinstance(one, Bars) for one in blocks) == 1


@pytest.mark.parametrize("count", range(1, 9))
def test_numbers_in_a_chart_are_read_on_every_tint(count: int) -> None:
    tints = tints_for(count)
    assert all(contrast(ink_on(one), one) >= 4.5 for one in tints)
    assert contrast(style.INK_SOFT, white) >= 3


def test_neighbours_in_a_chart_are_told_apart_in_grey() -> None:
    tints = tints_for(4)
    greys = [0.299 * one.red + 0.587 * one.green + 0.114 * one.blue for one in tints]
    assert all(after - before > 0.1 for before, after in pairwise(greys))


def test_columns_fill_the_width_and_none_is_starved() -> None:
    register_fonts()
    pieces = (*outline(RICH, draft=True), *outline(HOSTILE, draft=True))
    grids = [one for one in pieces if isinstance(one, Tabled) and one.of == "form"]
    assert len(grids) > 4
    for grid in grids:
        gap = 8.0
        widths = grid_widths(grid, gap)
        whole = sum(widths) + gap * (len(widths) - 1)
        assert whole == pytest.approx(style.TEXT_WIDTH)
        wanted = [max(map(len, column)) for column in zip(grid.columns, *grid.rows, strict=True)]
        assert all(wide > min(3 * long, 24) for wide, long in zip(widths, wanted, strict=True))
