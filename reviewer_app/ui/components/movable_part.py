"""Parts of a column that have their place among others of their kind: moved up or down, taken out, brought back."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.order import MoveVerb, RemoveVerb
from reviewer_app.ui.components.finding_words import shortened
from reviewer_app.ui.components.keyed_column import KeyedColumn
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Button, Scroller


class MovablePart(QWidget):
    """What a finding, a hypothesis or a wish for support is shown in.

    Args:
        record: whose part it is.
        more: what its button is called; it opens the menu.
        move: the verb that moves such a record up (-1) or down (1).
        remove: the verb that removes it, for a reason.

    Signals:
        chosen(record): one of its fields or its button took the focus.
        moved(record, steps): up (-1) or down (1) among its kind.
        removed(record)
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(
        self,
        record: str,
        more: str,
        move: MoveVerb,
        remove: RemoveVerb,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record, self.move_verb, self.remove_verb = record, move, remove
        self.more = Button(more, "quiet", icon="more", icon_only=True)
        self.more.clicked.connect(self.open_menu)

    @property
    def words(self) -> str:
        """The words it is known by."""
        return self.more.accessibleDescription()

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


class Movables:
    """Moves and takes out the parts of one column.

    Args:
        offer: where it is told that one was taken out, and taken back.
    """

    def __init__(
        self, bridge: Bridge, column: KeyedColumn, scroller: Scroller, offer: UndoOffer
    ) -> None:
        self._bridge, self._column, self._scroller, self._offer = bridge, column, scroller, offer
        self._chosen = ""

    @property
    def chosen(self) -> str:
        """What had the focus last and still stands in the column; "" for none."""
        return self._chosen if self._part(self._chosen) is not None else ""

    def take(self, part: MovablePart) -> None:
        """Move and take out this one when it is asked for."""
        part.chosen.connect(self._choose)
        part.moved.connect(self.move)
        part.removed.connect(self.take_out)

    def move(self, record: str, by: int) -> None:
        """Move a record up (-1) or down (1) among its kind; its part stays in sight."""
        part = self._part(record)
        if part is not None:
            self._bridge.do(part.move_verb, record, by).then(lambda _done: self._show(record))

    def take_out(self, record: str) -> None:
        """Remove a record, and offer to undo it."""
        part = self._part(record)
        if part is None:
            return
        words = _("Removed: “{finding}”").format(finding=shortened(part.words))
        self._bridge.do(part.remove_verb, record, "taken out").then(
            lambda _done: self._offer.offer(words)
        )

    def _choose(self, record: str) -> None:
        self._chosen = record

    def _show(self, record: str) -> None:
        part = self._part(record)
        if part is not None:
            self._scroller.follow_focus(part)

    def _part(self, record: str) -> MovablePart | None:
        part = self._column.part(record)
        return part if isinstance(part, MovablePart) else None
