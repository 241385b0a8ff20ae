"""What every page must hold in every size: nothing wider than its screen, nothing without a name."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.widgets import DateField, NumberField, SearchField, Text, TimeField
from tests.ui.support import Larkfield

SIZES = ((877, 520, 1.0), (1064, 760, 1.0), (1165, 664, 2.0))
"""What is left for a page of 1093x560, 1280x800, and of 1280x720 at 200 % text."""


def show(page: Page, review: Larkfield, width: int = 1064, height: int = 760) -> None:
    """Show a page as the window does, and let it settle."""
    review.bridge.changed.connect(page.refresh)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()


@contextmanager
def at_mathematics(review: Larkfield) -> Iterator[NotesPage]:
    """Show the page of notes on the visit that is about to begin; it has four."""
    made = NotesPage(review.bridge)
    show(made, review)
    made.enter(review.activities["mathematics"])
    yield made
    made.leave()
    made.close()


def too_wide(page: QWidget) -> list[str]:
    """Name what is visible and needs more width than it has, and what reaches beyond the page."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, Text) and widget.minimumSizeHint().width() > widget.width():
            found.append(f"clipped: {widget.text()}")
        right = widget.mapTo(page, widget.rect().topRight()).x()
        if isinstance(widget, Text | QAbstractButton) and right >= page.width():
            found.append(f"beyond the page: {type(widget).__name__} {widget.accessibleName()}")
    return found


SPOKEN_UNGUARDED = frozenset(
    {
        "",  # the groups of a recovery code, named once they are asked for
        "Who it is for",
        "What for",
        "Abbreviation",
        "Name, as the report prints it",
        "Names to look out for",
        "Allowed by",
        "Name",
        "Room",
        "Number",
        "Time seen",
        "Time seen, of the note being changed",
        "Seen",
        "Pupils",
        "Address",
        "The code another laptop shows",
        "Address of the time-stamping service",
        "Name to sign in with",
        "Colour",
        "Whose logo it is",
    }
)
"""Fields in which names may stand, or that hold a time, a count or a code (`tests/checks/test_written_fields.py`)."""


def unguarded(window: QWidget) -> list[str]:
    """Name every field that can be written in and underlines no names, hidden ones too, but for those that may."""
    not_words = (NumberField, TimeField, DateField)
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in window.findChildren(QWidget)
        if isinstance(one, QLineEdit | QTextEdit)
        and not one.isReadOnly()
        and not isinstance(one, SearchField)
        and not isinstance(one.parentWidget(), (*not_words, QAbstractSpinBox))
        and not (isinstance(one, QLineEdit) and one.echoMode() is not QLineEdit.EchoMode.Normal)
        and one.findChild(NameMarks) is None
        and one.accessibleName() not in SPOKEN_UNGUARDED
    ]


def nameless(page: QWidget) -> list[str]:
    """Name the kind of every control that a screen reader could not name."""
    controls = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QComboBox)
    return [
        type(one).__name__
        for one in page.findChildren(QWidget)
        if isinstance(one, controls)
        and one.isVisible()
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not isinstance(one.parentWidget(), QComboBox)
    ]
