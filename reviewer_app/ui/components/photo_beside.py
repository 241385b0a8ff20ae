"""A photo as large as there is room, with its words beside it, or below where it is narrow."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.widgets import Column
from reviewer_app.ui.widgets.folding import Folding

_BESIDE: Final = 760
"""Pixels at 100 % text from which the words stand beside."""
_SIDE: Final = 264


class BesidePhoto(Folding):
    """Lays out a photo and what belongs to it."""

    def __init__(self, photo: QWidget, words: Sequence[QWidget]) -> None:
        super().__init__()
        self._side = Column(left=0, right=0)
        for widget in words:
            self._side.add(widget)
            self._side.space(Space.L)
        self._side.stretch()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.XL)
        self._grid.addWidget(photo, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
        self.fold()

    def fold(self) -> None:
        """Put the words beside the photo, or below it."""
        beside = self.holds(_BESIDE)
        self._side.setMaximumWidth(scaled(self.font(), _SIDE) if beside else _ANY_WIDTH)
        self._side.setMinimumWidth(scaled(self.font(), _SIDE) if beside else 0)
        self._grid.addWidget(self._side, 0 if beside else 1, 1 if beside else 0)


_ANY_WIDTH: Final = (1 << 24) - 1
"""Qt's own largest width of a widget."""
