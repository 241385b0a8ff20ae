"""Plan: a slot is added, moved, not seen, put back and removed in two actions, and nothing is lost."""

from collections.abc import Iterator
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.support import Larkfield, run


@pytest.fixture
def page(review: Larkfield) -> Iterator[PlanPage]:
    made = PlanPage(review.bridge)
    made.remember({"by-person": False})
    show(made, review)
    made.enter(review.activities["science"])
    yield made
    made.leave()
    made.close()


def start_of(review: Larkfield, name: str = "science") -> str | None:
    found = review.opened.get(Activity, review.activities[name])
    return found.planned_start[11:16] if found and found.planned_start else None


def test_the_day_stands_in_order_with_kind_length_place_and_who(page: PlanPage) -> None:
    rows = page.list.day.rows
    assert [one.time for one in rows] == sorted(one.time for one in rows)
    voice = next(one for one in rows if one.time == "12:50")
    assert voice.second == "30 minutes, pupil voice, Library, with the special needs coordinator"
    assert voice.chip == "You"


def test_opening_the_page_writes_nothing(page: PlanPage, review: Larkfield) -> None:
    before = review.opened.position
    assert page.days is not None
    for day in ("2026-11-17", "2026-11-19"):
        page.days.chosen.emit(day)
    page.leave()
    review.settle()
    assert review.session.open(review.opened.id).position == before


def test_a_slot_is_added_by_its_title_and_enter(page: PlanPage, review: Larkfield) -> None:
    run(page, "plan.add")
    form = page.form
    assert form.time.value == time(15, 30)
    QTest.keyClicks(form.title.line, "Year 3 art")
    QTest.keyClick(form.title.line, Qt.Key.Key_Return)
    review.settle()
    made = next(one for one in review.opened.all(Activity) if one.title == "Year 3 art")
    assert (made.activity_kind, made.minutes) == (ActivityKind.LESSON_VISIT, 25)
    assert made.planned_start is not None
    assert made.planned_start[:16] == "2026-11-18T15:30"
    assert review.opened.members_of(made.id) == [review.opened.me]
    assert page.list.current_id == made.id
    assert not form.isVisible()


def test_every_fact_of_a_slot_is_kept(page: PlanPage, review: Larkfield) -> None:
    page.enter("add:work-scrutiny")
    form = page.form
    assert form.kind.value == "work-scrutiny"
    form.title.set_value("Books, history")
    form.partner.set_value("the history lead")
    form.place.set_value("Room 6")
    form.class_name.set_value("5C")
    form.subject.set_value("history")
    form.minutes.set_value(35)
    for check in form.people.values():
        check.setChecked(True)
    form.time.line.setFocus()
    form.time.line.setText("1610")
    QTest.keyClick(form.time.line, Qt.Key.Key_Return)
    review.settle()
    made = next(one for one in review.opened.all(Activity) if one.title == "Books, history")
    assert (made.joint_observer, made.place, made.class_name, made.subject, made.minutes) == (
        "the history lead",
        "Room 6",
        "5C",
        "history",
        35,
    )
    page.form.change(made.id)
    assert (page.form.class_name.value, page.form.subject.value) == ("5C", "history")
    assert made.planned_start is not None
    assert made.planned_start[11:16] == "16:10"
    assert len(review.opened.members_of(made.id)) == 3


def test_a_time_that_cannot_be_read_is_not_saved(page: PlanPage, review: Larkfield) -> None:
    before = len(review.opened.all(Activity))
    run(page, "plan.add")
    page.form.time.line.setFocus()
    page.form.time.line.setText("later")
    QTest.keyClick(page.form.time.line, Qt.Key.Key_Return)
    review.settle()
    assert page.form.isVisible()
    assert page.form.time.error
    assert len(review.opened.all(Activity)) == before


def test_a_time_is_changed_by_typing_it(page: PlanPage, review: Larkfield) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    QTest.keyClicks(page.bar.time.line, "1330")
    QTest.keyClick(page.bar.time.line, Qt.Key.Key_Return)
    review.settle()
    assert start_of(review) == "13:30"
    assert page.list.hasFocus()
    assert page.list.current_id == review.activities["science"]


