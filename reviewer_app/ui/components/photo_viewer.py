"""The photos of one note, large, one after the other."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note, Photo
from reviewer_app.model.reasons import Reason
from reviewer_app.review import photo_taking
from reviewer_app.ui.components.photo_beside import BesidePhoto
from reviewer_app.ui.components.photo_shelf import PhotoShelf
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Radius, Step, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Sheet
from reviewer_app.ui.widgets.photo_strip import PhotoLook, still_to_come

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Large(QLabel):
    """A photo as large as there is room; a label, for a screen reader then tells of a picture.

    Signals:
        stepped(by): to the photo before or after; what scrolls around it would take the key for itself.
    """

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._look: PhotoLook = "reading"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", Radius.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_photo(self, look: PhotoLook, words: str) -> None:
        """Show a photo, or what keeps it from being shown."""
        self._look = look
        self.setAccessibleName(words)
        self.setAccessibleDescription(still_to_come() if look == "coming" else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def sizeHint(self) -> QSize:
        # It grows into the room there is; this is what it has where there is little.
        return QSize(scaled(self.font(), 320), scaled(self.font(), 180))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(self._look, QImage):
            place = self.rect()
            place.setSize(
                self._look.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            )
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._look)
        else:
            round_box(painter, self.rect(), Radius.CONTROL, theme.sunken, theme.line)
            if self._look == "coming":
                painter.setFont(stepped(self.font(), Step.NOTE))
                painter.setPen(theme.ink2)
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), still_to_come())
        painter.end()


class PhotoViewer(Sheet):
    """Photos of one note; left and right go from one to the next, Escape closes.

    Signals:
        removed(): a photo was taken off its note; undo brings it back.
    """

    removed = Signal()

    def __init__(self, host: QWidget, bridge: Bridge, shelf: PhotoShelf) -> None:
        super().__init__(host, _("Photo"), close_words=_("Close the photo"), wide=True)
        self._bridge, self._shelf = bridge, shelf
        self._note = self._photo = ""
        # Up to where the review stood when the words in the field were those of the photo.
        self._seen = bridge.opened.position
        self.picture = _Large()
        self.caption = WrittenLine(bridge, "photo", _("What it shows"))
        self.previous = Button(_("Previous photo"), "quiet", icon="chevron-left")
        self.next = Button(_("Next photo"), "quiet", icon="chevron-right")
        self.remove = Button(_("Remove photo"), "danger")
        self.body.addWidget(BesidePhoto(self.picture, (self.caption,)), 1)
        self.set_actions([self.previous, self.next, self.remove])
        self.picture.stepped.connect(self._step)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.remove.clicked.connect(self.remove_shown)
        self.caption.finished.connect(self._word)
        shelf.came.connect(lambda _id: self._show_picture())
        bridge.changed.connect(self._refresh)

    @property
    def photo(self) -> str:
        """The photo that is shown; "" for none."""
        return self._photo if self.isVisible() else ""

    def show_photo(self, photo: str) -> None:
        """Open a photo, among those of its note."""
        found = self._bridge.opened.get(Photo, photo)
        if found is None:
            return
        self._note, self._photo = found.note, photo
        if not self.isVisible():
            self.open()
        self._show()
        self.picture.setFocus()

    def show_note(self, note: str) -> None:
        """Open the photos of a note, the first one first."""
        found = self._bridge.opened.photos_of(note)
        if found:
            self.show_photo(found[0].id)

    def remove_shown(self) -> None:
        """Take the photo off its note."""
        photo = self._photo
        self._bridge.do(photo_taking.remove_photo, photo, Reason.TAKEN_OFF).then(
            lambda _gone: self.removed.emit()
        ).failed(lambda error: self.caption.set_error(refusal_words(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_shown()
        else:
            super().keyPressEvent(event)

    def _ids(self) -> list[str]:
        return [one.id for one in self._bridge.opened.photos_of(self._note)]

    def _step(self, by: int) -> None:
        ids = self._ids()
        if self._photo in ids:
            at = ids.index(self._photo) + by
            if 0 <= at < len(ids):
                self._photo = ids[at]
                self._show()

    def _refresh(self, kinds: frozenset[str]) -> None:
        if not self.isVisible() or "photo" not in kinds:
            return
        ids = self._ids()
        if self._photo in ids:
            self._show()
        elif ids:
            self._photo = ids[0]
            self._show()
        else:
            self.close_sheet()

    def _show(self) -> None:
        found = self._bridge.opened.get(Photo, self._photo)
        if found is None:
            return
        ids = self._ids()
        at = ids.index(self._photo)
        note = self._bridge.opened.get(Note, self._note)
        several = len(ids) > 1
        title = _("Photo {number} of {count}").format(number=at + 1, count=len(ids))
        self.set_title(title if several else _("Photo"))
        self.previous.setVisible(several)
        self.next.setVisible(several)
        self.previous.set_disabled_reason("" if at else _("This is the first."))
        self.next.set_disabled_reason("" if at + 1 < len(ids) else _("This is the last."))
        self.caption.set_error("")
        self.caption.set_help(
            _("On the note: {words}").format(words=_short(note.text)) if note else ""
        )
        if not self.caption.line.hasFocus():
            self.caption.set_value(found.caption)
            self.caption.line.setCursorPosition(0)
            self._seen = self._bridge.opened.position
        self._show_picture()

    def _show_picture(self) -> None:
        found = self._bridge.opened.get(Photo, self._photo)
        if found is not None and self.isVisible():
            self.picture.show_photo(self._shelf.large(self._photo), found.caption)

    def _word(self, typed: str) -> None:
        self.caption.set_error("")
        since, opened = self._seen, self._bridge.opened

        def worded(_nothing: object) -> None:
            self._seen = opened.position

        self._bridge.do(photo_taking.change_caption, self._photo, typed, since=since).then(
            worded
        ).failed(lambda error: self.caption.set_error(refusal_words(error)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:119].rstrip()}…"
