"""The looks of photos, by numbers: in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme, ThemeName
from reviewer_app.ui.widgets import Sheet
from tests.ui.pages.looks import nameless
from tests.ui.shell.looks import beyond, changes_at
from tests.ui.shell.photo_scenes import PHOTO_SCENES, photo_stage
from tests.ui.shell.scenes import SCREENS, THEMES, Stage
from tests.ui.widgets.test_widgets_looks import FEWEST_PIXELS, clipped


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with photo_stage(tmp_path_factory.mktemp("photos"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", PHOTO_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    shown.dress(name, SCREENS[screen])
    page = shown.show(scene)
    window = shown.window
    assert (window.width(), window.height()) == SCREENS[screen][:2]
    assert clipped(window) == []
    # The table of sources, whose headers Qt names cell by cell, has its own tests.
    assert nameless(page.table.notes if isinstance(page, FindingsPage) else window) == []
    assert beyond(window) == []


def open_sheet(page: QWidget) -> Sheet:
    assert isinstance(page, NotesPage)
    desk = page.photo_desk
    return desk.panel if desk.panel.isVisible() else desk.viewer


@pytest.mark.parametrize("scene", ["photo-panel", "photo-large"])
@pytest.mark.parametrize("name", THEMES)
def test_photo_is_in_sight_as_a_whole_on_the_usual_laptop(
    shown: Stage, name: ThemeName, scene: str
) -> None:
    shown.dress(name, SCREENS["laptop"])
    sheet = open_sheet(shown.show(scene))
    picture = sheet.picture  # type: ignore[attr-defined]
    place = QRect(picture.mapTo(sheet, QPoint(0, 0)), picture.size())
    assert sheet.rect().contains(place)
    assert picture.visibleRegion().boundingRect() == picture.rect()
    assert place.height() >= 200


@pytest.mark.parametrize("scene", ["photo-panel", "photo-large"])
@pytest.mark.parametrize("name", THEMES)
def test_every_stop_of_tab_shows_where_it_is(shown: Stage, name: ThemeName, scene: str) -> None:
    shown.dress(name, SCREENS["laptop"])
    sheet = open_sheet(shown.show(scene))
    window = shown.window
    window.activateWindow()
    sheet.picture.setFocus()  # type: ignore[attr-defined]
    QApplication.processEvents()
    weak = []
    for _stop in range(6):
        here = QApplication.focusWidget()
        assert here is not None
        assert sheet.isAncestorOf(here)
        if changes_at(window, here) < FEWEST_PIXELS:
            weak.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert weak == []
