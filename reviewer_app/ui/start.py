"""Starting the window: first it is painted, then everything else is imported and opened.

Only Qt and the theme are imported here. The window's own furniture comes once it is on the screen. What the database
and the verbs need is imported on another thread from then on, and what the other pages stand on once the first is
there; the pages themselves follow on the window's own thread, a module at a time.

A class of Qt's is never made on another thread. Qt asks its objects what they are without Python's lock, and PySide
answers from a table of all such classes (6.11: `SignalManager::retrieveMetaObject`); one that is made meanwhile moves
that table, and the program ends without a word.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
    qWarning,
)
from PySide6.QtWidgets import QApplication

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.places import default_folder
from reviewer_app.ui.shell.page_list import EVERY_PAGE, module_of
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from reviewer_app.app import Program
    from reviewer_app.ui.shell.crash import CrashHandler
    from reviewer_app.ui.shell.glance import Glancing

_FIRST = ("reviewer_app.app",)
"""Imported before the profile is opened: what Today stands on, and no more."""

_UNDER_THE_PAGES = (
    "reviewer_app.frameworks.comparing",
    "reviewer_app.frameworks.xlsform",
    "reviewer_app.review.as_typed",
    "reviewer_app.review.checking",
    "reviewer_app.review.comments",
    "reviewer_app.review.comparing",
    "reviewer_app.review.confirming",
    "reviewer_app.review.corrections",
    "reviewer_app.review.covering",
    "reviewer_app.review.day_sheets",
    "reviewer_app.review.demo",
    "reviewer_app.review.exchange_rounds",
    "reviewer_app.review.handing_in",
    "reviewer_app.review.held_back",
    "reviewer_app.review.instruments",
    "reviewer_app.review.joining",
    "reviewer_app.review.laptops",
    "reviewer_app.review.last_review",
    "reviewer_app.review.membership",
    "reviewer_app.review.nations",
    "reviewer_app.review.notes_found",
    "reviewer_app.review.proposals",
    "reviewer_app.review.register",
    "reviewer_app.review.safeguarding",
    "reviewer_app.review.spelling",
    "reviewer_app.review.team_files",
)
"""Imported once a page is on the screen, so that nobody waits for it at the first click: nothing of Qt's."""

_OF_THE_PAGES = ("reviewer_app.ui.widgets", "reviewer_app.ui.models", "reviewer_app.ui.components")
"""Packages whose modules are imported after that, each by itself."""

LATER_MS: Final = 400
"""Milliseconds from the first page until then."""


def window_options() -> argparse.ArgumentParser:
    """Give the options the window is started with; what is wrong with them ends the program with 2."""
    parser = argparse.ArgumentParser(prog="reviewer-app", add_help=False)
    parser.add_argument("--profile", type=_folder_named)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--temp", action="store_true")
    parser.add_argument("--open", default="")
    return parser


def _folder_named(words: str) -> Path:
    """Give the folder that was named; nothing at all would stand for wherever one happens to be."""
    if not words:
        raise argparse.ArgumentTypeError(_("Name a folder."))
    return Path(words)


class _Importer(QObject):
    """Imports modules off the window's thread; none may make a class of Qt's.

    Signals:
        done(): on the window's thread.
    """

    done = Signal()

    def __init__(self, names: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="importer", daemon=True).start()

    def _run(self) -> None:
        for name in self._names:
            importlib.import_module(name)
        self.done.emit()


