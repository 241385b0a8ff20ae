"""A visit from its start to its end without the mouse, in the real window."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.model.words import ActivityState, Bearing
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.support import Larkfield

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Presses keys where the focus is, and waits for what comes of them."""

    def __init__(self, window: MainWindow, review: Larkfield) -> None:
        self.window, self.review = window, review

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)
        QApplication.processEvents()
        self.review.settle()
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type words."""
        QTest.keyClicks(self.window.focusWidget(), words)


@pytest.fixture
def window(review: Larkfield, theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    made.furnish()
    makers: dict[str, Callable[[], Page]] = {
        page.page_id: partial(page, review.bridge) for page in (TodayPage, NotesPage, PlanPage)
    }
    made.open(
        review.bridge,
        makers,
        [],
        heading=("Larkfield Primary School", "Day 2 of 3"),
        second=str,
        next_up=str,
    )
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    made.show_page("today")
    QApplication.processEvents()
    yield made
    made.close_review()
    made.close()


def test_a_visit_from_start_to_end_without_the_mouse(window: MainWindow, review: Larkfield) -> None:
    press = Keyboard(window, review)
    press.key(Qt.Key.Key_Return)
    assert window.current_page == "notes"
    press.type("Pupils talk about reading")
    press.key(Qt.Key.Key_2, CONTROL)
    press.key(Qt.Key.Key_Return)
    notes = review.opened.notes_of(review.activities["voice"])
    assert [(one.text, one.bearing) for one in notes] == [
        ("Pupils talk about reading", Bearing.EBI)
    ]
    press.key(Qt.Key.Key_F9)
    press.key(Qt.Key.Key_Escape)
    press.key(Qt.Key.Key_Up, CONTROL)
    press.key(Qt.Key.Key_F2)
    press.type(" at home")
    press.key(Qt.Key.Key_Return)
    assert review.opened.notes_of(review.activities["voice"])[0].text.endswith("at home")
    press.key(Qt.Key.Key_Up, CONTROL)
    press.key(Qt.Key.Key_Delete)
    assert review.opened.notes_of(review.activities["voice"]) == []
    press.key(Qt.Key.Key_Z, CONTROL)
    assert len(review.opened.notes_of(review.activities["voice"])) == 1
    press.type("The last words")
    press.key(Qt.Key.Key_Return, CONTROL)
    assert len(review.opened.notes_of(review.activities["voice"])) == 2
    assert review.visit("voice").state is ActivityState.WRITTEN_UP


def test_the_plan_changes_without_the_mouse(window: MainWindow, review: Larkfield) -> None:
    press = Keyboard(window, review)
    window.show_page("plan", review.activities["science"])
    press.key(Qt.Key.Key_F2)
    press.type("1330")
    press.key(Qt.Key.Key_Return)
    press.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = review.visit("science").planned_start
    assert moved is not None
    assert moved[11:16] == "13:35"
    press.key(Qt.Key.Key_B, CONTROL)
    press.type("the books were at home")
    press.key(Qt.Key.Key_Return)
    assert review.visit("science").state is ActivityState.NOT_SEEN
    press.key(Qt.Key.Key_Delete)
    assert len(review.opened.activities()) == 11
    press.key(Qt.Key.Key_Z, CONTROL)
    assert len(review.opened.activities()) == 12
    page = window.findChild(PlanPage)
    assert page is not None
    assert not page.bar.banner.isVisible()


def test_no_part_of_a_page_flashes_up_as_a_window(
    window: MainWindow, review: Larkfield, qapp: QApplication
) -> None:
    class Shown(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                event.type() == QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
            ):
                self.found.append(f"{type(watched).__name__} {watched.accessibleName()}")
            return False

    shown = Shown()
    qapp.installEventFilter(shown)
    for page in ("notes", "plan", "today"):
        window.show_page(page)
        qapp.processEvents()
    qapp.removeEventFilter(shown)
    assert shown.found == []
