"""What is not typeset says what the typeset report says, word for word and in its order."""

import dataclasses
from itertools import pairwise
from pathlib import Path

import pytest

from reviewer_app.frameworks.form_blocks import Chart
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import EvidenceBehind, HeadingFindings, ReportContent
from reviewer_app.report.outline import outline
from reviewer_app.report.pieces import Head, Tabled, Title
from reviewer_app.report.web import texts_of_page
from tests.report.sample import ASKED, RICH, SIGNATORIES, TINY
from tests.report.tools import read_aloud

WISHES = tuple(dataclasses.replace(one, evidence=None) for one in RICH.findings[2].even_better)


def seen_in_lessons(found: HeadingFindings) -> HeadingFindings:
    return dataclasses.replace(
        found,
        went_well=tuple(
            dataclasses.replace(one, evidence=EvidenceBehind(("lesson-visit",)))
            for one in found.went_well
        ),
        even_better=(),
    )


# The places to sign and what the sealed file says of itself are the PDF's own. Charts are drawn there, and told here:
# so there are none in this one.
WHOLE = dataclasses.replace(
    RICH,
    signatories=(),
    sealing=None,
    summary=tuple(dataclasses.replace(one, scale=()) for one in RICH.summary),
    findings=(
        *map(seen_in_lessons, RICH.findings[:2]),
        HeadingFindings("None", even_better=WISHES),
    ),
    excellence=None,
    support=ASKED.support,
    hypotheses=ASKED.hypotheses,
    forms=tuple(
        dataclasses.replace(
            form, blocks=tuple(one for one in form.blocks if not isinstance(one, Chart))
        )
        for form in RICH.forms
    ),
)
CASES = {"rich": WHOLE, "tiny": dataclasses.replace(TINY, signatories=())}


def words_of(texts: list[str]) -> list[str]:
    return " ".join(texts).replace("\u00a0", " ").split()


@pytest.mark.parametrize(("name", "draft"), [("rich", True), ("tiny", False)])
def test_pieces_are_the_words_of_the_pdf_in_its_order(
    name: str, draft: bool, tmp_path: Path
) -> None:
    content = CASES[name]
    said = words_of(texts_of_page(outline(content, draft=draft)))
    assert said == words_of([read_aloud(build_pdf(content, draft=draft), tmp_path)])


@pytest.mark.parametrize("content", [RICH, TINY], ids=["rich", "tiny"])
def test_headings_follow_one_another_and_none_is_empty(content: ReportContent) -> None:
    pieces = outline(content, draft=True)
    assert [one for one in pieces if isinstance(one, Title)] == [Title(content.school)]
    levels = [1, *(one.level for one in pieces if isinstance(one, Head))]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert not any(
        isinstance(before, Head) and isinstance(after, Head) and after.level <= before.level
        for before, after in pairwise(pieces)
    )
    assert not isinstance(pieces[-1], Head)


def test_every_row_of_a_table_has_a_cell_for_every_column() -> None:
    tables = [one for one in outline(RICH, draft=False) if isinstance(one, Tabled)]
    assert len(tables) > 4
    assert all(len(row) == len(one.columns) for one in tables for row in one.rows)


def test_places_to_sign_are_not_among_the_pieces() -> None:
    texts = texts_of_page(outline(RICH, draft=False))
    assert "Headteacher, Priya Nair" in texts
    assert SIGNATORIES[1].title not in texts


def test_a_chart_is_told_in_words() -> None:
    texts = texts_of_page(outline(RICH, draft=False))
    at = texts.index("What the findings rest on")
    assert texts[at + 1 : at + 3] == [
        "Leadership",
        "Lessons, Pupils’ books, Documents, What staff said, What leaders said and What governors said",
    ]
    assert any("Most pupils’ time: Active instruction 69 %, Passive 11 %" in one for one in texts)
