"""A long form: what is in sight at once, the rest in pauses; whole and in order for Tab, eyes and screen readers."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.ui.components.form_column import FormColumn
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.theme import Theme
from tests.frameworks.small import SMALL
from tests.ui.forms import question_with_keys
from tests.ui.support import Larkfield, make_bridge, wait_until

ITEMS = 60


def long() -> LoadedFramework:
    """A form of 60 questions: every fourth is asked after a "yes" to the one before, long words among them."""
    items = []
    for number in range(ITEMS):
        item: dict[str, object] = {"id": f"q{number}", "label": f"Question {number}"}
        item["type"] = ("yes-no", "text", "narrative", "low-medium-high")[number % 4]
        if number % 4 == 1:
            item["relevant"] = f"${{q{number - 1}}} = 'yes'"
        if number % 7 == 0:
            item["hint"] = "Look at what pupils do while the others are being helped. " * 5
        items.append(item)
    text = f"    items: {json.dumps(items)}\nreport:\n"
    return load_framework(SMALL.replace("report:\n", text), source="long.yaml")


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """A review by a framework with a long form."""
    made = make_bridge(tmp_path, seed=False, framework=long)
    yield made
    made.close()


@pytest.fixture
def both(beside_notes: NotesOrForm) -> NotesOrForm:
    """The long form, shown for the first time, before any pause."""
    beside_notes.show_side("form")
    return beside_notes


def column(both: NotesOrForm) -> FormColumn:
    return both.sheets[0].items


def made(both: NotesOrForm) -> list[str]:
    return [slot.item.id for slot, _part in column(both).parts]


def whole(both: NotesOrForm) -> None:
    """Wait for the pauses in which the rest is made."""
    wait_until(lambda: len(made(both)) == ITEMS)
    QApplication.processEvents()


def top(both: NotesOrForm, item: str) -> int:
    """Where a question stands in sight, in pixels from the top."""
    return column(both).part(item).mapTo(both.pane.viewport(), QPoint(0, 0)).y()


def shown(both: NotesOrForm) -> list[FormPart]:
    return [part for _slot, part in column(both).parts if part.isVisible()]


def test_what_is_in_sight_is_made_before_the_first_picture_and_no_more(both: NotesOrForm) -> None:
    at_once = made(both)
    assert at_once[:2] == ["q0", "q2"]
    assert len(at_once) < ITEMS / 3
    assert shown(both)[-1].geometry().bottom() >= both.pane.viewport().height()


def test_the_rest_is_made_in_pauses(both: NotesOrForm) -> None:
    whole(both)
    assert [slot.item.id for slot, _part in column(both).parts] == [f"q{n}" for n in range(ITEMS)]
    edges = [(one.geometry().top(), one.geometry().bottom()) for one in shown(both)]
    assert all(below[0] > above[1] for above, below in pairwise(edges))


def test_what_one_scrolls_to_is_there_and_stays_where_it_is(both: NotesOrForm) -> None:
    bar = both.pane.verticalScrollBar()
    QApplication.sendPostedEvents()
    bar.setValue(bar.maximum() // 2)
    in_sight = [
        part
        for part in shown(both)
        if 0 <= part.mapTo(both.pane.viewport(), QPoint(0, 0)).y() < 500
    ]
    assert in_sight
    before = in_sight[0].mapTo(both.pane.viewport(), QPoint(0, 0)).y()
    whole(both)
    assert in_sight[0].mapTo(both.pane.viewport(), QPoint(0, 0)).y() == pytest.approx(before, abs=2)


def test_tab_comes_to_every_question_in_order_however_it_was_made(both: NotesOrForm) -> None:
    both.pane.focus_answer("general", ("q50", ""))
    assert "q20" not in made(both)
    whole(both)
    both.focus_form()
    came_to: list[str] = []
    for _tab in range(3 * ITEMS):
        focused = QApplication.focusWidget()
        assert focused is not None
        answer = question_with_keys(column(both))
        if answer is not None and answer[0] not in came_to:
            came_to.append(answer[0])
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert came_to == [f"q{n}" for n in range(ITEMS) if n % 4 != 1]


def test_tab_is_never_before_what_it_comes_to(both: NotesOrForm) -> None:
    both.focus_form()
    for wanted in (n for n in range(ITEMS) if n % 4 != 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert question_with_keys(column(both)) == (f"q{wanted}", "")
        # No event is let through: no pause is there to make anything in.
        both.pane.focusNextPrevChild(True)


def test_a_screen_reader_finds_every_question_in_reading_order(both: NotesOrForm) -> None:
    both.pane.focus_answer("general", ("q50", ""))
    whole(both)
    tree = QAccessible.queryAccessibleInterface(column(both))
    children = [tree.child(at).object() for at in range(tree.childCount())]
    assert children == [part for _slot, part in column(both).parts]


def test_shift_tab_comes_back_the_same_way(both: NotesOrForm) -> None:
    both.pane.focus_answer("general", ("q12", ""))
    came_to: list[str] = []
    for _tab in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        answer = question_with_keys(column(both))
        came_to.append(answer[0] if answer else "")
        QTest.keyClick(focused, Qt.Key.Key_Backtab)
    assert came_to == ["q12", "q11", "q10", "q8", "q7", "q6"]


def test_tab_leaves_the_form_at_its_end(both: NotesOrForm) -> None:
    both.pane.focus_answer("general", (f"q{ITEMS - 1}", ""))
    both.pane.focusNextPrevChild(True)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not both.pane.isAncestorOf(focused)


def test_what_an_answer_asks_for_is_shown_in_its_place(
    both: NotesOrForm, review: Larkfield
) -> None:
    below = top(both, "q2")
    column(both).open_form.give("q0", "", "yes")
    review.settle()
    asked = column(both).part("q1")
    assert asked.isVisible()
    QApplication.processEvents()
    assert top(both, "q1") == below
    assert top(both, "q2") > below
    review.bridge.undo()
    review.settle()
    assert not asked.isVisible()


def test_larger_text_leaves_no_part_over_another(both: NotesOrForm, theme: Theme) -> None:
    whole(both)
    font = both.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    both.setFont(font)
    for _turn in range(3):
        QApplication.processEvents()
    parts = shown(both)
    edges = [(one.geometry().top(), one.geometry().bottom()) for one in parts]
    assert all(below[0] > above[1] for above, below in pairwise(edges))
    assert all(one.height() >= one.heightForWidth(one.width()) for one in parts)
