"""Undo in a text field: what was typed and not yet committed is the field's, everything else the window's."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import GrowingText, Scroller
from reviewer_app.ui.widgets.plain_edit import MOST_CHARACTERS

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def growing(qtbot: QtBot, qapp: QApplication, theme: Theme) -> GrowingText:
    made = GrowingText("Sentence", "Settled.")
    qtbot.addWidget(made)
    made.resize(500, 120)
    made.show()
    made.activateWindow()
    made.words.setFocus()
    qapp.processEvents()
    return made


def keeps(growing: GrowingText, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether the field keeps a key to itself, so that no command of the window hears it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    QApplication.sendEvent(growing.words, event)
    return event.isAccepted()


def test_what_was_committed_is_the_windows_to_undo(growing: GrowingText) -> None:
    for words in (" One.", " Two."):
        QTest.keyClicks(growing.words, words)
        assert keeps(growing, Key.Key_Z, CONTROL)
        QTest.keyClick(growing.words, Key.Key_Return)
        assert not keeps(growing, Key.Key_Z, CONTROL)
    QTest.keyClicks(growing.words, " Three.")
    QTest.keyClick(growing.words, Key.Key_Z, CONTROL)
    assert growing.text == "Settled. One. Two."


def test_a_change_of_looks_is_no_step_to_undo(growing: GrowingText) -> None:
    font = growing.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    growing.words.dress(font)
    assert not keeps(growing, Key.Key_Z, CONTROL)
    QTest.keyClicks(growing.words, " More.")
    growing.words.dress(font)
    growing.resize(400, 120)
    QTest.keyClick(growing.words, Key.Key_Z, CONTROL)
    assert growing.text == "Settled."


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Key.Key_Z, CONTROL), (Key.Key_Z, CONTROL | SHIFT), (Key.Key_Y, CONTROL)]
)
def test_a_field_with_nothing_of_its_own_hands_the_key_on(
    growing: GrowingText, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    assert not keeps(growing, key, modifiers)


def test_a_book_is_not_pasted_and_that_is_said(
    growing: GrowingText, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _spot, words, _field: told.append(words))
    pasted = QMimeData()
    pasted.setText("word " * (MOST_CHARACTERS // 5))
    growing.words.insertFromMimeData(pasted)
    assert growing.words.text() == "Settled."
    assert "100,000 characters" in told[0]
    pasted.setText("word " * 1_000)
    growing.words.insertFromMimeData(pasted)
    assert len(growing.words.text()) > 4_999


def test_the_page_goes_along_with_the_line_that_is_written(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    page, growing = QWidget(), GrowingText("Sentence", "Settled.")
    column = QVBoxLayout(page)
    column.addSpacing(150)
    column.addWidget(growing)
    column.addSpacing(600)
    scroller = Scroller(page)
    qtbot.addWidget(scroller)
    scroller.resize(300, 240)
    scroller.show()
    scroller.activateWindow()
    qapp.processEvents()
    words = growing.words
    words.setFocus()

    def in_sight() -> bool:
        line = words.cursorRect()
        top = words.viewport().mapTo(scroller.viewport(), line.topLeft()).y()
        return 0 <= top <= scroller.viewport().height() - line.height()

    QTest.keyClicks(words, " Pupils explain their method to a partner before they write it" * 6)
    qtbot.waitUntil(in_sight)
    assert words.height() > scroller.viewport().height()
    place = words.textCursor()
    place.setPosition(0)
    words.setTextCursor(place)
    assert in_sight()
    # What one reads elsewhere stays where it is.
    scroller.verticalScrollBar().setValue(scroller.verticalScrollBar().maximum())
    growing.words.clearFocus()
    growing.set_text("Settled.")
    qapp.processEvents()
    assert not in_sight()
