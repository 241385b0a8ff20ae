"""Work off the window's thread, as components ask for it, and how far it has come."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from reviewer_app.ui.shell.errands import Reply

Run = Callable[[Callable[[], Any]], Reply]
"""Runs an errand on another thread and gives its reply on the window's: `Errands.run`, `Bridge.ask`."""


class ProgressRelay(QObject):
    """Hands progress told on a worker's thread over to the window's.

    Signals:
        told(done, total)
    """

    told = Signal(object, object)
    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self.told, Qt.ConnectionType.QueuedConnection)

    def tell(self, done: int, total: int) -> None:
        """Say how far it has come; from any thread."""
        self._came.emit(done, total)
