"""The head of a page: what this is, one line about it, and at most a few actions."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets.flow import Flow
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.text import Text


class PageHeader(QWidget):
    """Title, subtitle and actions; the primary action comes last.

    Where the actions would leave the title less than two fifths of the width, they stand below it.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(title, Step.TITLE)
        self._subtitle = Text(subtitle, Step.LIST, "ink3")
        # Nothing is shown before it has a parent: it would flash up as a window of its own.
        if not subtitle:
            self._subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        self._actions = QWidget()
        flow = Flow(self._actions, gap=Space.L)
        flow.setContentsMargins(0, Space.XS, 0, 0)
        for action in actions:
            flow.addWidget(action)
        if not actions:
            self._actions.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.XL - 4, 0, Space.L)
        self._row.setSpacing(Space.XL)
        lay_in(self._row, words, 1)
        self._row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignTop)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)

    @property
    def subtitle(self) -> str:
        """What stands below the title, "" for nothing."""
        return self._subtitle.text()

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; empty leaves it out."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        below = self._actions.sizeHint().width() > 0.6 * self.width()
        directions = QBoxLayout.Direction
        wanted = directions.TopToBottom if below else directions.LeftToRight
        # Only when it changes: setting the spacing asks for a new layout, which asks again, for ever.
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(Space.S if below else Space.XL)
