"""What holds the seal back is the first that the panel says, in sight without scrolling."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.words import Bearing, FindingRule
from reviewer_app.review import findings, waivers
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Button
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, wait_until


@pytest.fixture
def page(review: Larkfield) -> Iterator[ReportPage]:
    made = ReportPage(review.bridge)
    show(made, review)
    yield made
    made.leave()
    review.settle()
    made.close()


def test_what_holds_the_seal_back_is_in_sight_on_a_small_laptop(
    review: Larkfield, page: ReportPage
) -> None:
    do, opened = review.session.do, review.opened
    heading = opened.framework.framework.headings[0].id
    made = do(opened, findings.add_finding, heading, Bearing.WWW, "Pupils explain.")
    do(opened, waivers.waive, "It is for a test.", (made, FindingRule.ENOUGH))
    # What is left for a page of 1280x800 at 125 %.
    page.resize(877, 520)
    page.seal.open()
    for _round in range(5):
        QApplication.processEvents()
    said = page.seal.unagreed
    assert not said.visibleRegion().isEmpty()
    assert said.visibleRegion().boundingRect() == said.rect()
    # And so the keys come to it first.
    assert page.seal.why.isAncestorOf(page.window().focusWidget())
    above = [page.seal.why, page.seal.leave, page.seal.recipient]
    assert above == sorted(above, key=lambda one: one.mapTo(page.seal, one.rect().topLeft()).y())


def test_at_twice_the_text_what_holds_the_seal_back_is_in_sight_with_all_that_a_reason_takes(
    review: Larkfield, page: ReportPage, theme: Theme, qapp: QApplication
) -> None:
    heading = review.opened.framework.framework.headings[0].id
    review.session.do(review.opened, findings.add_finding, heading, Bearing.EBI, "Adults ask.")
    theme.apply(qapp, "light", 2.0)
    # What is left for a page of 1280x720.
    page.resize(1165, 620)
    QApplication.processEvents()
    page.seal.open()
    for _round in range(5):
        QApplication.processEvents()
    seal = page.seal
    for part in (seal.to_settle, seal.unagreed, seal.why.line, seal.leave):
        assert part.visibleRegion().boundingRect() == part.rect()
    # What sealing is, is said below, and first of all where nothing holds it back.
    said = [page.seal.why, page.seal.leave, page.seal.words, page.seal.recipient]
    assert said == sorted(said, key=lambda one: one.mapTo(page.seal, one.rect().topLeft()).y())


def test_what_leaves_though_nothing_was_agreed_is_asked_for_again(
    review: Larkfield, page: ReportPage
) -> None:
    do, opened = review.session.do, review.opened
    heading = opened.framework.framework.headings[0].id
    made = do(opened, findings.add_finding, heading, Bearing.WWW, "Pupils explain.")
    do(opened, waivers.leave_so, "The head is away.", (made, FindingRule.ENOUGH), unagreed=True)
    panel = page.seal
    panel.open()
    assert "The head is away." in panel.not_agreed.text
    assert panel.unagreed.isHidden()
    [back] = (one for one in panel.not_agreed.findChildren(Button) if not one.isHidden())
    assert back.text() == "Take back"
    back.click()
    wait_until(lambda: not panel.unagreed.isHidden())
    assert panel.not_agreed.isHidden()
    assert review.opened.review.unagreed_because == ""
    assert panel.why.isAncestorOf(panel.window().focusWidget())


def test_once_a_reason_is_given_where_the_report_goes_is_in_sight(
    review: Larkfield, page: ReportPage
) -> None:
    heading = review.opened.framework.framework.headings[0].id
    review.session.do(review.opened, findings.add_finding, heading, Bearing.EBI, "Adults ask.")
    page.resize(877, 520)
    panel = page.seal
    panel.open()
    panel.why.set_value("The head asked for it.")
    panel.leave.click()
    wait_until(panel.why.isHidden)
    for _round in range(8):
        QApplication.processEvents()
    for part in (panel.where, panel.elsewhere):
        assert part.visibleRegion().boundingRect() == part.rect()
