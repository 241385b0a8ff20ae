"""A large button that is tapped again and again without looking at it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import scaled
from reviewer_app.ui.widgets.button import Button

_WIDTH, _HEIGHT = 176, 64


class TapButton(Button):
    """Counts and times are tapped here: larger than a finger, the same size whatever it says.

    Signals: Qt's own `pressed()`, told as the finger comes down.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "secondary", parent=parent)

    def sizeHint(self) -> QSize:
        least = super().sizeHint()
        return least.expandedTo(QSize(scaled(self.font(), _WIDTH), scaled(self.font(), _HEIGHT)))
