"""Facts stand two in a row where they fit, and no value ends in mid-row for want of a second."""

import pytest

from reviewer_app.report import style
from reviewer_app.report.content import Fact
from reviewer_app.report.facts import fact_rows
from reviewer_app.report.fonts import register_fonts
from reviewer_app.report.structure import Element

SHORT, LONG = Fact("Lesson visits", "31"), Fact("Subjects", "English, mathematics, science " * 3)
HALF = (style.TEXT_WIDTH - style.GAP) / 2


@pytest.fixture(autouse=True, scope="module")
def _ready() -> None:
    register_fonts()


def ends(*facts: Fact) -> list[list[float]]:
    """Where the values of each row end, in points."""
    rows = fact_rows(facts, Element("L"), columns=2)
    return [[cell.left + cell.width for cell in row.cells[1::2]] for row in rows]


def test_two_that_fit_share_a_row_and_one_alone_takes_the_whole_width() -> None:
    whole = pytest.approx(style.TEXT_WIDTH)
    assert ends(SHORT, SHORT, SHORT, LONG) == [
        [pytest.approx(HALF), whole],
        [whole],
        [whole],
    ]


def test_where_most_are_too_long_every_value_ends_at_the_margin() -> None:
    whole = pytest.approx(style.TEXT_WIDTH)
    assert ends(SHORT, SHORT, LONG, LONG, LONG) == [[whole]] * 5
