"""Choices of a form: one Tab stop, every key at hand, and large enough for fingers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.theme.typescale import scaled
from reviewer_app.ui.widgets import Choices, Option, TapButton
from reviewer_app.ui.widgets.choices import LEAST_TARGET

LEVELS = (Option("low", "Low"), Option("medium", "Medium"), Option("high", "High"))
LONG = (
    Option("a", "Pupils explain to each other what they have understood, in whole sentences"),
    Option("b", "No", "Nobody was seen to explain anything to anybody in this part of the lesson."),
)


def shown(qtbot: QtBot, choices: Choices, width: int = 600) -> tuple[QWidget, list[object]]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addWidget(choices)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    page.resize(width, 500)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    told: list[object] = []
    choices.chosen.connect(told.append)
    return page, told


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_tab_passes_all_choices_as_one_and_comes_to_what_holds(qtbot: QtBot, theme: Theme) -> None:
    choices = Choices("The aim is clear", LEVELS)
    page, _told = shown(qtbot, choices)
    first, last = page.findChildren(QLineEdit)
    choices.set_value(("high",))
    first.setFocus()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is choices.buttons[2]
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last


def test_arrows_move_and_only_space_or_enter_chooses(qtbot: QtBot, theme: Theme) -> None:
    choices = Choices("The aim is clear", LEVELS)
    _page, told = shown(qtbot, choices)
    choices.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert told == []
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert told == [("high",), ("medium",)]
    assert [one.isChecked() for one in choices.buttons] == [False, True, False]


def test_a_digit_chooses_and_delete_takes_back(qtbot: QtBot, theme: Theme) -> None:
    choices = Choices("The aim is clear", LEVELS)
    _page, told = shown(qtbot, choices)
    choices.setFocus()
    for key in (Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_9, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        press(key)
    assert told == [("medium",), ()]


def test_several_are_told_in_the_order_they_are_offered(qtbot: QtBot, theme: Theme) -> None:
    choices = Choices("What is seen", LEVELS, several=True)
    _page, told = shown(qtbot, choices)
    choices.buttons[2].click()
    choices.buttons[0].click()
    choices.buttons[2].click()
    assert told == [("high",), ("low", "high"), ("low",)]


def test_other_choices_keep_what_still_holds(qtbot: QtBot, theme: Theme) -> None:
    choices = Choices("The aim is clear", LEVELS)
    _page, told = shown(qtbot, choices)
    choices.set_value(("medium",))
    choices.set_options(LEVELS[1:])
    left = choices.value
    choices.set_options(LEVELS[:1])
    assert (left, choices.value) == (("medium",), ())
    assert told == []


def test_brief_choices_say_by_their_tooltip_what_they_look_like(qtbot: QtBot, theme: Theme) -> None:
    whole = Choices("What is seen", LONG, upright=True)
    brief = Choices("What is seen", LONG, upright=True, brief=True)
    _pages = [shown(qtbot, one) for one in (whole, brief)]
    assert brief.buttons[1].height() < whole.buttons[1].height()
    assert brief.buttons[1].toolTip() == LONG[1].descriptor
    assert LONG[1].descriptor in brief.buttons[1].accessibleDescription()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_fingers_hit_every_choice_and_no_word_is_cut(
    qapp: QApplication, qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    choices = Choices("What is seen", LONG, upright=True)
    _page, _told = shown(qtbot, choices, 420)
    assert choices.buttons[1].height() > scaled(choices.font(), LEAST_TARGET)
    for button in choices.buttons:
        assert button.height() >= scaled(choices.font(), LEAST_TARGET)
        assert button.height() >= button.heightForWidth(button.width())
    tap = TapButton("Tap")
    qtbot.addWidget(tap)
    assert tap.sizeHint().height() >= scaled(tap.font(), LEAST_TARGET)
