"""Photos below a note: a tile each, as many lines as needed, found by where they were clicked."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem

from reviewer_app.ui.theme import Space, Theme
from reviewer_app.ui.widgets import StreamDelegate, StreamModel, StreamNote
from reviewer_app.ui.widgets.photo_button import PhotoButton
from reviewer_app.ui.widgets.photo_strip import (
    PhotoLook,
    StreamPhoto,
    draw_tile,
    photo_at,
    spoken_photo,
    strip_height,
    tile_size,
)
from reviewer_app.ui.widgets.rows import Role

PHOTOS = tuple(StreamPhoto(name, f"words of {name}") for name in "abc")


def red() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    return image


def base() -> QFont:
    return QApplication.font()


def test_tiles_wrap_where_it_is_narrow(theme: Theme) -> None:
    tile = tile_size(base())
    line = tile.height() + Space.S
    assert strip_height(0, 400, base()) == 0
    assert strip_height(3, 3 * (tile.width() + Space.S), base()) == line
    assert strip_height(3, 2 * (tile.width() + Space.S), base()) == 2 * line
    assert strip_height(3, 10, base()) == 3 * line


def test_photo_is_found_by_its_place(theme: Theme) -> None:
    tile = tile_size(base())
    place = QRect(20, 100, 2 * (tile.width() + Space.S), 300)
    first = QPoint(21, place.bottom() - 2 * tile.height() - Space.S + 2)
    assert photo_at(place, PHOTOS, base(), first) == "a"
    assert photo_at(place, PHOTOS, base(), first + QPoint(tile.width() + Space.S, 0)) == "b"
    assert photo_at(place, PHOTOS, base(), QPoint(21, place.bottom())) == "c"
    assert photo_at(place, PHOTOS, base(), QPoint(21, place.top())) == ""
    assert photo_at(place, PHOTOS, base(), QPoint(place.right(), place.bottom())) == ""


def test_tile_shows_the_photo_or_says_that_it_is_still_to_come(theme: Theme) -> None:
    looks: list[PhotoLook] = [red(), "reading", "coming"]
    drawn = []
    for look in looks:
        page = QImage(tile_size(base()), QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        draw_tile(painter, page.rect(), look, base())
        painter.end()
        drawn.append(page)
    assert drawn[0].pixelColor(50, 40) == Qt.GlobalColor.red
    assert drawn[1].pixelColor(50, 40) != Qt.GlobalColor.red
    assert drawn[1] != drawn[2]


def test_note_with_photos_is_taller_says_them_and_gives_the_one_that_was_clicked(
    theme: Theme,
) -> None:
    note = StreamNote("n", "Words.", "10:17", photos=PHOTOS)
    model, plain = StreamModel(), StreamModel()
    model.set_rows([note])
    plain.set_rows([StreamNote("n", "Words.", "10:17")])
    view, delegate = QListView(), StreamDelegate()
    view.resize(600, 400)
    option = QStyleOptionViewItem()
    option.widget, option.font = view, base()
    bare = delegate.sizeHint(option, plain.index(0, 0)).height()
    assert delegate.sizeHint(option, model.index(0, 0)).height() == bare
    asked: list[str] = []

    def shown(photo: str) -> PhotoLook:
        asked.append(photo)
        return red()

    delegate.show_photos(shown)
    size = delegate.sizeHint(option, model.index(0, 0))
    assert size.height() == bare + strip_height(3, 600, base())
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert all(spoken_photo(one.words) in str(spoken) for one in PHOTOS)
    assert model.data(model.index(0, 0), Role.PHOTOS) == PHOTOS
    page = QImage(600, size.height(), QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    option.rect = page.rect()
    painter = QPainter(page)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    assert asked == ["a", "b", "c"]
    [*reds] = [
        x for x in range(600) if page.pixelColor(x, size.height() - 40) == Qt.GlobalColor.red
    ]
    assert (
        delegate.photo_at(option, model.index(0, 0), QPoint(reds[0] + 5, size.height() - 40)) == "a"
    )
    assert (
        delegate.photo_at(option, model.index(0, 0), QPoint(reds[-1] - 5, size.height() - 40))
        == "c"
    )
    assert delegate.photo_at(option, plain.index(0, 0), QPoint(reds[0] + 5, 40)) == ""


def test_button_says_what_the_photo_shows(theme: Theme) -> None:
    button = PhotoButton("A page of writing")
    assert button.accessibleName() == "Photo: A page of writing"
    assert button.sizeHint() == tile_size(button.font())
    button.show_picture("coming")
    assert button.accessibleDescription() == "Photo still to come"
