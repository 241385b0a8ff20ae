"""The looks of the team's people, by numbers: in the real window, at both reference screens."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.theme import Theme
from tests.ui.shell.looks import faults_of
from tests.ui.shell.scenes import SCREENS, Stage
from tests.ui.shell.team_scenes import TEAM_SCENES, team_stage


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with team_stage(tmp_path_factory.mktemp("team"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", TEAM_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, screen: str, scene: str
) -> None:
    assert faults_of(shown, "light", screen, scene) == []
