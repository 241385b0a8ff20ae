"""The looks of hypotheses and wishes, by numbers: in the real window, at both reference screens."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.theme import Theme
from tests.ui.shell.hypothesis_scenes import HYPOTHESIS_SCENES, hypothesis_stage
from tests.ui.shell.looks import faults_of
from tests.ui.shell.scenes import SCREENS, Stage


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with hypothesis_stage(tmp_path_factory.mktemp("hypotheses"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", HYPOTHESIS_SCENES[:2])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, screen: str, scene: str
) -> None:
    assert faults_of(shown, "light", screen, scene) == []
