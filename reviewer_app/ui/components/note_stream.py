"""The notes of one visit: a list to read, in which a note is changed where it stands."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyleOptionViewItem

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note
from reviewer_app.review import arrange, capture
from reviewer_app.ui.components.drafted_editor import DraftedEditor, TagSuggestions
from reviewer_app.ui.components.in_place_editor import InPlaceEditor
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.tagging import step_follow_up, toggle_pointing
from reviewer_app.ui.models.note_stream_model import (
    NoteLine,
    NoteLines,
    Tags,
    bearing_of,
    follow_up_chips,
    lines_with_pending,
    quote_words,
    two_versions_words,
)
from reviewer_app.ui.models.waiting_model import EDIT_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, leading
from reviewer_app.ui.widgets import ListPanel, StreamDelegate, StreamModel, StreamNote
from reviewer_app.ui.widgets.note_editor import BEARING_KEYS
from reviewer_app.ui.widgets.rows import AnyIndex, Role

_TALLER_THAN_ANY_SCREEN: Final = 4_000
_TAG_SIGNS: Final = ("#", "@")


class VisitNotesModel(StreamModel):
    """The notes with when each was written, for the pointer at rest and the screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, NoteLine] = {}

    def show(self, lines: list[NoteLine]) -> None:
        """Show these notes."""
        before, self._lines = self._lines, {one.id: one for one in lines}
        kept = {one.id: one for one in self._rows}
        self.set_rows(
            [
                kept[one.id] if before.get(one.id) is one and one.id in kept else _row(one)
                for one in lines
            ]
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found: object = super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._written(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (str(found), self._written(index)) if part)
        return found

    def _written(self, index: AnyIndex) -> str:
        # A row on its way out may be asked once more by a screen reader.
        line = self._lines.get(self._rows[index.row()].id)
        return line.written if line else ""


def _row(line: NoteLine) -> StreamNote:
    quoted = ((quote_words(line.speaker), "outlined"),) if line.speaker else ()
    chips = (
        *(((two_versions_words(), "thin"),) if line.two_versions else ()),
        *follow_up_chips(line.follow_up),
        *quoted,
        *((words, "quiet") for words in line.criteria),
        *((words, "outlined") for words in line.groups),
    )
    return StreamNote(
        line.id,
        line.text,
        line.time,
        line.pointing,
        chips,
        line.remark,
        photos=line.photos,
    )


class _Delegate(StreamDelegate):
    """Leaves the row of the note being changed to its editor."""

    def __init__(self) -> None:
        super().__init__()
        self.editing = ""
        self.editing_height = 0

    def _size(self, note: StreamNote, width: int, base: QFont) -> QSize:
        if note.id == self.editing:
            return QSize(width, self.editing_height)
        return super()._size(note, width, base)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if not self.editing or index.data(Role.ID) != self.editing:
            super().paint(painter, option, index)


class NoteStream(ListPanel):
    """The notes of one visit, as tall as they are while there is room; then it scrolls.

    Enter or F2 changes the current note in place. Several can be chosen (Shift and the arrows, Ctrl and a click, or
    `choose_several` for a finger): Delete removes them, Ctrl+1, 2, 3 say which way they point, `#` and `@` tag them.

    Signals:
        tag_asked(sign): `#` or `@` was typed.
        chosen_changed(): other notes are chosen.
        menu_asked(place): the menu of the notes chosen, at a place on the screen.
        removed(): what was chosen was removed.
        said(sentence, kind): something to say in a quiet line: kind is "quiet" or "alert".
        left(): the editor in place was left; the next note can be written.
        versions_asked(note): a note with two versions was to be changed; one is chosen first.
    """

    tag_asked = Signal(str)
    chosen_changed = Signal()
    menu_asked = Signal(object)
    removed = Signal()
    said = Signal(str, str)
    left = Signal()
    versions_asked = Signal(str)

    def __init__(self, bridge: Bridge, suggestions: TagSuggestions, desk: PhotoDesk) -> None:
        self.notes = VisitNotesModel()
        self._delegate = _Delegate()
        self._editor: InPlaceEditor | None = None
        super().__init__(_("Notes of this visit"), self.notes, self._delegate, fit=True)
        self.notes.setParent(self)
        self._bridge = bridge
        self._suggestions, self._desk = suggestions, desk
        self._words = NoteLines(bridge.opened)
        self._activity = ""
        self._since = 0
        self._before = Tags()
        self._words_before = ""
        self._pending: dict[str, NoteLine] = {}
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.opened.connect(self.change_note)
        self.context_asked.connect(self._ask_menu)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen_changed.emit())

    @property
    def delegate(self) -> StreamDelegate:
        """What draws the notes."""
        return self._delegate

    @property
    def editor(self) -> DraftedEditor | None:
        """The editor of the note being changed, None while none is."""
        return self._editor

    @property
    def chosen(self) -> tuple[str, ...]:
        """The notes chosen, in their order; the current one where none is."""
        opened = self._bridge.opened
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        ids = [self.notes.rows[row].id for row in rows]
        if not ids and not self.several:
            ids = [self.current_id]
        return tuple(one for one in ids if opened.get(Note, one) is not None)

    @property
    def several(self) -> bool:
        """Whether a click or tap adds to what is chosen."""
        return self.selectionMode() is QAbstractItemView.SelectionMode.MultiSelection

    def choose_several(self, *, on: bool) -> None:
        """Let a click or tap add a note to those chosen, or choose one alone again."""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.MultiSelection if on else mode.ExtendedSelection)
        if not on:
            current = self.currentIndex()
            self.clearSelection()
            if current.isValid():
                self.setCurrentIndex(current)
        self.chosen_changed.emit()

    def choose(self, notes: Iterable[str], current: str = "") -> None:
        """Choose these notes, the current one among them."""
        self.set_current(current)
        model = self.selectionModel()
        model.clearSelection()
        for note in notes:
            index = self.notes.index_of(note)
            if index.isValid():
                model.select(index, model.SelectionFlag.Select)

    def _rows_height(self) -> int:
        # Beyond any screen it scrolls; what is further down need not be measured to know that.
        width = self.viewport().width()
        most = _TALLER_THAN_ANY_SCREEN
        return self._delegate.height_of(self.notes.rows, width, self.font(), most)

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
        lines = self._words.of(self._activity) if self._activity else []
        lines = lines_with_pending(lines, self._pending.values())
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
        place = f"{EDIT_PLACE}{note}"
        if note in opened.disputed and opened.draft(place) is None:
            # What is written over both would settle them without anyone having looked at the other.
            self.versions_asked.emit(note)
            return
        self.leave()
        editor = InPlaceEditor(self._bridge, self._suggestions, self._desk, self)
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
        editor.stand_over(index)
        editor.installEventFilter(self)
        self._refit_editor()
        self.scrollTo(index)
        editor.setFocus()

    def remove_chosen(self) -> None:
        """Remove the notes chosen; it can be undone."""
        notes = self.chosen
        if not notes:
            return
        row = self.notes.row_of(notes[0])
        self._bridge.do(arrange.remove_notes, notes, _("removed while writing")).then(
            lambda _gone: self._gone(row)
        ).failed(self._refused)

    def point_chosen(self, pointing: str) -> None:
        """Say which way the notes chosen point; the same again takes it back."""
        opened = self._bridge.opened
        found = [one for note in self.chosen if (one := opened.get(Note, note)) is not None]
        if found:
            toggle_pointing(self._bridge, found, pointing).failed(self._refused)

    def follow_up_chosen(self) -> None:
        """Flag the notes chosen to follow up; where all are flagged already, say that it is done."""
        opened = self._bridge.opened
        found = [one for note in self.chosen if (one := opened.get(Note, note)) is not None]
        if found:
            step_follow_up(self._bridge, found).failed(self._refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif key == Qt.Key.Key_F2 and self.current_id:
            self.change_note(self.current_id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current_id:
            self.remove_chosen()
        elif control and key in BEARING_KEYS and self.current_id:
            self.point_chosen(BEARING_KEYS[key])
        elif event.text() in _TAG_SIGNS and not control and self.chosen:
            self.tag_asked.emit(event.text())
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
                speaker=tags.speaker,
                follow_up=tags.follow_up,
                since=since,
                place=place,
            ).failed(lambda error: self._give_back(note, error))

    def split(self, parts: Sequence[str]) -> None:
        """Commit the note being changed as several, the first of which it stays itself."""
        editor = self._editor
        if editor is None:
            return
        note, tags, place, since = (
            self._delegate.editing,
            editor.note_tags,
            editor.place,
            self._since,
        )
        self._bridge.keep_draft(place, editor.text, editor.words.cursor_position(), tags.to_extra())
        self._close_editor()
        self._bridge.do(
            arrange.split_note,
            note,
            parts,
            bearing=bearing_of(tags.pointing),
            criteria=tags.criteria,
            groups=tags.groups,
            seen_at=tags.seen_at,
            speaker=tags.speaker,
            follow_up=tags.follow_up,
            since=since,
            place=place,
        ).then(lambda made: self.show_note(made[0] if made else note)).failed(
            lambda error: self._give_back(note, error)
        )

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
            editor.put_away()
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

    def _gone(self, row: int) -> None:
        count = self.notes.rowCount()
        if count:
            self.setCurrentIndex(self.notes.index(min(row, count - 1), 0))
        else:
            self.left.emit()
        self.removed.emit()

    def _refused(self, error: UserError) -> None:
        self.said.emit(refusal_words(error), "alert")

    def _show_row(self, row: str) -> None:
        """Bring a row into sight, once the list has the height that a new row gives it."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(row))

    def _scroll_to(self, row: str) -> None:
        index = self.notes.index_of(row)
        if index.isValid():
            self.scrollTo(index)

    def _ask_menu(self, note: str) -> None:
        if self._bridge.opened.get(Note, note) is None:
            return
        if note not in self.chosen:
            self.set_current(note)
        rect = self.visualRect(self.notes.index_of(note))
        place = self.viewport().mapToGlobal(rect.topLeft() + QPoint(Space.XL, Space.XL))
        self.menu_asked.emit(place)
