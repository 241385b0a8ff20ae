"""Commands have their places, and one that cannot be done says why."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from reviewer_app.ui.pages.notes import NotesPage
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


def test_the_keys_undo_and_redo_a_commit_from_the_field_it_was_written_in(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme, page="notes") as shown:
        shown.wait_for_page("notes")
        window = shown.window
        window.activateWindow()
        page = window.page("notes")
        assert isinstance(page, NotesPage)
        stream, words = page.stream.notes, page.editor.words
        words.setFocus()
        before = stream.rowCount()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        QTest.keyClicks(words, "Seen once.")
        QTest.keyClick(words, Qt.Key.Key_Return)
        shown.wait(lambda: page.bridge.state.pending == 0 and stream.rowCount() == before + 1)
        for again, how in ((Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift)):
            QTest.keyClick(words, Qt.Key.Key_Z, control)
            shown.wait(lambda: page.bridge.state.pending == 0 and stream.rowCount() == before)
            assert window.notices.notice.text == "Taken back: a note."
            QTest.keyClick(words, again, how)
            shown.wait(lambda: page.bridge.state.pending == 0 and stream.rowCount() == before + 1)
        assert words.hasFocus()


def test_an_action_is_made_once_and_does_what_its_command_does_now(
    tmp_path: Path, theme: Theme
) -> None:
    """One that was deleted as its menu was filled anew ended the program."""
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        texts = {one.id: one.text for one in window.commands()}

        def action() -> QAction:
            [found] = [one for one in window.actions() if one.text() == texts["go.plan"]]
            return found

        first = action()
        for _again in range(3):
            window.menus.fill()
        assert action() is first
        first.trigger()
        assert window.current_page == "plan"
        assert action() is first
        assert "plan.add" in [one.id for one in window.commands()]
        window.show_page("today")
        shown_keys = [one.shortcut().toString() for one in window.actions()]
        wanted = [QKeySequence(one.key).toString() for one in window.commands()]
        assert sorted(shown_keys) == sorted(wanted)
