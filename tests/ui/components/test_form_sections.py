"""A long form has a list of its groups: how much of each is answered, where one is, and the way to each."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.ui.components.form_groups import HeadingPart
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.forms import question_with_keys
from tests.ui.support import Larkfield, make_bridge, wait_until

INSIDE = 6
"""Questions in each group."""


def questions(group: str) -> list[dict[str, object]]:
    return [
        {"id": f"{group}-{n}", "type": "yes-no", "label": f"Question {n}"} for n in range(INSIDE)
    ]


def grouped() -> LoadedFramework:
    """Three groups, one of them with groups in groups, then a repeat of two times; words and sums are no questions."""
    groups: list[dict[str, object]] = [
        {"id": one, "type": "group", "label": one.title(), "items": questions(one)}
        for one in ("welcome", "teaching")
    ]
    deep = {"id": "deepest", "type": "group", "label": "Deepest", "items": questions("deepest")}
    inner = {"id": "inner", "type": "group", "label": "Inner", "items": [deep]}
    silent = {"id": "look", "type": "words", "label": "Look around."}
    groups.append({"id": "room", "type": "group", "label": "Room & hall", "items": [silent, inner]})
    groups.append(
        {"id": "part", "type": "repeat", "label": "Part", "times": 2, "items": questions("part")}
    )
    text = f"    items: {json.dumps(groups)}\nreport:\n"
    return load_framework(SMALL.replace("report:\n", text), source="grouped.yaml")


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path, seed=False, framework=grouped)
    yield made
    made.close()


@pytest.fixture
def both(beside_notes: NotesOrForm) -> NotesOrForm:
    """The grouped form, beside the notes that are shown."""
    return beside_notes


def offered(both: NotesOrForm) -> list[str]:
    return [one.text() for one in both.sections.menu_of_sections().actions()]


def test_groups_are_listed_in_order_with_how_much_of_each_is_answered(both: NotesOrForm) -> None:
    both.show_side("form")
    assert both.sections.isVisible()
    assert offered(both) == [
        "Welcome\t0 of 6 answered",
        "Teaching\t0 of 6 answered",
        "Room && hall\t0 of 6 answered",
        "    Inner\t0 of 6 answered",
        "Part, 1 of 2\t0 of 6 answered",
        "Part, 2 of 2\t0 of 6 answered",
    ]
    both.focus_form()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    wait_until(lambda: offered(both)[0] == "Welcome\t1 of 6 answered")


@pytest.mark.parametrize("wanted", ["Teaching", "    Inner", "Part, 1 of 2"])
def test_one_goes_to_a_group_and_the_list_says_that_one_is_there(
    both: NotesOrForm, wanted: str
) -> None:
    both.show_side("form")
    menu = both.sections.menu_of_sections()
    next(one for one in menu.actions() if one.text().startswith(wanted)).trigger()
    QApplication.processEvents()
    items = both.sheets[0].items
    [heading] = [
        part
        for slot, part in items.parts
        if isinstance(part, HeadingPart) and offered_as(part) == wanted.strip()
    ]
    assert heading.mapTo(both.pane.viewport(), QPoint(0, 0)).y() == pytest.approx(0, abs=2)
    came_to = question_with_keys(items)
    assert came_to is not None
    first = {"Teaching": "teaching-0", "    Inner": "deepest-0", "Part, 1 of 2": "part-0"}
    assert came_to[0] == first[wanted]
    [here] = [one for one in both.sections.menu_of_sections().actions() if one.isChecked()]
    assert here.text().startswith(wanted)


def offered_as(heading: HeadingPart) -> str:
    return heading.findChildren(Text)[0].text()


def test_key_says_why_while_the_form_is_not_shown(both: NotesOrForm) -> None:
    command = both.sections_command("sections")
    assert command.why_not() == "The form is not shown."
    assert not both.sections.isVisible()
    both.show_side("form")
    assert command.why_not() == ""
