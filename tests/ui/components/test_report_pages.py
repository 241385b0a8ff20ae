"""The true pages follow the words, beside the sheet where there is room, and keep their place."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from reviewer_app.model.words import Bearing
from reviewer_app.report.content import ReportContent
from reviewer_app.review import findings
from reviewer_app.ui.components import report_sheet
from reviewer_app.ui.components.report_parts import ReportSentence
from reviewer_app.ui.pages.report import PAGES, WRITING, ReportPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.support import BuilderHere
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


def words_of(page: ReportPage, finding: str) -> PlainEdit:
    """Put the cursor into the sentence of a finding on the sheet."""
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    part.sentence.sentence.words.setFocus()
    return part.sentence.sentence.words


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
    QTest.keyClicks(words_of(page, finding), " And so on.")
    wait_until(lambda: page.pages.current and page.pages.pdf != before, 60)
    assert review.opened.position == position
    page.resize(760, 700)
    assert not page.sheet.isVisible()
    assert page.pages.isVisible()
    page.show_view(WRITING)
    assert page.sheet.isVisible()
    assert not page.pages.isVisible()


def test_one_who_types_on_without_a_pause_is_followed_all_the_same(
    review: Larkfield, page: ReportPage, finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.bridge.session.builder = BuilderHere()
    page.show_view(PAGES)
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    before, words = page.pages.pdf, words_of(page, finding)

    edges = list[tuple[object, ...]]()
    monkeypatch.setattr(report_sheet, "shadow", lambda *drawn: edges.append(drawn))

    def draws_its_line_alone() -> bool:
        # A key draws its line, and not the whole paper with its shadow.
        edges.clear()
        QTest.keyClicks(words, "a")
        QTest.qWait(50)
        return not edges

    wait_until(draws_its_line_alone, 10)

    def followed() -> bool:
        # Between two looks a few hundredths of a second pass: never the moment that a pause would be.
        QTest.keyClicks(words, "a")
        QTest.qWait(50)
        return page.pages.pdf != before

    wait_until(followed, 20)
    assert page.pages.pages > 0


def test_pages_are_built_while_one_types_on_and_turned_without_a_blank(
    review: Larkfield, page: ReportPage, finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = review.bridge.session.builder = BuilderHere()
    page.show_view(PAGES)
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    before = page.pages.pdf
    held, let_go = threading.Event(), threading.Event()
    build, threads = builder.build, list[threading.Thread]()

    def building(content: ReportContent, *, draft: bool) -> bytes:
        threads.append(threading.current_thread())
        held.set()
        let_go.wait(20)
        return build(content, draft=draft)

    monkeypatch.setattr(builder, "build", building)
    words = words_of(page, finding)
    QTest.keyClicks(words, " One")
    wait_until(held.is_set, 20)
    QTest.keyClicks(words, " two.")
    assert words.text().endswith(" One two.")
    assert page.pages.pdf == before
    kept = list[bytes]()
    monkeypatch.setattr(page.pages.view, "hold", lambda: kept.append(page.pages.pdf))
    let_go.set()
    wait_until(lambda: page.pages.current and page.pages.pdf != before, 60)
    assert kept[0] == before
    assert threading.main_thread() not in threads
