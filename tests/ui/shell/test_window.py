"""The window: keys typed early are kept, commands have their places."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from reviewer_app.model.nouns import Activity
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.pages.unlock import Unlock
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.shell.page_list import EVERY_PAGE, done_elsewhere
from reviewer_app.ui.shell.threshold import FRAME
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Palette
from tests.ui.shell.windows import opened_window
from tests.ui.support import wait_until


def test_keys_typed_at_first_paint_reach_the_first_field(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme, passphrase=None) as shown:
        shown.window.activateWindow()
        QTest.keyClicks(shown.window, "lanterns")
        shown.wait(lambda: isinstance(shown.window.shown, Unlock))
        unlock = shown.window.shown
        assert isinstance(unlock, Unlock)
        shown.wait(lambda: unlock.passphrase.value == "lanterns")


def test_nothing_takes_the_focus_before_there_is_a_page(theme: Theme) -> None:
    window = MainWindow(theme)
    window.furnish()
    window.show()
    window.activateWindow()
    QCoreApplication.processEvents()
    assert window.focusWidget() is None
    window.close()
    window.deleteLater()


def test_a_page_is_as_one_left_it_at_the_next_start(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.window.show_page("evidence")
        page = shown.window.page("evidence")
        assert page is not None
        before = page.memory()
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("evidence")
        page = shown.window.page("evidence")
        assert page is not None
        assert page.memory() == before


@pytest.mark.parametrize("page", ["today", "notes"])
def test_ctrl_enter_in_the_sheet_is_the_sheets_and_not_the_pages(
    tmp_path: Path, theme: Theme, page: str
) -> None:
    with opened_window(tmp_path, theme, seed=False) as shown:
        shown.wait_for_page("today")
        window = shown.window
        window.activateWindow()
        window.show_page(page)
        new = next(one for one in window.commands() if one.key == "Ctrl+N")
        window.menus.run(new)
        title = window.focusWidget()
        QTest.keyClicks(title, "Year 4 mathematics")
        QTest.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait_until(lambda: window.current_page == "notes")
        notes = window.page("notes")
        assert isinstance(notes, NotesPage)
        wait_until(lambda: bool(notes.activity))
        begun = notes.opened.get(Activity, notes.activity)
        assert begun is not None
        assert begun.title == "Year 4 mathematics"
        assert window.notices.notice.isHidden()


def test_the_window_begins_no_larger_than_the_screen_with_its_frame(theme: Theme) -> None:
    window = MainWindow(theme)
    available = window.screen().availableSize()
    assert window.width() + FRAME.width() <= available.width()
    assert window.height() + FRAME.height() <= available.height()
    window.deleteLater()


def test_handing_over_is_one_key_from_every_page_and_none_while_findings_are_read_on_the_wall(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        for page in EVERY_PAGE:
            window.show_page(page)
            here = {one.id: (one.text, one.key) for one in window.commands()}
            assert here["team.both"] == ("Hand over and gather", "Ctrl+Shift+B"), page
            assert here["team.hand-over"] == ("Hand over", "Ctrl+Shift+H"), page
            assert here["team.gather"] == ("Gather", "Ctrl+Shift+G"), page
        window.show_page("findings")
        findings = window.page("findings")
        assert isinstance(findings, FindingsPage)
        findings.open_meeting()
        window.menus.run(command_of(window, "team.hand-over"))
        assert window.current_page == "findings"
        assert findings.meeting is not None
        findings.meeting.close_view()
        team = window.page("team")
        assert isinstance(team, TeamPage)
        begun = []
        team.rounds.place_wanted.disconnect()
        team.rounds.place_wanted.connect(lambda: begun.append(window.current_page))
        window.menus.run(command_of(window, "team.hand-over"))
        # Nowhere is chosen yet, so that is asked for first.
        shown.wait(lambda: begun == ["team"])


def command_of(window: MainWindow, command: str) -> Command:
    return next(one for one in window.commands() if one.id == command)


def test_the_palette_finds_what_is_done_on_other_pages(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        for page, done in done_elsewhere().items():
            shown.window.show_page(page)
            # No key does two things.
            keys = [key for one in shown.window.commands() for key in (one.key, one.also) if key]
            assert len(keys) == len(set(keys)), page
            here = {one.id: one.text for one in shown.window.commands()}
            assert {command: here.get(command) for command, _words in done} == dict(done)
        shown.window.show_page("today")
        shown.window.menus.open_palette()
        palette = shown.window.findChild(Palette)
        assert palette is not None
        palette.chosen.emit("report.draft")
        assert shown.window.current_page == "report"
        report = shown.window.page("report")
        assert isinstance(report, ReportPage)
        assert report.draft.isVisible()
