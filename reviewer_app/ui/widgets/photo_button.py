"""A photo in small that can be opened: by mouse, finger and key."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Radius
from reviewer_app.ui.widgets.photo_strip import (
    PhotoLook,
    draw_tile,
    spoken_photo,
    still_to_come,
    tile_size,
)


class PhotoButton(QPushButton):
    """A tile that is pressed to see the photo large; a screen reader says what the photo shows.

    Signals: Qt's own `clicked()`.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: PhotoLook = "reading"
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("radius", Radius.CHIP)
        self.setAccessibleName(spoken_photo(words))
        self.setAccessibleDescription(_("Opens it large"))
        self.setToolTip(words)

    def show_picture(self, shown: PhotoLook) -> None:
        """Show how far the photo has come."""
        self._shown = shown
        if shown == "coming":
            self.setAccessibleDescription(still_to_come())
        self.update()

    def sizeHint(self) -> QSize:
        return tile_size(self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_tile(painter, self.rect(), self._shown, self.font())
        painter.end()
