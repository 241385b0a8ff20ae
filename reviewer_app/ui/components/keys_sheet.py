"""Every key that does something now, by menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, FactList, Scroller, SectionLabel, Sheet
from reviewer_app.ui.widgets.layouts import clear


class KeysSheet(Sheet):
    """A list to look at beside the page."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, _("Keys"), close_words=_("Close"))
        self._lists = QWidget()
        self._column = QVBoxLayout(self._lists)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self.add(self._lists)
        self.finish()

    def show_keys(self, menus: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show (words, key) under the name of each menu."""
        clear(self._column)
        for name, keys in menus:
            self._column.addWidget(SectionLabel(name))
            self._column.addWidget(FactList(keys))
            self._column.addSpacing(Space.M)
        self.open()
        close = self.findChild(Button)
        if isinstance(close, Button):
            close.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and the page keys scroll: there is nothing here to go to."""
        scroller = self.findChild(Scroller)
        lines = {
            Qt.Key.Key_Down: 2,
            Qt.Key.Key_Up: -2,
            Qt.Key.Key_PageDown: 16,
            Qt.Key.Key_PageUp: -16,
        }.get(Qt.Key(event.key()))
        if lines is not None and isinstance(scroller, Scroller):
            bar = scroller.verticalScrollBar()
            bar.setValue(bar.value() + lines * bar.singleStep())
            return
        super().keyPressEvent(event)
