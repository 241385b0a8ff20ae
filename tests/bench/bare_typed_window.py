"""A bare PySide6 text field to type into, telling when it was drawn: what the program's typing stands beside."""

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

from tests.bench.typing_told import Teller


class Words(QPlainTextEdit):
    """Tells when it was drawn."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        teller.painted(self)


application = QApplication(sys.argv)
teller = Teller(lambda widget: isinstance(widget, Words), lambda: None, application)
window = QMainWindow()
words = Words()
window.setCentralWidget(words)
window.resize(1280, 800)
window.show()
words.setFocus()
sys.exit(application.exec())
