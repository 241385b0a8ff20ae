"""Pages as a compositor would pass them: no heading at the foot, no line alone, no page all but empty."""

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable, Spacer

from reviewer_app.report.content import (
    EvidenceBehind,
    HeadingFindings,
    PreviousEbi,
    ReportFinding,
)
from reviewer_app.report.contents import LONG, ContentsLine
from reviewer_app.report.fonts import register_fonts
from reviewer_app.report.layout import story
from reviewer_app.report.paging import ROOM, Placed, RoomFor, paged
from reviewer_app.report.repairs import repair_reportlab
from reviewer_app.report.rows import Rows
from reviewer_app.report.stack import Stack
from reviewer_app.report.words import Heading, Words
from tests.report.sample import RICH, TINY, grown

SENTENCE = "Pupils explain what they have learned and say why it matters to them. "
SEEN = EvidenceBehind(("work-scrutiny", "pupil-voice"))


@pytest.fixture(autouse=True, scope="module")
def _ready() -> None:
    repair_reportlab()
    register_fonts()


def _taken(page: Sequence[Placed]) -> float:
    return 1 - page[-1].left / ROOM


def _words_of(block: Flowable) -> list[Words]:
    match block:
        case Words():
            return [block]
        case Stack():
            return [one.words for one in block.blocks]
        case _:
            return []


def _faults(pages: Sequence[Sequence[Placed]]) -> Iterator[str]:
    for number, page in enumerate(pages, start=1):
        if isinstance(page[-1].block, Heading):
            yield f"a heading at the foot of page {number}"
        if number < len(pages) and _taken(page) < 0.12:
            yield f"page {number} is all but empty"
    for number, (above, below) in enumerate(pairwise(pages), start=1):
        before, after = _words_of(above[-1].block), _words_of(below[0].block)
        first = below[0].block
        if not (before and after):
            continue
        if isinstance(first, Stack) and first.blocks[0].caption:
            yield f"page {number + 1} begins with what belongs to page {number}"
        if before[-1].element is after[0].element:
            lines = [round(one.height / one.style.leading) for one in (before[-1], after[0])]
            if min(lines) < 2:
                yield f"a line alone between pages {number} and {number + 1}"


def _finding(sentences: int) -> ReportFinding:
    return ReportFinding("f", SENTENCE * sentences, None, SEEN)


findings = st.lists(st.integers(1, 14).map(_finding), max_size=4).map(tuple)
headings = st.builds(HeadingFindings, st.just("Impact on pupils"), findings, findings)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
@given(
    st.lists(st.integers(1, 30), max_size=4),
    st.lists(headings, min_size=1, max_size=5),
    st.integers(0, 6),
    st.booleans(),
)
def test_no_heading_stands_at_a_foot_and_no_line_alone(
    introduction: list[int], under: list[HeadingFindings], points: int, draft: bool
) -> None:
    content = dataclasses.replace(
        RICH,
        introduction=tuple(SENTENCE * count for count in introduction),
        findings=tuple(under),
        previous=tuple(PreviousEbi(SENTENCE, SENTENCE * 2) for _point in range(points)),
    )
    assert list(_faults(story(content, draft=draft).pages())) == []


def test_wherever_the_page_ends_a_section_is_parted_well() -> None:
    for lines in range(1, 80, 2):
        content = dataclasses.replace(
            TINY,
            introduction=("Pupils explain what they have learned. " * lines,),
            findings=(
                HeadingFindings("Impact", (_finding(16), _finding(3)), (_finding(3), _finding(16))),
            ),
            different_view=(SENTENCE * 5,),
        )
        assert list(_faults(story(content, draft=False).pages())) == [], lines


@pytest.mark.parametrize("times", range(2, 12, 3))
def test_reports_of_any_length_are_well_filled(times: int) -> None:
    pages = story(grown(times), draft=False).pages()
    assert list(_faults(pages)) == []
    assert len(pages) > 3 * times
    assert _taken(pages[-1]) >= 0.2


