"""The looks of the page Frameworks, by numbers: in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.theme import Theme, ThemeName
from tests.ui.shell.framework_scenes import FRAMEWORK_SCENES, framework_stage
from tests.ui.shell.looks import faults_of, spoken, stops_of_tab
from tests.ui.shell.scenes import SCREENS, THEMES, Stage

MOST_STOPS = 90


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with framework_stage(tmp_path_factory.mktemp("frameworks"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", FRAMEWORK_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []


@pytest.mark.parametrize("name", THEMES)
def test_tab_goes_through_the_whole_page_and_shows_where_it_is(
    shown: Stage, name: ThemeName
) -> None:
    shown.dress(name, (1280, 800, 1.0))
    shown.show("frameworks-file")
    window = shown.window
    stops = stops_of_tab(window, MOST_STOPS)
    assert 12 < len(stops) < MOST_STOPS, [spoken(one) for one in stops]
