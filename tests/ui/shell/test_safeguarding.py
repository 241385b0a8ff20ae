"""The safeguarding card in the real window: one control in sight on every page, and one key from anywhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import SCENES, SCREENS, Stage, stage

COVERED = ("meeting",)
"""Where a view covers the window's foot, and has the control itself."""
PASSING = ("palette", "finder")
"""What closes by itself once something else has the keys."""
UNDER = tuple(one for one in SCENES if one != "safeguarding")
"""Wherever one may be before."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with stage(tmp_path_factory.mktemp("safeguarding"), theme) as made:
        yield made


def in_sight(window: MainWindow) -> list[QPushButton]:
    """The controls for the card that can be pressed where they stand: nothing lies over them."""
    found = []
    for one in window.findChildren(QPushButton):
        middle = one.mapTo(window, one.rect().center())
        whole = one.visibleRegion().boundingRect() == one.rect()
        if one.text() == "Safeguarding" and whole and window.childAt(middle) is one:
            found.append(one)
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_one_control_is_in_sight_on_every_page_and_opens_the_card(
    shown: Stage, screen: str
) -> None:
    shown.dress("light", SCREENS[screen])
    window = shown.window
    for scene in UNDER:
        shown.show(scene)
        controls = in_sight(window)
        assert len(controls) == 1, scene
        assert (controls[0] is window.safeguarding.control) is (scene not in COVERED), scene
        QTest.mouseClick(controls[0], Qt.MouseButton.LeftButton)
        card = window.safeguarding.card
        assert card.isVisible(), scene
        assert window.childAt(card.rect().bottomRight() - QPoint(4, 4)) is card, scene
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert card.isHidden(), scene


def test_one_key_opens_it_from_everywhere_and_puts_it_away_again(shown: Stage) -> None:
    shown.dress("light", SCREENS["laptop"])
    window = shown.window
    for scene in UNDER:
        shown.show(scene)
        window.activateWindow()
        QApplication.processEvents()
        before = QApplication.focusWidget()
        page = window.current_page
        QTest.keyClick(before or window, Qt.Key.Key_F9)
        assert window.safeguarding.card.isVisible(), scene
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F9)
        assert window.safeguarding.card.isHidden(), scene
        assert window.current_page == page, scene
        after = QApplication.focusWidget()
        if scene in PASSING:
            # It closed as the card came: one goes back to where one was before it.
            assert after is not None, scene
            assert after.isVisible(), scene
        else:
            assert after is before, scene


def test_a_half_written_note_goes_on_where_it_was(shown: Stage) -> None:
    shown.dress("light", SCREENS["laptop"])
    shown.show("notes")
    window = shown.window
    window.activateWindow()
    page = window.page("notes")
    assert isinstance(page, NotesPage)
    words = page.editor.words
    words.setFocus()
    words.replace_text("Pupils sort leaves", 6)
    QTest.mouseClick(window.safeguarding.control, Qt.MouseButton.LeftButton)
    QTest.keyClicks(window.focusWidget(), "a name")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert words.hasFocus()
    assert (words.toPlainText(), words.cursor_position()) == ("Pupils sort leaves", 6)
    words.replace_text("", 0)
    page.editor.keep_now()


def test_no_command_of_what_it_covers_is_run_while_it_is_in_sight(shown: Stage) -> None:
    shown.dress("light", SCREENS["laptop"])
    shown.show("plan")
    window = shown.window
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.current_page == "plan"
    assert window.safeguarding.card.isVisible()
    window.show_page("today")
    assert window.safeguarding.card.isHidden()


def test_the_palette_finds_it(shown: Stage) -> None:
    shown.show("evidence")
    command = next(one for one in shown.window.commands() if one.key == "F9")
    assert command.text == "Safeguarding"
    shown.window.menus.run(command)
    assert shown.window.safeguarding.card.isVisible()
    shown.window.safeguarding.put_away()
