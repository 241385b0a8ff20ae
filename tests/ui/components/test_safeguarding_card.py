"""The safeguarding card: it says whom to tell, takes no word, and gives the keys back where they were."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from reviewer_app.model.nouns import Activity, ConcernTold
from reviewer_app.model.words import ActivityKind, Told
from reviewer_app.review import capture, set_up, timetable
from reviewer_app.ui.components.safeguarding_card import SafeguardingCard
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.ui.pages.looks import nameless, too_wide
from tests.ui.support import Larkfield, at


@pytest.fixture
def card(theme: Theme) -> Iterator[SafeguardingCard]:
    """The card over a window that holds one field, in which is being written."""
    window = QMainWindow()
    field = QLineEdit("Pupils sort leaves", window)
    window.setCentralWidget(field)
    made = SafeguardingCard(window)
    window.resize(1077, 526)
    window.show()
    window.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    yield made
    window.close()
    window.deleteLater()


def field_under(card: SafeguardingCard) -> QLineEdit:
    found = card.window().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def said_on(card: SafeguardingCard) -> str:
    return " ".join(one.text() for one in card.findChildren(Text) if one.isVisible())


def test_there_is_nowhere_to_type_and_what_is_typed_goes_nowhere(
    card: SafeguardingCard, review: Larkfield
) -> None:
    before = review.opened.position
    card.show_card(review.bridge)
    fields = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
    assert [one for kind in fields for one in card.findChildren(kind)] == []
    assert card.record.isVisible()
    assert "Write it by hand on the school’s form and hand it over now." in said_on(card)
    shown = said_on(card)
    QTest.keyClicks(focused(), "Achildsaid")
    review.settle()
    assert (said_on(card), field_under(card).text()) == (shown, "Pupils sort leaves")
    assert review.opened.position == before
    assert review.session.open(review.opened.id).drafts == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keys_go_back_to_the_very_place_in_the_words(
    card: SafeguardingCard, review: Larkfield, key: Qt.Key
) -> None:
    field = field_under(card)
    field.setCursorPosition(6)
    card.show_card(review.bridge)
    assert not field.hasFocus()
    press(key)
    assert card.isHidden()
    assert field.hasFocus()
    assert (field.cursorPosition(), field.hasSelectedText()) == (6, False)


def test_tab_stays_on_the_card(card: SafeguardingCard, review: Larkfield) -> None:
    card.show_card(review.bridge)
    stops = []
    for _press in range(8):
        press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert all(one is not None and card.isAncestorOf(one) for one in stops)


def test_it_names_the_safeguarding_lead_and_nobody_else(
    card: SafeguardingCard, review: Larkfield
) -> None:
    change = set_up.change_facts
    review.session.do(review.opened, change, contact="Helen Marsh, 01632", head_name="Priya Nair")
    card.show_card(review.bridge)
    said = said_on(card)
    assert "designated safeguarding lead" in said
    assert "Ask at reception" in said
    assert "Helen Marsh" not in said
    assert "Priya Nair" not in said
    review.session.do(
        review.opened,
        change,
        safeguarding_lead="Owen Pryce",
        safeguarding_place="Room 4",
        safeguarding_number="147",
    )
    card.show_card(review.bridge)
    assert "Owen Pryce, the school’s safeguarding lead. Room 4. 147" in said_on(card)


def test_without_a_review_it_says_whom_to_ask_for(card: SafeguardingCard) -> None:
    card.show_card(None)
    assert "Ask at reception" in said_on(card)


@pytest.mark.parametrize("size", [(1077, 526, 1.0), (877, 520, 1.4), (1280, 720, 2.0)])
def test_nothing_is_cut_and_it_never_grows_the_window(
    card: SafeguardingCard,
    review: Larkfield,
    qapp: QApplication,
    theme: Theme,
    size: tuple[int, int, float],
) -> None:
    width, height, scale = size
    theme.apply(qapp, "light", scale)
    card.window().resize(width, height)
    card.show_card(review.bridge)
    for _round in range(3):
        qapp.processEvents()
    assert (card.width(), card.height()) == (width, height)
    assert (card.window().width(), card.window().height()) == (width, height)
    assert too_wide(card) == []
    assert nameless(card) == []
    for words in card.scroller.findChildren(Text):
        assert words.height() >= words.heightForWidth(words.width()), words.text()
    bar = card.scroller.verticalScrollBar()
    for _press in range(20):
        press(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    last = card.record.roles[Told.GOVERNORS]
    assert last.visibleRegion().boundingRect() == last.rect()


def told(review: Larkfield) -> list[Told]:
    return [one.role for one in review.opened.all(ConcernTold)]


def test_one_press_keeps_whom_one_told_and_another_takes_it_back(
    card: SafeguardingCard, review: Larkfield
) -> None:
    card.show_card(review.bridge)
    for role, button in card.record.roles.items():
        button.click()
        review.settle()
        assert told(review) == [role]
        assert card.record.said.text.startswith("Kept: 12:31, the ")
        card.record.said.acted.emit()
        review.settle()
        assert told(review) == []
        assert not card.record.said.isVisible()


def planned(review: Larkfield) -> str:
    return review.session.do(
        review.opened, timetable.plan, ActivityKind.LESSON_VISIT, "Year 4", start=at(18, 13)
    )


def left_out(review: Larkfield, visit: str) -> bool:
    return review.need(Activity, visit).left_out


def test_the_visit_on_the_page_is_left_out_and_put_back_by_a_press(
    card: SafeguardingCard, review: Larkfield
) -> None:
    visit = planned(review)
    review.session.do(review.opened, capture.mark_seen, visit)
    card.show_card(review.bridge, visit)
    for out, words in ((True, "Put it back"), (False, "Leave it out of the evidence")):
        card.record.visit.click()
        review.settle()
        assert left_out(review, visit) is out
        for _round in range(3):
            QApplication.processEvents()
        line = card.record.said
        assert line.visibleRegion().boundingRect() == line.rect()
        assert card.record.visit.text() == words
    assert told(review) == []


def test_a_visit_is_offered_only_where_one_was_begun(
    card: SafeguardingCard, review: Larkfield
) -> None:
    visit, later = planned(review), planned(review)
    card.show_card(review.bridge, visit)
    assert not card.record.visit.isVisible()
    review.session.do(review.opened, capture.start_visit, visit)
    card.show_card(review.bridge, later)
    assert card.record.visit.isVisible()
    card.record.visit.click()
    review.settle()
    assert (left_out(review, visit), left_out(review, later)) == (True, False)


def test_without_a_review_nothing_can_be_kept(card: SafeguardingCard) -> None:
    card.show_card(None)
    assert not card.record.isVisible()
