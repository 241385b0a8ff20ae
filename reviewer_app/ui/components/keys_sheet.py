"""Every key that does something now, by menu."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import FactList, SectionLabel, Sheet


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
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for name, keys in menus:
            self._column.addWidget(SectionLabel(name))
            self._column.addWidget(FactList(keys))
            self._column.addSpacing(Space.M)
        self.open()
