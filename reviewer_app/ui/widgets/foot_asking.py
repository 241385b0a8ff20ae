"""What asks for something at the window's foot, where its coming and going moves nothing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.button import Button
from reviewer_app.ui.widgets.text import Text


class FootAsking(QWidget):
    """One line with something to do about it, and a cross; the state line shows it while it is wanted.

    Args:
        action: words of its button.
        close_words: what the cross does.

    Signals:
        acted(), closed()
        changed(): it is wanted now, or no longer.
    """

    acted = Signal()
    closed = Signal()
    changed = Signal()

    def __init__(self, action: str, close_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._text = Text("", Step.LABEL, "question", weight=QFont.Weight.Medium, elide=True)
        self.act = Button(action, "foot")
        self.close_it = Button(close_words, "foot", icon="close", icon_only=True)
        self.act.clicked.connect(self.acted)
        self.close_it.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._text, 1)
        row.addWidget(self.act)
        row.addWidget(self.close_it)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def wanted(self) -> bool:
        """Whether it stands, as soon as there is room for it."""
        return self._wanted

    def say(self, sentence: str) -> None:
        """Ask; a screen reader says it too."""
        self._text.setText(sentence)
        self.act.setAccessibleDescription(sentence)
        self._wanted = True
        self.changed.emit()
        # Said also while trouble stands in its place: what it stands in is always in sight.
        announce(self.parentWidget() or self, sentence)

    def put_away(self) -> None:
        """Ask no more."""
        self._wanted = False
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        line = theme.ink if theme.stark else None
        place = self.rect().adjusted(0, 2, 0, -2)
        round_box(painter, place, Radius.CONTROL, theme.question_soft, line)
        painter.end()
