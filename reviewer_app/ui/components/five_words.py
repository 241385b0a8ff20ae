"""Five words that two people read to each other, large enough to be read from across a table."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Flow, Text, announce
from reviewer_app.ui.widgets.sheet import bring_into_sight


class FiveWords(QWidget):
    """A card: what is asked, the words, and what to do about them.

    Args:
        actions: the buttons that stand below the words.
    """

    BLEED = 0

    def __init__(self, actions: Sequence[Button] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", Step.NEXT)
        self.words = Text("", Step.TITLE, "accent", weight=QFont.Weight.Bold)
        self.text = Text("", Step.NOTE, "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.text)
        if actions:
            row = QWidget()
            flow = Flow(row, gap=Space.M)
            for action in actions:
                flow.addWidget(action)
            column.addWidget(row)
        self.hide()

    def show_words(self, title: str, words: Sequence[str], text: str) -> None:
        """Show the words; a screen reader says all of it."""
        self.title.setText(title)
        self.words.setText("  ".join(words))
        self.text.setText(text)
        self.show()
        announce(self, f"{title} {', '.join(words)}. {text}")
        bring_into_sight(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        width = 3 if theme.stark else 2
        round_box(painter, self.rect(), Radius.CARD, theme.surface, theme.accent, width)
        painter.end()
