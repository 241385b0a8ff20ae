"""The notes of one visit, the bar over those chosen, and the card in which the next one is written."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.review import abbreviations
from reviewer_app.ui.components.abbreviations_sheet import AbbreviationsSheet
from reviewer_app.ui.components.drafted_editor import DraftedEditor, TagSuggestions
from reviewer_app.ui.components.note_photos import NotePhotos
from reviewer_app.ui.components.note_stream import NoteStream
from reviewer_app.ui.components.note_writer import NoteWriter
from reviewer_app.ui.components.notes_chosen import NotesChosen
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.spelling_sheet import SpellingSheet
from reviewer_app.ui.components.two_versions import why_not_versions
from reviewer_app.ui.models.speakers import speakers_of
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.theme.utf16 import characters, units
from reviewer_app.ui.widgets import Column, Folding, KeyHints, Scroller
from reviewer_app.ui.widgets.margin import margin_of

_OF_A_NOTE: Final = (
    "notes.change",
    "notes.www",
    "notes.ebi",
    "notes.question",
    "notes.follow-up",
    "notes.tag",
    "notes.lines",
    "notes.join",
    "notes.up",
    "notes.down",
    "notes.several",
    "notes.photos",
    "notes.versions",
    "notes.history",
    "notes.remove",
)
"""What the menu of a note offers, in this order."""


_MEASURE_PIXELS: Final = 545
"""The length of a line at 100 % text: at most some 80 letters of a note."""


class _Place(NamedTuple):
    """Where one was among the notes of a visit: the current note, and how far list and page were scrolled."""

    note: str
    list_scroll: int
    page_scroll: int


class VisitNotes(Folding):
    """Everything that is done with the notes of a visit.

    Args:
        host: the page, over which cards are shown.
        desk: where photos of the page are taken in.
        show: brings the notes into sight, where something else of the visit is shown instead.

    Signals:
        history_asked(note id)
        versions_asked(note id): show both versions of the note.
        removed(): notes were removed.
        said(sentence, kind): as `NoteStream.said`.
        tags_changed(): of the note being written.
    """

    history_asked = Signal(str)
    versions_asked = Signal(str)
    removed = Signal()
    said = Signal(str, str)
    tags_changed = Signal()

    def __init__(
        self, bridge: Bridge, host: QWidget, desk: PhotoDesk, show: Callable[[], None]
    ) -> None:
        super().__init__()
        self._bridge, self._show = bridge, show
        self._activity = ""
        self._places: dict[str, _Place] = {}
        self._was: _Place | None = None
        self._card_height = 0
        suggestions = TagSuggestions(bridge.opened)
        self.stream = NoteStream(bridge, suggestions, desk)
        self.writer = NoteWriter(bridge, suggestions, desk)
        self.chosen = NotesChosen(bridge, self.stream, suggestions, host)
        self.photos = NotePhotos(bridge, host, desk, self.stream, self.writer, show)
        self.abbreviations = AbbreviationsSheet(host, bridge)
        self.spelling = SpellingSheet(host, bridge)
        self.hints = KeyHints(
            [
                ("#", _("criterion")),
                ("@", _("pupils")),
                ("Ctrl+1", _("WWW")),
                ("Ctrl+2", _("EBI")),
                ("Ctrl+3", _("question")),
                ("Ctrl+5", _("follow up")),
                ("Return", _("next note")),
            ]
        )
        self._compose()
        self._connect()

    @property
    def editor(self) -> DraftedEditor:
        """The editor in which is written now: of the note being changed, or of the next one."""
        return self.stream.editor or self.writer.editor

    def fold(self) -> None:
        """Keep lines at a length that is read with ease."""
        base = self.font()
        margin = margin_of(self.width(), base).text
        sides = Space.PAGE + Space.XL + 2 * self.writer.BLEED
        self._main.setMaximumWidth(margin + scaled(base, _MEASURE_PIXELS) + sides)

    def show_activity(self, activity: str) -> None:
        """Show the notes of another visit, and the next one where it was left; where one was in them is kept."""
        if activity != self._activity:
            if self.stream.several:
                self.stream.choose_several(on=False)
            self._places[self._activity] = _Place(
                self.stream.current_id,
                self.stream.verticalScrollBar().value(),
                self._scroller.verticalScrollBar().value(),
            )
            self._was = self._places.get(activity)
        self._activity = activity
        self.writer.open(activity)
        self.stream.show_activity(activity)
        if self._was is not None:
            self.stream.set_current(self._was.note)
        self.chosen.show_now()
        self.photos.show_activity(activity)
        # Once the list has the height of its rows.
        QTimer.singleShot(0, self, self._go_back)

    def _go_back(self) -> None:
        """Scroll to where one was on the visit when one left it."""
        if self._was is not None:
            self.stream.verticalScrollBar().setValue(self._was.list_scroll)
            self._scroller.verticalScrollBar().setValue(self._was.page_scroll)
            self._was = None

    def refresh(self) -> None:
        """Show what changed; what is being typed stays as it is."""
        self.stream.refresh()
        self.chosen.refresh()
        if self.abbreviations.isVisible():
            self.abbreviations.refresh()
        self.photos.show_now()

    def leave(self) -> None:
        """Save every draft."""
        self.stream.leave()
        self.writer.leave()

    def commit_what_is_written(self) -> None:
        """Commit the next note, where it has words."""
        words = self.writer.editor.text.strip()
        if words:
            self.writer.editor.words.forget_draft()
            self.writer.commit(words)

    def write(self) -> None:
        """Go to the note being written."""
        self._show()
        self.editor.setFocus()

    def commands(self) -> Sequence[Command]:
        """What can be done with notes."""
        return (*self._writing_commands(), *self._note_commands(), *self.photos.commands())

    def toggle_criterion(self, criterion: str) -> None:
        """Put a criterion on the note being written, or take it off."""
        self._show()
        self.editor.toggle_criterion(criterion)
        self.tags_changed.emit()

    def _writing_commands(self) -> tuple[Command, ...]:
        point, menu = self._point, "Note"
        return (
            Command("notes.www", _("What went well"), menu, lambda: point("www"), "Ctrl+1"),
            Command("notes.ebi", _("Even better if"), menu, lambda: point("ebi"), "Ctrl+2"),
            Command(
                "notes.question",
                _("Question to follow up"),
                menu,
                lambda: point("question"),
                "Ctrl+3",
            ),
            Command("notes.quote", _("Quote, of whom"), menu, self.ask_speaker, "Ctrl+4"),
            Command("notes.follow-up", _("Follow up, or done"), menu, self._follow_up, "Ctrl+5"),
            Command("notes.time", _("Time seen"), menu, self._go_to_time, "Ctrl+T"),
            Command(
                "notes.expand",
                _("Write the abbreviation out"),
                menu,
                self._expand,
                "Ctrl+Space",
            ),
            Command(
                "notes.abbreviations",
                _("Abbreviations"),
                menu,
                self.abbreviations.ask,
            ),
            Command("notes.spelling", _("Check the spelling"), menu, self._spell, "F7"),
            Command("notes.write", _("Write the next note"), menu, self.write, "Ctrl+L"),
            Command("notes.list", _("Go to the notes"), menu, self._go_to_notes, "Ctrl+Up"),
            Command("notes.split", _("Split at the cursor"), menu, self._split, "Ctrl+D"),
            Command(
                "notes.lines",
                _("Split into notes, one a line"),
                menu,
                self._split_lines,
                "Ctrl+Shift+D",
            ),
        )

    def _note_commands(self) -> tuple[Command, ...]:
        menu, chosen = "Note", self.chosen
        return (
            Command(
                "notes.change", _("Change the note"), menu, self._change_note, "F2", self._no_note
            ),
            Command(
                "notes.tag",
                _("Tag the notes chosen"),
                menu,
                lambda: chosen.ask_tags("#"),
                "Ctrl+Shift+T",
                self._no_note,
            ),
            Command(
                "notes.join",
                _("Join with the note above"),
                menu,
                chosen.join_chosen,
                "Ctrl+Shift+J",
                self._no_note,
            ),
            Command(
                "notes.up",
                _("Move the note up"),
                menu,
                lambda: chosen.move_chosen(-1),
                "Alt+Up",
                self._no_note,
            ),
            Command(
                "notes.down",
                _("Move the note down"),
                menu,
                lambda: chosen.move_chosen(1),
                "Alt+Down",
                self._no_note,
            ),
            Command(
                "notes.several",
                _("Choose several notes"),
                menu,
                chosen.choose_several,
                "",
                self._no_notes,
            ),
            Command(
                "notes.remove",
                _("Remove the notes chosen"),
                menu,
                self.stream.remove_chosen,
                "",
                self._no_note,
            ),
            Command(
                "notes.versions",
                _("Both versions of the note"),
                menu,
                lambda: self.versions_asked.emit(self.stream.current_id),
                "F4",
                lambda: why_not_versions(self._bridge.opened, self.stream.current_id),
            ),
            Command(
                "notes.history",
                _("History of the note"),
                menu,
                lambda: self.history_asked.emit(self.stream.current_id),
                "Ctrl+H",
                self._no_note,
            ),
        )

    def ask_speaker(self) -> None:
        """Offer whose words the note being written are, below where one writes."""
        self._show()
        words = self.editor.words
        _pop_up(self.speaker_menu(), words.mapToGlobal(words.cursorRect().bottomLeft()))

    def speaker_menu(self) -> QMenu:
        """Make the menu of whose words they are, by category."""
        editor = self.editor
        menu = QMenu(self)
        found = self._bridge.opened.get(Activity, self._activity)
        for speaker in speakers_of(found) if found else ():
            action = QAction(speaker.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(speaker == editor.note_tags.speaker)
            action.triggered.connect(lambda _on, speaker=speaker: editor.quote(speaker))
            menu.addAction(action)
        menu.addSeparator()
        nobody = QAction(_("Not a quotation"), menu)
        nobody.triggered.connect(lambda: editor.quote(""))
        menu.addAction(nobody)
        return menu

    def note_menu(self) -> QMenu:
        """Make the menu of what can be done with the notes chosen."""
        menu = QMenu(self)
        known = {one.id: one for one in self.commands()}
        for command in (known[one] for one in _OF_A_NOTE):
            if not command.why_not():
                action = QAction(command.text, menu)
                action.setShortcut(command.key)
                action.triggered.connect(lambda _on, run=command.run: run())
                menu.addAction(action)
        return menu

    def _compose(self) -> None:
        self._main = Column(right=Space.XL)
        self._main.add(self.chosen)
        self._main.add(self.stream)
        self._main.space(Space.M)
        self._main.add(self.writer)
        self._main.space(Space.XS)
        self._main.add(self.photos)
        self._main.stretch()
        self._main.space(Space.M)
        self._main.add(self.hints)
        self._main.space(Space.L)
        # However wide the window is, a line is no longer than one reads with ease.
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._main, 1)
        row.addStretch(0)
        self._scroller = Scroller(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroller)

    def _connect(self) -> None:
        self.writer.writing.connect(self.stream.add_pending)
        self.writer.written.connect(self.stream.settle_pending)
        self.writer.tags_changed.connect(self.tags_changed)
        self.writer.split_asked.connect(self._split_lines)
        self.writer.editor.text_changed.connect(self._keep_cursor_in_sight)
        self._scroller.verticalScrollBar().rangeChanged.connect(self._follow_growth)
        self.stream.removed.connect(self.removed)
        self.stream.said.connect(self.said)
        self.stream.versions_asked.connect(self.versions_asked)
        self.stream.left.connect(self.writer.setFocus)
        self.stream.menu_asked.connect(lambda place: _pop_up(self.note_menu(), place))
        self.chosen.said.connect(self.said)
        self.photos.said.connect(self.said)

    def _point(self, pointing: str) -> None:
        self._show()
        if self.stream.hasFocus():
            self.stream.point_chosen(pointing)
        else:
            self.editor.point(pointing)

    def _follow_up(self) -> None:
        self._show()
        if self.stream.hasFocus():
            self.stream.follow_up_chosen()
        else:
            self.editor.toggle_follow_up()

    def _expand(self) -> None:
        """Write out the abbreviation before the cursor; one that nobody knows yet is asked about."""
        self._show()
        words = self.editor.words
        known = self.abbreviations.known()
        text = words.text()
        cursor = characters(text, words.cursor_position())
        found = abbreviations.expansion_before(text, cursor, known)
        if found is not None:
            words.replace_range(units(text, found.start), units(text, found.end), found.words)
            words.setFocus()
        else:
            short = text[:cursor].split()[-1:]
            self.abbreviations.ask(short[0].strip(".,;:()“”\"'") if short else "")

    def _spell(self) -> None:
        self._show()
        if self.stream.hasFocus() and self.stream.current_id:
            self.stream.change_note(self.stream.current_id)
        self.spelling.ask(self.editor.words)

    def _go_to_time(self) -> None:
        self._show()
        if self.stream.hasFocus() and self.stream.current_id:
            self.stream.change_note(self.stream.current_id)
        self.editor.go_to_time()

    def _go_to_notes(self) -> None:
        self._show()
        if not self.stream.current_id and self.stream.notes.rowCount():
            self.stream.setCurrentIndex(
                self.stream.notes.index(self.stream.notes.rowCount() - 1, 0)
            )
        self.stream.setFocus()

    def _change_note(self) -> None:
        self._show()
        self.stream.change_note(self.stream.current_id)

    def _split(self) -> None:
        self._show()
        if self.stream.editor is not None:
            parts = self.stream.editor.parts_at_cursor()
            if all(parts):
                self.stream.split(parts)
                return
        elif self.stream.hasFocus() and self.stream.current_id:
            self.stream.change_note(self.stream.current_id)
        elif self.writer.split():
            return
        self.said.emit(_("Put the cursor where the note is to be split, then split."), "quiet")

    def _split_lines(self) -> None:
        self._show()
        if self.stream.editor is not None:
            lines = [one for one in self.stream.editor.text.splitlines() if one.strip()]
            self.stream.split(lines)
        elif self.stream.hasFocus() and self.stream.current_id:
            self.chosen.split_lines()
        elif not self.writer.commit_lines():
            self.said.emit(_("The note has one line only."), "quiet")

    def _no_note(self) -> str:
        return "" if self.stream.current_id else _("Choose a note first.")

    def _no_notes(self) -> str:
        return "" if self.stream.notes.rowCount() else _("There are no notes yet.")

    def _follow_growth(self) -> None:
        """Keep the cursor in sight where the card grew under it: it has its height only once it is laid out anew.

        Where something else did, whoever scrolled up to read stays there.
        """
        before, self._card_height = self._card_height, self.writer.height()
        if before != self._card_height and self.writer.editor.words.hasFocus():
            self._keep_cursor_in_sight()

    def _keep_cursor_in_sight(self) -> None:
        words = self.writer.editor.words
        place = words.mapTo(self._main, words.cursorRect().center())
        self._scroller.ensureVisible(place.x(), place.y(), 0, Space.PAGE)


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    menu.setActiveAction(menu.actions()[0])
