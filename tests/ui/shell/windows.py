"""The real window on a profile in a temporary folder, for the tests and pictures of the shell."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.app import Program
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.shell.desk import Desk, Wanted
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.support import PASSPHRASE, WallClock, make_bridge, wait_until


@dataclass(slots=True)
class Opened:
    """The window and what stands behind it."""

    window: MainWindow
    desk: Desk
    clock: WallClock

    @property
    def alone(self) -> QWidget:
        """What is shown in place of a page."""
        found = self.window.shown
        assert found is not None
        return found

    def first_run(self) -> FirstRun:
        """The first run, which must be shown."""
        wait_until(lambda: isinstance(self.window.shown, FirstRun))
        found = self.window.shown
        assert isinstance(found, FirstRun)
        return found

    def wait_for_page(self, page: str) -> None:
        """Let the window come to a page."""
        wait_until(lambda: self.window.current_page == page)

    def wait(self, true: Callable[[], bool]) -> None:
        """Let events run until something is true."""
        wait_until(true)


@contextmanager
def opened_window(
    folder: Path,
    theme: Theme,
    *,
    seed: bool | None = True,
    passphrase: str | None = PASSPHRASE,
    review: str = "",
    page: str = "",
) -> Iterator[Opened]:
    """Open the window as `reviewer-app --profile` does.

    Args:
        folder: an empty temporary folder.
        theme: the one in force.
        seed: True for the invented review with its notes, False for it right after set-up, None for no profile.
        passphrase: what was given at the start.
        review: the review to open, as `--open` names it.
        page: the page to open.
    """
    clock = WallClock(18, 12, 31)
    profile = folder / "profile"
    if seed is not None:
        made = make_bridge(folder, seed=seed)
        made.close()
    window = MainWindow(theme)
    window.furnish()
    window.resize(1280, 800)
    window.show()
    program = Program(clock=clock, keyring=lambda: None)
    desk = Desk(window, theme, program, Wanted(profile, passphrase, review, page))
    desk.start()
    try:
        yield Opened(window, desk, clock)
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
