"""What scrolls keeps the focus in sight, and keeps its place where the person did not move the focus."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Button, Scroller, Sheet


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    """A rail with one button beside a page of twenty, scrolled to its end."""
    made, inner = QWidget(), QWidget()
    column = QVBoxLayout(inner)
    for number in range(20):
        column.addWidget(Button(f"Note {number}"))
    row = QHBoxLayout(made)
    row.addWidget(Button("Today"))
    row.addWidget(Scroller(inner))
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    button(made, "Today").setFocus()
    bar(made).setValue(bar(made).maximum())
    return made


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == words)


def bar(page: QWidget) -> QScrollBar:
    return page.findChildren(Scroller)[0].verticalScrollBar()


def in_sight(page: QWidget, one: QWidget) -> bool:
    viewport = page.findChildren(Scroller)[0].viewport()
    top = one.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + one.height() <= viewport.height()


def test_tab_into_what_is_scrolled_to_its_end_brings_the_first_stop_into_sight(
    page: QWidget,
) -> None:
    assert not in_sight(page, button(page, "Note 0"))
    QTest.keyClick(button(page, "Today"), Qt.Key.Key_Tab)
    assert page.focusWidget() is button(page, "Note 0")
    assert in_sight(page, button(page, "Note 0"))


def test_what_is_pressed_does_not_move_under_the_mouse(page: QWidget) -> None:
    at = bar(page).value() - 10
    bar(page).setValue(at)
    QTest.mousePress(button(page, "Note 19"), Qt.MouseButton.LeftButton)
    assert page.focusWidget() is button(page, "Note 19")
    assert bar(page).value() == at
    QTest.mouseRelease(button(page, "Note 19"), Qt.MouseButton.LeftButton)


def test_the_place_stays_where_the_whole_window_comes_back(qtbot: QtBot, page: QWidget) -> None:
    QTest.keyClick(button(page, "Today"), Qt.Key.Key_Tab)
    bar(page).setValue(bar(page).maximum())
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is None)
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button(page, "Note 0"))
    assert bar(page).value() == bar(page).maximum()


def test_sheet_is_as_wide_as_its_page_where_it_needs_the_room(page: QWidget) -> None:
    page.resize(1200, 300)
    narrow = Sheet(page, "Keys", close_words="Close")
    wide = Sheet(page, "Photo", close_words="Close", wide=True)
    for sheet in (narrow, wide):
        sheet.open()
        sheet.close_sheet()
    assert (wide.x(), wide.width()) == (0, 1200)
    assert narrow.width() < 600
    assert narrow.x() + narrow.width() == 1200
