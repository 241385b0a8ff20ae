"""A question for a photo: answered with photos of the visit, each on a note that says what it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.shipped import shipped_as
from reviewer_app.model.nouns import Note, Photo
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import answers, capture, photo_taking, set_up
from reviewer_app.review.answers import Sheet
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.ui.components.form_photo import PhotoPart
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from tests.ui.components.photo_desks import allow, opens, photo_file
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, make_bridge, wait_until


def enquiry() -> LoadedFramework:
    found = shipped_as("open-enquiry")
    assert found is not None
    return found


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """A review whose framework asks for a photo at a work scrutiny; photos are allowed."""
    made = make_bridge(tmp_path, seed=False, framework=enquiry)
    allow(made)
    visit = made.session.do(
        made.opened, capture.start_unplanned, ActivityKind.WORK_SCRUTINY, "Books of Year 4"
    )
    made.activities["books"] = visit
    yield made
    made.close()


@pytest.fixture
def page(review: Larkfield, tmp_path: Path) -> Iterator[NotesPage]:
    """The form of the scrutiny, where whoever is asked for pictures chooses the invented one."""
    made = NotesPage(review.bridge, lambda _parent, _kinds: [photo_file(tmp_path)])
    made.resize(1000, 900)
    show(made, review)
    made.enter(review.activities["books"])
    made.show_form()
    yield made
    review.settle()
    made.leave()
    made.close()


def sheet(review: Larkfield) -> Sheet:
    framework = review.opened.framework.framework
    return Sheet(
        framework, framework.form_for(ActivityKind.WORK_SCRUTINY), review.activities["books"]
    )


def part(page: NotesPage) -> PhotoPart:
    page.both.pane.finish()
    found = page.both.sheets[0].items.part("photo", "")
    assert isinstance(found, PhotoPart)
    return found


def given(review: Larkfield) -> object:
    opened = review.opened
    return answers.answers_on(opened, sheet(review), opened.me).get(("photo", ""))


def test_photo_answers_the_question_and_hangs_on_a_note_with_the_questions_criterion(
    page: NotesPage, review: Larkfield
) -> None:
    asked = part(page)
    assert asked.can_be_answered()
    desk = page.photo_desk
    assert asked.waiting is not None
    asked.waiting.add.click()
    opens(desk)
    desk.panel.caption.line.setText("A page on rivers")
    desk.panel.keep_now()
    wait_until(lambda: bool(review.opened.all(Photo)))
    review.settle()
    [photo] = review.opened.all(Photo)
    note = review.need(Note, photo.note)
    assert (note.text, note.activity) == ("A page on rivers", review.activities["books"])
    assert given(review) == [photo.id]
    assert list(part(page).tiles) == [photo.id]
    assert review.session.open(review.opened.id).photo_drafts == {}
    review.bridge.undo()
    review.settle()
    assert (given(review), review.opened.all(Note)) == (None, [])
    assert part(page).tiles == {}


def test_added_by_keyboard_from_the_form(page: NotesPage, review: Larkfield) -> None:
    asked = part(page)
    asked.focus_first()
    assert asked.waiting is not None
    assert page.window().focusWidget() is asked.waiting.add
    assert asked.waiting.add.accessibleName() == "A page that shows it, add a photo"
    QTest.keyClick(asked.waiting.add, Qt.Key.Key_Return)
    opens(page.photo_desk)
    page.photo_desk.panel.close_sheet()
    review.settle()
    assert asked.waiting.unkept.isVisible()
    asked.waiting.unkept.acted.emit()
    opens(page.photo_desk)
    page.photo_desk.panel.caption.line.setText("A page on rivers")
    page.photo_desk.panel.keep_now()
    wait_until(lambda: given(review) is not None)


def test_removed_photo_is_no_answer_any_more_and_its_note_stays(
    page: NotesPage, review: Larkfield
) -> None:
    clean = CleanPhoto(b"\xff\xd8 page", 4, 3)
    ids = []
    for number in (1, 2):
        review.clock.set(18, 12, 31 + number)
        caption = f"Page {number}"
        ids.append(
            review.session.do(
                review.opened, answers.give_photo, sheet(review), "photo", clean, caption
            )
        )
    assert given(review) == ids
    review.bridge.do(photo_taking.remove_photo, ids[0], Reason.TAKEN_OFF)
    review.settle()
    assert given(review) == [ids[1]]
    assert list(part(page).tiles) == [ids[1]]
    assert {one.text for one in review.opened.all(Note)} == {"Page 1", "Page 2"}


def test_photo_of_a_form_of_the_whole_review_is_refused_with_what_to_do(review: Larkfield) -> None:
    framework = review.opened.framework.framework
    whole = Sheet(framework, framework.form_for(ActivityKind.WORK_SCRUTINY))
    clean = CleanPhoto(b"\xff\xd8 page", 4, 3)
    with pytest.raises(UserError) as refused:
        review.session.do(review.opened, answers.give_photo, whole, "photo", clean, "A page")
    assert refused.value.code == "photo.no-visit"


def test_photo_is_no_value_that_could_be_written(review: Larkfield) -> None:
    with pytest.raises(UserError) as refused:
        review.session.do(review.opened, answers.give, sheet(review), "photo", ["made up"])
    assert refused.value.code == "answer.not-allowed"


def test_question_says_why_no_photo_can_be_added(page: NotesPage, review: Larkfield) -> None:
    review.bridge.do(set_up.stop_photos)
    review.settle()
    asked = part(page)
    assert "switched off" in asked.said.text()
    assert not asked.can_be_answered()
