"""What every test of the window stands on: one application, dressed in the light theme."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.theme.fonts import interface_font
from tests.ui.support import Larkfield, make_bridge


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme of the window, in force."""
    made = Theme()
    made.apply(qapp, "light")
    return made


@pytest.fixture(autouse=True, scope="module")
def memory_is_collected_on_this_thread_alone() -> Iterator[None]:
    """Collect memory as the program does (`Desk`): a worker would delete timers that this thread runs."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """Put the theme back that a test chose another for, and the usual size of its text."""
    yield
    if theme.name != "light" or qapp.font() != interface_font(1.0):
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def what_was_put_away_goes(qapp: QApplication) -> Iterator[None]:
    """Delete what a test put away: left alive, it would be dressed anew with every theme after it."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)


@pytest.fixture(autouse=True, scope="module")
def no_window_is_left(qapp: QApplication) -> Iterator[None]:
    """Delete the windows a file of tests left; while it runs a window may be shared by several of them."""
    before = set(qapp.topLevelWidgets())
    yield
    for window in qapp.topLevelWidgets():
        if window not in before and window.parent() is None:
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def bare_review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review as it stands right after set-up."""
    made = make_bridge(tmp_path, seed=False)
    yield made
    made.close()
