"""The program's window, watched from outside its code.

Says when it was first painted, when Today's rows first were (the glance a start begins with, or the page itself where
there is none), and when the page itself was, from when on it takes keys.
"""

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.__main__ import main
from reviewer_app.ui.shell.window import MainWindow


class Watch(QObject):
    """Says when a widget is first painted."""

    def __init__(self, word: str, widget: QObject) -> None:
        super().__init__(widget)
        self._word = word
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print(f"{self._word} {time.monotonic()}", flush=True)
        if self._word == "live":
            QApplication.closeAllWindows()


def watch() -> None:
    """Hook the window's moments."""
    make, show_page, show_glance = (
        MainWindow.__init__,
        MainWindow.show_page,
        MainWindow.show_glance,
    )

    def made(self: MainWindow, *arguments: object) -> None:
        make(self, *arguments)  # type: ignore[arg-type]
        Watch("painted", self)

    def shown(self: MainWindow, page_id: str, record: str = "") -> None:
        show_page(self, page_id, record)
        page = self.page(page_id)
        if page_id == "today" and page is not None:
            Watch("live", page)

    def glanced(self: MainWindow, glance: QWidget, heading: tuple[str, str]) -> None:
        show_glance(self, glance, heading)
        Watch("today", glance)

    MainWindow.__init__ = made  # type: ignore[assignment, method-assign]
    MainWindow.show_page = shown  # type: ignore[method-assign]
    MainWindow.show_glance = glanced  # type: ignore[method-assign]


if __name__ == "__main__":
    watch()
    main()
