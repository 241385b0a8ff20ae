"""The keys go back to the very words they were in, whatever came over the page, and over that."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import GrowingText, Palette, Sheet, Suggestion

COMMANDS = (Suggestion("one", "The first", ""), Suggestion("two", "The second", ""))


class Page(QWidget):
    """Three fields; some words of the second are marked. Which fields the keys came to is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.came_to: list[QObject] = []
        self.column = QVBoxLayout(self)
        self.before, self.words, self.after = (
            QLineEdit(words) for words in ("before", "half a sentence", "after")
        )
        for field in (self.before, self.words, self.after):
            self.column.addWidget(field)
            field.installEventFilter(self)
        self.sheet = Sheet(self, "Beside it", close_words="Close")
        self.inside = QLineEdit()
        self.sheet.add(self.inside)
        self.palette_of_all, self.other = Palette(self), Palette(self)
        self.show()
        self.activateWindow()
        self.words.setFocus()
        self.words.setSelection(5, 3)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.came_to.append(watched)
        return False

    def stands_where_it_stood(self) -> bool:
        """Whether the keys are in the second field, its words marked as before, and came to no other on the way."""
        back = self.words.hasFocus() and self.words.selectionStart() == 5
        return back and self.words.selectedText() == "a s" and set(self.came_to) == {self.words}


@pytest.fixture
def page(theme: Theme) -> Page:
    return Page()


def escape() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def test_what_is_marked_stays_marked_and_nothing_else_takes_the_keys_on_the_way(page: Page) -> None:
    page.palette_of_all.open(COMMANDS)
    escape()
    assert page.stands_where_it_stood()
    page.sheet.open()
    assert page.inside.hasFocus()
    escape()
    assert (page.words.hasFocus(), page.words.cursorPosition()) == (True, 8)


def test_from_what_came_over_a_sheet_one_goes_back_to_the_sheet(page: Page) -> None:
    page.sheet.open()
    page.palette_of_all.open(COMMANDS)
    escape()
    assert page.inside.hasFocus()
    escape()
    assert page.words.hasFocus()


def test_where_the_one_below_is_gone_one_goes_back_to_where_it_would_have_gone(page: Page) -> None:
    page.palette_of_all.open(COMMANDS)
    page.other.open(COMMANDS)
    assert not page.palette_of_all.isVisible()
    escape()
    assert page.stands_where_it_stood()


def test_sentence_is_finished_by_a_sheet_and_not_by_what_comes_for_a_moment(page: Page) -> None:
    sentence = GrowingText("Finding")
    page.column.addWidget(sentence)
    sentence.show()
    finished: list[str] = []
    sentence.finished.connect(finished.append)
    sentence.setFocus()
    QTest.keyClicks(sentence.words, "Half a")
    page.palette_of_all.open(COMMANDS)
    escape()
    assert finished == []
    QTest.keyClicks(sentence.words, " sentence")
    page.sheet.open()
    assert finished == ["Half a sentence"]


def test_what_one_went_on_to_meanwhile_keeps_the_keys(page: Page) -> None:
    page.sheet.open()
    page.after.setFocus()
    page.sheet.close_sheet()
    assert page.after.hasFocus()


def test_palette_stays_where_another_window_takes_the_keys(page: Page) -> None:
    page.palette_of_all.open(COMMANDS)
    field = QApplication.focusWidget()
    assert field is not None
    other = QWidget()
    other.show()
    other.activateWindow()
    other.setFocus()
    assert page.palette_of_all.isVisible()
    other.close()
    page.activateWindow()
    assert QApplication.focusWidget() is field
    escape()
    assert page.stands_where_it_stood()
