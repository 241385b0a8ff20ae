from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.widgets.reading_order import next_stop, put_in_reading_order


def names(root: QWidget) -> list[str]:
    return [one.text() for one in root.children() if isinstance(one, QPushButton)]


def gone_through(root: QWidget, *, onward: bool = True) -> list[str]:
    stops: list[str] = []
    at: QWidget | None = None
    while (at := next_stop(root, at, onward=onward)) is not None:
        assert isinstance(at, QPushButton)
        if at.text() in stops:
            break
        stops.append(at.text())
    return stops


def test_what_is_put_in_later_is_read_and_reached_where_it_stands(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for name in ("first", "last"):
        column.addWidget(QPushButton(name))
    column.insertWidget(1, QPushButton("between"))
    page.show()
    assert names(page) == ["first", "last", "between"]
    put_in_reading_order(page)
    assert names(page) == ["first", "between", "last"]
    assert gone_through(page) == ["first", "between", "last"]
    assert gone_through(page, onward=False) == ["last", "between", "first"]


def test_a_grid_is_read_row_by_row(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grid = QGridLayout(page)
    for name, row, column in (("d", 1, 1), ("b", 0, 1), ("a", 0, 0), ("c", 1, 0)):
        grid.addWidget(QPushButton(name), row, column)
    page.show()
    assert gone_through(page) == ["a", "b", "c", "d"]


def test_what_is_hidden_or_off_is_passed_over(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = [QPushButton(name) for name in ("here", "hidden", "off", "there")]
    for one in made:
        column.addWidget(one)
    page.show()
    made[1].hide()
    made[2].setEnabled(False)
    assert gone_through(page) == ["here", "there"]
