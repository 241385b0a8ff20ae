"""Commands have their places, and one that cannot be done says why."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.ui.theme import Theme
from tests.ui.shell.windows import opened_window


def test_the_palette_finds_a_command_and_runs_it(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        window.activateWindow()
        window.menus.open_palette()
        QTest.keyClicks(window.focusWidget(), "go to plan")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        assert window.current_page == "plan"


def test_a_command_that_cannot_be_done_says_why(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        undo = next(one for one in shown.window.commands() if one.id == "edit.undo")
        shown.window.menus.run(undo)
        assert shown.window.notices.notice.text == undo.why_not()
