"""What stands around a text field of several lines: it takes its focus, its font and its clicks to it."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.widgets.plain_edit import PlainEdit

PASSING: Final = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Why the keys go away only for a moment, to come back to the very words: a menu, a card, another window."""


class AroundText(QWidget):
    """A ground or frame for a `PlainEdit`, drawn anew when the focus comes and goes.

    Args:
        margins: left, top, right and bottom, in pixels.
    """

    def __init__(
        self, words: PlainEdit, margins: tuple[int, int, int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        words.setProperty("own_focus", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*margins)
        column.addWidget(words)
        self.setFocusProxy(words)
        words.installEventFilter(self)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in PASSING:
            self.left()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def left(self) -> None:
        """The focus goes elsewhere, and not only for a moment."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._words.dress(self.font())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._words.setFocus(Qt.FocusReason.MouseFocusReason)
