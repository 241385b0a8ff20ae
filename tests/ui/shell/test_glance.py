"""A start begins with Today as it looked when the window was closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reviewer_app.app import Program
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.shell.glance import GLANCE, Glance, glance_in
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.shell.windows import opened_window
from tests.ui.support import PASSPHRASE, WallClock, make_bridge, wait_until

WEDNESDAY, THURSDAY = "2026-11-18", "2026-11-19"


def settings_after_closing(folder: Path, theme: Theme, page: str = "today") -> dict[str, object]:
    with opened_window(folder, theme) as shown:
        shown.wait_for_page("today")
        shown.window.show_page(page)
    session = Program(clock=WallClock(18, 12, 31)).open(folder / "profile", passphrase=PASSPHRASE)
    try:
        return dict(session.settings())
    finally:
        session.close()


def picture(widget: QWidget) -> QImage:
    focused = widget.focusWidget()
    if focused is not None:
        focused.clearFocus()
    return widget.grab().toImage()


def found(settings: dict[str, object], day: str = WEDNESDAY) -> Glance:
    glance = glance_in(settings, day)
    assert glance is not None
    return glance


def test_the_glance_looks_like_the_page_that_follows(tmp_path: Path, theme: Theme) -> None:
    glance = found(settings_after_closing(tmp_path / "first", theme))
    bridge = make_bridge(tmp_path / "second")
    page, shown = TodayPage(bridge.bridge), glance.widget()
    for widget in (page, shown):
        widget.resize(1064, 700)
        widget.show()
    page.enter()
    QTest.qWait(50)
    assert picture(shown) == picture(page)
    for widget in (page, shown):
        widget.close()
        widget.deleteLater()
    bridge.close()


def test_it_is_kept_for_the_days_to_come_and_for_no_other(tmp_path: Path, theme: Theme) -> None:
    settings = settings_after_closing(tmp_path, theme)
    today, tomorrow = found(settings), found(settings, THURSDAY)
    assert "day 2 of 3" in today.look.title
    assert "day 3 of 3" in tomorrow.look.title
    assert "2 of 3" in today.heading[1]
    assert "3 of 3" in tomorrow.heading[1]
    assert glance_in(settings, "2026-11-17") is None
    assert glance_in(settings, "2026-11-20") is None


def test_there_is_none_where_another_page_or_review_was_open(tmp_path: Path, theme: Theme) -> None:
    settings = settings_after_closing(tmp_path, theme, "plan")
    assert glance_in(settings, WEDNESDAY) is None
    kept = settings[GLANCE]
    assert isinstance(kept, dict)
    assert glance_in({**settings, "last_page": "today"}, WEDNESDAY) is not None
    assert glance_in({**settings, "last_page": "today", "last_review": "other"}, WEDNESDAY) is None
    newer = {**kept, "format": 2}
    assert glance_in({**settings, "last_page": "today", GLANCE: newer}, WEDNESDAY) is None


def test_keys_typed_at_the_glance_come_to_the_page(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    glance = found(settings_after_closing(tmp_path / "first", theme))
    window = MainWindow(theme)
    window.furnish()
    window.show()
    window.show_glance(glance.widget(), glance.heading)
    QTest.keyClick(window, Qt.Key.Key_Return)
    pressed: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: object) -> None:
            pressed.append(event.key())  # type: ignore[attr-defined]

    window.show_alone(Page())
    wait_until(lambda: bool(pressed))
    assert pressed == [Qt.Key.Key_Return]
    window.close()
    window.deleteLater()
