"""The looks, by numbers: every page in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from reviewer_app.errors import UserError
from reviewer_app.ui.shell.bridge import Saving
from reviewer_app.ui.theme import Theme, ThemeName
from reviewer_app.ui.theme.style import control_height
from tests.ui.shell.looks import beyond, changes_at, faults_of, spoken
from tests.ui.shell.scenes import SCENES, SCREENS, THEMES, Stage, stage
from tests.ui.widgets.test_widgets_looks import FEWEST_PIXELS, MOST_STOPS, clipped


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with stage(tmp_path_factory.mktemp("looks"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_what_keeps_words_from_being_saved_is_said_whole_and_moves_nothing_out_of_sight(
    shown: Stage, screen: str
) -> None:
    shown.dress("light", SCREENS[screen])
    shown.show("notes")
    window = shown.window
    folder = "/home/helen.marsh/.local/share/reviewer-app/Helen Marsh"
    full = UserError("profile.disk-full", folder=folder)
    window.state_line.say_saving(Saving(1, full, "2026-11-18T10:42:00.000+00:00"))
    QTest.qWait(20)
    told = (window.width(), window.height()), clipped(window), beyond(window)
    window.state_line.say_saving(Saving())
    QTest.qWait(20)
    assert told == (SCREENS[screen][:2], [], [])


def test_what_was_out_of_sight_while_the_text_shrank_is_as_tall_as_the_text_now(
    shown: Stage,
) -> None:
    shown.dress("light", SCREENS["laptop"])
    shown.show("first-run")
    shown.dress("light", SCREENS["large-text"])
    shown.show("findings")
    shown.show("today")
    shown.dress("light", SCREENS["laptop"])
    shown.show("findings")
    fields = [one for one in shown.window.findChildren(QComboBox) if one.isVisible()]
    assert fields
    assert [one.height() for one in fields] == [control_height(one) for one in fields]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("name", THEMES)
def test_tab_goes_through_everything_and_shows_where_it_is(
    shown: Stage, name: ThemeName, scene: str
) -> None:
    shown.dress(name, (1280, 800, 1.0))
    shown.show(scene)
    window = shown.window
    window.activateWindow()
    QApplication.processEvents()
    stops: list[QWidget] = []
    while len(stops) < MOST_STOPS:
        stop = QApplication.focusWidget()
        if stop is None:
            QTest.keyClick(window, Qt.Key.Key_Tab)
            stop = QApplication.focusWidget()
        if stop is None or stop in stops:
            break
        stops.append(stop)
        assert stop.accessibleName() or getattr(stop, "text", str)(), type(stop).__name__
        # A view that covers the whole window needs no mark: there is nothing else to be at.
        if stop.size() != window.size():
            assert changes_at(window, stop) >= FEWEST_PIXELS, spoken(stop)
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert len(stops) < MOST_STOPS, [spoken(one) for one in stops]
    assert stops or scene == "palette"


def test_every_command_has_a_menu_and_every_key_is_used_once(shown: Stage) -> None:
    shown.dress("light", (1280, 800, 1.0))
    for scene in SCENES:
        shown.show(scene)
        commands = shown.window.commands()
        ids = [one.id for one in commands]
        assert len(ids) == len(set(ids)), scene
        keys = [one.key for one in commands if one.key]
        assert len(keys) == len(set(keys)), (scene, sorted(keys))
        in_menus = {
            action.text() for menu in shown.window.findChildren(QMenu) for action in menu.actions()
        }
        assert {one.text for one in commands} <= in_menus, scene
