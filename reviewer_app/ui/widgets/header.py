"""The head of a page: what this is, one line about it, and at most a few actions."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets.button import Button
from reviewer_app.ui.widgets.flow import Flow
from reviewer_app.ui.widgets.text import Text

Place = Literal["beside", "above", "below"]


class PageHeader(QWidget):
    """Title, subtitle and actions; the primary action comes last.

    Where the actions would need a second line for their keys, those are not drawn.

    The actions stand beside title and subtitle. Where that would leave the words less than two fifths of the width,
    the subtitle stands below the title and the actions, over the whole width; where not even the title fits beside
    them, the actions stand below both.
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
        self._actions = QWidget()
        self._buttons = [one for one in actions if isinstance(one, Button)]
        self._flow = Flow(self._actions, gap=Space.L)
        for action in actions:
            self._flow.addWidget(action)
        if not actions:
            self._actions.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, Space.XL - 4, 0, Space.L)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(3, 1)
        self._place: Place = "beside"
        self._shows_keys = True
        self._lay_out()

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

    def _fit_keys(self) -> None:
        """Leave the keys off the buttons where all would stand in one line without them, and not with them."""
        keys = sum(one.key_room for one in self._buttons if not one.isHidden())
        shown = self._actions.sizeHint().width()
        bare = shown - (keys if self._shows_keys else 0)
        self._shows_keys = not bare <= self.width() < bare + keys
        for one in self._buttons:
            one.show_key(self._shows_keys)

    def _fit(self) -> None:
        self._fit_keys()
        room = self.width() - self._actions.sizeHint().width()
        place: Place = "beside"
        if room < 0.4 * self.width():
            fits = self._title.sizeHint().width() + Space.XL <= room
            place = "above" if fits else "below"
        # Only when it changes: laying out asks for a new layout, which asks again, for ever.
        if place != self._place:
            self._place = place
            self._lay_out()

    def _lay_out(self) -> None:
        for one in (self._title, self._subtitle, self._actions):
            self._grid.removeWidget(one)
        below = self._place == "below"
        self._flow.setContentsMargins(0, Space.S if below else Space.XS, 0, 0)
        across = 1 if self._place == "beside" else 2
        self._grid.addWidget(self._title, 0, 0, 1, across if below else 1)
        self._grid.addWidget(self._subtitle, 1, 0, 1, across)
        if below:
            self._grid.addWidget(self._actions, 2, 0, 1, across)
        else:
            rows = 4 if self._place == "beside" else 1
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self._actions, 0, 1, rows, 1, top)
