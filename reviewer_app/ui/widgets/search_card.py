"""A card over the upper part of a page that begins with a field to search in."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets.card import SHADOW_REACH, RaisedCard
from reviewer_app.ui.widgets.search_field import SearchField
from reviewer_app.ui.widgets.way_back import WayBack


class SearchCard(RaisedCard):
    """Takes the keys while it is there; Escape, or going on elsewhere, puts it away.

    Whoever derives from it fills `column`, watches every stop of Tab but the field, and says in `place` where it lies.

    Attributes:
        over: what it lies over; it is placed anew as that takes another size.
        field: where one types; empty again once the card is gone.

    Signals:
        gone(): it is out of sight.
    """

    gone = Signal()

    def __init__(self, over: QWidget, field: SearchField) -> None:
        super().__init__(over)
        self.over, self.field = over, field
        self._way_back = WayBack(self)
        self.column = QVBoxLayout(self)
        edge = SHADOW_REACH + Space.M
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(Space.S)
        self.watch(field)
        over.installEventFilter(self)
        self.hide()

    def watch(self, stop: QWidget) -> None:
        """Put the card away when the keys go on from here to something beyond it."""
        stop.installEventFilter(self)

    def come(self) -> None:
        """Come over the page, and take the keys."""
        if not self.isVisible():
            self._way_back.keep()
        self.field.clear()
        self.show()
        self.raise_()
        self.place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Hide the card; the keys go back where they were."""
        if not self.isHidden():
            self._way_back.go()
            self.hide()

    def place(self) -> None:
        """Lie where it belongs, as large as it is now."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.over:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.place()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible() and self._way_back.left():
            self.hide()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.field.clear()
        self.gone.emit()
