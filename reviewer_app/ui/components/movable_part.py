"""A part of a column that has its place among others of its kind, and can be moved up or down."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.widgets import Button


class MovablePart(QWidget):
    """What a finding, a hypothesis or a wish for support is shown in.

    Args:
        record: whose part it is.
        more: what its button is called; it opens the menu.

    Signals:
        chosen(record): one of its fields or its button took the focus.
        moved(record, steps): up (-1) or down (1) among its kind.
        removed(record)
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, record: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self.more = Button(more, "quiet", icon="more", icon_only=True)
        self.more.clicked.connect(self.open_menu)

    def watch(self, fields: Iterable[QWidget]) -> None:
        """Tell when one of these, or the button, takes the focus."""
        for field in (*fields, self.more):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit(self.record)
        return False

    def open_menu(self) -> None:
        """Offer what can be done with it."""
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Moving and removing, and before them what is its own."""
        menu = QMenu(self)
        for words, run in self.own_actions():
            menu.addAction(words, run)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_("Move up"), lambda: self.moved.emit(self.record, -1))
        menu.addAction(_("Move down"), lambda: self.moved.emit(self.record, 1))
        menu.addSeparator()
        menu.addAction(_("Remove"), lambda: self.removed.emit(self.record))
        return menu

    def own_actions(self) -> list[tuple[str, Callable[[], object]]]:
        """What else can be done with it."""
        return []
