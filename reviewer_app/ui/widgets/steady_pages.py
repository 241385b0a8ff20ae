"""The pages of a PDF, which a screen reader can ask for any child at any time, and which do not blink."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtPdf import QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget as Parent

_LAST_MS: Final = 60
"""Milliseconds from one page's picture until the last of those in sight has come, too."""
_LONGEST_MS: Final = 500
"""Milliseconds for which an old picture stays at most."""


class QWidget(QPdfView):
    """A `QPdfView` that Qt describes to screen readers as it does any other widget; `steady_tree` says why.

    It draws a document's pages apart, and blank paper until they are there. `hold` keeps what is in sight over that.
    """

    def __init__(self, parent: Parent) -> None:
        super().__init__(parent)
        self._still = QPixmap()
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._let_go)
        drawing = self.findChild(QPdfPageRenderer)
        if isinstance(drawing, QPdfPageRenderer):
            drawing.pageRendered.connect(self._drawn)

    @property
    def held(self) -> bool:
        """Whether what was in sight still is."""
        return not self._still.isNull()

    def hold(self) -> None:
        """Keep showing what is in sight until the pages of the next document are drawn."""
        self._still = self.viewport().grab()
        self._over.start(_LONGEST_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.held:
            painter = QPainter(self.viewport())
            painter.drawPixmap(0, 0, self._still)
            painter.end()

    def _drawn(self) -> None:
        if self.held:
            self._over.start(_LAST_MS)

    def _let_go(self) -> None:
        self._still = QPixmap()
        self.viewport().update()


SteadyPdfView = QWidget
"""What to make in place of a `QPdfView`."""
