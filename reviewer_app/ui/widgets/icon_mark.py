"""An icon as part of a page: it says nothing by itself, the words beside it do."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import draw_icon, scaled
from reviewer_app.ui.widgets.text import Tone, tone_colour


class IconMark(QWidget):
    """Icon `name` in a tone, `pixels` wide at 100 % text."""

    def __init__(
        self, name: str, tone: Tone = "ink3", *, pixels: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone: Tone = tone
        self._pixels = pixels
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self.rect(), self._name, tone_colour(self._tone))
        painter.end()

    def _fit(self) -> None:
        side = scaled(self.font(), self._pixels)
        self.setFixedSize(side, side)
