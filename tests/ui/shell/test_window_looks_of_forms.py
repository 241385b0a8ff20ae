"""The looks of evidence forms, by numbers: in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import Theme, ThemeName, scaled
from reviewer_app.ui.widgets import Choices
from reviewer_app.ui.widgets.choices import LEAST_TARGET
from tests.ui.shell.form_scenes import FORM_SCENES, form_stage
from tests.ui.shell.looks import faults_of, spoken, stops_of_tab
from tests.ui.shell.scenes import SCREENS, THEMES, Stage

MOST_STOPS = 90


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with form_stage(tmp_path_factory.mktemp("forms"), theme) as made:
        yield made


def short(window: QWidget) -> list[str]:
    """Every choice that is lower than its words or than a finger."""
    return [
        f"{button.text()} {button.size()}"
        for choices in window.findChildren(Choices)
        if choices.isVisible()
        for button in choices.buttons
        if button.height() < button.heightForWidth(button.width())
        or button.height() < scaled(button.font(), LEAST_TARGET)
    ]


@pytest.mark.parametrize("scene", FORM_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []
    assert short(shown.window) == []


@pytest.mark.parametrize("name", THEMES)
def test_tab_goes_through_the_whole_form_and_shows_where_it_is(
    shown: Stage, name: ThemeName
) -> None:
    shown.dress(name, (1280, 800, 1.0))
    shown.show("form")
    window = shown.window
    stops = stops_of_tab(window, MOST_STOPS)
    assert 30 < len(stops) < MOST_STOPS, [spoken(one) for one in stops]
