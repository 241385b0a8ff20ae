"""A screen reader that counted the children of a scroll area may ask for each of them, whatever was hidden since."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Scroller
from tests.checks import source

EVERYTHING = 3
"""What is shown through it, and the two places of scroll bars."""


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    """More lines than fit, under the name of notes."""
    made = QWidget()
    qtbot.addWidget(made)
    scroller = Scroller(QLabel("line\n" * 200))
    scroller.setAccessibleName("Notes")
    QVBoxLayout(made).addWidget(scroller)
    made.resize(300, 300)
    made.show()
    QApplication.processEvents()
    assert scroller.verticalScrollBar().isVisible()
    return made


def tree_of(page: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(page.findChildren(Scroller)[0])


def count_of(page: QWidget) -> int:
    return tree_of(page).childCount()


def test_as_many_count_when_everything_fits(page: QWidget) -> None:
    assert count_of(page) == EVERYTHING
    page.findChildren(QLabel)[0].setText("line")
    QApplication.processEvents()
    assert not page.findChildren(Scroller)[0].verticalScrollBar().isVisible()
    assert count_of(page) == EVERYTHING


def test_as_many_count_when_the_page_is_left(page: QWidget) -> None:
    page.hide()
    assert count_of(page) == EVERYTHING


def test_there_is_none_beyond_the_last(page: QWidget) -> None:
    # Asked for one too many, what Qt has for a `QScrollArea` ends the process.
    assert count_of(page) == EVERYTHING
    tree = tree_of(page)
    assert [tree.child(at) is None for at in range(EVERYTHING + 1)] == [False, False, False, True]


def test_it_is_called_by_its_own_name_and_what_is_hidden_is_told_so(page: QWidget) -> None:
    tree = tree_of(page)
    assert (tree.role(), tree.text(QAccessible.Text.Name)) == (QAccessible.Role.Client, "Notes")
    hidden = [tree.child(at).state().invisible for at in range(tree.childCount())]
    assert sorted(hidden) == [0, 0, 1]


def test_it_stays_so_when_a_method_of_its_own_is_connected(page: QWidget) -> None:
    class Following(Scroller):
        def follow(self) -> None:
            self.ensureVisible(0, 0)

    made = Following(QLabel("line"), page)
    made.verticalScrollBar().rangeChanged.connect(made.follow)
    assert QAccessible.queryAccessibleInterface(made).childCount() == EVERYTHING


def test_nothing_else_is_made_of_what_qt_answers_for_without_looking() -> None:
    unsteady = {"QAbstractScrollArea", "QGraphicsView", "QMdiArea", "QPdfView", "QScrollArea"}
    found = {
        source.place(path): {*named(path)} & unsteady
        for path in source.modules(source.PROGRAM / "ui")
    }
    assert {place: names for place, names in found.items() if names} == {
        "reviewer_app/ui/widgets/steady_pages.py": {"QPdfView"},
        "reviewer_app/ui/widgets/steady_tree.py": {"QScrollArea"},
    }


def named(path: Path) -> Iterator[str]:
    """What is called in a file, or is a base of a class in it."""
    yield from map(source.called_name, source.calls(path))
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.ClassDef):
            yield from (base.id for base in node.bases if isinstance(base, ast.Name))
