"""The factual check in the real window: no words are cut, all can be reached, and each stop is seen."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.theme import Theme, ThemeName
from tests.ui.shell.check_scenes import CHECK_SCENES, CheckStage, check_stage
from tests.ui.shell.looks import faults_of, stops_of_tab
from tests.ui.shell.scenes import SCREENS, THEMES


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[CheckStage]:
    with check_stage(tmp_path_factory.mktemp("check"), theme) as made:
        yield made


# Widths are the same in every theme, so that each screen is measured in one of them.
@pytest.mark.parametrize("scene", CHECK_SCENES)
@pytest.mark.parametrize(("screen", "name"), [*zip(SCREENS, THEMES, strict=False)])
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: CheckStage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []


def test_tab_goes_through_the_check_in_its_order(shown: CheckStage) -> None:
    shown.dress("contrast", SCREENS["laptop"])
    page = shown.show("factual-check")
    stops = [
        one.accessibleName() or getattr(one, "text", str)()
        for one in stops_of_tab(shown.window, 40)
    ]
    assert page.isVisible()
    wanted = [
        "Read the school’s answers",
        "Send another draft",
        "What the school asks for",
        "Decide again",
        "Put it into the report",
        "Decide again",
        "Why you accept it, or do not",
        "Accept",
        "Do not accept",
        "Inaccurate",
        "What would be accurate",
        "Where that can be seen",
        "By phone",
        "Take the answer back",
        "Why you accept it, or do not",
        "Accept",
        "Do not accept",
    ]
    first = stops.index(wanted[0])
    assert stops[first : first + len(wanted)] == wanted
