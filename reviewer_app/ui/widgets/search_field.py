"""The field that searches: a glass before the words, Escape empties it."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, draw_icon, scaled, tokens


class SearchField(QLineEdit):
    """One line to search with.

    Signals:
        searched(text): after every change, white space trimmed.
        moved(step): Down or Up, for the list of results below.
        entered(): Enter.
    """

    searched = Signal(str)
    moved = Signal(int)
    entered = Signal()

    def __init__(
        self, name: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or _("Search"))
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda text: self.searched.emit(text.strip()))
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = scaled(self.font(), 18)
        painter = QPainter(self)
        place = QRect(Space.M, (self.height() - side) // 2, side, side)
        draw_icon(painter, place, "search", tokens().ink3)
        painter.end()

    def _make_room(self) -> None:
        self.setTextMargins(scaled(self.font(), 18) + Space.S, 0, 0, 0)
