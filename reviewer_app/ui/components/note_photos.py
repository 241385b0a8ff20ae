"""The photos of a visit's notes: taken in for the note being written or for one that stands, and shown large."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.nouns import Note
from reviewer_app.ui.components.note_stream import NoteStream
from reviewer_app.ui.components.note_writer import NoteWriter
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.photo_panel import PhotoTarget
from reviewer_app.ui.components.photos_in_list import SHOW_KEY, PhotosInList, why_no_photos
from reviewer_app.ui.components.photos_waiting import PhotosWaiting
from reviewer_app.ui.models.waiting_model import (
    EDIT_PLACE,
    NOTE_PLACE,
    PHOTO_PLACE,
    activity_of_place,
)
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.widgets.pictures_given import gives_pictures

ADD_KEY = "Ctrl+Shift+A"


class NotePhotos(QWidget):
    """What stands below the note being written, and everything photos need of the notes above it.

    Args:
        host: the page, on which pictures are dropped.
        desk: where they are taken in.
        show: brings the notes into sight.

    Signals:
        removed(): a photo was taken off its note; undo brings it back.
        said(sentence, kind): as `NoteStream.said`.
    """

    removed = Signal()
    said = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        host: QWidget,
        desk: PhotoDesk,
        stream: NoteStream,
        writer: NoteWriter,
        show: Callable[[], None],
    ) -> None:
        super().__init__()
        self._bridge, self._stream, self._writer = bridge, stream, writer
        self._show = show
        self._activity = ""
        self.desk = desk
        self.waiting = PhotosWaiting(
            bridge,
            self.desk,
            _("Add a photo"),
            waiting=self._waiting,
            target=self._written,
            key=ADD_KEY,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waiting)
        self._in_list = PhotosInList(stream, stream.delegate, desk.shelf, desk.viewer)
        stream.installEventFilter(self)
        self.desk.said.connect(self.said)
        self.desk.removed.connect(self.removed)
        self.desk.kept.connect(self._kept)
        self.desk.left_out.connect(lambda: self.said.emit(_("The photo was left out."), "quiet"))
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def show_activity(self, activity: str) -> None:
        """Show what waits for another visit."""
        if activity != self._activity:
            self.desk.put_away()
        self._activity = activity
        self.show_now()

    def show_now(self) -> None:
        """Show what waits now; answers of forms show their own."""
        self.waiting.show_now()

    def commands(self) -> tuple[Command, ...]:
        """Add a photo, look at those of a note."""
        return (
            Command(
                "notes.photo",
                _("Add a photo"),
                "Note",
                self.add_photo,
                ADD_KEY,
                lambda: self.desk.off or ("" if self._activity else _("No visit is open.")),
            ),
            Command(
                "notes.photos",
                _("Photos of the note"),
                "Note",
                self.show_photos,
                SHOW_KEY,
                lambda: why_no_photos(self._bridge.opened, self._stream.current_id),
            ),
        )

    def add_photo(self) -> None:
        """Ask for a photo: for the note chosen in the list, else for the one being written."""
        self._show()
        self.desk.choose(self._target())

    def show_photos(self) -> None:
        """Show the photos of the current note large."""
        self.desk.view_note(self._stream.current_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take in what is pasted in the list or dropped on the page."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if gives_pictures(event.mimeData()):
                event.acceptProposedAction()
            return event.isAccepted()
        if kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return bool(self._activity) and self.desk.take_from(event.mimeData(), self._written())
        if watched is self._stream and kind == QEvent.Type.KeyPress:
            pastes = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
            return pastes and self.desk.paste(self._target())
        return False

    def _target(self) -> PhotoTarget:
        editor = self._stream.editor
        if editor is not None:
            return self.desk.for_note(editor.place.removeprefix(EDIT_PLACE))
        chosen = self._stream.current_id
        if self._stream.hasFocus() and self._bridge.opened.get(Note, chosen) is not None:
            return self.desk.for_note(chosen)
        return self._written()

    def _written(self) -> PhotoTarget:
        """The note being written: what is kept for it waits until it is committed."""
        return PhotoTarget(f"{NOTE_PLACE}{self._activity}")

    def _waiting(self) -> list[PhotoDraft]:
        found = [
            one
            for one in self._bridge.opened.photo_drafts.values()
            if one.place.startswith((NOTE_PLACE, PHOTO_PLACE)) and self._is_here(one.place)
        ]
        return sorted(found, key=lambda one: (one.saved_at, one.id))

    def _is_here(self, place: str) -> bool:
        found = activity_of_place(self._bridge.opened, place)
        return found is not None and found.id == self._activity

    def photo_at(self, place: QPoint) -> str:
        """Give the photo at a place of the list; "" for none."""
        return self._in_list.photo_at(place)

    def _kept(self) -> None:
        """A photo kept for the note being written gives an empty card its first words: what it shows."""
        waiting = self._bridge.opened.photos_waiting(f"{NOTE_PLACE}{self._activity}")
        ready = [one for one in waiting if one.ready]
        editor = self._writer.editor
        if ready:
            self._writer.setFocus()
        if ready and not editor.text.strip() and editor.place == ready[-1].place:
            words = ready[-1].caption
            editor.begin(editor.place, words, len(words), editor.note_tags)
            editor.keep_now()
        self.show_now()
