"""The notes of one visit: a list to read, in which a note is changed where it stands."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyleOptionViewItem

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note
from reviewer_app.review import capture
from reviewer_app.ui.components.drafted_editor import DraftedEditor, TagSuggestions
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.note_stream_model import (
    POINTING,
    NoteLine,
    Tags,
    bearing_of,
    note_lines,
)
from reviewer_app.ui.models.waiting_model import EDIT_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, leading
from reviewer_app.ui.widgets import ListPanel, StreamDelegate, StreamModel, StreamNote
from reviewer_app.ui.widgets.rows import AnyIndex, Role

_TALLER_THAN_ANY_SCREEN: Final = 4_000
_POINTING_KEYS: Final = {Qt.Key.Key_1: "www", Qt.Key.Key_2: "ebi", Qt.Key.Key_3: "question"}


class VisitNotesModel(StreamModel):
    """The notes with when each was written, for the pointer at rest and the screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, NoteLine] = {}

    def show(self, lines: list[NoteLine]) -> None:
        """Show these notes."""
        self._lines = {one.id: one for one in lines}
        self.set_rows([_row(one) for one in lines])

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._written(index)
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (str(found), self._written(index)) if part)
        return found

    def _written(self, index: AnyIndex) -> str:
        # A row on its way out may be asked once more by a screen reader.
        line = self._lines.get(self._rows[index.row()].id)
        return line.written if line else ""


def _row(line: NoteLine) -> StreamNote:
    chips = (
        *((words, "quiet") for words in line.criteria),
        *((words, "outlined") for words in line.groups),
    )
    return StreamNote(line.id, line.text, line.time, line.pointing, chips, line.remark)  # type: ignore[arg-type]


class _InPlaceEditor(DraftedEditor):
    """The card over the note that is being changed. Escape leaves the note as it was."""

    BLEED = Space.S
    abandoned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
            return
        super().keyPressEvent(event)


class _Delegate(StreamDelegate):
    """Leaves the row of the note being changed to its editor."""

    def __init__(self) -> None:
        super().__init__()
        self.editing = ""
        self.editing_height = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        if self.editing and index.data(Role.ID) == self.editing:
            return QSize(hint.width(), self.editing_height)
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if not self.editing or index.data(Role.ID) != self.editing:
            super().paint(painter, option, index)


