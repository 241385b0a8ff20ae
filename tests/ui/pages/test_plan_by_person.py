"""The day by person: a visit is dragged or moved by keys to another time and person, and the old plan stays visible."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from reviewer_app.model.nouns import Activity
from reviewer_app.review import timetable
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.plan_day import PlanDay
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Scroller
from reviewer_app.ui.widgets.day_cells import DayCell
from tests.report.tools import text_of
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.support import Larkfield, wait_until

_Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(tmp_path: Path) -> list[Path]:
    return []


@pytest.fixture
def page(review: Larkfield, tmp_path: Path, shown: list[Path]) -> Iterator[PlanPage]:
    def save(_parent: QWidget, proposed: Path) -> Path:
        return tmp_path / proposed.name

    files = FileChoice(save, lambda _parent, _kinds: None, shown.append, lambda: tmp_path)
    made = PlanPage(review.bridge, files)
    show(made, review)
    made.enter(review.activities["voice"])
    yield made
    made.leave()
    made.close()


def cell(page: PlanPage, title: str, person: str = "You") -> DayCell:
    names = page.columns.view.names
    return next(
        one
        for one in page.columns.view.day.rows
        if one.title == title and names[one.column] == person
    )


def drag(page: PlanPage, dragged: DayCell, to: QPoint) -> None:
    """Take hold of the top of a cell, and put it down with its top at a point."""
    view = page.columns.view
    hold = view.rect_of(dragged).topLeft() + QPoint(20, 4)
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), button, pos=hold)
    QTest.mouseMove(view.viewport(), hold + QPoint(3, 12))
    QTest.mouseMove(view.viewport(), to + QPoint(20, 4))
    QTest.mouseRelease(view.viewport(), button, pos=to + QPoint(20, 4))


def visit(review: Larkfield, name: str) -> Activity:
    found = review.opened.get(Activity, review.activities[name])
    assert found is not None
    return found


def names_at(review: Larkfield, name: str) -> list[str]:
    people = review.opened.members_of(review.activities[name])
    return sorted(review.opened.name_of(one).split()[0] for one in people)


def test_everyone_has_a_column_and_a_visit_of_two_stands_in_both(page: PlanPage) -> None:
    assert page.columns.isVisible()
    assert not page.list.isVisible()
    both = [one for one in page.columns.view.day.rows if one.title == "Work scrutiny, science"]
    assert [one.column for one in both] == [0, 1]
    assert both[0].spoken == (
        "13:40, Work scrutiny, science, You and Asha, 40 minutes, work scrutiny, "
        "Years 3 and 5, with the science lead. In your column"
    )
    assert both[1].spoken.endswith("with the science lead. Asha’s column")


def test_a_visit_is_dragged_to_another_time_and_person_and_says_where_it_was(
    page: PlanPage, review: Larkfield
) -> None:
    view = page.columns.view
    there = view.rect_of(cell(page, "Free until 15:30", "Tom"))
    drag(page, cell(page, "Pupil voice, eight pupils from Years 5 and 6"), there.topLeft())
    review.settle()
    found = visit(review, "voice")
    assert found.planned_start is not None
    assert found.planned_start[11:16] == "13:00"
    assert names_at(review, "voice") == ["Tom"]
    moved = cell(page, found.title, "Tom")
    assert moved.second.startswith("Moved from 12:50, instead of Helen, Library, with")
    assert page.bar.banner.text == f"{found.title}: 13:00, Tom."
    assert page.columns.current_id == review.activities["voice"]


def test_where_a_visit_stood_is_drawn_until_its_day_is_over(
    page: PlanPage, review: Larkfield
) -> None:
    view = page.columns.view
    assert [*view.ghosts] == []
    at = visit(review, "science").planned_start
    assert at is not None
    page.bar.show_activity(review.activities["science"])
    page.bar.move_by(60)
    review.settle()
    ghost = view.ghosts[0]
    title = visit(review, "science").title
    assert (ghost.title, ghost.id) == (f"Was here: {title}", review.activities["science"])
    assert len(view.ghosts) == len(names_at(review, "science"))
    assert f"{ghost.start // 60:02}:{ghost.start % 60:02}" == at[11:16]
    before = view.grab().toImage()
    view.ghosts = ()
    view.viewport().update()
    assert view.grab().toImage() != before
    review.clock.set(19, 9)
    page.refresh(frozenset())
    assert [*view.ghosts] == []


def test_who_no_longer_goes_has_the_ghost(page: PlanPage, review: Larkfield) -> None:
    page.columns.show_day(date(2026, 11, 18), review.activities["voice"])
    page.columns.pass_on(1)
    review.settle()
    [ghost] = page.columns.view.ghosts
    assert page.columns.view.names[ghost.column] == "You"


def in_sight(view: QAbstractItemView) -> bool:
    """Whether where the current row begins can be seen."""
    place = view.visualRect(view.currentIndex())
    seen = view.viewport().visibleRegion().boundingRect()
    return seen.contains(place.topLeft() + QPoint(4, 4))


@pytest.mark.parametrize("by_person", [True, False])
def test_chosen_visit_stays_in_sight_at_another_size_of_the_window_and_of_the_text(
    page: PlanPage, qapp: QApplication, theme: Theme, by_person: bool
) -> None:
    if not by_person:
        page.view_button.click()
    view = page.columns.view if by_person else page.list
    view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, 0))
    page.bar.setFocus()
    for size, scale in ((560, 1.0), (420, 1.0), (720, 2.0), (560, 1.0)):
        theme.apply(qapp, "light", scale)
        page.resize(1060, size)
        # How many rounds the layout takes depends on what else the machine does.
        wait_until(lambda: in_sight(view))
    theme.apply(qapp, "light")


def test_chosen_visit_is_in_sight_when_one_comes_back_to_it(
    page: PlanPage, review: Larkfield, qapp: QApplication
) -> None:
    view = page.columns.view
    page.resize(1060, 420)
    for end in ("minimum", "maximum"):
        for name in ("science", "voice"):
            page.bar.time.line.setFocus()
            scroller = next(one for one in page.findChildren(Scroller) if one.isAncestorOf(view))
            bar = scroller.verticalScrollBar()
            bar.setValue(getattr(bar, end)())
            page.enter(review.activities[name])
            qapp.processEvents()
            assert in_sight(view), (end, name)


def test_what_was_dragged_goes_back_in_one_press(page: PlanPage, review: Larkfield) -> None:
    there = page.columns.view.rect_of(cell(page, "Free until 15:30", "Tom"))
    drag(page, cell(page, "Pupil voice, eight pupils from Years 5 and 6"), there.topLeft())
    review.settle()
    page.bar.banner.acted.emit()
    review.settle()
    found = visit(review, "voice")
    assert found.planned_start is not None
    assert (found.planned_start[11:16], found.first_start) == ("12:50", None)
    assert names_at(review, "voice") == ["Helen"]


def test_escape_lets_go_of_what_is_dragged(page: PlanPage, review: Larkfield) -> None:
    view = page.columns.view
    hold = view.rect_of(cell(page, "Meeting, governors")).topLeft() + QPoint(20, 4)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=hold)
    QTest.mouseMove(view.viewport(), hold + QPoint(0, 90))
    QTest.keyClick(view, _Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=hold + QPoint(0, 90))
    review.settle()
    assert visit(review, "governors").first_start is None


def test_a_click_moves_nothing(page: PlanPage, review: Larkfield) -> None:
    view = page.columns.view
    place = view.rect_of(cell(page, "Meeting, governors")).center()
    before = review.opened.position
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    review.settle()
    assert review.opened.position == before
    assert page.bar.activity == review.activities["governors"]


def test_what_was_seen_already_is_not_dragged(page: PlanPage, review: Larkfield) -> None:
    page.enter(review.activities["mathematics"])
    before = review.opened.position
    drag(page, cell(page, "Year 4 mathematics"), QPoint(300, 400))
    review.settle()
    assert review.opened.position == before


def test_the_same_goes_by_keys(page: PlanPage, review: Larkfield) -> None:
    view = page.columns.view
    QTest.keyClick(view, _Key.Key_Down, ALT)
    review.settle()
    QTest.keyClick(view, _Key.Key_Right, ALT)
    review.settle()
    QTest.keyClick(view, _Key.Key_Right, ALT)
    review.settle()
    found = visit(review, "voice")
    assert found.planned_start is not None
    assert found.planned_start[11:16] == "12:55"
    assert names_at(review, "voice") == ["Tom"]
    assert page.columns.current_id == review.activities["voice"]
    # There is nobody to the right of the last.
    QTest.keyClick(view, _Key.Key_Right, ALT)
    QTest.keyClick(view, _Key.Key_Left, ALT)
    review.settle()
    assert names_at(review, "voice") == ["Asha"]


def test_arrows_go_to_what_is_near_that_way(page: PlanPage) -> None:
    view = page.columns.view
    QTest.keyClick(view, _Key.Key_Down)
    assert view.current == cell(page, "Work scrutiny, science")
    QTest.keyClick(view, _Key.Key_Right)
    assert view.current == cell(page, "Work scrutiny, science", "Asha")
    QTest.keyClick(view, _Key.Key_Down)
    assert view.current == cell(page, "Free until 15:30", "Asha")
    QTest.keyClick(view, _Key.Key_Home)
    assert view.current == cell(page, "Free until 13:40", "Asha")


def test_a_free_time_is_spoken_and_enter_plans_a_visit_there(
    page: PlanPage, review: Larkfield
) -> None:
    view = page.columns.view
    free = cell(page, "Free until 15:30", "Tom")
    assert free.spoken == "13:00, Tom: free until 15:30, Enter plans a visit"
    view.set_current(free.id)
    assert page.bar.activity == ""
    QTest.keyClick(view, _Key.Key_Return)
    assert page.form.isVisible()
    assert page.form.time.value == time(13)
    QTest.keyClicks(page.form.title.line, "Year 2 art")
    QTest.keyClick(page.form.title.line, _Key.Key_Return)
    review.settle()
    made = next(one for one in review.opened.all(Activity) if one.title == "Year 2 art")
    assert [review.opened.name_of(one).split()[0] for one in review.opened.members_of(made.id)] == [
        "Tom"
    ]


def test_one_press_on_a_free_time_begins_a_visit(page: PlanPage) -> None:
    view = page.columns.view
    place = view.rect_of(cell(page, "Free until 15:30", "Tom")).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form.isVisible()


def test_the_agreed_plan_forgets_what_it_was(page: PlanPage, review: Larkfield) -> None:
    QTest.keyClick(page.columns.view, _Key.Key_Down, ALT)
    review.settle()
    assert visit(review, "voice").first_start is not None
    next(one for one in page.commands() if one.id == "plan.settle").run()
    review.settle()
    assert visit(review, "voice").first_start is None


def test_a_screen_reader_gets_each_cell(page: PlanPage) -> None:
    found = QAccessible.queryAccessibleInterface(page.columns.view)
    names = [
        found.child(at).text(QAccessible.Text.Name)
        for at in range(found.childCount())
        if found.child(at) is not None
    ]
    assert all(one.spoken in names for one in page.columns.view.day.rows)


def test_where_it_is_narrow_one_persons_day_is_shown_and_another_can_be_chosen(
    page: PlanPage, review: Larkfield, qapp: QApplication
) -> None:
    page.resize(460, 700)
    qapp.processEvents()
    columns = page.columns
    assert columns.folded
    assert {one.column for one in columns.view.day.rows} == {0}
    assert columns.people is not None
    assert columns.people.isVisible()
    tom = next(one.person for one in review.opened.people() if one.name.startswith("Tom"))
    columns.people.chosen.emit(tom)
    assert [one.title for one in columns.view.day.rows] == ["Free until 15:30"]
    page.resize(1064, 700)
    qapp.processEvents()
    assert len(columns.view.names) == 3
    assert {one.column for one in columns.view.day.rows} == {0, 1, 2}


def test_a_visit_of_someone_else_stays_the_chosen_one_where_it_becomes_narrow(
    page: PlanPage, review: Larkfield, qapp: QApplication
) -> None:
    page.columns.pass_on(1)
    review.settle()
    page.resize(460, 700)
    qapp.processEvents()
    assert page.columns.view.names == ("Asha",)
    assert page.columns.current_id == review.activities["voice"]
    # Given on, it is followed to whoever has it now.
    page.columns.pass_on(1)
    review.settle()
    assert page.columns.view.names == ("Tom",)
    assert page.columns.current_id == review.activities["voice"]


def test_the_list_and_the_columns_keep_the_chosen_visit(page: PlanPage, review: Larkfield) -> None:
    page.view_button.click()
    assert page.list.isVisible()
    assert not page.columns.isVisible()
    assert page.list.current_id == review.activities["voice"]
    assert page.memory()["by-person"] is False
    page.view_button.click()
    assert page.columns.current_id == review.activities["voice"]


def test_only_what_shows_the_day_is_made(page: PlanPage) -> None:
    assert page.columns.isVisible()
    assert page.findChildren(PlanDay) == []
    page.view_button.click()
    assert page.findChildren(PlanDay) == [page.list]


def test_the_days_sheets_are_saved_and_shown(
    page: PlanPage, review: Larkfield, tmp_path: Path, shown: list[Path]
) -> None:
    page.paper.mine.click()
    wait_until(lambda: page.paper.told.text.startswith("Saved"))
    name = "Larkfield Primary School, visit sheets, 18 November.pdf"
    assert page.paper.told.text == f"Saved as {name}."
    words = text_of((tmp_path / name).read_bytes(), tmp_path)
    assert "Helen’s plan, 18 November 2026" in words
    assert "Pupil voice, eight pupils from Years 5 and 6" in words
    page.paper.told.acted.emit()
    assert shown == [tmp_path / name]


def test_the_calendar_is_saved(page: PlanPage, review: Larkfield, tmp_path: Path) -> None:
    page.paper.calendar.click()
    wait_until(lambda: page.paper.told.text.startswith("Saved"))
    written = (tmp_path / "Larkfield Primary School, plan.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR")


def test_paper_with_a_name_on_it_is_refused_in_place(
    page: PlanPage, review: Larkfield, tmp_path: Path
) -> None:
    review.bridge.do(timetable.change, review.activities["voice"], title="Talk with Mrs Okonkwo")
    review.settle()
    page.paper.whole.click()
    wait_until(lambda: "in the plan" in page.paper.told.text)
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(
    page: PlanPage, qapp: QApplication, theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    for _round in range(3):
        qapp.processEvents()
    assert too_wide(page) == []
    assert nameless(page) == []
    theme.apply(qapp, "light")
