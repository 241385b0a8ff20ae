import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme, tokens
from reviewer_app.ui.widgets import Button, Choices, Option


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_ring_stands_outside_a_gap_even_where_the_parent_is_tight(
    name: str, qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    theme.apply(qapp, name)  # type: ignore[arg-type]
    window = QWidget()
    qtbot.addWidget(window)
    tight = QWidget(window)
    button = Button("New visit", "primary", parent=tight)
    button.move(0, 0)
    tight.setGeometry(40, 40, button.sizeHint().width(), button.sizeHint().height())
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qapp.processEvents()
    button.setFocus()
    qapp.processEvents()
    picture = window.grab().toImage()
    middle = 40 + button.height() // 2
    seen = [QColor(picture.pixel(x, middle)) for x in range(34, 42)]
    width = tokens().focus_width
    gap = 40 - 2
    assert all(seen[x - 34] == tokens().focus for x in range(gap - width, gap))
    assert all(seen[x - 34] == tokens().paper for x in range(gap, 40))
    assert seen[41 - 34] == tokens().accent


def test_the_ring_follows_its_control_and_hides_when_it_is_scrolled_away(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    column = QVBoxLayout(inner)
    button = Button("One")
    column.addWidget(button)
    column.addSpacing(2000)
    area.setWidget(inner)
    area.resize(200, 150)
    area.show()
    area.activateWindow()
    qapp.processEvents()
    button.setFocus()
    qapp.processEvents()
    ring = next(each for each in area.findChildren(QWidget) if type(each).__name__ == "_Ring")
    assert ring.isVisible()
    corner = button.mapTo(area, QPoint(0, 0))
    assert ring.geometry().contains(corner)
    area.verticalScrollBar().setValue(500)
    qapp.processEvents()
    assert not ring.isVisible()


def test_the_ring_goes_round_all_of_an_option_that_fills_its_width(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    choices = Choices(
        "Which", [Option("a", "A", "What it is for."), Option("b", "B")], upright=True
    )
    QVBoxLayout(window).addWidget(choices)
    window.resize(400, 200)
    window.show()
    window.activateWindow()
    qapp.processEvents()
    first = choices.buttons[0]
    first.setFocus()
    qapp.processEvents()
    ring = next(each for each in window.findChildren(QWidget) if type(each).__name__ == "_Ring")
    assert first.width() > 300
    assert ring.width() > first.width()


def test_closing_a_window_with_the_focus_harms_nothing(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    for _round in range(3):
        window = QWidget()
        button = Button("One", parent=window)
        window.show()
        window.activateWindow()
        qapp.processEvents()
        button.setFocus()
        qapp.processEvents()
        assert qapp.focusWidget() is button
        window.close()
        window.deleteLater()
        qapp.processEvents()
        assert qapp.focusWidget() is None
