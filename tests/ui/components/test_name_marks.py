"""Names are underlined while typing, off the key; what is offered takes their place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from reviewer_app.model.nouns import DismissedWord
from reviewer_app.review.names.guard import NameGuard
from reviewer_app.review.names.lists import lists
from reviewer_app.review.names.matching import Hit
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step, Theme
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.ui.support import Larkfield, make_bridge, wait_until


@pytest.fixture
def larkfield(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def marks(larkfield: Larkfield) -> Iterator[NameMarks]:
    """A field of the window with its marks, about the mathematics visit."""
    lists()
    words = PlainEdit(Step.NOTE)
    made = NameMarks(larkfield.bridge, words, activity=lambda: larkfield.activities["mathematics"])
    words.show()
    words.setFocus()
    yield made
    words.close()


def words_of(marks: NameMarks) -> PlainEdit:
    words = marks.parent()
    assert isinstance(words, PlainEdit)
    return words


def marked(marks: NameMarks) -> list[str]:
    return [one.text for one in marks.hits]


def choose(marks: NameMarks, words: str) -> None:
    """Choose what the menu of the first name offers."""
    menu: QMenu = marks.menu_for(marks.hits[0])
    next(one for one in menu.actions() if words in one.text()).trigger()


def test_a_name_is_marked_once_the_next_word_begins_and_never_by_the_key(marks: NameMarks) -> None:
    words = words_of(marks)
    QTest.keyClicks(words, "We asked Kacper")
    assert marked(marks) == []
    assert marks.timer.isActive()
    marks.look()
    assert marked(marks) == []
    QTest.keyClicks(words, " why")
    wait_until(lambda: marked(marks) == ["Kacper"])


def test_nothing_else_is_marked(marks: NameMarks) -> None:
    words_of(marks).replace_text("Will pupils see? In May we saw teh SENCO, 3 pupils.", 0)
    marks.look()
    assert marked(marks) == []


def test_marks_move_with_the_words_at_once(marks: NameMarks) -> None:
    words = words_of(marks)
    words.replace_text("We asked Kacper why.", 0)
    marks.look()
    before = words.marks
    QTest.keyClicks(words, "Then ")
    assert words.marks == tuple((start + 5, length) for start, length in before)
    assert before == ((9, 6),)


def test_a_mark_counts_letters_as_the_field_does(marks: NameMarks) -> None:
    words = words_of(marks)
    words.replace_text("😀 We asked Kacper why.", 0)
    marks.look()
    assert words.marks == ((12, 6),)
    choose(marks, "a Year")
    assert words.text().startswith("😀 We asked a Year")


def test_the_role_from_the_visit_takes_the_place_of_a_name_in_one_step(marks: NameMarks) -> None:
    words = words_of(marks)
    words.replace_text("Kacper explained.", 0)
    marks.look()
    choose(marks, "pupil")
    assert words.text().endswith("pupil explained.")
    assert words.text().startswith("A ")
    words.undo()
    assert words.text() == "Kacper explained."


def test_one_writes_on_where_one_was_when_a_role_takes_the_place(marks: NameMarks) -> None:
    words = words_of(marks)
    QTest.keyClicks(words, "Kacper explained, and the gro")
    marks.look()
    choose(marks, "pupil")
    QTest.keyClicks(words, "up agreed")
    assert words.text().endswith("pupil explained, and the group agreed")


def test_the_key_offers_for_the_name_at_the_cursor(
    marks: NameMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    # A window without a screen cannot raise a menu.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    words = words_of(marks)
    QTest.keyClicks(words, "We asked Kacper")
    QTest.keyClick(words, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    [menu] = opened
    assert words.text() == "We asked Kacper"
    next(one for one in menu.actions() if "pupil" in one.text()).trigger()
    assert words.text().startswith("We asked a ")


def test_the_right_button_on_a_name_offers_roles(
    marks: NameMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    # A window without a screen cannot raise a menu.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    words = words_of(marks)
    words.replace_text("We asked Kacper why.", 0)
    marks.look()
    spot = words.below(12) - QPoint(0, 4)
    inside = words.viewport()
    press = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, inside.mapFromGlobal(spot), spot, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(inside, press)
    [menu] = opened
    next(one for one in menu.actions() if "pupil" in one.text()).trigger()
    assert words.text().startswith("We asked a ")


def test_resting_the_mouse_on_a_name_tells_the_key_that_offers(
    marks: NameMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    # A window without a screen cannot raise a tooltip.
    monkeypatch.setattr(QToolTip, "showText", lambda _spot, words, _field: told.append(words))
    words = words_of(marks)
    words.replace_text("We asked Kacper why.", 0)
    marks.look()
    inside = words.viewport()
    for position in (3, 12):
        spot = words.below(position) - QPoint(0, 4)
        rest = QHelpEvent(QEvent.Type.ToolTip, inside.mapFromGlobal(spot), spot)
        QApplication.sendEvent(inside, rest)
    assert told == ["Looks like a name. Ctrl+. offers a role."]


def test_a_dismissed_word_is_not_marked_again(marks: NameMarks, larkfield: Larkfield) -> None:
    words_of(marks).replace_text("We asked Kacper why.", 0)
    marks.look()
    choose(marks, "not a name")
    wait_until(lambda: marked(marks) == [])
    assert [one.word for one in larkfield.opened.all(DismissedWord)] == ["kacper"]


def test_only_a_changed_paragraph_is_searched(
    marks: NameMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    words_of(marks).replace_text("We asked Kacper why.\nThen we left.", 0)
    marks.look()
    searched: list[str] = []

    def hits(_guard: NameGuard, text: str, _kind: str) -> list[Hit]:
        searched.append(text)
        return []

    monkeypatch.setattr(NameGuard, "hits", hits)
    QTest.keyClicks(words_of(marks), "So ")
    marks.look()
    assert searched == ["So We asked Kacper why."]


def test_a_meeting_shows_no_mark(larkfield: Larkfield) -> None:
    sentence = DraftedText(
        larkfield.bridge, "finding:x", "Finding", lambda _text, _since: Reply(), guarded=False
    )
    assert sentence.names is None


def test_nothing_is_asked_once_the_review_is_closed(marks: NameMarks, larkfield: Larkfield) -> None:
    lists.cache_clear()
    words_of(marks).replace_text("We asked Kacper why.", 0)
    larkfield.bridge.close()
    marks.look()
    assert marked(marks) == []


def test_lists_that_are_not_read_yet_are_read_beside_the_window(marks: NameMarks) -> None:
    lists.cache_clear()
    words_of(marks).replace_text("We asked Kacper why.", 0)
    marks.look()
    assert marked(marks) == []
    wait_until(lambda: marked(marks) == ["Kacper"])
