"""Where the keys were before something came over the page, and the way back there."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class WayBack(QObject):
    """Belongs to what comes over the page: a sheet, the list of commands, a card, the meeting view.

    One may come over another, and either may go first: each remembers where the one below it would have gone back to.

    Attributes:
        places: where to go back to, the first that is still in sight.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.places: tuple[QWidget, ...] = ()

    def keep(self) -> None:
        """Remember where the keys are; call it before what comes over the page takes them."""
        focused = self._over.window().focusWidget()
        if focused is None or self._over.isAncestorOf(focused):
            return
        below = focused
        while (parent := below.parentWidget()) is not None:
            below = parent
            other = below.findChild(WayBack, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if other is not None:
                self.places = (focused, *other.places)
                return
        self.places = (focused,)

    def go(self) -> bool:
        """Give the keys back; call it before what came over the page hides. False where nothing is left to go to.

        Where they went on by themselves meanwhile they stay.
        Once it is hidden Qt takes the keys on as Tab does, which marks all the words of a field, and is spoken. A text
        keeps its caret and what is marked in it.
        """
        places, self.places = self.places, ()
        if self.left():
            return True
        for place in places:
            if isValid(place) and place.isVisible() and place.isEnabled():
                place.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def change_over(self, below: QWidget) -> bool:
        """Show what stood in the same place before, give the keys back, and hide what came over it; see `go`.

        For that moment both are in sight, and the window must not grow to hold them: what goes takes a pixel then.
        """
        self._over.setMinimumSize(1, 1)
        below.show()
        went = self.go()
        self._over.hide()
        self._over.setMinimumSize(0, 0)
        return went

    def left(self) -> bool:
        """Whether the keys went on to something else in this window: what came over the page is in the way then.

        Not where another window took them: they come back.
        """
        focused = QApplication.focusWidget()
        return (
            focused is not None
            and focused.window() is self._over.window()
            and not self._over.isAncestorOf(focused)
        )
