"""The looks of the team's people, by numbers: in the real window, at both reference screens."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.components.first_run_proposed import ProposedStep
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from reviewer_app.ui.widgets.facts import FactLines
from tests.ui.shell.looks import faults_of
from tests.ui.shell.scenes import SCREENS, Stage
from tests.ui.shell.team_scenes import OFFICE, TEAM_SCENES, team_stage


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


@pytest.mark.parametrize("screen", SCREENS)
def test_a_proposal_opens_with_its_title_what_it_says_and_what_is_asked_all_in_sight(
    shown: Stage, screen: str
) -> None:
    shown.dress("light", SCREENS[screen])
    first = shown.show("join-proposed")
    assert isinstance(first, FirstRun)
    step = first.step
    assert isinstance(step, ProposedStep)
    [title] = [
        one for one in step.findChildren(Text) if one.text() == f"{OFFICE} proposes a review"
    ]
    [facts] = step.findChildren(FactLines)
    assert step.first_stop() is step.differ
    for part in (title, facts, step.five, step.differ):
        assert part.visibleRegion().boundingRect() == part.rect(), part
