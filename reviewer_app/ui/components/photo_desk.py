"""Where photos are taken in on one page: from the clipboard, from a drop, from a file; then panel by panel."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.nouns import Note
from reviewer_app.review import photo_taking, photos
from reviewer_app.review.photos import Picture
from reviewer_app.review.session import Session
from reviewer_app.ui.components.file_choice import ask_files
from reviewer_app.ui.components.photo_panel import PhotoPanel, PhotoTarget
from reviewer_app.ui.components.photo_shelf import PhotoShelf, picture_of
from reviewer_app.ui.components.photo_viewer import PhotoViewer
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.waiting_model import PHOTO_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets.pictures_given import GivenPicture, gives_pictures, pictures_in

ChooseFiles = Callable[[QWidget, str], Sequence[Path]]

_KINDS: Final = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.gif *.bmp"


def choose_files(session: Session) -> ChooseFiles:
    """Give the system's own dialog; it begins where the person last saved."""
    return lambda parent, kinds: ask_files(parent, session, _("Add photos"), kinds, several=True)


class PhotoDesk(QObject):
    """Takes photos in for notes and questions of one page, and shows them large.

    Args:
        host: the page, over which photos are shown.
        choose: asks for files; None for the system's own dialog.

    Signals:
        said(sentence, kind): something to say in a quiet line: kind is "quiet" or "alert".
        removed(): a photo was taken off its note.
        kept(), left_out(): the panel's.
    """

    said = Signal(str, str)
    removed = Signal()
    kept = Signal()
    left_out = Signal()

    def __init__(self, host: QWidget, bridge: Bridge, choose: ChooseFiles | None = None) -> None:
        super().__init__(host)
        self._host, self.bridge = host, bridge
        self._choose = choose or choose_files(bridge.session)
        self._next: list[tuple[str, Picture, PhotoTarget, bool]] = []
        self.shelf = PhotoShelf(bridge)
        self.panel = PhotoPanel(host, bridge)
        self.viewer = PhotoViewer(host, bridge, self.shelf)
        self.panel.closed.connect(self._open_next)
        self.panel.kept.connect(self.kept)
        self.panel.left_out.connect(self.left_out)
        self.viewer.removed.connect(self.removed)

    @property
    def off(self) -> str:
        """Why no photo can be added; "" while photos are on."""
        if photo_taking.is_allowed(self.bridge.opened.review):
            return ""
        return refusal_words(UserError("photo.off"))

    def for_note(self, note: str) -> PhotoTarget:
        """Give the target of photos that go on a note which stands."""
        return PhotoTarget(
            f"{PHOTO_PLACE}{note}",
            lambda clean, caption, draft: self.bridge.do(
                photo_taking.attach_photo, note, clean, caption, draft=draft
            ),
        )

    def take(self, given: Sequence[GivenPicture], target: PhotoTarget) -> None:
        """Take pictures in, one panel after the other; what cannot be read is said in a line."""
        if self.off:
            self.said.emit(self.off, "alert")
            return
        for one in given:
            if isinstance(one, Path):
                reading = self.bridge.ask(partial(photos.read_file, one))
            else:
                # Copied at once: the clipboard may be gone when the picture is made smaller.
                reading = self.bridge.ask(partial(photos.shrunk, picture_of(one)))
            reading.then(lambda picture: self._took(picture, target)).failed(self._refused)

    def take_from(self, source: QMimeData, target: PhotoTarget) -> bool:
        """Take pictures in that were pasted or dropped; False where there are none."""
        if not gives_pictures(source):
            return False
        self.take(pictures_in(source), target)
        return True

    def paste(self, target: PhotoTarget) -> bool:
        """Take in what lies on the clipboard; False where that is no picture."""
        return self.take_from(QGuiApplication.clipboard().mimeData(), target)

    def choose(self, target: PhotoTarget) -> None:
        """Ask for files, and take them in."""
        if self.off:
            self.said.emit(self.off, "alert")
            return
        kinds = _("Pictures ({endings})").format(endings=_KINDS)
        self.take(list(self._choose(self._host, kinds)), target)

    def resume(self, draft: PhotoDraft, target: PhotoTarget | None = None) -> None:
        """Open a photo that waits, as it stands."""
        wanted = target or self._target_of(draft)
        session, id_ = self.bridge.session, draft.id

        def read() -> Picture | None:
            jpeg = session.photo_draft(id_)
            return None if jpeg is None else photos.read_picture(jpeg)

        def opened(picture: Picture | None) -> None:
            if picture is not None:
                self._open(id_, picture, wanted, fresh=False)

        self.bridge.ask(read).then(opened).failed(self._refused)

    def view(self, photo: str) -> None:
        """Show a photo large, among those of its note."""
        self.viewer.show_photo(photo)

    def view_note(self, note: str) -> None:
        """Show the photos of a note large, the first one first."""
        self.viewer.show_note(note)

    def put_away(self) -> None:
        """Close what is open; a photo in the panel waits."""
        self._next.clear()
        self.panel.close_sheet()
        self.viewer.close_sheet()

    def _target_of(self, draft: PhotoDraft) -> PhotoTarget:
        note = draft.place.removeprefix(PHOTO_PLACE)
        if note != draft.place and self.bridge.opened.get(Note, note) is not None:
            return self.for_note(note)
        return PhotoTarget(draft.place)

    def _took(self, picture: Picture, target: PhotoTarget) -> None:
        self._open(self.bridge.session.ids(), picture, target, fresh=True)

    def _open(self, draft: str, picture: Picture, target: PhotoTarget, *, fresh: bool) -> None:
        if self.panel.isVisible():
            self._next.append((draft, picture, target, fresh))
        else:
            self.viewer.close_sheet()
            self.panel.begin(draft, picture, target, fresh=fresh)

    def _open_next(self) -> None:
        if self._next:
            draft, picture, target, fresh = self._next.pop(0)
            self.panel.begin(draft, picture, target, fresh=fresh)

    def _refused(self, error: UserError) -> None:
        self.said.emit(refusal_words(error), "alert")
