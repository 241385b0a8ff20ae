"""The looks of the page Frameworks, by numbers: in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.ui.theme import Theme, ThemeName
from tests.ui.pages.looks import nameless
from tests.ui.shell.framework_scenes import FRAMEWORK_SCENES, framework_stage
from tests.ui.shell.scenes import SCREENS, THEMES, Stage
from tests.ui.shell.test_window_looks import beyond, changes_at, spoken
from tests.ui.widgets.test_widgets_looks import FEWEST_PIXELS, clipped

MOST_STOPS = 90


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with framework_stage(tmp_path_factory.mktemp("frameworks"), theme) as made:
        yield made
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light", 1.0)


@pytest.mark.parametrize("scene", FRAMEWORK_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    shown.dress(name, SCREENS[screen])
    shown.show(scene)
    window = shown.window
    assert (window.width(), window.height()) == SCREENS[screen][:2]
    assert clipped(window) == []
    assert nameless(window) == []
    assert beyond(window) == []


@pytest.mark.parametrize("name", THEMES)
def test_tab_goes_through_the_whole_page_and_shows_where_it_is(
    shown: Stage, name: ThemeName
) -> None:
    shown.dress(name, (1280, 800, 1.0))
    shown.show("frameworks-file")
    window = shown.window
    window.activateWindow()
    QApplication.processEvents()
    stops: list[QWidget] = []
    while len(stops) < MOST_STOPS:
        stop = QApplication.focusWidget()
        if stop is None or stop in stops:
            break
        stops.append(stop)
        assert stop.accessibleName() or getattr(stop, "text", str)(), type(stop).__name__
        assert changes_at(window, stop) >= FEWEST_PIXELS, spoken(stop)
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert 12 < len(stops) < MOST_STOPS, [spoken(one) for one in stops]
