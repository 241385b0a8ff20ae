"""The photos of the notes of a list, drawn below their words; one that is clicked is shown large."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from reviewer_app.language import gettext as _
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.photo_shelf import PhotoShelf
from reviewer_app.ui.components.photo_viewer import PhotoViewer
from reviewer_app.ui.widgets import StreamDelegate
from reviewer_app.ui.widgets.clicks import click_at

SHOW_KEY = "Ctrl+Shift+O"


class PhotosInList(QObject):
    """Belongs to a list whose delegate draws notes; pictures are read off the window's thread and come in later."""

    def __init__(
        self, view: QListView, delegate: StreamDelegate, shelf: PhotoShelf, viewer: PhotoViewer
    ) -> None:
        super().__init__(view)
        self._view, self._delegate, self._viewer = view, delegate, viewer
        delegate.show_photos(shelf.small)
        view.viewport().installEventFilter(self)
        shelf.came.connect(lambda _id: view.viewport().update())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the photo that was clicked."""
        place = click_at(event)
        photo = "" if place is None else self.photo_at(place)
        if photo:
            self._viewer.show_photo(photo)
        return bool(photo)

    def photo_at(self, place: QPoint) -> str:
        """Give the photo at a place of the list; "" for none."""
        index = self._view.indexAt(place)
        if not index.isValid():
            return ""
        option = QStyleOptionViewItem()
        self._view.initViewItemOption(option)
        option.rect = self._view.visualRect(index)
        return self._delegate.photo_at(option, index, place)


def why_no_photos(opened: OpenReview, note: str) -> str:
    """Say why there are no photos of a note to show; "" where there are."""
    if not note:
        return _("Choose a note first.")
    return "" if opened.photos_of(note) else _("This note has no photo.")
