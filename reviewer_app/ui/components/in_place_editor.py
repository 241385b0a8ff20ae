"""The card in which a note is changed where it stands in its list."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QListView, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.drafted_editor import DraftedEditor, TagSuggestions
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space

_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize)


class InPlaceEditor(DraftedEditor):
    """Stands over the row of the note that is being changed. Escape leaves the note as it was.

    It is no part of the list but stands beside it, over the room that the row leaves it: what is put into a row is not
    in the tree that Qt gives screen readers, and Tab does not come to it.

    Args:
        over: the list; the editor stays within what of it is in sight, and leaves the wheel to it.

    Signals:
        abandoned(): Escape was pressed.
    """

    BLEED = Space.S
    abandoned = Signal()

    def __init__(
        self, bridge: Bridge, suggestions: TagSuggestions, desk: PhotoDesk, over: QListView
    ) -> None:
        super().__init__(bridge, suggestions, desk)
        self._list, self._room = over, QWidget()
        self.words.setAccessibleName(_("Note being changed"))
        self.set_name_of_time(_("Time seen, of the note being changed"))

    def stand_over(self, index: QModelIndex) -> None:
        """Show it over a row, read right after the list."""
        self._list.setIndexWidget(index, self._room)
        beside = self._list.parentWidget()
        if beside is None:
            raise ValueError("the list stands in nothing that the editor could stand in")
        self.setParent(beside)
        shown = [one for one in beside.children() if isinstance(one, QWidget)]
        after = shown[shown.index(self._list) + 1]
        if after is not self:
            self.stackUnder(after)
        for one in self._followed():
            one.installEventFilter(self)
        self._follow()
        self.show()

    def put_away(self) -> None:
        """Leave the row; call it before the row goes or is given back."""
        for one in self._followed():
            one.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and any(watched is one for one in self._followed()):
            self._follow()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._list.viewport(), event)
        event.accept()

    def _followed(self) -> tuple[QWidget, ...]:
        return (self._list, self._list.viewport(), self._room)

    def _follow(self) -> None:
        """Lie over the room in the list, as much of it as is scrolled into sight."""
        room, viewport = self._room, self._list.viewport()
        corner = self._list.pos() + viewport.pos() + room.pos()
        # The row is narrower as soon as the list has a scroll bar; its room hears of that later.
        width = min(room.width(), viewport.width())
        self.setGeometry(QRect(corner, QSize(width, room.height())))
        sight = viewport.rect().translated(-room.pos())
        if sight.contains(self.rect()):
            self.clearMask()
        else:
            self.setMask(QRegion(sight))
