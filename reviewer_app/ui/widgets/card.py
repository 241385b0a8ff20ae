"""Raised cards: the few things that lie above a page, with a soft shadow painted around them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import Radius, tokens
from reviewer_app.ui.theme.paint import round_box, shadow

SHADOW_REACH = 16
"""Pixels a raised card keeps free around itself for its shadow."""


class RaisedCard(QWidget):
    """A card within its window; no window of its own, so that keys stay where they are."""

    def card_rect(self) -> QRect:
        """The card without its shadow."""
        reach = SHADOW_REACH
        return self.rect().adjusted(reach, reach, -reach, -reach)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        card = self.card_rect()
        shadow(painter, card, Radius.CARD, theme, SHADOW_REACH - 4)
        width = 2.0 if theme.stark else 1.0
        round_box(painter, card, Radius.CARD, theme.surface, theme.line, width)
        painter.end()