class _PageImporter(QObject):
    """Imports what the pages are made of on the window's thread, one module whenever nothing else is to be done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = self._names()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._next)

    def start(self) -> None:
        """Begin."""
        self._turn.start()

    def _names(self) -> Iterator[str]:
        for package in map(importlib.import_module, _OF_THE_PAGES):
            for found in pkgutil.iter_modules(package.__path__):
                yield f"{package.__name__}.{found.name}"
        yield from map(module_of, EVERY_PAGE)

    def _next(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._turn.stop()
        else:
            importlib.import_module(name)


class _Start(QObject):
    """Brings the empty window to its first page, step by step: furniture, a glance of Today, the review itself."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        program: "Program | None",
        options: argparse.Namespace,
        passphrase: str | None,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._program = window, theme, program
        self._options, self._passphrase = options, passphrase
        self._crash: CrashHandler | None = None
        self._glancing: Glancing | None = None
        self._looks_as_last = False
        self._first, self._later = _Importer(_FIRST, self), _Importer(_UNDER_THE_PAGES, self)
        self._pages = _PageImporter(self)
        self._first.done.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._later.done.connect(self._pages.start, Qt.ConnectionType.QueuedConnection)
        window.appeared.connect(self._furnish)

    @property
    def _folder(self) -> Path:
        chosen: Path | None = self._options.profile
        return chosen or default_folder()

    def _furnish(self) -> None:
        from reviewer_app.ui.shell.crash import CrashHandler, reports_folder

        window = self._window
        window.furnish()
        self._crash = CrashHandler(
            reports_folder(), window.save_all, datetime.now().astimezone, window
        )
        self._crash.crashed.connect(window.notices.crashed)
        self._crash.install()
        self._glance()

    def _glance(self) -> None:
        from reviewer_app.ui.shell.glance import Glancing

        if self._passphrase is not None:
            self._first.start()
            return
        keyring = self._program.keyring if self._program else None
        self._glancing = Glancing(self._folder, keyring, self)
        self._glancing.read.connect(self._glanced, Qt.ConnectionType.QueuedConnection)
        self._glancing.start()

    def _glanced(self, settings: dict[str, object] | None) -> None:
        from reviewer_app.ui.shell.glance import glance_in

        if settings is not None:
            self._window.take_up(settings)
            self._looks_as_last = True
            glance = None if self._options.open else glance_in(settings, self._today())
            if glance is not None:
                self._window.show_glance(glance.widget(), glance.heading)
                # The rest is imported once it is painted: until then that would only hold it up.
                QTimer.singleShot(0, lambda: QTimer.singleShot(0, self._first.start))
                return
        self._first.start()

    def _today(self) -> str:
        return f"{self._program.clock():%Y-%m-%d}" if self._program else strftime("%Y-%m-%d")

    def _open(self) -> None:
        from reviewer_app.app import Program
        from reviewer_app.ui.shell.desk import Desk, Wanted

        review, _slash, rest = str(self._options.open).partition("/")
        page, _slash, record = rest.partition("/")
        wanted = Wanted(self._folder, self._passphrase, review, page, record, self._looks_as_last)
        desk = Desk(self._window, self._theme, self._program or Program(), wanted)
        desk.shown.connect(self._shown, Qt.ConnectionType.SingleShotConnection)
        desk.start()

    def _shown(self) -> None:
        QTimer.singleShot(LATER_MS, self._later.start)

    def end(self) -> None:
        """Let go of what outlives the window."""
        if self._crash is not None:
            self._crash.remove()


def start_window(arguments: Sequence[str], program: "Program | None" = None) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    options = window_options().parse_args(list(arguments))
    passphrase = None
    if options.passphrase_file is not None:
        from reviewer_app.store.files import text_in

        try:
            passphrase = text_in(options.passphrase_file).rstrip("\r\n")
        except UserError as error:
            print(error, file=sys.stderr)  # noqa: T201 (there is no window yet)
            return 1
    # Before anything that would be left behind: where there is no display the program ends in here.
    app = application()
    with ExitStack() as stack:
        if options.temp:
            import tempfile

            temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="reviewer-app."))
            options.profile = Path(temporary) / "profile"
        theme = Theme()
        theme.apply(app)
        window = MainWindow(theme)
        start = _Start(window, theme, program, options, passphrase)
        stack.callback(start.end)
        window.show()
        return app.exec()


def application() -> QApplication:
    """Give the one application, named for people; where no window can open, say so and end the program with 1."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else _first_application()
    app.setApplicationName("reviewer-app")
    app.setApplicationDisplayName(_("Peer review"))
    app.setDesktopFileName("reviewer-app")
    return app


def _first_application() -> QApplication:
    """Make the application. Where Qt finds no display it ends the whole program; our words come before its own."""
    told: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            # Whatever is raised here Qt would not hear, and it would end the program with a crash.
            print(no_window(told), file=sys.stderr, flush=True)  # noqa: T201 (there is no window)
            if sys.stdout is not None:
                sys.stdout.flush()
            os._exit(1)
        told.append(message)

    before = qInstallMessageHandler(hear)
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    for message in told:
        qWarning(message)
    return app


def no_window(told: Sequence[str]) -> UserError:
    """Give the error of a window that cannot open; `told` is what Qt said before it gave up."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return UserError("window.no-display")
    return UserError("window.not-opened", reason=next(iter(told), "Qt").strip())


def window_version() -> str:
    """Say which Qt draws the window, and that none can be shown where there is no display."""
    drawn = f"Qt {qVersion()}"
    if application().platformName() == "offscreen":
        return _("{qt}; there is no display here, so no window can open").format(qt=drawn)
    return drawn
