"""The report's two charts: what they show, what is read out, and when there is none."""

import dataclasses

import pytest
from reportlab.lib.colors import black

from reviewer_app.report import style
from reviewer_app.report.content import (
    EvidenceBehind,
    HeadingFindings,
    ReportContent,
    ReportFinding,
    SummaryRow,
)
from reviewer_app.report.fonts import register_fonts
from reviewer_app.report.layout import story
from reviewer_app.report.marks import MarkRow, Marks
from reviewer_app.report.structure import Element
from tests.report.sample import HOSTILE, RICH, SCALE, TINY
from tests.report.tools import elements_of


@pytest.fixture(autouse=True, scope="module")
def _ready() -> None:
    register_fonts()


def _charts(content: ReportContent) -> list[str]:
    """What is read out in place of each chart of marks."""
    blocks = story(content, draft=True).blocks
    return [one.element.spoken for one in blocks if isinstance(one, Marks)]


def test_both_charts_are_read_out_in_words_and_stand_in_the_file(final: bytes) -> None:
    spoken = [str(one["/Alt"]) for one in elements_of(final) if one["/S"] == "/Figure"]
    then, *_forms, sides = spoken
    assert then == (
        "What was agreed last time and now. "
        "Leadership at all levels: Effective last time, Leading now; "
        "Quality of provision and outcomes: Effective last time, Effective now; "
        "Provision and outcomes for disadvantaged pupils and pupils with additional needs: "
        "Working towards effective last time, Effective now."
    )
    assert sides.startswith("What the findings rest on. ")
    assert "Leadership: Lessons, Pupils’ books, Documents, What staff said, " in sides
    assert sides.endswith(
        "Excellence: Lessons, The session on the area of excellence and What pupils said."
    )
    assert not any(character.isdigit() for character in sides)


def test_there_is_no_chart_of_last_time_without_a_last_time_on_the_same_scale() -> None:
    for row in (
        SummaryRow("Leadership", None, "Leading", scale=SCALE),
        SummaryRow("Leadership", "Outstanding", "Leading", scale=SCALE),
        SummaryRow("Leadership", "Effective", "Not enough to say", scale=SCALE),
        SummaryRow("Leadership", "Effective", None, scale=SCALE),
        SummaryRow("Leadership", "Effective", "Leading"),
    ):
        assert _charts(dataclasses.replace(TINY, summary=(row,))) == []
    both = SummaryRow("Leadership", "Effective", "Leading", scale=SCALE)
    assert len(_charts(dataclasses.replace(TINY, summary=(both,)))) == 1


def test_a_heading_that_is_new_stands_in_the_chart_with_its_word_of_now() -> None:
    rows = (
        SummaryRow("Leadership", "Effective", "Leading", scale=SCALE),
        SummaryRow("Reading", None, "Effective", scale=SCALE),
        SummaryRow("Excellence", None, "Accredited", scale=("Not accredited", "Accredited")),
    )
    [spoken] = _charts(dataclasses.replace(TINY, summary=rows))
    assert "Reading: Effective now" in spoken
    assert "Excellence" not in spoken


def test_there_is_no_chart_of_sides_where_one_heading_or_one_side_is_all() -> None:
    def under(*kinds: str) -> HeadingFindings:
        finding = ReportFinding("f", "Pupils read.", None, EvidenceBehind(kinds))
        return HeadingFindings("Reading", (finding,))

    one = dataclasses.replace(TINY, findings=(under("lesson-visit", "pupil-voice"),))
    assert _charts(one) == []
    alike = dataclasses.replace(TINY, findings=(under("lesson-visit"), under("lesson-visit")))
    assert _charts(alike) == []
    walks = (under("environment-walk"), under("learning-walk", "pupil-voice"))
    [spoken] = _charts(dataclasses.replace(TINY, findings=walks))
    assert spoken == (
        "What the findings rest on. "
        "Reading: Walks round the school. Reading: Walks round the school and What pupils said."
    )


def test_charts_of_any_words_keep_to_their_width() -> None:
    long = HOSTILE.summary[0].now or ""
    rows = (SummaryRow(long, "<b>", "a" * 300, scale=("<b>", long, "a" * 300)),)
    for content in (RICH, dataclasses.replace(HOSTILE, summary=rows)):
        for chart in story(content, draft=True).blocks:
            if isinstance(chart, Marks):
                chart.wrap(460, 700)
                assert chart.height < 400


def test_the_longest_word_over_a_column_is_never_cut_where_the_rows_can_spare_the_room() -> None:
    long = "Arweinyddiaethau’r"
    chart = Marks(
        Element("Figure"), "", [long, "B", "C", "D"], [MarkRow("Gwersi", ((0, "full"),))], (), black
    )
    chart.wrap(style.TEXT_WIDTH, 400)
    assert chart.heads == ([long], ["B"], ["C"], ["D"])
