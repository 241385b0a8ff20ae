"""The true pages follow the words, beside the sheet where there is room, and keep their place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from reviewer_app.ui.components.report_parts import ReportSentence
from reviewer_app.ui.pages.report import PAGES, WRITING, ReportPage
from reviewer_app.ui.theme import Theme
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, make_bridge, wait_until


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def finding(review: Larkfield) -> str:
    made = review.session.do(
        review.opened, findings.add_finding, "provision", Bearing.WWW, "Pupils explain."
    )
    return str(made)


@pytest.fixture
def page(review: Larkfield, finding: str) -> Iterator[ReportPage]:
    made = ReportPage(review.bridge)
    show(made, review)
    made.enter("")
    yield made
    made.leave()
    review.settle()
    made.close()


def test_the_pages_follow_the_words_and_keep_their_place(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    assert page.pages.pages == 0
    page.show_view(PAGES)
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    bar = page.pages.view.verticalScrollBar()
    wait_until(lambda: bar.maximum() > 300)
    bar.setValue(300)
    first = page.pages.pdf
    review.bridge.do(findings.edit_finding, finding, text="Another wording.")
    review.settle()
    assert not page.pages.current
    wait_until(lambda: page.pages.current and page.pages.pdf != first, 60)
    wait_until(lambda: bar.value() == 300)


def test_beside_the_sheet_the_pages_follow_what_is_typed_before_it_is_settled(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    page.show_view(PAGES)
    assert page.sheet.isVisible()
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    before, position = page.pages.pdf, review.opened.position
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    part.sentence.sentence.words.setFocus()
    QTest.keyClicks(part.sentence.sentence.words, " And so on.")
    wait_until(lambda: page.pages.current and page.pages.pdf != before, 60)
    assert review.opened.position == position
    page.resize(760, 700)
    assert not page.sheet.isVisible()
    assert page.pages.isVisible()
    page.show_view(WRITING)
    assert page.sheet.isVisible()
    assert not page.pages.isVisible()
