"""Today says what comes next, what is thin and what waits, and leads there in one action."""

import time
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import ActivityKind, ActivityState, FollowUp, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import agreement, arrange, capture, reporting, timetable, weigh
from reviewer_app.ui.models.waiting_model import FOLLOW_UP
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.theme import Space, Theme
from reviewer_app.ui.widgets import Row, Text
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.support import Larkfield, at, wait_until


@pytest.fixture
def page(review: Larkfield) -> Iterator[TodayPage]:
    made = TodayPage(review.bridge)
    show(made, review)
    made.enter()
    yield made
    made.leave()
    made.close()


def titles(page: TodayPage) -> list[str]:
    return [one.title for one in (*page.before.day.rows, *page.after.day.rows)]


def texts(page: TodayPage) -> list[str]:
    return [one.text() for one in page.findChildren(Text) if one.isVisible()]


def test_the_day_stands_in_order_around_what_comes_next(page: TodayPage) -> None:
    assert "Wednesday, day 2 of 3" in texts(page)
    assert [one.title for one in page.before.day.rows] == [
        "Year 6 English",
        "Year 4 mathematics",
        "Year 1 phonics",
        "Year 5 history",
    ]
    assert "12:50 Pupil voice, eight pupils from Years 5 and 6" in texts(page)
    assert "Library, with the special needs coordinator. 19 minutes from now." in texts(page)
    assert page.after.day.rows[0].title == "Work scrutiny, science"


def test_a_row_says_how_it_stands_and_why_it_was_not_seen(page: TodayPage) -> None:
    english, _mathematics, phonics, history = page.before.day.rows
    assert (english.second, english.chip) == ("4 notes, with the deputy head", "Finished")
    assert phonics.second == "Not seen: the class was at the library"
    assert (phonics.state, phonics.chip) == ("struck", "Not seen")
    assert history.chip == "To write up"
    assert page.after.day.rows[0].chip == "You and Asha"


def test_opening_the_page_writes_nothing(page: TodayPage, review: Larkfield) -> None:
    before = review.opened.position
    page.leave()
    page.enter()
    review.settle()
    assert review.session.open(review.opened.id).position == before


def test_enter_starts_what_comes_next(page: TodayPage, review: Larkfield) -> None:
    wants = QSignalSpy(page.wants)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    wait_until(lambda: wants.count() == 1)
    activity = review.activities["voice"]
    assert wants.at(0) == ["notes", activity]
    assert review.visit(activity).state is ActivityState.RUNNING


