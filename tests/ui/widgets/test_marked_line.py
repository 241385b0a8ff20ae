"""Words of a field of one line are underlined where they stand, also once it has scrolled."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from reviewer_app.ui.theme import Theme, tokens
from reviewer_app.ui.widgets.marked_line import MarkedLine
from reviewer_app.ui.widgets.marks import replaced, shifted

WORDS = "We asked Kacper why."
NAME = (9, 6)


@pytest.fixture
def line(theme: Theme) -> Iterator[MarkedLine]:
    """A field as wide as its words."""
    made = MarkedLine(WORDS)
    made.resize(400, 40)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()


def marked_columns(line: MarkedLine) -> list[int]:
    """The columns of pixels, from the left, in which something has the colour of a mark."""
    QApplication.processEvents()
    image = line.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = tokens().ebi
    return [
        x
        for x in range(image.width())
        if any(
            abs(image.pixelColor(x, y).red() - wanted.red())
            + abs(image.pixelColor(x, y).green() - wanted.green())
            + abs(image.pixelColor(x, y).blue() - wanted.blue())
            < 60
            for y in range(image.height())
        )
    ]


def place_of(line: MarkedLine, position: int) -> int:
    """How far from the left the cursor stands at a position, as Qt says it."""
    line.setCursorPosition(position)
    return line.cursorRect().center().x()


def test_the_line_stands_below_the_name_alone(line: MarkedLine) -> None:
    assert marked_columns(line) == []
    line.set_marks([NAME])
    columns = marked_columns(line)
    left, right = place_of(line, NAME[0]), place_of(line, sum(NAME))
    assert right - left > 30
    assert abs(columns[0] - left) <= 3
    assert abs(columns[-1] - right) <= 5
    assert len(columns) > 0.6 * (right - left)


def test_it_scrolls_with_the_words(line: MarkedLine) -> None:
    line.setText("In the library and in the hall we asked for a long time. " + WORDS)
    line.setCursorPosition(len(line.text()))
    at = line.text().index("Kacper")
    line.set_marks([(at, 6)])
    columns = marked_columns(line)
    before = line.cursorRect().center().x()
    line.cursorBackward(False, len(line.text()) - at)
    assert line.cursorRect().center().x() < before
    assert abs(columns[0] - line.cursorRect().center().x()) <= 3


def test_it_moves_while_one_types_and_goes_where_one_types_in_it(line: MarkedLine) -> None:
    line.set_marks([NAME])
    line.setCursorPosition(0)
    QTest.keyClicks(line, "So ")
    assert line.marks == ((12, 6),)
    line.setCursorPosition(14)
    QTest.keyClicks(line, "x")
    assert not line.marks


def test_other_words_take_its_place_as_if_typed(line: MarkedLine) -> None:
    typed: list[str] = []
    line.textEdited.connect(typed.append)
    line.replace_range(9, 15, "a pupil")
    assert line.text() == typed[-1] == "We asked a pupil why."
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == WORDS


@pytest.mark.parametrize(("cursor", "then"), [(3, 3), (9, 16), (12, 16), (15, 16), (19, 20)])
def test_one_types_on_where_one_was(line: MarkedLine, cursor: int, then: int) -> None:
    line.setCursorPosition(cursor)
    line.replace_range(9, 15, "a pupil")
    assert line.cursorPosition() == then


def test_a_point_of_the_screen_is_found_and_told(line: MarkedLine) -> None:
    below = line.below(11)
    assert line.position_at(below - QPoint(0, 4)) == 11


def test_nothing_is_marked_in_a_secret(line: MarkedLine) -> None:
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.set_marks([NAME])
    assert marked_columns(line) == []


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [("abc", "abxc", (2, 0, 1)), ("aab", "ab", (1, 1, 0)), ("one", "two", (0, 3, 3))],
)
def test_what_was_replaced(before: str, now: str, change: tuple[int, int, int]) -> None:
    assert replaced(before, now) == change


def test_marks_before_a_change_stay() -> None:
    assert shifted(((0, 3), (10, 4)), 6, 2, 5) == ((0, 3), (13, 4))
