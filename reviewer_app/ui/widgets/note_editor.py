"""The note being written: the only raised thing on its page.

Enter commits, Shift+Enter breaks the line; `#` and `@` offer what to tag; Ctrl+1, 2, 3 (or `www `
and `ebi ` as the first word) say which way it points. Nothing here waits for anything: the page
gets signals, and the draft is told within a quarter of a second.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reviewer_app import right_of_way
from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Radius, Space, Step, leading, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.utf16 import characters, units
from reviewer_app.ui.widgets.chip import Chip, ChipKind
from reviewer_app.ui.widgets.flow import Flow
from reviewer_app.ui.widgets.layouts import clear
from reviewer_app.ui.widgets.margin import margin_of
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from reviewer_app.ui.widgets.stream import Pointing, bearing_spoken, bearing_word
from reviewer_app.ui.widgets.suggestions import Provider, SuggestionsPopup
from reviewer_app.ui.widgets.time_entry import parse_time, show_time

_TAG: Final = re.compile(r"(?:^|(?<=\s))([#@])([^\s#@]*)$")
BEARING_KEYS: Final[dict[int, Pointing]] = {
    Qt.Key.Key_1: "www",
    Qt.Key.Key_2: "ebi",
    Qt.Key.Key_3: "question",
}
"""With Ctrl: what says which way a note points."""
_LONGEST_BEARING_WORD: Final = 12
"""Letters of a first word that may say which way a note points."""
_ENTER: Final = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class NoteText(PlainEdit):
    """The words of the note; turns keys into what they mean.

    Signals:
        commit_asked(): Enter, with no suggestion open and no letter still being composed.
        bearing_asked(bearing)
        tag_chosen(sign, id): the typed word is gone from the text by then.
        lines_pasted(count): several lines were pasted; they are one note all the same.
    """

    lines_pasted = Signal(int)
    commit_asked = Signal()
    bearing_asked = Signal(str)
    tag_chosen = Signal(str, str)

    def __init__(
        self,
        provider: Provider,
        pointing_of_word: Callable[[str], Pointing],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Step.NOTE, parent=parent)
        self._provider, self._pointing_of_word = provider, pointing_of_word
        self._popup: SuggestionsPopup | None = None
        self._sign = ""
        self.setProperty("own_focus", True)
        self.setAccessibleName(_("Note"))
        self.takes_pictures = True
        self.textChanged.connect(self._suggest)
        self.cursorPositionChanged.connect(self._check_popup)

    @property
    def popup(self) -> SuggestionsPopup | None:
        """The card of suggestions while it is open."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right_of_way.take()
        if self.popup is not None and self._popup_takes(event):
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            elif control:
                # Ctrl+Enter belongs to the page (finish the visit).
                event.ignore()
            elif not self.composing:
                self.commit_asked.emit()
            return
        if control and event.key() in BEARING_KEYS:
            self.bearing_asked.emit(BEARING_KEYS[event.key()])
            return
        if event.key() == Qt.Key.Key_Space and not control and self._takes_bearing_word():
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        lines = [one for one in source.text().splitlines() if one.strip()]
        if len(lines) > 1:
            self.lines_pasted.emit(len(lines))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close_popup()

    def _popup_takes(self, event: QKeyEvent) -> bool:
        popup = self._popup
        if popup is None:
            return False
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            popup.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif (key in _ENTER or key == Qt.Key.Key_Tab) and plain:
            popup.accept()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        # Tab would leave the field before keyPressEvent sees it.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.popup is not None
        ):
            return self._popup_takes(event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            taken = event.key() in BEARING_KEYS or (
                event.key() == Qt.Key.Key_Escape and self.popup is not None
            )
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if taken and (control or event.key() == Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def _takes_bearing_word(self) -> bool:
        cursor = self.textCursor()
        if cursor.hasSelection() or cursor.position() > _LONGEST_BEARING_WORD:
            return False
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        bearing = self._pointing_of_word(cursor.selectedText())
        if not bearing:
            return False
        cursor.removeSelectedText()
        self.bearing_asked.emit(bearing)
        return True

    def _typed_tag(self) -> re.Match[str] | None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        line = cursor.block().text()
        return _TAG.search(line[: characters(line, cursor.positionInBlock())])

    def _suggest(self) -> None:
        if self._quiet or not self.hasFocus():
            return
        tag = self._typed_tag()
        if tag is None:
            self._close_popup()
            return
        sign, letters = tag.groups()
        if self._popup is None:
            self._popup = SuggestionsPopup(self.window())
            self._popup.chosen.connect(self._take)
        elif self._popup.parentWidget() is not self.window():
            self._popup.setParent(self.window())
        self._sign = sign
        self._popup.offer(
            self._provider(sign, letters), self._word_rect(units(letters, len(letters)) + 1)
        )

    def _word_rect(self, letters: int) -> QRect:
        start = self.textCursor()
        start.setPosition(start.position() - letters)
        rect = self.cursorRect(start)
        return QRect(self.viewport().mapTo(self.window(), rect.topLeft()), rect.size())

    def _check_popup(self) -> None:
        if self.popup is not None and self._typed_tag() is None:
            self._close_popup()

    def _close_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _take(self, chosen: str) -> None:
        tag = self._typed_tag()
        if tag is None:
            return
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(end - units(tag.group(), len(tag.group())))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.tag_chosen.emit(self._sign, chosen)


class _TimeInMargin(QLineEdit):
    """The time the thing was seen; a small field that looks like the times above it."""

    moved = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setMaxLength(5)
        # A line edit keeps two pixels to itself; without them the time stands under the others.
        self.setTextMargins(-2, 0, 0, 0)
        self.setAccessibleName(_("Time seen"))
        self.setToolTip(_("Time seen. Type over it to change it."))
        self._kept = ""
        self.editingFinished.connect(self._left)

    def dress(self, base: QFont) -> None:
        """Take size and ink from the theme in force."""
        self.setFont(stepped(base, Step.LABEL, tabular=True))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, tokens().surface)
        palette.setColor(QPalette.ColorRole.Text, tokens().ink3)
        self.setPalette(palette)

    def set_time(self, text: str) -> None:
        """Show `text` (`10:34`, or empty)."""
        self._kept = text
        self.setText(text)

    def _left(self) -> None:
        if self.text() == self._kept:
            return
        moment = parse_time(self.text())
        if moment is None:
            self.setText(self._kept)
            return
        self.set_time(show_time(moment))
        self.moved.emit(self._kept)


class TagChip(Chip):
    """A tag of the note being written; a click or Delete takes it off again."""

    removed = Signal()

    def __init__(self, text: str, kind: ChipKind, parent: QWidget) -> None:
        super().__init__(text, kind, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("radius", Radius.CHIP)
        self.setToolTip(_("Click to remove"))
        self.setAccessibleDescription(_("Delete removes this tag"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class NoteEditor(QWidget):
    """The raised card a note is written in.

    The page answers `committed` by storing the note and showing an empty draft; it answers the other
    signals by storing what they say. The text is never cleared here.

    Args:
        provider: called with `#` or `@` and the letters typed after it; gives suggestions.
        pointing_of_word: says which way a note points whose first word this is; "" for a word like any other.

    Signals:
        committed(text): Enter on a note that has words.
        draft_due(text, cursor): 250 ms after a key that finds none pending, and on leaving.
        bearing_chosen(bearing): `www`, `ebi`, `question`, or empty where it was taken back.
        tag_chosen(sign, id), tag_removed(id)
        seen_time_chosen(`HH:MM`)
        text_changed(): after every change, for whoever marks names with `set_marks`.
        lines_pasted(count)
    """

    BLEED = 16
    committed = Signal(str)
    draft_due = Signal(str, int)
    bearing_chosen = Signal(str)
    tag_chosen = Signal(str, str)
    tag_removed = Signal(str)
    seen_time_chosen = Signal(str)
    text_changed = Signal()
    lines_pasted = Signal(int)

    def __init__(
        self,
        provider: Provider,
        *,
        placeholder: str = "",
        pointing_of_word: Callable[[str], Pointing] = lambda _word: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bearing: Pointing = ""
        self._tags: tuple[tuple[str, str, ChipKind], ...] = ()
        self._time = _TimeInMargin(self)
        self._chip = Chip("", "www", self)
        self._words = NoteText(provider, pointing_of_word)
        self._words.setPlaceholderText(placeholder)
        self._tag_row = QWidget()
        self._tag_flow = Flow(self._tag_row, gap=7, line_gap=Space.XS)
        self._tag_row.hide()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addWidget(self._words)
        self._column.addWidget(self._tag_row)
        self.setFocusProxy(self._words)
        self.setTabOrder(self._time, self._words)
        self._words.installEventFilter(self)
        self._words.commit_asked.connect(self._commit)
        self._words.bearing_asked.connect(self._toggle_bearing)
        self._words.tag_chosen.connect(self.tag_chosen)
        self._words.draft_due.connect(self.draft_due)
        self._words.textChanged.connect(self.text_changed)
        self._words.lines_pasted.connect(self.lines_pasted)
        self._time.moved.connect(self.seen_time_chosen)
        self.set_bearing("")
        self._dress()

    @property
    def text(self) -> str:
        """The words as typed."""
        return self._words.text()

    @property
    def words(self) -> NoteText:
        """The text field itself, for whoever marks or spells."""
        return self._words

    @property
    def bearing(self) -> Pointing:
        """Which way the note points."""
        return self._bearing

    def set_seen_time(self, text: str) -> None:
        """Show the time the thing was seen, `HH:MM`."""
        self._time.set_time(text)

    def set_name_of_time(self, name: str) -> None:
        """Call the time something else, where another editor is in sight."""
        self._time.setAccessibleName(name)

    def go_to_time(self) -> None:
        """Let the time the thing was seen be typed over."""
        self._time.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._time.selectAll()

    def set_bearing(self, bearing: Pointing) -> None:
        """Show which way the note points; tells nobody."""
        self._bearing = bearing
        self._chip.setVisible(bool(bearing))
        if bearing:
            self._chip.setText(bearing_word(bearing))
            self._chip.set_kind(bearing)
            self._chip.setAccessibleName(bearing_spoken(bearing))
        self._place_margin()

    def set_tags(self, tags: Sequence[tuple[str, str, ChipKind]]) -> None:
        """Show the tags of the note, each an id, its words and its kind."""
        self._tags = tuple(tags)
        clear(self._tag_flow)
        for tag, words, kind in self._tags:
            chip = TagChip(words, kind, self._tag_row)
            chip.removed.connect(lambda tag=tag: self.tag_removed.emit(tag))
            self._tag_flow.addWidget(chip)
        self._tag_row.setVisible(bool(self._tags))

    def set_marks(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Underline names while typing: pairs of start and length."""
        self._words.set_marks(ranges)

    def set_draft(self, text: str, cursor: int) -> None:
        """Show a kept draft with its cursor; tells nobody."""
        self._words.replace_text(text, cursor)

    def flush(self) -> None:
        """Tell a pending draft now."""
        self._words.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the outline anew when the focus comes or goes: it stands around the card, not the words."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._words.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        focused = self._words.hasFocus()
        line = theme.focus if focused else theme.field_line
        width = theme.focus_width if focused else 1
        round_box(painter, self.rect(), Radius.CARD, theme.surface, line, width)
        painter.end()

    def _dress(self) -> None:
        base = self.font()
        left = self.BLEED + margin_of(self.width(), base).text
        self._column.setContentsMargins(left, Space.M + 2, self.BLEED, Space.M + 2)
        self._words.dress(base)
        self._time.dress(base)
        self._place_margin()

    def _place_margin(self) -> None:
        base = self.font()
        line = leading(base, Step.NOTE)
        top = Space.M + 2
        margin = margin_of(self.width(), base)
        width = (margin.bearing or margin.text) - Space.XS
        self._time.setGeometry(self.BLEED, top, width, line)
        chip = self._chip.sizeHint()
        corner = QPoint(self.BLEED + margin.bearing, top + (line - chip.height()) // 2)
        if margin.stacked:
            corner.setY(corner.y() + line + 2)
            self._words.set_fewest_lines(2)
        else:
            self._words.set_fewest_lines(1)
        self._chip.setGeometry(QRect(corner, chip))

    def _commit(self) -> None:
        text = self.text.strip()
        if text:
            self._words.forget_draft()
            self.committed.emit(text)

    def _toggle_bearing(self, asked: Pointing) -> None:
        self.set_bearing("" if asked == self._bearing else asked)
        self.bearing_chosen.emit(self._bearing)
