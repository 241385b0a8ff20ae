"""A day in columns: what overlaps stands beside each other, and what is put down snaps to five minutes of the day."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.widgets.day_cells import DayCell, beside_each_other
from reviewer_app.ui.widgets.day_columns import DayColumns

FIRST, LAST = 9 * 60, 15 * 60


def lanes(*cells: DayCell, columns: int = 1) -> dict[str, tuple[int, int]]:
    return {one.id: (one.lane, one.lanes) for one in beside_each_other(cells, columns)}


def cell(
    name: str, start: int, minutes: int = 30, column: int = 0, *, wide: bool = False
) -> DayCell:
    return DayCell(name, column, start, minutes, name, moves=True, wide=wide)


def test_what_overlaps_shares_the_column_and_what_follows_has_it_to_itself() -> None:
    assert lanes(cell("a", 600), cell("b", 620), cell("c", 640), cell("d", 700)) == {
        "a": (0, 2),
        "b": (1, 2),
        "c": (0, 2),
        "d": (0, 1),
    }


def test_what_begins_as_another_ends_does_not_overlap() -> None:
    assert lanes(cell("a", 600), cell("b", 630)) == {"a": (0, 1), "b": (0, 1)}


def test_other_columns_do_not_matter_but_what_is_everyones_does() -> None:
    found = lanes(cell("a", 600), cell("b", 600, column=1), cell("all", 620, wide=True), columns=2)
    assert found == {"a": (0, 2), "b": (0, 2), "all": (1, 2)}


@pytest.fixture
def view(qapp: QApplication) -> DayColumns:
    made = DayColumns("The day")
    made.show_day(
        ("Helen", "Asha"),
        [cell("a", 600), cell("b", 700, column=1), cell("all", 800, wide=True)],
        FIRST,
        LAST,
    )
    made.resize(500, made.sizeHint().height())
    made.show()
    qapp.processEvents()
    return made


def put(view: DayColumns, name: str, by: QPoint) -> list[object]:
    dropped = QSignalSpy(view.dropped)
    held = view.rect_of(view.day.rows[view.day.row_of(name)]).topLeft() + QPoint(20, 6)
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), button, pos=held)
    QTest.mouseMove(view.viewport(), held + by / 2)
    QTest.mouseMove(view.viewport(), held + by)
    QTest.mouseRelease(view.viewport(), button, pos=held + by)
    return list(dropped.at(0)) if dropped.count() else []


def test_later_hours_stand_lower_and_columns_from_left_to_right(view: DayColumns) -> None:
    first, second, everyones = (view.rect_of(one) for one in view.day.rows)
    assert first.bottom() < second.top() < everyones.top()
    assert first.right() < second.left()
    assert everyones.left() == first.left()
    assert everyones.right() >= second.right() - 2
    assert view.indexAt(second.center()).row() == 1
    assert not view.indexAt(QPoint(2, 2)).isValid()


def test_a_cell_is_put_down_on_the_five_minutes_nearest(view: DayColumns) -> None:
    an_hour = view.rect_of(cell("x", 660)).top() - view.rect_of(cell("x", 600)).top()
    assert put(view, "a", QPoint(0, an_hour + 3)) == ["a", 0, 660]
    assert put(view, "a", QPoint(260, an_hour)) == ["a", 1, 660]


def test_a_cell_is_never_put_down_outside_the_day(view: DayColumns) -> None:
    assert put(view, "a", QPoint(0, 5000)) == ["a", 0, LAST - 30]
    assert put(view, "a", QPoint(-400, -5000)) == ["a", 0, FIRST]


def test_what_is_everyones_stays_everyones_wherever_it_is_put(view: DayColumns) -> None:
    found = put(view, "all", QPoint(300, -120))
    assert found[:2] == ["all", 0]


def test_a_tremble_of_the_hand_moves_nothing(view: DayColumns) -> None:
    assert put(view, "a", QPoint(2, 2)) == []


def test_there_is_room_for_every_hour_at_any_size_of_text(view: DayColumns) -> None:
    before = view.sizeHint().height()
    font = view.font()
    font.setPixelSize(32)
    view.setFont(font)
    assert view.sizeHint().height() > 1.5 * before
