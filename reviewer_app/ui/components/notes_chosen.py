"""What is done to several notes of a visit at once: a quiet bar above them, and the verbs behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Note
from reviewer_app.review import arrange
from reviewer_app.ui.components.drafted_editor import TagSuggestions
from reviewer_app.ui.components.note_stream import NoteStream
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.tagging import all_carry, toggle_tag
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Flow, TagPicker, Text, announce


class NotesChosen(QWidget):
    """The bar over the notes while several are chosen, and everything it offers; a single note is served alike.

    Signals:
        said(sentence, kind): as `NoteStream.said`.
    """

    said = Signal(str, str)

    def __init__(
        self, bridge: Bridge, stream: NoteStream, suggestions: TagSuggestions, host: QWidget
    ) -> None:
        super().__init__()
        self._bridge, self._stream, self._suggestions = bridge, stream, suggestions
        self._host = host
        self._picker: TagPicker | None = None
        self.count = Text("", Step.LABEL, "ink2", wrap=False)
        self.tag = Button(_("Tag"), "quiet", key="#")
        self.join = Button(_("Join"), "quiet", key="Ctrl+Shift+J")
        self.remove = Button(_("Remove"), "quiet", key="Del")
        self.done = Button(_("Done"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.S)
        row.setSpacing(Space.S)
        buttons = QWidget()
        flow = Flow(buttons, gap=Space.XS)
        for part in (self.tag, self.join, self.remove, self.done):
            flow.addWidget(part)
        row.addWidget(self.count)
        row.addWidget(buttons, 1)
        self.tag.clicked.connect(lambda: self.ask_tags("#"))
        self.join.clicked.connect(self.join_chosen)
        self.remove.clicked.connect(stream.remove_chosen)
        self.done.clicked.connect(self.end)
        stream.tag_asked.connect(self.ask_tags)
        stream.chosen_changed.connect(self.show_now)
        self.hide()

    @property
    def picker(self) -> TagPicker | None:
        """The card that tags, None until it was first asked for."""
        return self._picker

    def show_now(self) -> None:
        """Show how many are chosen; out of sight while it is one."""
        count = len(self._stream.chosen)
        words = ngettext("{count} note chosen", "{count} notes chosen", count)
        said = words.format(count=count)
        if count > 1 and said != self.count.text():
            announce(self, said)
        self.count.setText(said)
        self.join.set_disabled_reason("" if count > 1 else _("Choose another note as well."))
        self.setVisible(self._stream.several or count > 1)

    def ask_tags(self, sign: str) -> None:
        """Offer criteria (`#`) or groups of pupils (`@`) for the notes chosen."""
        notes = self._stream.chosen
        if not notes:
            return
        if self._picker is None:
            self._picker = TagPicker(self._host)
            self._picker.toggled.connect(self._toggle)
        title = ngettext("Tag {count} note", "Tag {count} notes", len(notes))
        self._picker.open(
            title.format(count=len(notes)), sign, self._suggestions.offer, self._all_carry
        )

    def refresh(self) -> None:
        """Show what changed in the review."""
        if self._picker is not None:
            self._picker.show_held()
        self.show_now()

    def join_chosen(self) -> None:
        """Join the notes chosen to the first of them; a single one to the note above it."""
        notes = self._stream.chosen
        if len(notes) == 1:
            notes = (*self._above(notes[0]), *notes)
        if len(notes) < 2:
            self.said.emit(_("There is no note above it to join it to."), "quiet")
            return
        self._stream.choose_several(on=False)
        self._bridge.do(arrange.join_notes, notes).then(self._stream.show_note).failed(
            self._refused
        )

    def move_chosen(self, by: int) -> None:
        """Move the current note up or down by one; its time stays."""
        rows = [one.id for one in self._stream.notes.rows]
        note = self._stream.current_id
        if self._bridge.opened.get(Note, note) is None:
            return
        at = rows.index(note) + by
        if not 0 <= at < len(rows):
            return
        rows.remove(note)
        after = rows[at - 1] if at else ""
        self._bridge.do(arrange.move_note, note, after).then(
            lambda _moved: self._stream.show_note(note)
        ).failed(self._refused)

    def split_lines(self) -> None:
        """Give every line of the current note a note of its own."""
        found = self._bridge.opened.get(Note, self._stream.current_id)
        if found is None:
            return
        lines = [one for one in found.text.splitlines() if one.strip()]
        if len(lines) < 2:
            self.said.emit(_("The note has one line only."), "quiet")
            return
        self._bridge.do(arrange.split_note, found.id, lines).then(
            lambda _made: self._stream.show_note(found.id)
        ).failed(self._refused)

    def choose_several(self) -> None:
        """Let every click or tap add a note to those chosen."""
        begun = self._stream.selectionModel().hasSelection()
        # The list makes its first note current as it takes the focus; nobody chose that one.
        self._stream.setFocus()
        self._stream.choose_several(on=True)
        if not begun:
            self._stream.clearSelection()

    def end(self) -> None:
        """Choose one note alone again."""
        self._stream.choose_several(on=False)
        self._stream.setFocus()

    def _above(self, note: str) -> tuple[str, ...]:
        rows = [one.id for one in self._stream.notes.rows]
        at = rows.index(note)
        return (rows[at - 1],) if at else ()

    def _all_carry(self, sign: str, tag: str) -> bool:
        return all_carry(self._bridge.opened, self._stream.chosen, sign, tag)

    def _toggle(self, sign: str, tag: str) -> None:
        notes = self._stream.chosen
        toggle_tag(self._bridge, self._suggestions, notes, sign, tag).failed(self._refused)

    def _refused(self, error: UserError) -> None:
        self.said.emit(refusal_words(error), "alert")
