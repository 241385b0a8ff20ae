"""Two versions of a note in the window: told in words wherever it stands, and in two actions one is chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.model.nouns import Finding, Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import capture, exchange, findings, team
from reviewer_app.review.differing import differing
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.models.waiting_model import waiting_lines
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Banner, ListPanel, Text
from reviewer_app.ui.widgets.compared_text import ComparedText
from reviewer_app.ui.widgets.two_line import index_id
from tests.ui.pages.looks import nameless, show
from tests.ui.support import Larkfield, WallClock, make_bridge, make_session, wait_until

ONE, OTHER = "Three of four finish early.", "Three of the four finish."


def disputed(review: Larkfield) -> str:
    """Let a note be changed in two places, neither of which had seen the other."""
    note = review.opened.notes_of(review.activities["mathematics"])[1].id
    before = review.opened.position
    review.session.do(review.opened, capture.edit_note, note, text=OTHER, bearing=Bearing.EBI)
    review.session.do(
        review.opened, capture.edit_note, note, since=before, text=ONE, bearing=Bearing.WWW
    )
    return note


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open."""
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def note(review: Larkfield) -> str:
    """A note with two versions, behind a finding."""
    made = disputed(review)
    review.session.do(
        review.opened,
        findings.add_finding,
        "provision",
        Bearing.WWW,
        "Pupils explain their thinking.",
        evidence=[made],
    )
    return made


