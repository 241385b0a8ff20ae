"""Starting the window: first it is painted, then everything else is imported and opened.

Only Qt and the theme are imported here. What the database and the verbs need is imported on another thread once
the window is on the screen, and not while Qt itself loads: that fails one start in seven.
"""

import argparse
import importlib
import sys
import tempfile
import threading
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from reviewer_app.app import Program


def window_options() -> argparse.ArgumentParser:
    """Give the options the window is started with."""
    parser = argparse.ArgumentParser(prog="reviewer-app", add_help=False, exit_on_error=False)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--temp", action="store_true")
    parser.add_argument("--open", default="")
    return parser


class _Importer(QObject):
    """Imports what the window stands on, off its thread."""

    done = Signal()

    def start(self) -> None:
        """Begin; `done` comes on the window's thread."""
        threading.Thread(target=self._run, name="importer", daemon=True).start()

    def _run(self) -> None:
        importlib.import_module("reviewer_app.app")
        importlib.import_module("reviewer_app.review.exchange")
        importlib.import_module("reviewer_app.review.checking")
        self.done.emit()


def start_window(arguments: Sequence[str], program: "Program | None" = None) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    options = window_options().parse_args(list(arguments))
    app = application()
    theme = Theme()
    theme.apply(app)
    window = MainWindow(theme)
    window.show()
    importer = _Importer(window)

    def imported() -> None:
        from reviewer_app.app import Program, default_folder
        from reviewer_app.ui.shell.desk import Desk, Wanted

        review, _slash, rest = str(options.open).partition("/")
        page, _slash, record = rest.partition("/")
        passphrase = None
        if options.passphrase_file is not None:
            passphrase = options.passphrase_file.read_text("utf-8-sig").rstrip("\r\n")
        folder = options.profile or default_folder()
        if options.temp:
            folder = Path(temporary) / "profile"
        wanted = Wanted(folder, passphrase, review, page, record)
        desk = Desk(window, theme, program or Program(), wanted)
        desk.start()

    importer.done.connect(imported, Qt.ConnectionType.QueuedConnection)
    QTimer.singleShot(0, importer.start)
    with tempfile.TemporaryDirectory(prefix="reviewer-app.") as temporary:
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
