"""What is only told goes by itself; a refusal stands until it is closed."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from reviewer_app.errors import UserError
from reviewer_app.ui.theme import Theme
from tests.ui.shell.windows import opened_window


def test_what_is_only_told_goes_by_itself_or_with_the_next_command(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer_app.ui.shell.notices.TOLD_MS", 60)
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        window.notices.tell("Your recovery code is checked.")
        assert window.notices.notice.isVisible()
        shown.wait(window.notices.notice.isHidden)
        window.notices.tell("Your recovery code is checked.")
        window.menus.run(next(one for one in window.commands() if one.id == "go.notes"))
        assert window.current_page == "notes"
        assert window.notices.notice.isHidden()


def test_a_refusal_stands_until_it_is_closed(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer_app.ui.shell.notices.TOLD_MS", 1)
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        window = shown.window
        window.notices.tell("Your recovery code is checked.")
        window.notices.refuse(UserError("review.nobody"))
        QTest.qWait(60)
        window.menus.run(next(one for one in window.commands() if one.id == "go.notes"))
        assert window.notices.notice.isVisible()
        window.notices.notice.acted.emit()
        assert window.notices.notice.isHidden()
