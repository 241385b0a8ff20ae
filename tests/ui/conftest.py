"""What every test of the window stands on: one application, dressed in the light theme."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme import Theme
from tests.ui.support import Larkfield, make_bridge


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme of the window, in force."""
    made = Theme()
    made.apply(qapp, "light")
    return made


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
