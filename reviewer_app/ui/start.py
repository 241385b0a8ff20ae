"""Starting the window: first it is painted, then everything else is imported and opened.

Only Qt and the theme are imported here. What the database and the verbs need is imported on another thread once
the window is on the screen, and not while Qt itself loads: that fails one start in seven. The rest follows in the
same way once the first page is there.
"""

import argparse
import importlib
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtWidgets import QApplication

from reviewer_app.errors import UserError
from reviewer_app.ui.shell.crash import CrashHandler, reports_folder
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from reviewer_app.app import Program

_FIRST = ("reviewer_app.app",)
"""Imported before the profile is opened: what Today stands on, and no more."""

_LATER = (
    "reviewer_app.ui.pages.notes",
    "reviewer_app.ui.pages.plan",
    "reviewer_app.ui.pages.evidence",
    "reviewer_app.ui.pages.findings",
    "reviewer_app.ui.pages.report",
    "reviewer_app.ui.pages.team",
    "reviewer_app.ui.pages.settings",
    "reviewer_app.review.checking",
    "reviewer_app.review.demo",
    "reviewer_app.review.register",
)
"""Imported once a page is on the screen, so that nobody waits for it at the first click."""

LATER_MS: Final = 400
"""Milliseconds from the first page until then."""


def window_options() -> argparse.ArgumentParser:
    """Give the options the window is started with."""
    parser = argparse.ArgumentParser(prog="reviewer-app", add_help=False, exit_on_error=False)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--temp", action="store_true")
    parser.add_argument("--open", default="")
    return parser


def passphrase_in(path: Path | None) -> str | None:
    """Read the passphrase from the file a person named; None where none was named.

    Raises:
        UserError: "file.unreadable", "file.not-text".
    """
    if path is None:
        return None
    try:
        return path.read_text("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file.unreadable", name=path.name, reason=reason) from error
    except UnicodeDecodeError:
        raise UserError("file.not-text", name=path.name) from None


class _Importer(QObject):
    """Imports modules off the window's thread.

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


def start_window(arguments: Sequence[str], program: "Program | None" = None) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    options = window_options().parse_args(list(arguments))
    try:
        passphrase = passphrase_in(options.passphrase_file)
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201 (there is no window yet)
        return 1
    app = application()
    theme = Theme()
    theme.apply(app)
    window = MainWindow(theme)
    crash = CrashHandler(reports_folder(), window.save_all, datetime.now().astimezone, window)
    crash.crashed.connect(window.crashed)
    crash.install()
    window.show()
    with ExitStack() as stack:
        stack.callback(crash.remove)
        folder: Path | None = options.profile
        if options.temp:
            temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="reviewer-app."))
            folder = Path(temporary) / "profile"

        def imported() -> None:
            from reviewer_app.app import Program, bind_language, default_folder
            from reviewer_app.ui.shell.desk import Desk, Wanted

            bind_language()
            review, _slash, rest = str(options.open).partition("/")
            page, _slash, record = rest.partition("/")
            wanted = Wanted(folder or default_folder(), passphrase, review, page, record)
            desk = Desk(window, theme, program or Program(), wanted)
            desk.shown.connect(shown, Qt.ConnectionType.SingleShotConnection)
            desk.start()

        def shown() -> None:
            QTimer.singleShot(LATER_MS, later.start)

        importer, later = _Importer(_FIRST, window), _Importer(_LATER, window)
        importer.done.connect(imported, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(0, importer.start)
        return app.exec()


def application() -> QApplication:
    """Give the one application, named for people."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("reviewer-app")
    app.setApplicationDisplayName(_("Peer review"))
    app.setDesktopFileName("reviewer-app")
    return app


def window_version() -> str:
    """Say which Qt draws the window."""
    application()
    return f"Qt {qVersion()}"
