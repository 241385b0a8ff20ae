"""A page without a rail: one column in the middle, of the width that reads best, scrolling when it must."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.widgets import Flow, Hairline, Scroller, Text
from reviewer_app.ui.widgets.folding import Fitting
from reviewer_app.ui.widgets.layouts import lay_in


class Centred(Fitting):
    """Holds one column; `width` is in pixels at 100 % text."""

    def __init__(self, *, width: int = 640, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        inner = QWidget()
        self._middle = QWidget()
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(0, Space.PAGE + Space.L, 0, Space.PAGE)
        self.column.setSpacing(Space.L)
        row = QHBoxLayout(inner)
        row.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        row.addStretch(1)
        row.addWidget(self._middle, 100, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.scroller = Scroller(inner)
        self._foot = QWidget()
        self._actions = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        foot.addWidget(self._actions, 100)
        foot.addStretch(1)
        self._align_foot(0, 0)
        self._line = Hairline()
        self.scroller.verticalScrollBar().rangeChanged.connect(self._align_foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroller, 1)
        for part in (self._line, self._foot):
            part.hide()
            whole.addWidget(part)
        self.fit()

    def add_title(self, title: str, words: str) -> None:
        """Begin with a title, and a line about it."""
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(Text(title, Step.TITLE))
        head.addWidget(Text(words, Step.NOTE, "ink2"))
        lay_in(self.column, head)
        self.column.addSpacing(Space.S)

    def add(self, widget: QWidget) -> None:
        """Append to the column."""
        self.column.addWidget(widget)

    def add_start(self, widget: QWidget) -> None:
        """Append, no wider than it needs to be."""
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def set_actions(self, *buttons: QWidget) -> None:
        """Let what goes on and what goes back stand below the column, in sight however long that is."""
        row = Flow(self._actions, gap=Space.M)
        for button in buttons:
            row.addWidget(button)
        self._line.show()
        self._foot.show()

    def space(self, pixels: int) -> None:
        """Leave `pixels` free (on the 4 px grid)."""
        self.column.addSpacing(pixels)

    def _align_foot(self, _least: int, most: int) -> None:
        """Keep the foot below the column, which is narrower by the scroll bar where there is one."""
        bar = self.scroller.bar_width if most else 0
        self._foot.setContentsMargins(Space.PAGE, Space.M, Space.PAGE + bar, Space.M)

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        for part in (self._middle, self._actions):
            part.setMaximumWidth(scaled(self.font(), self._width))
