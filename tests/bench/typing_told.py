"""What a window tells of being typed into: a line of its output for each thing, by the clock all processes share.

`window ID`: it is there; `ready`: it takes keys. `paint TIME KEYS X Y WIDTH HEIGHT`: the words were drawn with so many
keys taken in, and there on the screen stands the line that is written. `garbage TIME`: memory was collected.
`began NAME`, `ended NAME`: work besides. `pages TIME KEYS`: the report's pages were shown anew, as they are with so
many keys taken in; 0 where some were not kept as a draft yet.
"""

import gc
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

LOOK_MS = 30
"""Milliseconds between two looks for the field that is written in."""

Field = QTextEdit | QPlainTextEdit


class Teller(QObject):
    """Tells of one field from when it has the keyboard; `ready` is called then, once.

    Args:
        fits: says whether a widget is that field.
    """

    def __init__(
        self, fits: Callable[[QWidget | None], bool], ready: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._fits, self._ready = fits, ready
        self._field: Field | None = None
        self._keys = 0
        self._seen = False
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._looking.start(LOOK_MS)
        # The cursor stays as it is: blinking would look like a letter that came.
        QApplication.setCursorFlashTime(0)

    @property
    def written(self) -> tuple[int, str]:
        """How many keys were taken in, and what the field says with them."""
        return self._keys, self._field.toPlainText() if self._field is not None else ""

    def painted(self, field: QWidget) -> None:
        """Tell that a field was drawn; called at the end of its `paintEvent`."""
        at = time.monotonic()
        if field is self._field:
            here, rect = self._field.viewport(), self._field.cursorRect()
            corner = here.mapToGlobal(rect.topLeft())
            left = here.mapToGlobal(here.rect().topLeft()).x()
            tell(f"paint {at} {self._keys} {left} {corner.y()} {here.width()} {rect.height()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the keys taken in; a Shift of its own is none."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.text():
            self._keys += event.type() == QEvent.Type.KeyPress
        return False

    def _look(self) -> None:
        window = next((one for one in QApplication.topLevelWidgets() if one.isVisible()), None)
        if window is not None and not self._seen:
            self._seen = True
            tell(f"window {int(window.winId())}")
        field = QApplication.focusWidget()
        if self._fits(field) and isinstance(field, Field):
            self._looking.stop()
            self._field = field
            field.installEventFilter(self)
            gc.callbacks.append(_collected)
            tell("ready")
            field.viewport().update()
            self._ready()


def tell(line: str) -> None:
    """Tell one thing, whole."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def _collected(phase: str, _about: dict[str, int]) -> None:
    if phase == "start":
        tell(f"garbage {time.monotonic()}")
