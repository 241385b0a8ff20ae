"""An icon as part of a page: it says nothing by itself, the words beside it do."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import draw_icon, scaled
from reviewer_app.ui.widgets.folding import Fitting
from reviewer_app.ui.widgets.text import Tone, tone_colour


class IconMark(Fitting):
    """Icon `name` in a tone, `pixels` wide at 100 % text."""

    def __init__(
        self, name: str, tone: Tone = "ink3", *, pixels: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone: Tone = tone
        self._pixels = pixels
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self.rect(), self._name, tone_colour(self._tone))
        painter.end()

    def fit(self) -> None:
        """Be as large as the text asks for."""
        side = scaled(self.font(), self._pixels)
        self.setFixedSize(side, side)
