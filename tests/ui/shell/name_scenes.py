"""Names in the real window: those that still stand, and marked ones with what is offered, for pictures and looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from reviewer_app.review import capture
from reviewer_app.review.names import answering
from reviewer_app.ui.components.visit_form import VisitForm
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import make_bridge, wait_until

NAME_SCENES: Final = ("names", "names-note", "names-line")
NAMED: Final = (
    "Mrs Khan models each step and Kacper explains it back in his own words.",
    "We asked Zuzanna what helps her; she names the working wall.",
)
TYPED: Final = (
    "Pupils reason aloud. Kacper explains his proof to the table while Mrs Khan listens in."
)
TITLE: Final = "Mathematics with Mrs Khan"


class NameStage(Stage):
    """Shows where names stand instead of a page."""

    menu: QMenu | None = None

    def show(self, scene: str) -> QWidget:
        if self._over is not None:
            self._over()
            self._over = None
        pages: dict[str, Callable[[], QWidget]] = {
            "names": self._names,
            "names-note": self._note,
            "names-line": self._line,
        }
        page = pages[scene]()
        self.settle()
        return page

    def picture(self) -> QPixmap:
        """Give the window with the open menu over it, which is a window of its own."""
        drawn = self.window.grab()
        if self.menu is not None:
            painter = QPainter(drawn)
            painter.drawPixmap(self.window.mapFromGlobal(self._spot), self.menu.grab())
            painter.end()
        return drawn

    def _names(self) -> QWidget:
        self.window.show_page("report")
        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        page.names.open()
        wait_until(lambda: page.names.left > 0)
        self._over = page.names.close_sheet
        return page

    def _note(self) -> QWidget:
        self.window.show_page("notes")
        page = self.window.page("notes")
        assert isinstance(page, NotesPage)
        editor = page.writer.editor
        editor.words.replace_text(TYPED, len(TYPED))
        editor.words.setFocus()
        editor.names.look()
        self.settle()
        hit = editor.names.hits[0]
        self.menu = editor.names.menu_for(hit)
        self._spot: QPoint = editor.words.below(hit.end)

        def away() -> None:
            assert self.menu is not None
            self.menu.deleteLater()
            self.menu = None
            editor.words.replace_text("", 0)
            page.bridge.discard_draft(editor.place)

        self._over = away
        return page

    def _line(self) -> QWidget:
        self.window.show_page("plan")
        page = self.window.page("plan")
        assert isinstance(page, PlanPage)
        form = page.findChild(VisitForm)
        assert isinstance(form, VisitForm)
        form.open()
        form.title.set_value(TITLE)
        form.title.names.look()
        self._over = form.close_sheet
        return page


@contextmanager
def name_stage(folder: Path, theme: Theme) -> Iterator[NameStage]:
    """Give a stage on the invented review with names in its notes, one word of them dismissed."""
    made = make_bridge(folder)
    visit = made.activities["mathematics"]
    for words in NAMED:
        made.session.do(made.opened, capture.commit_note, visit, words)
    made.session.do(made.opened, answering.dismiss, "Numicon")
    made.session.do(made.opened, answering.look_out_for, "Oluwaseun Adeyemi")
    made.close()
    with on_stage(folder, theme, NameStage) as shown:
        assert isinstance(shown, NameStage)
        yield shown
