"""The page Frameworks for tests: shown, files dropped on it, questions written on it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.shipped import shipped, shipped_as
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.own_questions import OwnQuestions
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, wait_until

FORM = """\
| survey |
|        | type     | name  | label      | relevant    |
|        | integer  | seen  | How many?  |             |
|        | text     | why   | Why none?  | ${seen} = 0 |
|        | geopoint | where | Where?     |             |
"""
QUESTION = "To what extent do pupils say what they would change?"


def inspection_areas() -> LoadedFramework:
    """Load the framework that has two forms to choose beside the main ones."""
    found = shipped_as("inspection-areas")
    assert found is not None
    return found


def frameworks_page(review: Larkfield, files: FileChoice | None = None) -> FrameworksPage:
    page = FrameworksPage(review.bridge, files)
    show(page, review)
    page.enter()
    wait_until(page.frameworks.told.isHidden)
    QApplication.processEvents()
    return page


def looked_at(page: FrameworksPage) -> bool:
    """Say whether the file that was chosen is read."""
    return page.adding.isVisible() and not page.adding.told.text.endswith("is being read.")


def add(page: FrameworksPage, file: Path, title: str) -> None:
    """Drop a file on the page and press *Add it*."""
    drop(page, file)
    wait_until(page.adding.add_it.isVisible)
    QTest.keyClick(page.adding.add_it, Qt.Key.Key_Space)
    wait_until(lambda: page.frameworks.detail.title.text() == title)


def drop(page: FrameworksPage, *files: Path) -> bool:
    """Drop files on the page as a file manager does; says whether the page takes them."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    where, copy = QPoint(200, 200), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    came = QDragEnterEvent(where, copy, dragged, left, none)
    came.ignore()
    QApplication.sendEvent(page, came)
    if came.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(where), copy, dragged, left, none))
    return came.isAccepted()


def small(version: str, text: str = SMALL) -> LoadedFramework:
    """Load the small framework as another version of itself."""
    changed = text.replace('version: "1"', f'version: "{version}"', 1)
    return load_framework(changed, source="small.yaml")


def texts(page: FrameworksPage) -> list[str]:
    """Give the words that stand in the preview."""
    return [one.text() for one in page.frameworks.detail.preview.findChildren(Text)]


def visible(page: FrameworksPage) -> list[str]:
    """Give the words in sight."""
    return [one.text() for one in page.findChildren(Text) if one.isVisible()]


def write(questions: OwnQuestions, words: str) -> None:
    questions.new.sentence.words.setFocus()
    QTest.keyClicks(questions.new.sentence.words, words)
    QTest.keyClick(questions.new.sentence.words, Qt.Key.Key_Return)


def earlier() -> LoadedFramework:
    """Load the usual framework as an earlier version of itself."""
    usual = shipped()[0]
    named = f'version: "{usual.framework.version}"'
    assert named in usual.text
    return load_framework(usual.text.replace(named, 'version: "2020.1"', 1), source="earlier.yaml")
