"""Evidence: every note in one list, found again by words and filters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing, FollowUp
from reviewer_app.review import arrange, capture, weigh
from reviewer_app.review.notes_found import Wanted, find_notes
from reviewer_app.ui.models.waiting_model import FOLLOW_UP
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.ui.pages.looks import SIZES, too_wide
from tests.ui.support import Larkfield


@pytest.fixture
def page(review: Larkfield) -> EvidencePage:
    made = EvidencePage(review.bridge)
    review.bridge.changed.connect(made.refresh)
    made.resize(1100, 700)
    made.show()
    made.enter("")
    return made


def said(page: EvidencePage) -> list[str]:
    return [one.text() for one in page.header.findChildren(Text) if one.isVisible()]


def test_notes_without_a_criterion_come_first_then_the_newest(page: EvidencePage) -> None:
    rows = page.notes.rows
    tagged = [not any(kind == "thin" for _words, kind in one.chips) for one in rows]
    assert tagged == sorted(tagged)
    assert not tagged[0]
    assert tagged[-1]


def test_the_count_is_said_in_words(page: EvidencePage, review: Larkfield) -> None:
    count = len(review.opened.all(Note))
    assert f"{count} notes; 2 without a criterion" in said(page)
    page.filter.ask(words="corridors calm")
    assert f"1 of {count} notes" in said(page)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted(words="PLACE value prove"), "Prove it"),
        (Wanted(bears_on="adaptation"), "copies the model"),
        (Wanted(bears_on="leadership", bearing="ebi"), "eleven priorities"),
        (Wanted(source="leaders", bearing="www"), "one aim for reading"),
        (Wanted(group="send"), "copies the model"),
        (Wanted(untagged=True, bearing="question"), "nurture room"),
    ],
)
def test_a_filter_finds_the_one_note(review: Larkfield, wanted: Wanted, words: str) -> None:
    found = find_notes(review.opened, wanted)
    assert [words in one.text for one in found] == [True]


def test_a_person_who_wrote_nothing_leaves_an_empty_page_with_a_way_back(
    review: Larkfield, page: EvidencePage
) -> None:
    tom = next(one.person for one in review.opened.people() if one.name == "Tom")
    page.filter.ask(person=tom)
    assert page.notes.rows == ()
    assert not page.list.isVisible()
    page.filter.clear()
    assert page.list.isVisible()


def test_choosing_a_note_opens_it_in_notes(page: EvidencePage) -> None:
    asked: list[tuple[str, str]] = []
    page.wants.connect(lambda where, record: asked.append((where, record)))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert asked == [("notes", page.notes.rows[0].id)]


def test_a_note_written_elsewhere_appears(review: Larkfield, page: EvidencePage) -> None:
    review.bridge.do(
        capture.commit_note, review.activities["history"], "Maps in use.", bearing=Bearing.WWW
    )
    review.settle()
    assert page.notes.rows[0].text == "Maps in use."


def test_before_the_first_note_the_page_teaches(bare_review: Larkfield) -> None:
    page = EvidencePage(bare_review.bridge)
    page.show()
    page.enter("")
    shown = [one.text() for one in page.findChildren(Text) if one.isVisible()]
    assert "No notes yet" in shown
    assert not page.filter.isVisible()


def test_narrow_filters_fold_away_until_asked_for(page: EvidencePage) -> None:
    assert page.filter.source.isVisible()
    page.resize(700, 560)
    assert not page.filter.source.isVisible()
    page.filter.toggle.click()
    assert page.filter.source.isVisible()


def test_the_page_begins_at_the_search(page: EvidencePage) -> None:
    page.activateWindow()
    page.enter("")
    assert page.focusWidget() is page.filter.search.focusProxy() or page.filter.search.hasFocus()
    page.enter("adaptation")
    assert page.focusWidget() is page.list


def test_what_is_to_be_followed_up_is_one_filter_and_what_was_is_another(
    review: Larkfield, page: EvidencePage
) -> None:
    first, second = [one.id for one in weigh.to_follow_up(review.opened)]
    page.enter(FOLLOW_UP)
    assert {one.id for one in page.notes.rows} == {first, second}
    assert page.filter.follow_up.value == "open"
    assert page.focusWidget() is page.list
    review.bridge.do(arrange.tag_notes, [first], follow_up=FollowUp.DONE)
    review.settle()
    assert [one.id for one in page.notes.rows] == [second]
    page.filter.follow_up.set_value("done")
    page.filter.follow_up.chosen.emit("done")
    assert [one.id for one in page.notes.rows] == [first]
    assert ("Followed up", "quiet") in page.notes.rows[0].chips


def test_there_is_a_command_for_what_is_to_be_followed_up_while_anything_is(
    review: Larkfield, page: EvidencePage
) -> None:
    command = next(one for one in page.commands() if one.id == "evidence.follow-up")
    assert command.why_not() == ""
    command.run()
    assert len(page.notes.rows) == 2
    every = [one.id for one in weigh.to_follow_up(review.opened)]
    review.bridge.do(arrange.tag_notes, every, follow_up=FollowUp.DONE)
    review.settle()
    assert command.why_not() == "No note is to be followed up."


def test_filters_stand_open_and_whole_at_the_largest_text_whatever_they_find(
    page: EvidencePage, qapp: QApplication, theme: Theme
) -> None:
    width, height, scale = SIZES[-1]
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    qapp.processEvents()
    page.filter.toggle.click()
    for words in ("", "no note has these words"):
        page.filter.ask(words=words)
        for _round in range(3):
            qapp.processEvents()
        assert (page.width(), page.height()) == (width, height)
        last = page.filter.follow_up
        assert last.visibleRegion().boundingRect() == last.rect()
        assert too_wide(page) == []
    theme.apply(qapp, "light")


def test_a_visit_left_out_is_not_among_the_notes_and_how_many_is_said(
    review: Larkfield, page: EvidencePage
) -> None:
    visit = review.activities["mathematics"]
    out = review.opened.notes_of(visit)
    every = len(review.opened.evidence())
    assert {one.id for one in out} <= {row.id for row in page.notes.rows}
    review.bridge.do(capture.leave_out, visit)
    review.settle()
    page.enter()
    assert not {one.id for one in out} & {row.id for row in page.notes.rows}
    assert page.header.subtitle.startswith(f"{every - len(out)} notes")
    assert page.header.subtitle.endswith(f"{len(out)} more are out of the evidence")