def test_a_slot_moves_by_five_minutes_with_keys_and_with_the_mouse(
    page: PlanPage, review: Larkfield
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    review.settle()
    assert start_of(review) == "13:45"
    page.bar.earlier.click()
    review.settle()
    page.bar.earlier.click()
    review.settle()
    assert start_of(review) == "13:35"


def test_a_slot_moved_past_another_stays_the_chosen_one(page: PlanPage, review: Larkfield) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    QTest.keyClicks(page.bar.time.line, "900")
    QTest.keyClick(page.bar.time.line, Qt.Key.Key_Return)
    review.settle()
    assert page.list.day.rows[0].title == "Work scrutiny, science"
    assert page.list.current_id == review.activities["science"]


def test_not_seen_keeps_its_reason_and_can_be_put_back(page: PlanPage, review: Larkfield) -> None:
    activity = review.activities["science"]
    run(page, "plan.not-seen")
    QTest.keyClicks(page.bar.reason.line, "the books were at home")
    QTest.keyClick(page.bar.reason.line, Qt.Key.Key_Return)
    review.settle()
    found = review.opened.get(Activity, activity)
    assert found is not None
    assert (found.state, found.not_seen_because) == (
        ActivityState.NOT_SEEN,
        "the books were at home",
    )
    assert "Not seen: the books were at home" in [one.second for one in page.list.day.rows]
    run(page, "plan.not-seen")
    review.settle()
    assert review.visit(activity).state is ActivityState.PLANNED


def test_not_seen_wants_a_reason_and_escape_leaves_it_on_the_plan(
    page: PlanPage, review: Larkfield
) -> None:
    run(page, "plan.not-seen")
    QTest.keyClick(page.bar.reason.line, Qt.Key.Key_Return)
    assert page.bar.reason.error == "Say why in a few words."
    QTest.keyClick(page.bar.reason.line, Qt.Key.Key_Escape)
    review.settle()
    assert not page.bar.reason.isVisible()
    assert review.visit("science").state is ActivityState.PLANNED


def test_a_removed_slot_comes_back_with_its_notes(page: PlanPage, review: Larkfield) -> None:
    activity = review.activities["mathematics"]
    page.enter(activity)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    review.settle()
    assert review.opened.get(Activity, activity) is None
    assert page.bar.banner.text == "Year 4 mathematics is off the plan."
    page.bar.banner.acted.emit()
    review.settle()
    assert review.opened.get(Activity, activity) is not None
    assert len(review.opened.notes_of(activity)) == 4


def test_enter_changes_a_slot_and_saves_what_was_changed(page: PlanPage, review: Larkfield) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.form.isVisible()
    assert page.form.title.value == "Work scrutiny, science"
    page.form.title.line.setFocus()
    page.form.title.line.setText("Books, science")
    page.form.day.set_value("2026-11-19")
    QTest.keyClick(page.form.title.line, Qt.Key.Key_Return)
    review.settle()
    found = review.opened.get(Activity, review.activities["science"])
    assert found is not None
    assert found.title == "Books, science"
    assert found.planned_start is not None
    assert found.planned_start[:16] == "2026-11-19T13:40"
    assert page.list.current_id == found.id


def test_what_the_sheet_changed_is_taken_back_in_one_step(
    page: PlanPage, review: Larkfield
) -> None:
    going = review.opened.members_of(review.activities["science"])
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    page.form.title.line.setText("Books, science")
    for check in page.form.people.values():
        check.setChecked(True)
    QTest.keyClick(page.form.title.line, Qt.Key.Key_Return)
    review.settle()
    assert len(review.opened.members_of(review.activities["science"])) == 3
    review.bridge.undo()
    review.settle()
    assert review.visit("science").title == "Work scrutiny, science"
    assert review.opened.members_of(review.activities["science"]) == going


def test_what_is_thin_stands_beside_and_leads_to_what_is_planned(
    page: PlanPage, review: Larkfield
) -> None:
    page.thin.list.opened.emit(page.thin.rows[1].id)
    assert page.list.current_id == review.activities["voice"]


def test_a_visit_added_today_is_not_offered_a_time_that_has_passed(
    page: PlanPage, review: Larkfield
) -> None:
    review.clock.set(18, 16, 2)
    run(page, "plan.add")
    assert page.form.time.value == time(16, 5)


def test_the_notes_of_a_slot_are_one_key_away(page: PlanPage, review: Larkfield) -> None:
    wants = QSignalSpy(page.wants)
    run(page, "plan.notes")
    assert wants.at(0) == ["notes", review.activities["science"]]


def test_a_day_without_slots_teaches(bare_review: Larkfield) -> None:
    bare_review.clock.set(17, 8)
    page = PlanPage(bare_review.bridge)
    show(page, bare_review)
    page.enter()
    assert "Nothing is planned for this day" in [
        one.text() for one in page.findChildren(Text) if one.isVisible()
    ]
    page.empty.acted.emit()
    assert page.form.isVisible()
    assert page.form.time.value == time(9)
    page.leave()
    page.close()


def test_every_control_has_a_name(page: PlanPage) -> None:
    run(page, "plan.not-seen")
    run(page, "plan.add")
    assert nameless(page) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(
    page: PlanPage, qapp: QApplication, theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    run(page, "plan.add")
    for _round in range(3):
        qapp.processEvents()
    assert too_wide(page) == []