def test_a_row_leads_to_its_notes_in_one_action(page: TodayPage, review: Larkfield) -> None:
    wants = QSignalSpy(page.wants)
    row = page.before.visualRect(page.before.day.index_of(review.activities["history"]))
    QTest.mouseClick(page.before.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert wants.at(0) == ["notes", review.activities["history"]]
    assert wants.count() == 1


def test_a_thin_row_says_who_could_see_it_and_leads_there(
    page: TodayPage, review: Larkfield
) -> None:
    wants = QSignalSpy(page.wants)
    row = page.thin.rows[1]
    assert row.second == (
        "Nothing yet. Pupil voice, eight pupils from Years 5 and 6, today at 12:50, could show it."
    )
    page.thin.list.opened.emit(row.id)
    assert wants.at(0) == ["plan", review.activities["voice"]]


def nothing_planned_shows_it(page: TodayPage, review: Larkfield) -> None:
    for name in ("voice", "science"):
        review.session.do(review.opened, timetable.not_seen, review.activities[name], "moved")
    page.refresh(frozenset({"activity"}))


def test_one_press_plans_what_would_show_a_thin_row_and_undo_takes_it_back(
    page: TodayPage, review: Larkfield
) -> None:
    nothing_planned_shows_it(page, review)
    before = {one.id for one in review.opened.activities()}
    row = page.thin.rows[0]
    assert (row.title, row.chip) == ("Outcomes", "Plan it")
    assert row.second == "Nothing yet. Asha could look at pupils’ work today at 13:00."
    page.thin.list.opened.emit(row.id)
    review.settle()
    made = next(one for one in review.opened.activities() if one.id not in before)
    assert (made.title, made.activity_kind, made.minutes) == (
        "Work scrutiny: Outcomes",
        ActivityKind.WORK_SCRUTINY,
        40,
    )
    assert made.planned_start is not None
    assert made.planned_start[:16] == "2026-11-18T13:00"
    assert [review.opened.name_of(one) for one in review.opened.members_of(made.id)] == ["Asha"]
    assert page.thin.told.isVisible()
    assert page.thin.told.text == "Planned today at 13:00: work scrutiny, Asha."
    page.thin.told.acted.emit()
    review.settle()
    assert {one.id for one in review.opened.activities()} == before
    assert not page.thin.told.isVisible()


@pytest.mark.parametrize("between", [True, False], ids=["planned between", "still under way"])
def test_a_double_click_plans_once_and_nothing_moves_under_the_pointer(
    page: TodayPage, review: Larkfield, qapp: QApplication, between: bool
) -> None:
    wants = QSignalSpy(page.wants)
    nothing_planned_shows_it(page, review)
    qapp.processEvents()
    before = len(review.opened.activities())
    thin = page.thin
    order = [one.id for one in thin.rows]
    top = thin.list.mapTo(page, QPoint())
    index = thin.list.model().index(0, 0)
    place = thin.list.visualRect(index).center()
    for _press in range(2):
        QTest.mouseClick(
            thin.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
        if between:
            review.settle()
    review.settle()
    qapp.processEvents()
    assert wants.count() == 0
    assert len(review.opened.activities()) == before + 1
    assert thin.told.isVisible()
    assert [one.id for one in thin.rows] == order
    assert thin.list.mapTo(page, QPoint()) == top
    assert thin.rows[0].chip == ""
    QApplication.sendEvent(thin, QEvent(QEvent.Type.Leave))
    assert thin.rows[0].chip == "Plan it"


def test_a_later_press_plans_the_next_row(page: TodayPage, review: Larkfield) -> None:
    nothing_planned_shows_it(page, review)
    before = len(review.opened.activities())
    first, second = [one.id for one in page.thin.rows if one.chip][:2]
    page.thin.list.opened.emit(first)
    review.settle()
    time.sleep(QApplication.doubleClickInterval() / 1_000 + 0.05)
    review.settle()
    page.thin.list.opened.emit(second)
    review.settle()
    assert len(review.opened.activities()) == before + 2


def test_undo_is_no_longer_offered_for_the_plan_once_something_else_changed(
    page: TodayPage, review: Larkfield
) -> None:
    nothing_planned_shows_it(page, review)
    page.thin.list.opened.emit(page.thin.rows[0].id)
    review.settle()
    planned = len(review.opened.activities())
    review.bridge.do(timetable.change, review.activities["reading"], place="Room 1")
    review.settle()
    assert not page.thin.told.isVisible()
    page.thin.told.acted.emit()
    review.settle()
    assert len(review.opened.activities()) == planned


def test_what_is_thin_besides_is_counted_in_headings_and_leads_to_the_matrix(
    page: TodayPage, review: Larkfield
) -> None:
    wants = QSignalSpy(page.wants)
    more = page.thin.rows[-1]
    assert (more.title, more.second) == ("5 more headings are thin", "See them all in Findings.")
    page.thin.list.opened.emit(more.id)
    assert wants.at(0) == ["findings", "matrix:"]


def test_after_the_last_day_a_thin_row_leads_to_its_row_of_the_matrix(
    page: TodayPage, review: Larkfield
) -> None:
    review.clock.set(20, 9)
    page.enter()
    wants = QSignalSpy(page.wants)
    row = page.thin.rows[0]
    assert (row.second, row.chip) == ("Nothing yet.", "")
    page.thin.list.opened.emit(row.id)
    assert wants.at(0) == ["findings", f"matrix:{row.id}"]


@pytest.mark.parametrize(("width", "height", "scale"), [*SIZES, (877, 520, 1.4)])
def test_the_next_step_is_in_sight_when_the_day_is_long(
    page: TodayPage, review: Larkfield, theme: Theme, width: int, height: int, scale: float
) -> None:
    qapp = cast("QApplication", QApplication.instance())
    for at_quarter in range(9):
        visit = review.session.do(
            review.opened,
            timetable.plan,
            ActivityKind.LESSON_VISIT,
            "Seen before",
            start=at(18, 8, 5 * at_quarter),
            people=(review.opened.me,),
        )
        review.session.do(review.opened, capture.start_visit, visit)
        review.session.do(review.opened, capture.finish_visit, visit)
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    qapp.processEvents()
    page.columns.scroller.verticalScrollBar().setValue(0)
    page.enter()
    for _round in range(3):
        qapp.processEvents()
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.next_step.isAncestorOf(focused)
    assert focused.visibleRegion().boundingRect() == focused.rect()
    theme.apply(qapp, "light")


def test_words_left_in_mid_sentence_wait_here(page: TodayPage, review: Larkfield) -> None:
    review.clock.set(18, 10, 42)
    review.bridge.keep_draft(f"note:{review.activities['history']}", "Half a sen", 10)
    page.enter()
    first = page.waiting.rows[0]
    assert (first.title, first.second) == (
        "A note you were writing",
        "Kept from 10:42, Year 5 history",
    )
    wants = QSignalSpy(page.wants)
    page.waiting.list.opened.emit(first.id)
    assert wants.at(0) == ["notes", review.activities["history"]]


def test_what_waits_is_told_in_words(page: TodayPage, review: Larkfield) -> None:
    flagged = weigh.to_follow_up(review.opened)
    assert len(flagged) == 2
    assert page.waiting.rows[0].second == "Seen at 11:21, to write up"
    assert [one.title for one in page.waiting.rows] == [
        "Year 5 history",
        "2 notes without a criterion",
        "Ask: who may use the nurture room, and who decides?",
        "Follow up: how are gaps from the quiz used this afternoon? Ask the mathematics…",
    ]
    assert flagged[1].text.startswith(page.waiting.rows[-1].title[:-1])


def test_notes_to_follow_up_are_one_press_away_and_one_key_says_that_it_is_done(
    page: TodayPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    review.bridge.do(arrange.tag_notes, [note.id], follow_up=FollowUp.OPEN)
    review.settle()
    row = next(one for one in page.waiting.rows if one.id == f"follow-up:{note.id}")
    assert row.second == "To follow up, Year 4 mathematics"
    wants = QSignalSpy(page.wants)
    page.waiting.list.opened.emit(row.id)
    assert wants.at(0) == ["notes", note.id]


def test_more_notes_to_follow_up_than_have_room_are_counted_and_stand_together_in_evidence(
    page: TodayPage, review: Larkfield
) -> None:
    every = [one.id for one in review.opened.notes_of(review.activities["mathematics"])]
    review.bridge.do(arrange.tag_notes, every, follow_up=FollowUp.OPEN)
    review.settle()
    more = page.waiting.rows[-1]
    assert (more.title, more.chip) == ("1 more to follow up", "")
    wants = QSignalSpy(page.wants)
    page.waiting.list.opened.emit(more.id)
    assert wants.at(0) == ["evidence", FOLLOW_UP]


def press(page: TodayPage, row: Row, *, at_its_end: bool = False) -> None:
    """Press a row that waits at its words, or at its right end."""
    view = page.waiting.list
    place = view.visualRect(
        next(view.model().index(at, 0) for at, one in enumerate(page.waiting.rows) if one == row)
    )
    where = QPoint(
        place.right() - Space.XL if at_its_end else place.left() + Space.XL, place.center().y()
    )
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_done_beside_a_note_to_follow_up_says_so_and_undo_takes_it_back(
    page: TodayPage, review: Larkfield
) -> None:
    wants = QSignalSpy(page.wants)
    before = page.waiting.rows
    row = before[-1]
    note = weigh.to_follow_up(review.opened)[-1].id
    assert row.chip == "Done"
    assert row.spoken == f"{row.title}, {row.second}. Ctrl+5: done."
    press(page, row, at_its_end=True)
    review.settle()
    assert wants.count() == 0
    assert page.waiting.rows == before[:-1]
    stands = review.opened.get(Note, note)
    assert stands is not None
    assert stands.follow_up is FollowUp.DONE
    assert page.waiting.told.isVisible()
    assert page.waiting.told.text == f"Followed up: “{row.title}”"
    page.waiting.told.acted.emit()
    review.settle()
    assert page.waiting.rows == before
    assert not page.waiting.told.isVisible()


def test_the_words_of_a_note_to_follow_up_open_it(page: TodayPage, review: Larkfield) -> None:
    wants = QSignalSpy(page.wants)
    press(page, page.waiting.rows[-1])
    review.settle()
    assert wants.at(0) == ["notes", weigh.to_follow_up(review.opened)[-1].id]
    assert len(weigh.to_follow_up(review.opened)) == 2


def test_a_second_press_that_comes_with_done_is_not_heard(
    page: TodayPage, review: Larkfield
) -> None:
    wants = QSignalSpy(page.wants)
    row = next(one for one in page.waiting.rows if one.chip)
    press(page, row, at_its_end=True)
    review.settle()
    press(page, page.waiting.rows[-1], at_its_end=True)
    press(page, page.waiting.rows[-1])
    review.settle()
    assert len(weigh.to_follow_up(review.opened)) == 1
    assert wants.count() == 0


def test_the_key_of_the_flag_says_on_today_that_it_is_done(
    page: TodayPage, review: Larkfield
) -> None:
    done = next(one for one in page.commands() if one.key == "Ctrl+5")
    page.waiting.list.set_current(page.waiting.rows[0].id)
    assert done.why_not() == "Choose a note to follow up first."
    done.run()
    review.settle()
    assert len(weigh.to_follow_up(review.opened)) == 2
    page.waiting.list.set_current(page.waiting.rows[-1].id)
    assert done.why_not() == ""
    done.run()
    review.settle()
    assert len(weigh.to_follow_up(review.opened)) == 1


def test_before_the_visit_it_shows_the_first_day(page: TodayPage, review: Larkfield) -> None:
    review.clock.set(16, 9)
    page.enter()
    assert "The review begins tomorrow" in texts(page)
    assert titles(page)[-1] == "Meeting, senior leaders"
    review.clock.set(10, 9)
    page.enter()
    assert "The review begins in 7 days" in texts(page)


def test_before_the_visit_enter_starts_nothing(bare_review: Larkfield) -> None:
    review = bare_review
    activity = review.session.do(
        review.opened,
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        "Year 3 art",
        start="2026-11-17T09:00:00+00:00",
    )
    review.clock.set(10, 9)
    page = TodayPage(review.bridge)
    show(page, review)
    page.enter()
    wants = QSignalSpy(page.wants)
    QTest.keyClick(page, Qt.Key.Key_Return)
    review.settle()
    assert wants.at(0) == ["plan", ""]
    assert review.visit(activity).state is ActivityState.PLANNED
    page.leave()
    page.close()


def test_after_the_visit_it_leads_to_the_findings(page: TodayPage, review: Larkfield) -> None:
    review.clock.set(25, 9)
    page.enter()
    wants = QSignalSpy(page.wants)
    assert "The days at the school are over" in texts(page)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert wants.at(0) == ["findings", ""]


def test_after_the_visit_it_leads_on_to_the_report_and_rests_once_that_is_sealed(
    page: TodayPage, review: Larkfield
) -> None:
    review.clock.set(25, 9)
    review.session.do(review.opened, agreement.record, "Headteacher")
    page.enter()
    assert page.next_step.card.button.text() == "Open the report"
    pdf, reader = b"%PDF", MadeFor("the headteacher", "to keep")
    stages = (ReportStage.DRAFT, ReportStage.FINAL)
    for stage, rests in zip(stages, (False, True), strict=True):
        review.session.do(review.opened, reporting.record_version, pdf, stage, 1, reader)
        page.enter()
        assert page.next_step.isHidden() is rests


def test_an_empty_review_teaches_the_first_step(bare_review: Larkfield) -> None:
    page = TodayPage(bare_review.bridge)
    show(page, bare_review)
    page.enter()
    assert "Nothing is planned yet" in texts(page)
    wants = QSignalSpy(page.wants)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    assert wants.at(0) == ["plan", "add:lesson-visit"]
    page.leave()
    page.close()


def test_an_unplanned_visit_starts_with_its_title_and_enter(
    page: TodayPage, review: Larkfield
) -> None:
    wants = QSignalSpy(page.wants)
    next(one for one in page.commands() if one.key == "Ctrl+N").run()
    QTest.keyClicks(page.new_visit.title.line, "Year 3 art")
    QTest.keyClick(page.new_visit.title.line, Qt.Key.Key_Return)
    wait_until(lambda: wants.count() == 1)
    made = review.visit(wants.at(0)[1])
    assert (made.title, made.state) == ("Year 3 art", ActivityState.RUNNING)


def test_the_minutes_go_on(page: TodayPage, review: Larkfield) -> None:
    review.clock.set(18, 12, 55)
    page.refresh(frozenset())
    assert any("It was to begin 5 minutes ago." in one for one in texts(page))


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(
    page: TodayPage, qapp: QApplication, theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    page.enter()
    for _round in range(3):
        qapp.processEvents()
    assert too_wide(page) == []
    assert page.columns.folded == (scale == 2.0)
    theme.apply(qapp, "light")


def test_every_control_has_a_name(page: TodayPage) -> None:
    page.new_visit.ask()
    assert nameless(page) == []


def test_a_visit_left_out_of_the_evidence_says_so_in_its_row(
    page: TodayPage, review: Larkfield
) -> None:
    review.bridge.do(capture.leave_out, review.activities["mathematics"])
    review.settle()
    rows = {row.id: row for row in page.before.day.rows}
    assert rows[review.activities["mathematics"]].chip == "Out of the evidence"
