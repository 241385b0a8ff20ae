"""What the tests of the page Report share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.widgets import Text

PARTNER = "Pupils explain their mathematics because every lesson asks them to prove an answer."


def texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(Text) if one.isVisibleTo(page)]


def write(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
