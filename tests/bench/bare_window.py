"""A bare PySide6 window that says when it was first painted, and goes: what the program's start stands beside."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Watch(QObject):
    """Says when the window is first painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self) -> None:
        """Say so, once the paint is on its way to the screen."""
        print(f"painted {time.monotonic()}", flush=True)
        QApplication.quit()


application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("A bare window"))
window.resize(1280, 800)
watch = Watch()
window.installEventFilter(watch)
window.show()
sys.exit(application.exec())
