"""Two versions of the report side by side in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.words import Bearing, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import findings, reporting
from reviewer_app.ui.pages.report import COMPARED, ReportPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.compared_text import ComparedText
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.support import Larkfield, make_bridge, wait_until

FIRST = "Pupils explain their mathematics."
SECOND = "Pupils explain their mathematics in every lesson."


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path, seed=False)
    yield made
    made.close()


@pytest.fixture
def page(review: Larkfield) -> Iterator[ReportPage]:
    """A draft was exported, then one sentence was reworded and one was put in."""
    do, opened = review.session.do, review.opened
    finding = do(opened, findings.add_finding, "provision", Bearing.WWW, FIRST)
    made_for = MadeFor("the headteacher", "factual check")
    do(opened, reporting.record_version, b"%PDF-", ReportStage.DRAFT, 1, made_for)
    do(opened, findings.edit_finding, finding, text=SECOND)
    do(opened, findings.add_finding, "provision", Bearing.EBI, "Ask all, so that all reason.")
    made = ReportPage(review.bridge)
    show(made, review)
    made.enter(COMPARED)
    wait_until(lambda: made.compared.said.text() != "")
    yield made
    made.leave()
    made.close()
    review.settle()


def texts(page: ReportPage) -> list[str]:
    return [one.text() for one in page.compared.findChildren(Text) if one.isVisibleTo(page)]


def test_what_changed_since_the_last_draft_is_marked_and_the_rest_is_folded(
    page: ReportPage,
) -> None:
    assert page.compared.said.text() == "2 paragraphs differ."
    marked = [
        (one.text(), [one.text()[at : at + size].strip() for at, size in one.differs])
        for one in page.compared.findChildren(ComparedText)
    ]
    assert marked == [
        (FIRST, []),
        (SECOND, ["in every lesson"]),
        ("Ask all, so that all reason.", []),
    ]
    assert "Not there yet." in texts(page)
    assert "Larkfield Primary School" not in " ".join(texts(page))


def test_keys_lead_from_change_to_change_and_a_screen_reader_hears_what_differs(
    page: ReportPage,
) -> None:
    heard = []
    for way in (1, 1, 1, -1):
        page.compared.step(way)
        now = QApplication.focusWidget()
        assert now is not None
        heard.append(now.accessibleDescription())
    assert heard[0] == heard[2]
    assert heard[1] == heard[3] != heard[0]
    assert "Put in: “in every lesson”" in heard[0]
    commands = {one.id: one for one in page.commands()}
    assert commands["report.next-change"].why_not() == ""
    page.show_view("writing")
    assert commands["report.next-change"].why_not()


def test_what_is_unchanged_is_unfolded_by_a_press(page: ReportPage) -> None:
    [first, *_others] = [
        one for one in page.compared.findChildren(Button) if "unchanged" in one.text()
    ]
    before = len(texts(page))
    first.click()
    assert len(texts(page)) > before
    first.click()
    assert len(texts(page)) == before


def test_it_follows_the_words(review: Larkfield, page: ReportPage) -> None:
    review.bridge.do(findings.add_finding, "provision", Bearing.WWW, "Displays are tidy.")
    wait_until(lambda: page.compared.said.text() == "3 paragraphs differ.", 10)
    page.compared.later.set_value(page.compared.earlier.value)
    page.compared.later.chosen.emit(page.compared.earlier.value)
    wait_until(lambda: page.compared.said.text().startswith("Both say the same"))
    assert page.compared.why_no_step()


def test_both_columns_fit_every_screen(page: ReportPage, theme: Theme) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for width, height, scale in SIZES:
        theme.apply(application, "light", scale)
        page.resize(width, height)
        for _round in range(4):
            QApplication.processEvents()
        assert too_wide(page.compared) == []
        assert nameless(page.compared) == []


def test_before_anything_was_exported_it_teaches(review: Larkfield) -> None:
    made = ReportPage(review.bridge)
    show(made, review)
    made.enter(COMPARED)
    assert "Nothing to compare yet" in texts(made)
    made.close()
