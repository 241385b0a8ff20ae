"""What the last review on this laptop agreed is taken over in one press; what cannot be compared says so, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.load import load_framework
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings, reporting
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.ui.components.heading_column import LAST_REVIEW
from reviewer_app.ui.components.last_review import EarlierEstimates, EarlierPointCard
from reviewer_app.ui.components.last_review_here import LastReviewHere
from reviewer_app.ui.components.report_parts import SummaryTable
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small_years import LAST_YEAR, THIS_YEAR
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, make_bridge, wait_until

POINT = "Share aims so that pupils can say them."


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """A review by this year's framework, beside last year's of the same school."""
    made = make_bridge(
        tmp_path, seed=False, framework=lambda: load_framework(THIS_YEAR, source="now.yaml")
    )
    now = made.opened.review
    last = made.session.create_review(
        SchoolFacts(now.school_name, now.school_urn),
        load_framework(LAST_YEAR, source="last.yaml"),
        start="2025-11-18",
        days=3,
    )
    opened = made.session.open(last)
    for heading, word in (("teaching", "begun"), ("behaviour", "begun"), ("talk", "secure")):
        made.session.do(opened, findings.estimate, heading, word)
    made.session.do(opened, findings.add_finding, "teaching", Bearing.EBI, POINT)
    yield made
    made.close()


def last_review_page(review: Larkfield) -> FindingsPage:
    page = FindingsPage(review.bridge)
    show(page, review)
    page.enter()
    page.findings.show_place(LAST_REVIEW)
    QApplication.processEvents()
    return page


def here(page: FindingsPage) -> LastReviewHere:
    found = page.findChild(LastReviewHere)
    assert found is not None
    return found


def test_each_heading_says_whether_it_compares_and_one_press_takes_all_over(
    review: Larkfield,
) -> None:
    page = last_review_page(review)
    part = here(page)
    wait_until(part.whole.isVisible)
    said = [one.text() for one in part.findChildren(Text) if one.isVisible()]
    assert said == [
        "The review of November 2025, by “Small review”, version 2025, is on this laptop.",
        "Teaching: Begun.",
        "Leadership: nothing was agreed last time.",
        "Attendance: Begun. What was said is of “Behaviour” as a whole.",
        "Conduct: Begun. It was one heading with attendance.",
        "Talk: not comparable. It looks at writing as well now.",
        "Reading: not comparable. This heading is new.",
    ]
    QTest.keyClick(part.take_over, Qt.Key.Key_Space)
    review.settle()
    assert review.opened.earlier_estimates() == {
        "teaching": "started",
        "attendance": "started",
        "conduct": "started",
    }
    assert part.said.text() == "Taken over: 5 headings, 1 EBI. Undo takes it back."
    assert part.take_over.disabled_reason == "All of it stands below already."
    [card] = page.findChildren(EarlierPointCard)
    assert POINT in [one.text() for one in card.findChildren(Text)]
    review.bridge.undo()
    review.settle()
    assert review.opened.earlier_estimates() == {}
    assert review.opened.earlier_points() == []
    assert part.take_over.isEnabled()
    page.deleteLater()


def test_nothing_is_in_sight_where_no_last_review_is_here(tmp_path: Path, theme: Theme) -> None:
    alone = make_bridge(tmp_path, seed=False)
    page = last_review_page(alone)
    part = here(page)
    # What was asked before it is answered before it.
    answered: list[None] = []
    alone.bridge.ask(lambda: None).then(answered.append)
    wait_until(lambda: bool(answered))
    alone.settle()
    assert not part.whole.isVisible()
    assert page.findChild(EarlierEstimates) is not None
    page.deleteLater()
    alone.close()


def test_the_report_says_in_window_and_content_what_cannot_be_compared(review: Larkfield) -> None:
    page = last_review_page(review)
    part = here(page)
    wait_until(part.whole.isVisible)
    part.take_over.click()
    for heading in ("teaching", "conduct", "talk"):
        review.bridge.do(findings.estimate, heading, "secure")
    review.settle()
    page.deleteLater()
    summary = reporting.content_of(review.opened).summary
    rows = {one.heading: (one.last_time, one.last_note) for one in summary if one.now}
    assert rows == {
        "Teaching": ("Begun", ""),
        "Conduct": ("Begun", "It was one heading with attendance."),
        "Talk": (None, "It looks at writing as well now."),
    }
    table = SummaryTable([one for one in summary if one.now])
    said = [one.text() for one in table.findChildren(Text)]
    assert "Not comparable" in said
    assert said[-2:] == [
        "Last time, Conduct: It was one heading with attendance.",
        "Last time, Talk: It looks at writing as well now.",
    ]
    table.deleteLater()
