"""One part of the page Team: a quiet heading, what it is about in words, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import SectionLabel, Text, in_a_row


class TeamPart(QWidget):
    """A heading, words, and below them what is added: rows of buttons, fields, a card.

    Args:
        title: the heading.
        words: what it is about.

    Signals:
        told(sentence, kind of banner): what came of it, for the page to say.
    """

    told = Signal(str, str)

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text(words, Step.LIST, "ink2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.XL)
        self._column.setSpacing(Space.S)
        self._column.addWidget(SectionLabel(title))
        self._column.addWidget(self.words)

    def add(self, widget: QWidget) -> None:
        """Append, as wide as the part."""
        self._column.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> None:
        """Append some side by side, which wrap where it is narrow."""
        self._column.addWidget(in_a_row(*widgets))

    def tell_refusal(self, error: UserError) -> None:
        """Have the page say what happened and what to do."""
        self.told.emit(refusal_words(error), "alert")
