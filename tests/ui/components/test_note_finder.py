"""A note is found from any page as one types: by the keyboard alone, and never by an answer to other words."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.review.note_search import FoundNotes
from reviewer_app.ui.components.note_finder import NoteFinder
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Theme
from tests.support import LARKFIELD, START
from tests.ui.support import Larkfield, larkfield, wait_until


class Over(QWidget):
    """A page with a field in which one types."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.resize(1000, 640)
        self.field = QLineEdit()
        QHBoxLayout(self).addWidget(self.field)
        self.finder = NoteFinder(self, lambda: bridge)
        self.chosen: list[tuple[str, str]] = []
        self.finder.note_chosen.connect(lambda *what: self.chosen.append(what))
        self.show()
        self.activateWindow()
        self.field.setFocus()
        self.finder.open()

    def finds(self, typed: str) -> list[str]:
        """Type, and give what is shown once the answer is there."""
        self.finder.field.clear()
        QTest.keyClicks(self.finder.field, typed)
        wait_until(lambda: not self.finder.asking)
        return [one.words for one in self.finder.rows.rows]


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    with larkfield(tmp_path) as made:
        yield made


@pytest.fixture
def over(review: Larkfield) -> Over:
    return Over(review.bridge)


def test_what_is_found_is_shown_with_where_it_stands_and_how_many(over: Over) -> None:
    assert over.finds("corridors calm") != []
    [row] = over.finder.rows.rows
    assert "change-over" in row.words
    assert " · day " in row.where
    assert over.finder.said.text() == "1 note"
    assert [row.words[at : at + size].casefold() for at, size in row.marks] == ["corridors", "calm"]
    assert over.finds("corridors zebra") == []
    assert over.finder.said.text() == "No note has these words."


def test_note_of_a_visit_left_out_says_that_it_is_no_evidence(
    review: Larkfield, over: Over
) -> None:
    over.finds("corridors")
    assert "Out of the evidence" not in over.finder.rows.rows[0].where
    note = review.need(Note, over.finder.rows.rows[0].id)
    review.session.do(review.opened, capture.leave_out, note.activity)
    over.finds("corridors")
    assert over.finder.rows.rows[0].where.endswith(" · Out of the evidence")


def test_enter_opens_the_note_and_escape_goes_back_to_where_one_was(over: Over) -> None:
    over.finds("corridors calm")
    note = over.finder.rows.rows[0].id
    QTest.keyClick(over.finder.field, Qt.Key.Key_Return)
    assert [one[1] for one in over.chosen] == [note]
    assert not over.finder.isVisible()
    over.field.setFocus()
    over.finder.open()
    assert over.finder.field.text() == ""
    QTest.keyClick(over.finder.field, Qt.Key.Key_Escape)
    assert not over.finder.isVisible()
    assert over.field.hasFocus()
    assert len(over.chosen) == 1


def test_arrows_go_through_what_was_found_and_round_its_ends(over: Over) -> None:
    shown = over.finds("pupils")
    assert len(shown) > 2
    ids = [one.id for one in over.finder.rows.rows]
    QTest.keyClick(over.finder.field, Qt.Key.Key_Down)
    QTest.keyClick(over.finder.field, Qt.Key.Key_Down)
    QTest.keyClick(over.finder.field, Qt.Key.Key_Up)
    QTest.keyClick(over.finder.field, Qt.Key.Key_Return)
    over.finder.open()
    over.finds("pupils")
    QTest.keyClick(over.finder.field, Qt.Key.Key_Up)
    QTest.keyClick(over.finder.field, Qt.Key.Key_Return)
    assert [one[1] for one in over.chosen] == [ids[1], ids[-1]]


class SlowBridge:
    """Holds its answers back until they are let go."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.asked: list[str] = []
        self._let_go: list[Callable[[], None]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._bridge, name)

    def search_notes(self, typed: str, *, everywhere: bool = False) -> Reply:
        self.asked.append(typed)
        held, under_way = Reply(), self._bridge.search_notes(typed, everywhere=everywhere)
        answers: list[FoundNotes] = []
        under_way.then(answers.append)

        def let_go() -> None:
            wait_until(lambda: bool(answers))
            held.resolve(answers[0])

        self._let_go.append(let_go)
        return held

    def answer(self) -> None:
        self._let_go.pop(0)()


@pytest.fixture
def slow(review: Larkfield) -> SlowBridge:
    return SlowBridge(review.bridge)


@pytest.fixture
def waiting(slow: SlowBridge) -> Over:
    return Over(cast("Bridge", slow))


def test_answer_to_words_that_stand_there_no_more_is_never_shown(
    waiting: Over, slow: SlowBridge
) -> None:
    QTest.keyClicks(waiting.finder.field, "pupils")
    QTest.keyClicks(waiting.finder.field, " zebra")
    assert slow.asked == ["pu"]
    slow.answer()
    assert waiting.finder.rows.rows == ()
    # Of everything typed meanwhile only the last is asked.
    assert slow.asked == ["pu", "pupils zebra"]
    slow.answer()
    assert waiting.finder.said.text() == "No note has these words."


def test_enter_before_the_answer_opens_what_the_answer_gives(
    waiting: Over, slow: SlowBridge
) -> None:
    QTest.keyClicks(waiting.finder.field, "corridors calm")
    QTest.keyClick(waiting.finder.field, Qt.Key.Key_Return)
    slow.answer()
    assert waiting.chosen == []
    slow.answer()
    assert len(waiting.chosen) == 1


def test_one_letter_asks_nothing(waiting: Over, slow: SlowBridge) -> None:
    QTest.keyClicks(waiting.finder.field, "p")
    assert slow.asked == []
    assert "need not be finished" in waiting.finder.said.text()


def test_other_reviews_are_looked_through_where_there_are_any(
    review: Larkfield, over: Over
) -> None:
    over.finds("corridors")
    assert not over.finder.scope.isVisible()
    session = review.bridge.session
    here = review.opened.review

    other = session.create_review(LARKFIELD, usual(), start=START, days=3)
    visit = session.database.do(
        other, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Choir"
    ).result()
    note = session.database.do(other, capture.commit_note, visit.value, "Zebras sing.").result()
    assert over.finds("zebras") == []
    assert over.finder.scope.isVisible()
    over.finder.open()
    wait_until(lambda: not over.finder.asking)
    [row] = over.finder.rows.rows
    assert row.words == "Zebras sing."
    assert "Choir" in row.where
    QTest.keyClick(over.finder.field, Qt.Key.Key_Return)
    assert over.chosen == [(other, note.value)]
    assert here.id != other


def test_tab_stays_in_the_card_and_a_click_elsewhere_puts_it_away(over: Over) -> None:
    over.finds("pupils")
    QTest.keyClick(over.finder.field, Qt.Key.Key_Tab)
    assert over.finder.all.hasFocus()
    QTest.keyClick(over.finder.all, Qt.Key.Key_Tab)
    assert over.finder.field.hasFocus()
    over.field.setFocus()
    assert not over.finder.isVisible()


def test_click_on_a_row_opens_it(over: Over) -> None:
    over.finds("corridors calm")
    place = over.finder.list.visualRect(over.finder.rows.index(0, 0)).center()
    QTest.mouseClick(
        over.finder.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y())
    )
    assert len(over.chosen) == 1
