"""The language and the look of the report are chosen where its pages are, which then say so."""

from collections.abc import Iterator

import pytest

from reviewer_app.language import WELSH
from reviewer_app.ui.pages.report import PAGES, ReportPage
from tests.support import BuilderHere
from tests.ui.pages.looks import nameless, show, too_wide
from tests.ui.support import Larkfield, wait_until


@pytest.fixture
def page(review: Larkfield) -> Iterator[ReportPage]:
    review.bridge.session.builder = BuilderHere()
    made = ReportPage(review.bridge)
    show(made, review)
    made.enter(PAGES)
    yield made
    made.leave()
    review.settle()
    made.close()


def test_another_language_and_colour_are_chosen_beside_the_pages(
    review: Larkfield, page: ReportPage
) -> None:
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    page.pages.look.click()
    assert page.look.isVisible()
    assert too_wide(page) == []
    assert nameless(page) == []
    before = page.pages.pdf
    page.look.language.languages.chosen.emit(WELSH)
    wait_until(lambda: page.pages.current and page.pages.pdf != before, 60)
    assert review.opened.review.report_language == WELSH
    before = page.pages.pdf
    page.look.look.colour.set_value("#1f4e79")
    page.look.look.colour.line.editingFinished.emit()
    review.settle()
    page.look.close_sheet()
    wait_until(lambda: page.pages.current and page.pages.pdf != before, 60)
    assert not page.look.isVisible()
