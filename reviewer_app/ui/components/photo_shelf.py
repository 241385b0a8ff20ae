"""Photos as pictures: read and made small off the window's thread, and kept while they may be seen again."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Photo
from reviewer_app.review import photos
from reviewer_app.review.photos import LONGEST_SIDE, Picture
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets.photo_strip import PhotoLook

_SMALL: Final = 320
"""Pixels of the longer side of a photo in small: sharp at twice the text's usual size."""
_MOST: Final = {_SMALL: 150, LONGEST_SIDE: 2}
"""How many are kept: about 30 MB in small, 25 MB large."""

_Key = tuple[str, int]


def image_of(picture: Picture) -> QImage:
    """Give a picture as Qt paints it."""
    line = 3 * picture.width
    made = QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_RGB888)
    return made.copy()


def picture_of(image: QImage) -> Picture:
    """Give what Qt took off the clipboard as a picture; what is transparent stands on white."""
    page = QImage(image.size(), QImage.Format.Format_RGB888)
    page.fill(0xFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, image)
    painter.end()
    width, height = page.width(), page.height()
    line, used = page.bytesPerLine(), 3 * width
    rows = bytes(page.constBits())
    pixels = b"".join(rows[at : at + used] for at in range(0, line * height, line))
    return Picture(width, height, pixels)


class PhotoShelf(QObject):
    """Gives photos as pictures: those that are not at hand are read, and `came` tells.

    Signals:
        came(id): a photo, or a photo that waits, can be shown; or it was seen not to have come.
    """

    came = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: OrderedDict[_Key, PhotoLook] = OrderedDict()
        bridge.changed.connect(self._look_again)

    def small(self, photo: str) -> PhotoLook:
        """Give a photo of a note in small, by its id."""
        found = self._bridge.opened.get(Photo, photo)
        return self._look(photo, found.digest, _SMALL) if found else "reading"

    def large(self, photo: str) -> PhotoLook:
        """Give a photo of a note as large as it is kept, by its id."""
        found = self._bridge.opened.get(Photo, photo)
        return self._look(photo, found.digest, LONGEST_SIDE) if found else "reading"

    def waiting(self, draft: str) -> PhotoLook:
        """Give a photo that waits in small, by its id."""
        found = self._bridge.opened.photo_drafts.get(draft)
        if found is None:
            return "reading"
        session = self._bridge.session
        key = f"{draft} {found.saved_at}"
        return self._read(draft, (key, _SMALL), lambda: session.photo_draft(draft))

    def _look(self, photo: str, digest: str, longest: int) -> PhotoLook:
        session = self._bridge.session
        return self._read(photo, (digest, longest), lambda: session.photo(digest))

    def _read(self, id_: str, key: _Key, read: Callable[[], bytes | None]) -> PhotoLook:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = "reading"

        def made() -> Picture | None:
            jpeg = read()
            return None if jpeg is None else photos.thumbnail(jpeg, key[1])

        def came(picture: Picture | None) -> None:
            self._put(key, "coming" if picture is None else image_of(picture))
            self.came.emit(id_)

        def damaged(_error: UserError) -> None:
            # Its bytes are not what they were; the backup has them, and the check of the profile says so.
            self._put(key, "coming")
            self.came.emit(id_)

        self._bridge.ask(made).then(came).failed(damaged)
        return "reading"

    def _put(self, key: _Key, look: PhotoLook) -> None:
        self._kept[key] = look
        self._kept.move_to_end(key)
        alike = [one for one in self._kept if one[1] == key[1]]
        for one in alike[: max(len(alike) - _MOST[key[1]], 0)]:
            del self._kept[one]

    def _look_again(self, kinds: frozenset[str]) -> None:
        """What had not come may have come with what was gathered."""
        if "photo" in kinds:
            for key in [one for one, look in self._kept.items() if look == "coming"]:
                del self._kept[key]
