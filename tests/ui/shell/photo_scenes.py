"""Photos in the real window: on notes, waiting for one, before they are kept and large, for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.nouns import Photo
from reviewer_app.review import photo_taking, photos, set_up
from reviewer_app.ui.components.panes import LEFT
from reviewer_app.ui.components.settings_photos import PhotosSettings
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme, ThemeName
from reviewer_app.ui.widgets import Scroller
from tests.ui.photographs import FACE, display
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import make_bridge, wait_until

PHOTO_SCENES: Final = (
    "photo-notes",
    "photo-panel",
    "photo-blurred",
    "photo-large",
    "photo-coming",
    "photo-settings",
    "photo-evidence",
    "photo-finding",
)
CAPTION: Final = "Writing about rivers, on the wall beside the library"
WAITING: Final = "A page of number lines by a Year 4 pupil"


class PhotoStage(Stage):
    """Shows photos instead of a page."""

    def dress(self, theme: ThemeName, screen: tuple[int, int, float]) -> None:
        self.window.show_page("today")
        super().dress(theme, screen)

    def show(self, scene: str) -> QWidget:
        if scene == "photo-settings":
            return self._show_settings()
        if scene in ("photo-evidence", "photo-finding"):
            return self._show_weighed(scene)
        self.window.show_page("notes")
        page = self.window.page("notes")
        assert isinstance(page, NotesPage)
        desk = page.photo_desk
        desk.put_away()
        opened = page.bridge.opened
        [come] = [one for one in opened.all(Photo) if page.bridge.session.photo(one.digest)]
        page.enter(come.note)
        if scene in ("photo-large", "photo-coming"):
            [coming] = [one for one in opened.all(Photo) if one.id != come.id]
            desk.view(come.id if scene == "photo-large" else coming.id)
        elif scene != "photo-notes":
            [open_] = [one for one in opened.photo_drafts.values() if not one.ready]
            desk.resume(open_)
            wait_until(desk.panel.isVisible)
            desk.panel.picture.set_area(QRect(FACE[0] - 40, FACE[1] - 40, 340, 400))
            if scene == "photo-blurred":
                desk.panel.blur_area()
                wait_until(desk.panel.back.isEnabled)
        self.settle()
        self.settle()
        return page

    def _show_weighed(self, scene: str) -> QWidget:
        name = "evidence" if scene == "photo-evidence" else "findings"
        self.window.show_page(name)
        page = self.window.page(name)
        assert isinstance(page, EvidencePage | FindingsPage)
        [come] = [one for one in page.opened.all(Photo) if page.bridge.session.photo(one.digest)]
        if isinstance(page, FindingsPage):
            page.panes.show_pane(LEFT)
            page.table.open_heading("provision", "")
            page.table.notes.set_current(come.note)
        else:
            page.enter()
            page.list.set_current(come.note)
        wait_until(lambda: isinstance(page.shelf.small(come.id), QImage))
        self.settle()
        return page

    def _show_settings(self) -> QWidget:
        self.window.show_page("settings")
        page = self.window.page("settings")
        assert page is not None
        part = page.findChild(PhotosSettings)
        assert isinstance(part, PhotosSettings)
        self.settle()
        scroller = next(one for one in page.findChildren(Scroller) if one.isAncestorOf(part))
        scroller.verticalScrollBar().setValue(part.y())
        self.settle()
        return page


@contextmanager
def photo_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review with photos in it; one of them has not come yet."""
    made = make_bridge(folder)
    session, opened = made.session, made.opened
    session.do(opened, set_up.allow_photos, "the programme office, with the head")
    clean = photos.clean_photo(display())
    notes = opened.notes_of(made.activities["mathematics"])
    session.do(opened, photo_taking.attach_photo, notes[1].id, clean, CAPTION)
    lost = photos.CleanPhoto(b"not here", 40, 30)
    gone = session.do(opened, photo_taking.attach_photo, notes[1].id, lost, "The same wall in June")
    found = opened.get(Photo, gone)
    assert found is not None
    made.forget_photo(found.digest)
    for id_, ready in (("kept", True), ("open", False)):
        draft = PhotoDraft(
            id=id_,
            review=opened.id,
            place=f"note:{made.activities['mathematics']}",
            jpeg=clean.jpeg,
            width=clean.width,
            height=clean.height,
            caption=WAITING if ready else "",
            ready=ready,
            saved_at=f"2026-11-18T10:3{int(ready)}:00.000+00:00",
        )
        session.database.local(photo_taking.keep_photo_draft, draft).result()
    made.close()
    with on_stage(folder, theme, PhotoStage) as shown:
        yield shown
