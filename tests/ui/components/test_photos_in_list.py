"""Photos where notes are weighed: in Evidence and behind a finding, said by their captions, large by click or key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import Photo
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings, photo_taking, photos
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.theme import Theme, tokens
from reviewer_app.ui.widgets import ListPanel
from tests.ui.components.photo_desks import photos_allowed
from tests.ui.pages.looks import nameless, show
from tests.ui.photographs import display
from tests.ui.support import Larkfield, wait_until

CAPTION = "A page by a Year 4 pupil"


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review with its notes, and photos allowed."""
    with photos_allowed(tmp_path) as made:
        yield made


@pytest.fixture
def note(review: Larkfield) -> str:
    """A note with a photo, behind a finding."""
    found = review.opened.notes_of(review.activities["mathematics"])[0].id
    do, opened = review.session.do, review.opened
    do(opened, photo_taking.attach_photo, found, photos.clean_photo(display()), CAPTION)
    do(opened, findings.add_finding, "provision", Bearing.WWW, "Pupils explain.", evidence=[found])
    return found


@pytest.fixture(params=[EvidencePage, FindingsPage])
def page(
    review: Larkfield, note: str, request: pytest.FixtureRequest
) -> Iterator[EvidencePage | FindingsPage]:
    """A page on which the note stands, current in its list."""
    made: EvidencePage | FindingsPage = request.param(review.bridge)
    show(made, review)
    if isinstance(made, FindingsPage):
        made.table.open_finding(review.opened.findings()[0].id)
    else:
        made.enter("")
    list_of(made).set_current(note)
    QApplication.processEvents()
    yield made
    review.settle()
    made.leave()
    made.close()


def list_of(page: EvidencePage | FindingsPage) -> ListPanel:
    return page.list if isinstance(page, EvidencePage) else page.table.notes


def test_photo_is_drawn_below_its_note_and_said_by_its_caption(
    page: EvidencePage | FindingsPage, review: Larkfield
) -> None:
    photo = review.opened.all(Photo)[0].id
    wait_until(lambda: isinstance(page.shelf.small(photo), QImage))
    shown = list_of(page)
    spoken = shown.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"Photo: {CAPTION}" in spoken
    place = tile(page, photo)
    assert place is not None
    drawn = shown.viewport().grab().toImage()
    colours = {drawn.pixel(place.x() + by, place.y()) for by in range(-24, 25)}
    assert tokens().sunken.rgb() not in colours
    assert len(colours) > 3
    review.bridge.do(photo_taking.remove_photo, photo, "")
    review.settle()
    assert tile(page, photo) is None


def test_photo_opens_large_by_a_click_and_by_key_and_its_caption_can_be_changed(
    page: EvidencePage | FindingsPage, review: Larkfield
) -> None:
    photo = review.opened.all(Photo)[0].id
    place = tile(page, photo)
    assert place is not None
    QTest.mouseClick(list_of(page).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.viewer.photo == photo
    assert nameless(page.viewer) == []
    page.viewer.caption.line.setFocus()
    page.viewer.caption.line.setText("The wall beside the library")
    QTest.keyClick(page.viewer.caption.line, Qt.Key.Key_Return)
    review.settle()
    assert review.need(Photo, photo).caption == "The wall beside the library"
    told = review.session.history(review.opened.id, "photo", photo)
    assert [one.values["caption"] for one in told] == [CAPTION, "The wall beside the library"]
    spoken = list_of(page).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Photo: The wall beside the library" in spoken
    page.viewer.close_sheet()
    command = next(one for one in page.commands() if one.key == "Ctrl+Shift+O")
    assert command.why_not() == ""
    command.run()
    assert page.viewer.photo == photo


def tile(page: EvidencePage | FindingsPage, photo: str) -> QPoint | None:
    """Give a place on the photo's tile, as a click finds it; None where none is drawn."""
    shown = list_of(page)
    rect = shown.visualRect(shown.currentIndex())
    found = [
        QPoint(x, y)
        for y in range(rect.top(), rect.bottom(), 8)
        for x in range(rect.left(), rect.right(), 8)
        if page.photos.photo_at(QPoint(x, y)) == photo
    ]
    return found[len(found) // 2] if found else None
