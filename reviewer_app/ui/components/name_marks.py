"""Names underlined while someone types, and what is offered in their place."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolTip

from reviewer_app.language import gettext as _
from reviewer_app.review.names import answering
from reviewer_app.review.names.lists import lists
from reviewer_app.review.names.matching import Hit
from reviewer_app.review.names.offers import roles_for
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme.utf16 import characters, ranges, units
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.marked_line import MarkedLine
from reviewer_app.ui.widgets.marks import replaced
from reviewer_app.ui.widgets.plain_edit import PlainEdit

LOOK_MILLISECONDS: Final = 200
"""From the first key that was not looked at until the text is: never on the key itself."""
KEPT_PARAGRAPHS: Final = 64
Writable = PlainEdit | MarkedLine
"""What can be written in and underlined."""

KEY: Final = Qt.Key.Key_Period
"""With Ctrl: what to write in place of the name at the cursor."""


class NameMarks(QObject):
    """Marks the names in one text field; nothing else is marked.

    The word at the cursor is left alone until it is done with. Paragraphs that did not change are not searched again.

    Args:
        kind: the kind of record that is written, as names may stand in some.
        activity: gives the visit written about, for the roles that are offered; "" for none.
    """

    def __init__(
        self,
        bridge: Bridge,
        words: Writable,
        kind: str = "note",
        activity: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(words)
        self._bridge, self._words = bridge, words
        self._kind, self._activity = kind, activity
        self._hits: list[Hit] = []
        self._paragraphs: OrderedDict[str, list[Hit]] = OrderedDict()
        self._guard = bridge.name_guard
        self._told: frozenset[str] = frozenset()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LOOK_MILLISECONDS)
        self.timer.timeout.connect(self.look)
        words.textChanged.connect(self._wait)
        words.cursorPositionChanged.connect(self._wait)
        words.installEventFilter(self)
        if isinstance(words, PlainEdit):
            # The mouse reaches what scrolls inside the field, never the field itself.
            words.viewport().installEventFilter(self)
        bridge.changed.connect(self._guard_may_have_changed)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The names that are underlined, in the characters of the text."""
        return tuple(self._hits)

    def look(self) -> None:
        """Look at the text now."""
        text = self._words.text()
        if text and not lists.cache_info().currsize:
            # Reading the lists is not for the window's thread; once all is closed nothing is marked any more.
            if not self._bridge.closed:
                self._bridge.ask(lists).then(self._lists_read)
            return
        found, start = [], 0
        for paragraph in text.split("\n"):
            found += [
                Hit(start + one.start, start + one.end, one.text, one.kind)
                for one in self._in(paragraph)
            ]
            start += len(paragraph) + 1
        cursor = characters(text, self._words.cursor_position())
        typing = self._words.hasFocus() and not self._words.selecting
        self._hits = [one for one in found if not (typing and one.end == cursor)]
        self._words.set_marks(
            ranges(text, tuple((one.start, one.end - one.start) for one in self._hits))
        )
        self._tell()

    def hit_at(self, position: int) -> Hit | None:
        """Give the underlined name at a position of the cursor, or touching it."""
        at = characters(self._words.text(), position)
        return next((one for one in self._hits if one.start <= at <= one.end), None)

    def menu_for(self, hit: Hit) -> QMenu:
        """Make the menu of what to write in place of a name."""
        menu = QMenu(self._words)
        menu.aboutToHide.connect(menu.deleteLater)
        for role in roles_for(self._bridge.opened, hit, self._activity()):
            self._offer(menu, _("Write “{role}”").format(role=role), hit, role)
        self._offer(menu, _("Take the name out"), hit, "")
        menu.addSeparator()
        none = QAction(_("“{word}” is not a name").format(word=hit.text), menu)
        none.triggered.connect(lambda: self._bridge.do(answering.dismiss, hit.text))
        menu.addAction(none)
        return menu

    def offer(self) -> bool:
        """Open the menu of the name at the cursor, or of the next one; says whether there is one."""
        self.look_at_once()
        cursor = self._words.cursor_position()
        at = characters(self._words.text(), cursor)
        hit = self.hit_at(cursor) or next((one for one in self._hits if one.start >= at), None)
        hit = hit or next(iter(self._hits), None)
        if hit is None:
            return False
        menu = self.menu_for(hit)
        menu.popup(self._words.below(units(self._words.text(), hit.end)))
        menu.setActiveAction(menu.actions()[0])
        return True

    def look_at_once(self) -> None:
        """Look at the text now, the word at the cursor as well: someone asks."""
        self.look()
        text = self._words.text()
        cursor = characters(text, self._words.cursor_position())
        here = [one for one in self._in_all(text) if one.end == cursor]
        if here and here[0] not in self._hits:
            self._hits = sorted([*self._hits, here[0]], key=lambda one: one.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and _asks(event):
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and _asks(event):
            event.accept()
            self.offer()
            return True
        if kind == QEvent.Type.FocusOut:
            self._wait()
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._offered_at(event)
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._explained_at(event.globalPos())
        return False

    def _explained_at(self, spot: QPoint) -> bool:
        """Say quietly what the line below a name means, and which key helps."""
        if self.hit_at(self._words.position_at(spot)) is None:
            return False
        QToolTip.showText(spot, _("Looks like a name. Ctrl+. offers a role."), self._words)
        return True

    def _offered_at(self, event: QContextMenuEvent) -> bool:
        """Offer for the name below the mouse, or at the cursor for the menu key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        position = (
            self._words.position_at(event.globalPos())
            if by_mouse
            else self._words.cursor_position()
        )
        self.look()
        hit = self.hit_at(position)
        if hit is None:
            return False
        self.menu_for(hit).popup(event.globalPos())
        return True

    def _offer(self, menu: QMenu, words: str, hit: Hit, role: str) -> None:
        action = QAction(words, menu)
        action.triggered.connect(lambda: self._put(hit, role))
        menu.addAction(action)

    def _put(self, hit: Hit, role: str) -> None:
        """Write a role where the name stands; one step to undo."""
        text = self._words.text()
        if text[hit.start : hit.end] != hit.text:
            return
        new = answering.in_place(text, hit.start, hit.end, role)
        first, gone, come = replaced(text, new)
        self._words.replace_range(
            units(text, first), units(text, first + gone), new[first : first + come]
        )
        self.look()

    def _in_all(self, text: str) -> list[Hit]:
        return self._guard.hits(text, self._kind)

    def _in(self, paragraph: str) -> list[Hit]:
        kept = self._paragraphs.get(paragraph)
        if kept is None:
            kept = self._paragraphs[paragraph] = self._guard.hits(paragraph, self._kind)
            while len(self._paragraphs) > KEPT_PARAGRAPHS:
                self._paragraphs.popitem(last=False)
        return kept

    def _lists_read(self, _lists: object) -> None:
        self._wait()

    def _wait(self) -> None:
        if not self.timer.isActive():
            self.timer.start()

    def _guard_may_have_changed(self, _kinds: object) -> None:
        if self._bridge.name_guard is not self._guard:
            self._guard = self._bridge.name_guard
            self._paragraphs.clear()
            self._wait()

    def _tell(self) -> None:
        """Say a new name once to who cannot see the line below it."""
        now = frozenset(one.text for one in self._hits)
        new = now - self._told
        self._told = now
        if new and self._words.hasFocus():
            words = _("Looks like a name: {name}. Ctrl and full stop offers what to write.")
            announce(self._words, words.format(name=", ".join(sorted(new))))


def _asks(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == KEY
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
