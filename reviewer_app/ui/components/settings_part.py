"""One part of the settings: a heading, a line about it, and what can be set."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Hairline, Text
from reviewer_app.ui.widgets.layouts import lay_in


class SettingsPart(QWidget):
    """A column under a heading, closed by a hairline."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(words, Step.LIST, "ink2")
        self._words.setVisible(bool(words))
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.M)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, Space.L, 0, 0)
        outer.setSpacing(Space.S)
        outer.addWidget(Text(title, Step.NEXT))
        outer.addWidget(self._words)
        lay_in(outer, self._column)
        outer.addSpacing(Space.L)
        outer.addWidget(Hairline())

    def say(self, words: str) -> None:
        """Change the line about it."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def add(self, widget: QWidget) -> None:
        """Append, as wide as the part."""
        self._column.addWidget(widget)

    def add_start(self, widget: QWidget) -> None:
        """Append, no wider than it needs to be."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
