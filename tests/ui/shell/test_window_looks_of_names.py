"""The name guard in the real window: its looks by numbers, and that no field of any page is forgotten by it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.components.meeting_view import MeetingView
from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.shell.page_list import EVERY_PAGE
from reviewer_app.ui.theme import Theme, ThemeName, tokens
from tests.ui.pages.looks import unguarded
from tests.ui.shell.looks import faults_of
from tests.ui.shell.name_scenes import NAME_SCENES, NameStage, name_stage
from tests.ui.shell.scenes import SCREENS, THEMES, Stage
from tests.ui.theme.contrast import contrast


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[NameStage]:
    with name_stage(tmp_path_factory.mktemp("names"), theme) as made:
        yield made


@pytest.mark.parametrize("scene", NAME_SCENES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_nothing_is_wider_than_the_screen(
    shown: NameStage, name: ThemeName, screen: str, scene: str
) -> None:
    assert faults_of(shown, name, screen, scene) == []


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scene", ["names-note", "names-line"])
def test_the_line_below_a_name_is_seen(shown: NameStage, name: ThemeName, scene: str) -> None:
    shown.dress(name, SCREENS["laptop"])
    page = shown.show(scene)
    if isinstance(page, NotesPage):
        marks = page.writer.editor.names
    else:
        assert isinstance(page, PlanPage)
        marks = page.form.title.names
    field = marks.parent()
    assert isinstance(field, QWidget)
    before = field.grab().toImage()
    field.set_marks([])  # type: ignore[attr-defined]
    after = field.grab().toImage()
    marks.look()
    changed = [
        before.pixelColor(x, y)
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert len(changed) > 40
    assert contrast(tokens().ebi, tokens().surface) >= 3
    assert tokens().ebi.rgb() in {one.rgb() for one in changed}


def test_no_field_of_any_page_is_forgotten(shown: NameStage) -> None:
    shown.dress("light", SCREENS["laptop"])
    forgotten: dict[str, list[str]] = {}
    fields = 0
    for page in EVERY_PAGE:
        Stage.show(shown, page)
        current = shown.window.page(page)
        assert current is not None
        fields += len(current.findChildren(NameMarks))
        forgotten[page] = unguarded(current)
    assert {page: found for page, found in forgotten.items() if found} == {}
    assert fields > 20


def test_the_meeting_marks_nothing(shown: NameStage) -> None:
    Stage.show(shown, "meeting")
    [view] = shown.window.findChildren(MeetingView)
    assert view.isVisible()
    assert view.findChildren(NameMarks) == []


def test_the_offer_opens_below_the_name(shown: NameStage) -> None:
    shown.dress("light", SCREENS["laptop"])
    page = shown.show("names-note")
    assert isinstance(page, NotesPage)
    words = page.writer.editor.words
    hit = page.writer.editor.names.hits[0]
    spot = words.mapFromGlobal(words.below(hit.end))
    assert QRect(QPoint(0, 0), words.size()).adjusted(0, 0, 0, 4).contains(spot)
    assert shown.menu is not None
    assert "Write “a pupil”" in [one.text() for one in shown.menu.actions()]
