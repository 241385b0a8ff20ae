"""A note is found from every page by one key, and opened where it stands."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.ui.components.note_finder import NoteFinder
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.commands import FIND
from reviewer_app.ui.shell.page_list import EVERY_PAGE
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.support import LARKFIELD, START
from tests.ui.shell.windows import Opened, opened_window


def press_key(window: MainWindow) -> None:
    """Do what Ctrl+F does on the page that is shown."""
    [command] = [one for one in window.commands() if one.key == FIND]
    window.menus.run(command)


def finder_of(window: MainWindow) -> NoteFinder:
    found = window.findChild(NoteFinder)
    assert isinstance(found, NoteFinder)
    return found


def title_of(notes: NotesPage) -> str:
    """The visit that is shown."""
    found = notes.opened.get(Activity, notes.activity)
    assert found is not None
    return found.title


def find(shown: Opened, typed: str) -> NoteFinder:
    """Type words into the card and let the answer come."""
    finder = finder_of(shown.window)
    finder.field.clear()
    QTest.keyClicks(finder.field, typed)
    shown.wait(lambda: not finder.asking)
    return finder


def test_one_key_finds_a_note_from_every_page_and_enter_goes_to_it(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        for page in EVERY_PAGE:
            window.show_page(page)
            press_key(window)
            if page != "evidence":
                assert finder_of(window).isVisible()
                finder_of(window).put_away()
        window.show_page("plan")
        press_key(window)
        finder = find(shown, "library locked")
        [row] = finder.rows.rows
        QTest.keyClick(finder.field, Qt.Key.Key_Return)
        assert window.current_page == "notes"
        notes = window.page("notes")
        assert isinstance(notes, NotesPage)
        assert title_of(notes) == "Lunchtime walk"
        assert notes.stream.current_id == row.id
        assert window.focusWidget() is notes.stream


def test_escape_leaves_a_note_being_written_as_it_was(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.window.show_page("notes")
        notes = shown.window.page("notes")
        assert isinstance(notes, NotesPage)
        words = notes.editor.words
        QTest.keyClicks(words, "The walls sh")
        press_key(shown.window)
        find(shown, "pupils")
        QTest.keyClick(finder_of(shown.window).field, Qt.Key.Key_Escape)
        QTest.keyClick(finder_of(shown.window).field, Qt.Key.Key_Escape)
        assert shown.window.focusWidget() is words
        QTest.keyClicks(words, "ow work.")
        assert words.toPlainText() == "The walls show work."


def test_all_that_fits_is_shown_in_evidence_with_the_same_words(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        press_key(shown.window)
        finder = find(shown, "pupils")
        ids = {one.id for one in finder.rows.rows}
        finder.all.click()
        evidence = shown.window.page("evidence")
        assert isinstance(evidence, EvidencePage)
        assert evidence.filter.search.text() == "pupils"
        assert {one.id for one in evidence.notes.rows} == ids


def test_note_of_another_review_opens_that_review(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        session = shown.desk.session
        assert session is not None
        other = session.create_review(LARKFIELD, usual(), start=START, days=3)
        do = session.database.do
        visit = do(other, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Choir").result()
        do(other, capture.commit_note, visit.value, "Zebras sing.").result()
        press_key(shown.window)
        find(shown, "zebras")
        press_key(shown.window)
        finder = finder_of(shown.window)
        shown.wait(lambda: not finder.asking and bool(finder.rows.rows))
        QTest.keyClick(finder.field, Qt.Key.Key_Return)
        shown.wait_for_page("notes")
        notes = shown.window.page("notes")
        assert isinstance(notes, NotesPage)
        assert notes.opened.id == other
        assert title_of(notes) == "Choir"


def test_nothing_is_looked_for_on_the_wall(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.window.show_page("findings")
        findings = shown.window.page("findings")
        assert isinstance(findings, FindingsPage)
        findings.open_meeting()
        assert findings.silent
        press_key(shown.window)
        assert shown.window.findChild(NoteFinder) is None
