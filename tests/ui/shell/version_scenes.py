"""A note with two versions in the real window: in its place, side by side and in the list, for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.model.words import Bearing
from reviewer_app.review import capture
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import make_bridge, wait_until

VERSION_SCENES: Final = ("two-versions", "two-versions-open", "two-versions-listed")
LEFT: Final = (
    "“Prove it to your partner.” Pupils explain why 0.3 is larger than 0.25 using place-value counters, "
    "then with a number line. Most use the language of tenths without being asked."
)
RIGHT: Final = (
    "“Prove it to your partner.” All pupils explain why 0.3 is larger than 0.25 using place-value counters, "
    "then draw a number line. Language is precise."
)


class VersionStage(Stage):
    """Shows the notes of the visit, or both versions of one of them."""

    def show(self, scene: str) -> QWidget:
        if scene == "two-versions-listed":
            return self._listed()
        self.window.show_page("notes")
        page = self.window.page("notes")
        assert isinstance(page, NotesPage)
        page.versions.close_sheet()
        [note] = page.bridge.opened.disputed
        page.enter(note)
        if scene == "two-versions-open":
            page.versions.ask(note)
            wait_until(page.versions.isVisible)
        self.settle()
        self.settle()
        return page

    def _listed(self) -> QWidget:
        self.window.show_page("team")
        page = self.window.page("team")
        assert isinstance(page, TeamPage)
        page.enter()
        wait_until(lambda: bool(page.two_versions.model.rows and page.standing.model.rows))
        self.settle()
        return page


@contextmanager
def version_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review, one of whose notes was changed in two places."""
    made = make_bridge(folder)
    session, opened = made.session, made.opened
    note = opened.notes_of(made.activities["mathematics"])[1].id
    before = opened.position
    session.do(opened, capture.edit_note, note, text=LEFT)
    session.do(opened, capture.edit_note, note, since=before, text=RIGHT, bearing=Bearing.NEUTRAL)
    made.close()
    with on_stage(folder, theme, VersionStage) as shown:
        yield shown
