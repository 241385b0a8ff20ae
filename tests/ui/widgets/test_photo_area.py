"""The area on a photo: moved and stretched by key and mouse, always within the photo, said in words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets.photo_area import LEAST, PhotoArea, area_words

WIDTH, HEIGHT = 400, 200
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def area(theme: Theme, qtbot: QtBot) -> Iterator[PhotoArea]:
    """A photo of 400 by 200 pixels, shown at twice its size."""
    made = PhotoArea("The photo")
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.darkGreen)
    made.show_image(image)
    made.resize(816, 416)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    yield made
    made.close()


def at(x: int, y: int) -> QPoint:
    """Where a pixel of the photo is shown."""
    return QPoint(8 + 2 * x, 8 + 2 * y)


def drag(area: PhotoArea, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(area, left, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(area, (start + end) / 2)
    QTest.mouseMove(area, end)
    QTest.mouseRelease(area, left, Qt.KeyboardModifier.NoModifier, end)


def test_area_begins_in_the_middle(area: PhotoArea) -> None:
    assert area.area == QRect(100, 50, 200, 100)


def test_arrows_move_it_with_shift_stretch_it_with_ctrl_by_a_pixel(area: PhotoArea) -> None:
    QTest.keyClick(area, Qt.Key.Key_Right)
    QTest.keyClick(area, Qt.Key.Key_Up)
    assert area.area == QRect(110, 40, 200, 100)
    QTest.keyClick(area, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(area, Qt.Key.Key_Up, SHIFT)
    assert area.area == QRect(110, 40, 210, 90)
    QTest.keyClick(area, Qt.Key.Key_Left, CONTROL)
    QTest.keyClick(area, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert area.area == QRect(109, 40, 210, 91)
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    assert area.area == QRect(0, 0, WIDTH, HEIGHT)


def test_area_stays_within_the_photo_and_never_vanishes(area: PhotoArea) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _each in range(60):
            QTest.keyClick(area, key)
    assert area.area == QRect(200, 100, 200, 100)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        for _each in range(60):
            QTest.keyClick(area, key, SHIFT)
    assert area.area.size() == QSize(LEAST, LEAST)
    area.set_area(QRect(-50, -50, 4000, 4000))
    assert area.area == QRect(0, 0, WIDTH, HEIGHT)


def test_mouse_moves_it_from_inside(area: PhotoArea) -> None:
    drag(area, at(200, 100), at(230, 90))
    assert area.area == QRect(130, 40, 200, 100)


def test_mouse_stretches_it_from_a_corner_and_past_the_other_one(area: PhotoArea) -> None:
    drag(area, at(300, 150), at(350, 180))
    assert area.area == QRect(100, 50, 250, 130)
    drag(area, at(100, 115), at(60, 115))
    assert area.area == QRect(60, 50, 290, 130)
    drag(area, at(350, 115), at(20, 115))
    assert area.area == QRect(20, 50, 40, 130)


def test_mouse_draws_another_one_elsewhere(area: PhotoArea) -> None:
    area.set_area(QRect(0, 0, 40, 40))
    drag(area, at(300, 100), at(360, 160))
    assert area.area == QRect(300, 100, 60, 60)


def test_what_is_done_to_the_photo_keeps_the_area_where_the_size_stays(area: PhotoArea) -> None:
    area.set_area(QRect(10, 20, 30, 40))
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    area.show_image(image, keep_area=True)
    assert area.area == QRect(10, 20, 30, 40)
    area.show_image(image.copy(0, 0, 100, 100), keep_area=True)
    assert area.area == QRect(25, 25, 50, 50)


def test_screen_reader_is_told_of_a_picture_and_where_the_area_lies(area: PhotoArea) -> None:
    found = QAccessible.queryAccessibleInterface(area)
    assert found.role() == QAccessible.Role.Graphic
    assert found.text(QAccessible.Text.Name) == "The photo"
    before = found.text(QAccessible.Text.Description)
    assert before == (
        "The area begins 25 % from the left and 25 % from the top; it is 50 % wide and 50 % high."
    )
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    assert found.text(QAccessible.Text.Description) == area_words(
        QRect(0, 0, WIDTH, HEIGHT), QSize(WIDTH, HEIGHT)
    )


def test_the_area_shows_bright_and_the_rest_shaded(area: PhotoArea) -> None:
    area.set_area(QRect(100, 50, 200, 100))
    drawn = area.grab().toImage()
    inside, outside = drawn.pixelColor(at(200, 100)), drawn.pixelColor(at(20, 20))
    assert inside.greenF() > outside.greenF()
