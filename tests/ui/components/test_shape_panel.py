"""The report in another shape: which is chosen says for whom, of which version it is made, and what came of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reviewer_app.model.words import ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.report.word import text_in
from reviewer_app.review import reporting
from reviewer_app.ui.components.version_list import latest_words
from reviewer_app.ui.pages.report import EXPORTED, ReportPage
from tests.support import BuilderHere
from tests.ui.pages.choosing import under_its_own_name
from tests.ui.support import Larkfield, wait_until


@pytest.fixture
def page(review: Larkfield, tmp_path: Path) -> Iterator[ReportPage]:
    review.bridge.session.builder = BuilderHere()
    made = ReportPage(review.bridge, under_its_own_name(tmp_path))
    review.bridge.changed.connect(made.refresh)
    made.resize(1060, 740)
    made.show()
    made.enter(EXPORTED)
    yield made
    made.leave()
    made.close()
    review.settle()
    made.deleteLater()


def test_a_shape_is_saved_read_again_and_listed_with_its_reader(page: ReportPage) -> None:
    page.versions.shape.click()
    panel = page.shape
    assert panel.isVisible()
    wait_until(lambda: bool(panel.made_of))
    assert panel.made_of == "A draft: it says so on top, with the number 1."
    assert (panel.recipient.value, panel.place.suffix) == ("the headteacher", ".docx")
    panel.start.click()
    wait_until(lambda: bool(panel.outcome), 60)
    assert "everything is in it" in panel.outcome
    [version] = page.opened.versions()
    assert (version.shape, version.recipient) == (ReportShape.WORD, "the headteacher")
    [written] = panel.place.parent.glob("*.docx")
    assert "Larkfield Primary School" in text_in(written.read_bytes())
    assert latest_words([version]).startswith("Draft 1, for Word exported")


def test_choosing_says_for_whom_and_what_cannot_be_published_says_why(page: ReportPage) -> None:
    panel = page.shape
    panel.open()
    wait_until(lambda: bool(panel.made_of))
    at = {way: number for number, way in enumerate(panel.choices.offered)}
    panel.choices.buttons[at["governors.pdf"]].click()
    assert (panel.recipient.value, panel.purpose.value) == ("the governors", "their meeting")
    assert panel.place.name == "Larkfield Primary School, summary for governors, draft 1.pdf"
    assert panel.start.isEnabled()
    panel.choices.buttons[at["to-publish.html"]].click()
    assert panel.recipient.value == "everybody"
    assert not panel.start.isEnabled()
    assert "Seal the report first." in panel.start.disabled_reason
    # Chosen again, it stays chosen.
    panel.choices.buttons[at["to-publish.html"]].click()
    assert panel.choices.value == ("to-publish.html",)
    panel.choices.buttons[at["word.docx"]].click()
    assert panel.start.isEnabled()


def test_the_shapes_have_the_keys_first_and_whom_it_is_for_comes_next(page: ReportPage) -> None:
    page.activateWindow()
    page.shape.open()
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.shape.choices.isAncestorOf(focused)
    page.shape.focusNextPrevChild(True)
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.shape.recipient.isAncestorOf(focused)


def test_enter_on_the_shape_that_is_chosen_saves_it(page: ReportPage) -> None:
    page.activateWindow()
    page.shape.open()
    wait_until(lambda: bool(page.shape.made_of))
    word, web, *_others = page.shape.choices.buttons
    QTest.keyClick(word, Qt.Key.Key_Down)
    QTest.keyClick(web, Qt.Key.Key_Return)
    assert page.shape.choices.value == ("web.html",)
    assert not page.shape.outcome
    QTest.keyClick(web, Qt.Key.Key_Delete)
    QTest.keyClick(web, Qt.Key.Key_Return)
    wait_until(lambda: bool(page.shape.outcome), 60)
    [made] = page.opened.versions()
    assert made.shape is ReportShape.WEB


def test_covering_e_mail_is_copied_whole(page: ReportPage, review: Larkfield) -> None:
    page.versions.mail.click()
    assert page.mail.words.text().startswith("No version of this report has been exported yet.")
    assert not page.mail.copy.isEnabled()
    bridge = review.bridge
    bridge.do(
        reporting.record_version,
        b"%PDF",
        ReportStage.DRAFT,
        1,
        MadeFor("the headteacher", "factual check"),
    )
    wait_until(lambda: bool(bridge.opened.versions()))
    page.mail.open()
    page.mail.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("To: the headteacher\nSubject: Larkfield Primary School: draft 1")
    assert page.mail.done.text() == "Copied."
    # What left as data stands there too, and a final's is not shown as signed: only the report itself is.
    bridge.do(
        reporting.record_version,
        b"{}",
        ReportStage.FINAL,
        1,
        MadeFor("the programme office", "its records"),
        ReportShape.OPEN_DATA,
    )
    wait_until(lambda: len(bridge.opened.versions()) == 2)
    rows = {one.title: one for one in page.versions.rows.rows}
    assert set(rows) == {"Draft 1", "Final, as data"}
    assert rows["Final, as data"].icon == "report"
    assert rows["Final, as data"].second.endswith("for the programme office, its records")
