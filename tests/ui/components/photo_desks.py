"""A page on which photos are taken in, and what tests do with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.model.nouns import Photo
from reviewer_app.review import set_up
from reviewer_app.ui.components.photo_desk import PhotoDesk
from tests.ui.photographs import display
from tests.ui.support import Larkfield, make_bridge, wait_until

OFFICE = "the programme office"


class Host(QWidget):
    """A bare page with a desk; files are chosen without a dialog."""

    def __init__(self, review: Larkfield) -> None:
        super().__init__()
        self.chosen: list[Path] = []
        self.said: list[tuple[str, str]] = []
        self.photo_desk = PhotoDesk(self, review.bridge, self._choose)
        self.photo_desk.said.connect(lambda words, kind: self.said.append((words, kind)))
        self.resize(1000, 700)

    def _choose(self, _parent: QWidget, _kinds: str) -> Sequence[Path]:
        return self.chosen


@contextmanager
def photos_allowed(folder: Path) -> Iterator[Larkfield]:
    """Open the invented review with its notes, and photos switched on."""
    made = make_bridge(folder)
    allow(made)
    yield made
    made.close()


@contextmanager
def shown_host(review: Larkfield, qtbot: QtBot) -> Iterator[Host]:
    """Show a bare page with a desk; what is on its way arrives before it goes."""
    made = Host(review)
    made.show()
    qtbot.waitExposed(made)
    yield made
    review.settle()
    made.close()
    made.deleteLater()


def allow(review: Larkfield) -> None:
    """Switch photos on."""
    review.session.do(review.opened, set_up.allow_photos, OFFICE)


def photo_file(folder: Path, name: str = "wall.jpg") -> Path:
    """Write the invented photo, as a camera does."""
    path = folder / name
    path.write_bytes(display())
    return path


def picture() -> QImage:
    """The invented photo, as it lies on the clipboard."""
    return QImage.fromData(display())


def copy_picture() -> None:
    """Lay the invented photo on the clipboard, by Qt: what Python made and left there crashes a process as it ends."""
    QGuiApplication.clipboard().setImage(picture())


def opens(desk: PhotoDesk) -> None:
    """Wait until a photo is open, and saved as it stands."""
    wait_until(lambda: desk.panel.isVisible() and desk.panel.is_settled)


def captions(review: Larkfield, note: str) -> list[str]:
    return [one.caption for one in review.opened.photos_of(note)]


def stored(review: Larkfield, photo: Photo) -> bytes:
    """The picture of a photo, as it lies in the profile."""
    jpeg = review.session.photo(photo.digest)
    assert jpeg is not None
    return jpeg
