"""A window in which nothing happens does nothing: no layout asks for another for ever."""

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.support import Larkfield

PAGES = {
    "today": TodayPage,
    "plan": PlanPage,
    "notes": NotesPage,
    "evidence": EvidencePage,
    "findings": FindingsPage,
    "report": ReportPage,
    "team": TeamPage,
    "frameworks": FrameworksPage,
}


class Counting(QObject):
    """Counts requests for a new layout."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.requests[type(watched).__name__] += 1
        return False


@pytest.mark.parametrize("page", PAGES)
def test_a_page_left_alone_asks_for_no_layout(
    page: str, qtbot: QtBot, qapp: QApplication, theme: Theme, review: Larkfield
) -> None:
    window = MainWindow(theme)
    window.furnish()
    qtbot.addWidget(window)
    window.open(
        review.bridge,
        {page: partial(PAGES[page], review.bridge)},
        [],
        heading=("Larkfield Primary School", "Quality assurance review"),
        second=str,
        next_up=str,
    )
    window.resize(1280, 800)
    window.show()
    window.show_page(page)
    qtbot.wait(1_000)
    counting = Counting()
    qapp.installEventFilter(counting)
    qtbot.wait(400)
    qapp.removeEventFilter(counting)
    assert counting.requests.total() == 0