def test_a_short_report_has_no_contents_and_a_long_one_says_the_page_of_every_section() -> None:
    short, long = story(RICH, draft=False), story(grown(3), draft=False)
    assert len(short.pages()) < LONG
    assert not any(_lines(short.pages()))
    pages = long.pages()
    assert len(pages) >= LONG
    where = {
        id(placed.block): number
        for number, page in enumerate(pages, start=1)
        for placed in page
        if isinstance(placed.block, Heading)
    }
    assert [line.spot.page for line in _lines(pages)] == [where[id(one)] for one in long.sections]


def _lines(pages: Sequence[Sequence[Placed]]) -> list[ContentsLine]:
    return [
        placed.block for page in pages for placed in page if isinstance(placed.block, ContentsLine)
    ]


class _Block(Flowable):
    def __init__(self, height: float) -> None:
        super().__init__()
        self.asked = height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        return available_width, self.asked


def _sections(*heights: float) -> list[Flowable]:
    """Blocks, a place before each where a page may end, and 40 points of space."""
    return [part for height in heights for part in (Spacer(1, 40), RoomFor(0), _Block(height))]


def test_a_last_page_that_would_hold_a_line_is_saved_by_setting_closer() -> None:
    assert [len(page) for page in paged(_sections(300, 300, 40))] == [3]
    blocks = _sections(ROOM - 150, 60, 20)
    assert [len(page) for page in paged(blocks)] == [3]


def test_a_last_page_that_cannot_be_saved_is_given_more() -> None:
    pages = paged(_sections(400, 200, 100))
    assert [len(page) for page in pages] == [1, 2]
    # Where that would leave the page before it half empty, it stays as it is.
    assert [len(page) for page in paged(_sections(200, 400, 100))] == [2, 1]


def test_space_is_not_left_at_a_pages_top() -> None:
    pages = paged(_sections(ROOM - 20, 300))
    assert [page[0].left for page in pages] == [20, ROOM - 300]


def test_what_had_better_be_whole_is_parted_rather_than_leave_a_page_all_but_empty() -> None:
    filled, hardly = _Block(ROOM * 0.6), _Block(ROOM * 0.1)
    for first, expected in ((filled, 2), (hardly, 1)):
        room = RoomFor(ROOM * 0.95, least=100)
        assert len(paged([first, room, _Block(ROOM * 0.3)])) == expected


def test_a_block_that_fits_no_page_is_a_fault_and_not_a_loop() -> None:
    with pytest.raises(ValueError, match="taller than a page"):
        paged([_Block(ROOM + 1)])


@pytest.mark.parametrize("points", [3, 9, 30])
def test_a_table_leaves_no_row_alone_and_a_short_one_is_not_broken(points: int) -> None:
    broken = 0
    for lines in range(2, 26):
        content = dataclasses.replace(
            TINY,
            introduction=(SENTENCE * lines,),
            previous=tuple(PreviousEbi(SENTENCE, SENTENCE) for _point in range(points)),
        )
        parts = [
            len(placed.block.rows)
            for page in story(content, draft=True).pages()
            for placed in page
            if isinstance(placed.block, Rows)
        ]
        assert sum(parts) == points
        assert min(parts) > 1, (lines, parts)
        broken += len(parts) > 1
    assert (broken > 0) == (points > 3)


def test_a_broken_table_says_its_titles_again_on_its_next_page() -> None:
    content = dataclasses.replace(
        TINY, previous=tuple(PreviousEbi(SENTENCE, SENTENCE) for _point in range(30))
    )
    tables = [
        placed.block
        for page in story(content, draft=True).pages()
        for placed in page
        if isinstance(placed.block, Rows)
    ]
    assert len(tables) > 1
    assert [one.first for one in tables] == [True, *[False] * (len(tables) - 1)]
    assert all(len(one.rows) > 1 for one in tables)