@pytest.fixture(params=[NotesPage, EvidencePage, FindingsPage])
def page(review: Larkfield, note: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on which the note stands, with the note current in its list."""
    made: Page = request.param(review.bridge)
    show(made, review)
    if isinstance(made, FindingsPage):
        made.table.open_finding(review.opened.findings()[0].id)
    else:
        made.enter(note if isinstance(made, NotesPage) else "")
    list_of(made).set_current(note)
    yield made
    made.leave()
    made.close()


def list_of(page: Page) -> ListPanel:
    if isinstance(page, NotesPage):
        return page.stream
    assert isinstance(page, EvidencePage | FindingsPage)
    return page.list if isinstance(page, EvidencePage) else page.table.notes


def sheet_of(page: Page) -> TwoVersions:
    assert isinstance(page, NotesPage | EvidencePage | FindingsPage)
    return page.versions


def open_sheet(page: Page) -> TwoVersions:
    """Do the command, as its key does."""
    command = next(one for one in page.commands() if one.key == "F4")
    assert command.why_not() == ""
    command.run()
    sheet = sheet_of(page)
    wait_until(sheet.isVisible)
    return sheet


def said(sheet: TwoVersions) -> list[str]:
    return [one.text() for one in sheet.columns.findChildren(Text)]


def test_a_note_says_in_words_where_it_stands_that_it_has_two_versions(page: Page) -> None:
    shown = list_of(page)
    spoken = shown.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Two versions" in spoken.split(", ")


def test_one_key_shows_both_and_one_keeps_one(page: Page, review: Larkfield, note: str) -> None:
    sheet = open_sheet(page)
    texts = [one.text() for one in sheet.columns.findChildren(ComparedText)]
    assert sorted(texts) == sorted([ONE, OTHER])
    words = said(sheet)
    assert [one for one in words if one.startswith("Version ")] == [
        "Version 1: You",
        "Version 2: You",
    ]
    assert sum("18 November, 12:31" in one for one in words) == len(texts)
    assert {"What went well", "Even better if"} <= set(words)
    assert nameless(sheet) == []
    QTest.keyClick(sheet, Qt.Key.Key_2)
    review.settle()
    wait_until(sheet.isHidden)
    assert review.opened.disputed == set()
    assert review.need(Note, note).text == texts[1]
    command = next(one for one in page.commands() if one.key == "F4")
    assert command.why_not()


def test_opening_the_note_shows_both_and_enter_keeps_the_first(
    page: Page, review: Larkfield, note: str
) -> None:
    list_of(page).opened.emit(note)
    sheet = sheet_of(page)
    wait_until(sheet.isVisible)
    first = sheet.columns.findChildren(ComparedText)[0].text()
    focused = sheet.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Keep version 1"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.disputed == set()
    assert review.need(Note, note).text == first


def test_undo_brings_both_back_to_choose_from(page: Page, review: Larkfield, note: str) -> None:
    sheet = open_sheet(page)
    QTest.keyClick(sheet, Qt.Key.Key_2)
    review.settle()
    review.bridge.undo()
    review.settle()
    assert review.opened.disputed == {note}
    open_sheet(page)
    texts = [one.text() for one in sheet.columns.findChildren(ComparedText)]
    assert sorted(texts) == sorted([ONE, OTHER])


@pytest.mark.parametrize("page", [NotesPage], indirect=True)
def test_one_is_written_from_both_and_nothing_is_chosen_before(
    page: NotesPage, review: Larkfield, note: str
) -> None:
    sheet = open_sheet(page)
    QTest.mouseClick(sheet.anew, Qt.MouseButton.LeftButton)
    editor = page.stream.editor
    assert editor is not None
    assert sorted(editor.text.split("\n\n")) == sorted([ONE, OTHER])
    review.settle()
    assert review.opened.disputed == {note}
    editor.words.selectAll()
    QTest.keyClicks(editor.words, "Three of the four finish early.")
    QTest.keyClick(editor.words, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.disputed == set()
    assert review.need(Note, note).text == "Three of the four finish early."


@pytest.mark.parametrize("page", [NotesPage], indirect=True)
def test_what_arrives_while_both_are_in_sight_is_shown_too(
    page: NotesPage, review: Larkfield, note: str
) -> None:
    before = review.opened.position
    sheet = open_sheet(page)
    review.bridge.do(capture.edit_note, note, since=1, text="A third wording.")
    review.settle()
    wait_until(lambda: "A third wording." in said(sheet))
    review.bridge.do(capture.edit_note, note, text="Settled.", bearing=Bearing.EBI)
    review.settle()
    wait_until(sheet.isHidden)
    assert before < review.opened.position


def test_what_differs_is_found_word_by_word() -> None:
    marked = [ONE[start : start + length] for start, length in differing(ONE, [OTHER])]
    assert [one.strip() for one in marked] == ["early"]
    assert [OTHER[at : at + size].strip() for at, size in differing(OTHER, [ONE])] == ["the"]
    assert differing(ONE, [ONE]) == ()
    assert differing(ONE, []) == ()


@pytest.mark.parametrize("page", [NotesPage], indirect=True)
def test_one_key_keeps_both_as_notes_beside_each_other(
    page: NotesPage, review: Larkfield, note: str
) -> None:
    sheet = open_sheet(page)
    assert sheet.both.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_B)
    review.settle()
    wait_until(sheet.isHidden)
    visit = review.need(Note, note).activity
    words = [one.text for one in review.opened.notes_of(visit)]
    assert words.count(ONE) == words.count(OTHER) == 1
    assert review.opened.disputed == set()


def test_both_versions_of_others_stay_theirs_and_the_sheet_says_why(
    review: Larkfield, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ben = make_session(tmp_path / "ben", WallClock(), "Ben")
    shared = team.join(ben, team.set_up_team(review.session, review.opened.id, [team.my_card(ben)]))
    exchange.hand_over(review.session, shared, str(stick))
    exchange.gather(ben, shared, str(stick))
    of_ben = ben.open(shared)
    note = of_ben.notes_of(review.activities["mathematics"])[0].id
    before = of_ben.position
    ben.do(of_ben, capture.edit_note, note, text=OTHER)
    ben.do(of_ben, capture.edit_note, note, since=before, text=ONE)
    exchange.hand_over(ben, shared, str(stick))
    ben.close()
    exchange.gather(review.session, shared, str(stick))
    review.bridge.refresh()
    wait_until(lambda: note in review.opened.disputed)
    page = TeamPage(review.bridge)
    show(page, review)
    page.versions.ask(note)
    wait_until(page.versions.isVisible)
    assert not page.versions.both.isEnabled()
    assert page.versions.why_not_both.isVisible()
    assert "nobody writes a note in another’s name" in page.versions.why_not_both.text()
    page.deleteLater()


def disputed_finding(review: Larkfield) -> str:
    """Let two people word a finding, each without the other's words; gives its id."""
    finding = review.opened.findings()[0].id
    before = review.opened.position
    review.session.do(review.opened, findings.edit_finding, finding, text="Pupils explain.")
    review.session.do(
        review.opened, findings.edit_finding, finding, since=before, text="All pupils explain."
    )
    return finding


def test_whatever_has_two_versions_is_listed_and_chosen_on_the_page_team(
    review: Larkfield, note: str
) -> None:
    finding = disputed_finding(review)
    page = TeamPage(review.bridge)
    show(page, review)
    page.enter()
    rows = {one.id: (one.title, one.second) for one in page.two_versions.model.rows}
    assert rows.keys() == {note, finding}
    assert rows[finding][1] == "Finding"
    [waits] = [
        one
        for one in waiting_lines(review.opened, review.clock().date())
        if one.id == "two-versions"
    ]
    assert (waits.title, waits.page) == ("2 entries were changed in two places", "team")
    rows_of = page.two_versions.list
    row = next(at for at in range(len(rows)) if index_id(rows_of.model().index(at, 0)) == finding)
    place = rows_of.visualRect(rows_of.model().index(row, 0)).center()
    QTest.mouseClick(rows_of.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait_until(page.versions.isVisible)
    texts = [one.text() for one in page.versions.columns.findChildren(ComparedText)]
    assert sorted(texts) == ["All pupils explain.", "Pupils explain."]
    assert page.versions.both.isHidden()
    assert nameless(page.versions) == []
    QTest.keyClick(page.versions, Qt.Key.Key_2)
    review.settle()
    wait_until(page.versions.isHidden)
    assert review.opened.disputed == {note}
    assert review.need(Finding, finding).text == texts[1]
    assert page.result.text == "One version stands now. The other is in its history."
    assert page.result.isVisible()
    page.refresh(frozenset())
    assert [one.id for one in page.two_versions.model.rows] == [note]
    page.deleteLater()


def test_a_finding_says_in_its_place_that_it_has_two_versions_and_shows_them(
    review: Larkfield, note: str
) -> None:
    finding = disputed_finding(review)
    page = FindingsPage(review.bridge)
    show(page, review)
    page.enter(finding)
    [said_there] = [one for one in page.findings.findChildren(Banner) if "two places" in one.text]
    assert said_there.isVisible()
    said_there.acted.emit()
    wait_until(page.versions.isVisible)
    texts = [one.text() for one in page.versions.columns.findChildren(ComparedText)]
    assert sorted(texts) == ["All pupils explain.", "Pupils explain."]
    page.leave()
    page.deleteLater()
