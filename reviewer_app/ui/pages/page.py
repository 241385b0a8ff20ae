"""What every page is: a widget that shows the open review and says what can be done on it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.model.canonical import Json
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Column

MATRIX: Final = "matrix:"
"""`wants.emit("findings", "matrix:teaching")` asks for a row of the matrix; without a row, for all of it."""

CHANGES: Final = "changes"
"""`wants.emit("frameworks", CHANGES)` asks for what a newer version changed."""


class Page(QWidget):
    """The base of every page.

    The main window makes each page once, shows it, passes `changed` on only while it is visible, and asks it to
    `leave` before another page is shown, the window is minimised or closed.

    Signals:
        wants: (page id, record id) asks the window to show another page.
        safeguarding_wanted: asks the window for the safeguarding card, where the page covers the control for it.
    """

    wants = Signal(str, str)
    safeguarding_wanted = Signal()

    page_id = ""
    """The page's name in `--open REVIEW/PAGE/ID` and in settings."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge

    def lay_under(self, *head: QWidget, stage: QWidget) -> None:
        """Lay the page out: the head stays in sight, and the stage below it takes the rest."""
        column = Column()
        for part in head:
            column.add(part)
        column.space(Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(column)
        whole.addWidget(stage, 1)

    @property
    def opened(self) -> OpenReview:
        """The open review."""
        return self.bridge.opened

    @property
    def silent(self) -> bool:
        """Whether nothing may be said beside the page now, or aloud."""
        return False

    @property
    def visit(self) -> str:
        """The visit that is shown, "" for none."""
        return ""

    def shows_form_of(self, activity: str) -> bool:
        """Whether the form of an activity is what is shown."""
        return False

    def show_answer(self, form: str, item: str, row: str) -> None:
        """Go to one question of the form that is shown."""

    def enter(self, record: str = "") -> None:
        """Show what the review says now; `record` is what to show first, "" for where one was."""

    def refresh(self, kinds: frozenset[str]) -> None:
        """Records of these kinds changed while the page is visible."""

    def leave(self) -> None:
        """Save every draft at once: the page is about to go out of sight."""

    def commands(self) -> Sequence[Command]:
        """What can be done on this page."""
        return ()

    def memory(self) -> dict[str, Json]:
        """What to remember of the page's look until the next start: scroll places, splitters, selection."""
        return {}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up what `memory` gave at the last start."""
