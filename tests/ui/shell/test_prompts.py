"""What a timed set asks for is told once, on every page, in one line; never while findings are read in a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.ui.components.form_snapshots import SnapshotsPart
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.page_list import EVERY_PAGE
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.components.conftest import SteadyClock
from tests.ui.forms import every_item
from tests.ui.shell.windows import Opened, opened_window
from tests.ui.support import make_bridge

MINUTE = 60
DUE = "Who is doing what: 1 of 3 is due now."


@dataclass(slots=True)
class Timed:
    """The window, with a visit whose timed set was started."""

    shown: Opened
    steady: SteadyClock

    @property
    def line(self) -> str:
        """What the line at the foot says; "" while there is none."""
        due = self.shown.window.notices.due
        return "" if due.isHidden() else due.text

    def notes(self) -> NotesPage:
        """The page Notes, which must have been made."""
        page = self.shown.window.page("notes")
        assert isinstance(page, NotesPage)
        return page

    def pass_time(self, seconds: float, *, wall: float | None = None) -> None:
        """Let time go by on both clocks, and let the window look at them."""
        self.steady.seconds += seconds
        self.shown.clock.now += timedelta(seconds=seconds if wall is None else wall)
        self.shown.window.prompts.look()


def opened(folder: Path, theme: Theme, steady: SteadyClock) -> Iterator[Timed]:
    with opened_window(folder, theme, seed=None) as shown:
        shown.wait(lambda: bool(shown.window.current_page))
        shown.window.prompts.steady = steady
        yield Timed(shown, steady)


@pytest.fixture
def profile(tmp_path: Path, theme: Theme) -> Path:
    """A profile with a visit whose form asks for snapshots."""
    made = make_bridge(tmp_path, seed=False, framework=every_item)
    kind = ActivityKind.LESSON_VISIT
    made.session.do(made.opened, capture.start_unplanned, kind, "Year 4 mathematics")
    made.close()
    return tmp_path


@pytest.fixture
def timed(profile: Path, theme: Theme) -> Iterator[Timed]:
    """The window on that visit; the timed set was started from its form."""
    for one in opened(profile, theme, SteadyClock()):
        start(one)
        yield one


def start(timed: Timed) -> None:
    window = timed.shown.window
    window.show_page("notes")
    timed.notes().both.steady = timed.steady
    timed.notes().show_form()
    timed.notes().both.sheets[0].open_form.start_clock("look", "")


def quiet(timed: Timed) -> None:
    """Wait until everything is saved."""
    timed.shown.wait(lambda: timed.shown.desk.quiet)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_what_is_due_is_said_in_one_line_on_every_page_and_takes_no_focus(
    timed: Timed, page: str
) -> None:
    timed.notes().both.show_side("notes")
    timed.shown.window.show_page(page)
    before = QApplication.focusWidget()
    timed.pass_time(5 * MINUTE - 1)
    assert timed.line == ""
    timed.pass_time(1)
    assert timed.line == DUE
    assert timed.shown.window.notices.due.isVisible()
    assert QApplication.focusWidget() is before
    timed.shown.window.notices.due.acted.emit()
    assert timed.shown.window.current_page == "notes"
    assert timed.notes().both.shows_form
    assert timed.line == ""


def places(window: MainWindow) -> dict[QWidget, tuple[QPoint, QSize]]:
    """Where everything of the page that is shown stands in the window."""
    page = window.shown
    assert page is not None
    parts = [page, *page.findChildren(QWidget)]
    return {one: (one.mapTo(window, QPoint(0, 0)), one.size()) for one in parts if one.isVisible()}


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_nothing_moves_under_the_mouse_when_it_comes_or_goes(timed: Timed, page: str) -> None:
    window = timed.shown.window
    timed.notes().both.show_side("notes")
    window.show_page(page)
    timed.shown.wait(lambda: timed.shown.desk.quiet)
    settle()
    before = places(window)
    timed.pass_time(5 * MINUTE)
    settle()
    assert (timed.line, window.notices.due.isVisible()) == (DUE, True)
    assert places(window) == before
    QTest.mouseClick(window.notices.due.close_it, Qt.MouseButton.LeftButton)
    settle()
    assert (timed.line, window.notices.due.isVisible()) == ("", False)
    assert places(window) == before


def settle() -> None:
    """Let whatever is to be laid out anew be so."""
    for _turn in range(8):
        QApplication.processEvents()


def test_what_is_due_is_gone_to_by_a_command_while_it_stands(timed: Timed) -> None:
    window = timed.shown.window
    window.show_page("plan")
    [go] = [one for one in window.commands() if one.id == "go.due"]
    assert go.why_not() == "Nothing is due now."
    timed.pass_time(5 * MINUTE)
    assert go.why_not() == ""
    go.run()
    assert (window.current_page, timed.line) == ("notes", "")


def test_trouble_stands_before_what_is_due_and_what_is_due_after_it(timed: Timed) -> None:
    window = timed.shown.window
    window.show_page("plan")
    timed.pass_time(5 * MINUTE)
    window.state_line.set_state("Not saved since 10:42.", "alert")
    assert timed.line == ""
    window.state_line.set_state("Saved")
    assert timed.line == DUE


def test_going_there_brings_the_keys_to_the_moment_that_is_due(timed: Timed) -> None:
    form = timed.notes().both.sheets[0].open_form
    form.mark("look", "", number=1, missed=True)
    quiet(timed)
    timed.shown.window.show_page("plan")
    timed.pass_time(10 * MINUTE)
    assert timed.line == "Who is doing what: 2 of 3 is due now."
    timed.shown.window.notices.due.acted.emit()
    part = timed.notes().both.sheets[0].items.part("look")
    assert isinstance(part, SnapshotsPart)
    assert part.number == 2
    focused = QApplication.focusWidget()
    assert focused is not None
    assert part.grid.isAncestorOf(focused)


def test_what_is_typed_meanwhile_stays_and_keeps_the_focus(timed: Timed) -> None:
    timed.notes().both.show_side("notes")
    words = timed.notes().editor.words
    words.setFocus()
    QTest.keyClicks(words, "The teacher stops")
    timed.pass_time(5 * MINUTE)
    assert timed.line == DUE
    assert words.hasFocus()
    assert timed.notes().editor.text == "The teacher stops"


def test_a_moment_is_told_once_and_not_again_when_it_is_closed(timed: Timed) -> None:
    timed.shown.window.show_page("plan")
    timed.pass_time(5 * MINUTE)
    timed.shown.window.notices.due.closed.emit()
    timed.pass_time(30)
    assert timed.line == ""


def test_the_line_goes_when_the_moment_is_kept_or_its_form_is_in_sight(timed: Timed) -> None:
    timed.shown.window.show_page("plan")
    timed.pass_time(5 * MINUTE)
    assert timed.line == DUE
    timed.shown.window.show_page("notes")
    timed.shown.window.prompts.look()
    assert timed.notes().both.shows_form
    assert timed.line == ""
    timed.shown.window.show_page("plan")
    timed.pass_time(5 * MINUTE)
    assert timed.line == "Who is doing what: 2 of 3 is due now."
    form = timed.notes().both.sheets[0].open_form
    for number in (1, 2):
        form.mark("look", "", number=number, missed=True)
    quiet(timed)
    timed.shown.window.prompts.look()
    assert timed.line == ""


def test_nothing_is_said_in_a_meeting_and_all_of_it_afterwards(timed: Timed) -> None:
    window = timed.shown.window
    window.show_page("findings")
    page = window.page("findings")
    assert isinstance(page, FindingsPage)
    page.open_meeting()
    timed.pass_time(5 * MINUTE)
    assert timed.line == ""
    assert page.meeting is not None
    page.meeting.close_view()
    timed.pass_time(2 * MINUTE)
    assert timed.line == "Who is doing what: 1 moment has passed."


def test_it_is_due_by_the_clock_that_never_jumps(timed: Timed) -> None:
    timed.shown.window.show_page("plan")
    timed.pass_time(60, wall=3_600)
    assert timed.line == ""
    timed.pass_time(4 * MINUTE, wall=0)
    assert timed.line == DUE


def test_what_passed_in_sleep_is_told_on_waking(timed: Timed) -> None:
    timed.shown.window.show_page("today")
    timed.pass_time(12 * MINUTE)
    assert timed.line == "Who is doing what: 2 moments have passed."


def test_what_comes_due_is_told_after_an_end_of_the_program(profile: Path, theme: Theme) -> None:
    steady = SteadyClock()
    for before in opened(profile, theme, steady):
        start(before)
        quiet(before)
    for after in opened(profile, theme, steady):
        after.shown.window.show_page("today")
        after.pass_time(5 * MINUTE)
        assert after.line == DUE
