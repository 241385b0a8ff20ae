"""The looks of two versions of a note, by numbers: in the real window, in each theme, at both reference screens."""

from collections.abc import Iterator

import pytest

from reviewer_app.ui.theme import Theme, ThemeName, tokens
from reviewer_app.ui.widgets.compared_text import ComparedText
from tests.ui.shell.looks import faults_of
from tests.ui.shell.scenes import SCREENS, THEMES, Stage
from tests.ui.shell.version_scenes import VERSION_SCENES, version_stage


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Stage]:
    with version_stage(tmp_path_factory.mktemp("versions"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", VERSION_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: Stage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []


@pytest.mark.parametrize("name", THEMES)
def test_what_differs_is_seen_as_more_than_a_colour_and_what_does_not_is_left_alone(
    shown: Stage, name: ThemeName
) -> None:
    shown.dress(name, SCREENS["laptop"])
    page = shown.show("two-versions-open")
    for text in page.findChildren(ComparedText):
        with_marks = text.grab().toImage()
        marks, text.differs = text.differs, ()
        plain = text.grab().toImage()
        text.differs = marks
        changed = [
            (x, y)
            for x in range(plain.width())
            for y in range(plain.height())
            if plain.pixel(x, y) != with_marks.pixel(x, y)
        ]
        # Besides a soft ground a line is drawn below the words, in their ink.
        inked = [at for at in changed if with_marks.pixel(*at) == tokens().ink.rgb()]
        assert len(inked) > 20
        assert len(changed) < plain.width() * plain.height() / 2
