"""The window as it first appears: empty paper, on the screen before anything but Qt and the theme is imported."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from reviewer_app.language import gettext as _

UNSEEN_MS: Final = 300
"""Milliseconds after which a window that nothing paints (it starts minimised, or behind another) goes on."""

FIRST_SIZE: Final = QSize(1280, 800)
FRAME: Final = QSize(16, 40)
"""What a title bar and borders take of the screen, at the most usual."""


class Threshold(QMainWindow):
    """A window that says when it is on the screen, and keeps the keys typed at it until there is a page.

    Signals:
        appeared: it was painted for the first time, or is shown where nobody sees it.
    """

    appeared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._early_keys: list[QKeyEvent] = []
        self._has_page = False
        self._appeared = False
        self.setAnimated(False)
        self.setWindowTitle(_("Peer review"))
        self.resize(FIRST_SIZE.boundedTo(QGuiApplication.primaryScreen().availableSize() - FRAME))
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint."""
        if watched is self and event.type() == QEvent.Type.Paint:
            # In the next round: by then the paint is on its way to the screen.
            self._appear_in(0)
        elif watched is self and event.type() == QEvent.Type.Show:
            self._appear_in(UNSEEN_MS)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys that come before there is a page to take them."""
        if self._has_page:
            super().keyPressEvent(event)
        else:
            self._early_keys.append(event.clone())

    def give_early_keys(self, page: QWidget) -> None:
        """Give the first page what was typed before it came."""
        self._has_page = True
        keys, self._early_keys = self._early_keys, []

        def give() -> None:
            target = page.focusWidget() or page
            for key in keys:
                QCoreApplication.sendEvent(target, key)

        if keys:
            # The page takes the focus in the next round of events.
            QTimer.singleShot(0, page, lambda: QTimer.singleShot(0, page, give))

    def _appear_in(self, milliseconds: int) -> None:
        QTimer.singleShot(milliseconds, self, self._appear)

    def _appear(self) -> None:
        if not self._appeared:
            self._appeared = True
            self.removeEventFilter(self)
            self.appeared.emit()
