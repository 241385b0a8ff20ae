"""A chip is seen as one on whatever ground it stands."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme import Theme, ThemeName, tokens
from reviewer_app.ui.widgets import draw_chip


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken", "hover"])
def test_a_quiet_chip_has_an_edge_on_every_ground(
    qapp: QApplication, theme: Theme, name: ThemeName, ground: str
) -> None:
    theme.apply(qapp, name)
    below = QPixmap(120, 40)
    below.fill(getattr(tokens(), ground))
    painter = QPainter(below)
    place = draw_chip(painter, QPoint(10, 10), "Reading", "quiet", qapp.font())
    painter.end()
    edge = below.toImage().pixelColor(place.left(), place.center().y())
    assert edge != getattr(tokens(), ground)
