"""What happens to a bug: what can be saved is saved, and a report is written that stays on this computer.

The report holds where in the program it happened, never what was typed: the words of an exception are left out,
because they could be a note's, and the report lies outside the encrypted file.
"""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

import platformdirs
from PySide6.QtCore import QObject, Qt, Signal, qVersion

KEPT: Final = 10
"""Reports that are kept; older ones go."""


def reports_folder() -> Path:
    """Give the folder for reports of this user of the computer."""
    return Path(platformdirs.user_state_dir("reviewer-app", appauthor=False)) / "reports"


def report_of(
    kind: type[BaseException], trace: TracebackType | None, thread: str, now: datetime
) -> str:
    """Write a report: when, on what, which kind of error, and where in the program."""
    lines = [
        f"Peer review, report of {now:%d %B %Y, %H:%M}",
        "",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.machine()}",
        f"Thread: {thread}",
        f"Error: {kind.__module__}.{kind.__qualname__}",
        "",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"{shortened(frame.filename)}, line {frame.lineno}, in {frame.name}")
        if frame.line:
            lines.append(f"    {frame.line}")
    return "\n".join(lines) + "\n"


def shortened(path: str) -> str:
    """Leave out the folders above the program: they can hold a person's name."""
    parts = Path(path).parts
    for root in ("reviewer_app", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1] if parts else path


class CrashHandler(QObject):
    """Takes what nobody caught, on any thread.

    Args:
        folder: where reports go.
        save: saves what is being typed; called on the window's thread.

    Signals:
        crashed(path or None, report): on the window's thread.
    """

    crashed = Signal(object, str)
    _came = Signal(object, str)

    def __init__(
        self,
        folder: Path,
        save: Callable[[], None],
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._save, self._clock = folder, save, clock
        self._busy = False
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own handlers."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Give back to Python's own handlers."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(kind, trace, threading.current_thread().name)

    def _thread_hook(self, crash: threading.ExceptHookArgs) -> None:
        name = crash.thread.name if crash.thread is not None else "?"
        self.take(crash.exc_type, crash.exc_traceback, name)

    def take(self, kind: type[BaseException], trace: TracebackType | None, thread: str) -> None:
        """Write a report, print it, and tell the window."""
        now = self._clock()
        report = report_of(kind, trace, thread, now)
        sys.stderr.write(report)
        self._came.emit(self._written(report, now), report)

    def _written(self, report: str, now: datetime) -> Path | None:
        path = self._folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(report, encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            # The report is shown in the window and printed all the same.
            return None
        return path

    def _tell(self, path: object, report: str) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self._save()
        finally:
            self._busy = False
            self.crashed.emit(path, report)