class NoteStream(ListPanel):
    """The notes of one visit, as tall as they are while there is room; then it scrolls.

    Enter or F2 changes the current note in place, Delete removes it, Ctrl+1, 2, 3 say which way it points.

    Signals:
        history_asked(note id)
        removed(note id)
        said(sentence, kind): something to say in a quiet line: kind is "quiet" or "alert".
        left(): the editor in place was left; the next note can be written.
    """

    history_asked = Signal(str)
    removed = Signal(str)
    said = Signal(str, str)
    left = Signal()

    def __init__(self, bridge: Bridge, suggestions: TagSuggestions) -> None:
        self.notes = VisitNotesModel()
        self._delegate = _Delegate()
        self._editor: _InPlaceEditor | None = None
        super().__init__(_("Notes of this visit"), self.notes, self._delegate, fit=True)
        self.notes.setParent(self)
        self._bridge = bridge
        self._suggestions = suggestions
        self._activity = ""
        self._since = 0
        self._before = Tags()
        self._words_before = ""
        self._pending: dict[str, NoteLine] = {}
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.opened.connect(self.change_note)
        self.context_asked.connect(self._show_menu)

    @property
    def editor(self) -> DraftedEditor | None:
        """The editor of the note being changed, None while none is."""
        return self._editor

    def _rows_height(self) -> int:
        # Beyond any screen it scrolls; what is further down need not be measured to know that.
        height = 0
        for row in range(self.notes.rowCount()):
            height += self.sizeHintForRow(row)
            if height > _TALLER_THAN_ANY_SCREEN:
                break
        return height

    def minimumSizeHint(self) -> QSize:
        room = 3 * leading(self.font(), Step.NOTE) + Space.XL
        return QSize(0, min(room, self.sizeHint().height()))

    def show_activity(self, activity: str) -> None:
        """Show the notes of another activity, the last one in sight."""
        self.leave()
        self._activity = activity
        self._pending.clear()
        self.refresh()
        self.scrollToBottom()
        for note in self._bridge.opened.notes_of(activity):
            if self._bridge.opened.draft(f"{EDIT_PLACE}{note.id}") is not None:
                self.change_note(note.id)
                break

    def refresh(self) -> None:
        """Show what the review says now, and what is on its way."""
        lines = note_lines(self._bridge.opened, self._activity) if self._activity else []
        if self._pending:
            lines = sorted([*lines, *self._pending.values()], key=lambda one: one.time)
        if self._delegate.editing and all(one.id != self._delegate.editing for one in lines):
            self._close_editor()
        self.notes.show(lines)
        self.setVisible(bool(lines))
        self.updateGeometry()

    def add_pending(self, key: str, line: NoteLine) -> None:
        """Show a note that is on its way."""
        self._pending[key] = line
        self.refresh()
        self._show_row(key)

    def settle_pending(self, key: str, note: str) -> None:
        """A note arrived (or, with "", was refused)."""
        if self._pending.pop(key, None) is not None:
            self.refresh()
            self._show_row(note)

    def show_note(self, note: str) -> None:
        """Go to a note."""
        self.set_current(note)
        self.setFocus()

    def leave(self) -> None:
        """Save what is being changed; the editor closes, its draft stays."""
        if self._editor is not None:
            if self._changed():
                self._editor.keep_now()
            else:
                self._bridge.discard_draft(self._editor.place)
            self._close_editor()

    def change_note(self, note: str) -> None:
        """Change a note where it stands, going on with a kept draft of it."""
        opened = self._bridge.opened
        found = opened.get(Note, note)
        index = self.notes.index_of(note)
        if found is None or not index.isValid() or self._delegate.editing == note:
            return
        self.leave()
        editor = _InPlaceEditor(self._bridge, self._suggestions)
        place = f"{EDIT_PLACE}{note}"
        self._before, self._words_before = Tags.of_note(opened, found), found.text
        draft = opened.draft(place)
        self._since = draft.position if draft else opened.position
        if draft is None:
            editor.begin(place, found.text, len(found.text), self._before)
        else:
            editor.begin_draft(draft)
        editor.committed.connect(self._commit)
        editor.abandoned.connect(self._abandon)
        self._editor, self._delegate.editing = editor, note
        self._delegate.editing_height = self._editor_height()
        self.setCurrentIndex(index)
        self.setIndexWidget(index, editor)
        editor.installEventFilter(self)
        self._refit_editor()
        self.scrollTo(index)
        editor.setFocus()

    def remove_current(self) -> None:
        """Remove the current note; it can be undone."""
        note = self.current_id
        if self._bridge.opened.get(Note, note) is None:
            return
        row = self.notes.row_of(note)
        self._bridge.do(capture.remove_note, note, _("removed while writing")).then(
            lambda _gone: self._gone(note, row)
        ).failed(self._refused)

    def point_current(self, pointing: str) -> None:
        """Say which way the current note points; the same again takes it back."""
        found = self._bridge.opened.get(Note, self.current_id)
        if found is not None:
            wanted = "" if POINTING[found.bearing] == pointing else pointing
            self._bridge.do(capture.edit_note, found.id, bearing=bearing_of(wanted)).failed(
                self._refused
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif key == Qt.Key.Key_F2 and self.current_id:
            self.change_note(self.current_id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current_id:
            self.remove_current()
        elif control and key in _POINTING_KEYS and self.current_id:
            self.point_current(_POINTING_KEYS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.LayoutRequest:
            self._refit_editor()
        return super().eventFilter(watched, event)

    def _changed(self) -> bool:
        editor = self._editor
        return editor is not None and (
            editor.text.strip() != self._words_before or editor.note_tags != self._before
        )

    def _commit(self, text: str) -> None:
        editor = self._editor
        if editor is None:
            return
        note, tags, place = self._delegate.editing, editor.note_tags, editor.place
        since, changed = self._since, self._changed()
        if changed:
            # Until it is saved the words lie in the draft, from which a refusal brings them back.
            self._bridge.keep_draft(place, text, len(text), tags.to_extra())
        else:
            self._bridge.discard_draft(place)
        self._close_editor()
        self.left.emit()
        if changed:
            self._bridge.do(
                capture.rewrite_note,
                note,
                text,
                bearing=bearing_of(tags.pointing),
                criteria=tags.criteria,
                groups=tags.groups,
                seen_at=tags.seen_at,
                since=since,
                place=place,
            ).failed(lambda error: self._give_back(note, error))

    def _give_back(self, note: str, error: UserError) -> None:
        self.change_note(note)
        self._refused(error)

    def _abandon(self) -> None:
        if self._editor is not None:
            self._bridge.discard_draft(self._editor.place)
            self._editor.words.forget_draft()
            self._close_editor()
            self.setFocus()

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        index = self.notes.index_of(self._delegate.editing)
        self._delegate.editing = ""
        if editor is not None:
            editor.removeEventFilter(self)
            editor.words.forget_draft()
            editor.draft_due.disconnect()
        if index.isValid():
            self.setIndexWidget(index, None)  # type: ignore[arg-type]
            self._delegate.sizeHintChanged.emit(index)
            self.updateGeometry()

    def _editor_height(self) -> int:
        editor = self._editor
        if editor is None:
            return 0
        width = self.viewport().width()
        layout = editor.layout()
        if layout is None:
            return editor.sizeHint().height()
        return (
            layout.heightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.sizeHint().height()
        )

    def _refit_editor(self) -> None:
        height = self._editor_height()
        if height != self._delegate.editing_height:
            self._delegate.editing_height = height
        self._delegate.sizeHintChanged.emit(self.notes.index_of(self._delegate.editing))
        self.updateGeometry()

    def _gone(self, note: str, row: int) -> None:
        count = self.notes.rowCount()
        if count:
            self.setCurrentIndex(self.notes.index(min(row, count - 1), 0))
        else:
            self.left.emit()
        self.removed.emit(note)

    def _refused(self, error: UserError) -> None:
        self.said.emit(refusal_words(error), "alert")

    def _show_row(self, row: str) -> None:
        """Bring a row into sight, once the list has the height that a new row gives it."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(row))

    def _scroll_to(self, row: str) -> None:
        index = self.notes.index_of(row)
        if index.isValid():
            self.scrollTo(index)

    def _show_menu(self, note: str) -> None:
        if self._bridge.opened.get(Note, note) is None:
            return
        self.set_current(note)
        menu = QMenu(self)
        for words, key, act in (
            (_("Change"), "F2", lambda: self.change_note(note)),
            (_("What went well"), "Ctrl+1", lambda: self.point_current("www")),
            (_("Even better if"), "Ctrl+2", lambda: self.point_current("ebi")),
            (_("Question to follow up"), "Ctrl+3", lambda: self.point_current("question")),
            (_("History"), "Ctrl+H", lambda: self.history_asked.emit(note)),
            (_("Remove"), "Del", self.remove_current),
        ):
            action = QAction(words, menu)
            action.setShortcut(key)
            action.triggered.connect(lambda _on, act=act: act())
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        rect = self.visualRect(self.notes.index_of(note))
        menu.popup(self.viewport().mapToGlobal(rect.topLeft() + QPoint(Space.XL, Space.XL)))
