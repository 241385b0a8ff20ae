"""A layout in a layout leaves nothing behind that outlives its widgets: PySide would crash over it later."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer_app.ui.widgets import Scroller, TextField
from reviewer_app.ui.widgets.flow import Flow
from reviewer_app.ui.widgets.layouts import clear, lay_in
from reviewer_app.ui.widgets.reading_order import put_in_reading_order
from tests.checks import source
from tests.ui.widgets.test_widgets_looks import clipped

OUTLIVED = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from reviewer_app.ui.widgets.layouts import lay_in

class Thing(QObject):
    pass

application = QApplication([])
page = QWidget()
column = QVBoxLayout(page)
for round in range(20):
    row = QHBoxLayout()
    labels = [QLabel() for _ in range(40)]
    for label in labels:
        row.addWidget(label)
    lay_in(column, row)
    for label in labels:
        label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    host = QObject()
    for _ in range(400):
        Thing(host)
    host.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


def items_known() -> set[int]:
    """The items of layouts that PySide keeps a Python object of; a layout is one too, and hears of its end."""
    return {
        Shiboken.getCppPointer(one)[0]
        for one in Shiboken.getAllValidWrappers()
        if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    }


def filled_row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(QLabel("one"))
    row.addStretch(1)
    inner = QVBoxLayout()
    inner.addWidget(QLabel("two"))
    lay_in(row, inner)
    return row


def test_no_item_of_a_layout_in_a_layout_is_kept(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before = items_known()
    lay_in(QVBoxLayout(page), filled_row())
    page.show()
    put_in_reading_order(page)
    assert items_known() == before
    assert [one.text() for one in page.findChildren(QLabel)] == ["one", "two"]


def test_what_lies_where_an_item_lay_goes_without_a_crash() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", OUTLIVED],
        capture_output=True,
        text=True,
        check=False,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONMALLOC": "debug",
            "PYTHONPATH": str(source.ROOT),
        },
    )
    assert (ended.returncode, ended.stderr[-2000:]) == (0, "")


def test_a_layout_made_empty_lets_its_widgets_go(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before = items_known()
    for layout in (QVBoxLayout(page), Flow()):
        layout.addWidget(QLabel("old"))
        clear(layout)
        assert layout.count() == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(QLabel) == []
    assert items_known() == before


def test_a_flow_is_laid_in_before_it_is_filled(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = Flow()
    flow.addWidget(QLabel("one"))
    with pytest.raises(ValueError, match="Flow"):
        lay_in(QVBoxLayout(page), flow)


def test_nothing_else_puts_layouts_into_each_other_or_asks_for_their_items() -> None:
    asked = {"addLayout", "insertLayout", "itemAt", "itemAtPosition", "takeAt"}
    found = {
        source.place(path)
        for path in source.modules(source.PROGRAM / "ui")
        if any(source.called_name(call) in asked for call in source.calls(path))
    }
    assert found == {"reviewer_app/ui/widgets/layouts.py"}


@pytest.mark.usefixtures("theme")
def test_a_longer_error_has_all_its_room_a_turn_of_the_loop_after_a_shorter_one(
    qtbot: QtBot,
) -> None:
    field = TextField("Address")
    inner: QWidget = field
    for _level in range(5):
        around = QWidget()
        QVBoxLayout(around).addWidget(inner)
        inner = around
    scroller = Scroller(inner)
    qtbot.addWidget(scroller)
    scroller.resize(320, 400)
    scroller.show()
    for words in ("A page answered. " * 12, "Type it."):
        field.set_error(words)
        for _turn in range(12):
            QCoreApplication.processEvents()
    field.set_error("A page answered. " * 12)
    QCoreApplication.processEvents()
    assert clipped(scroller) == []
