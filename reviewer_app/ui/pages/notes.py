"""Notes: one visit, its notes as they were seen, and the next one being written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import ActivityState
from reviewer_app.review import weigh
from reviewer_app.ui.components.columns import SideAway
from reviewer_app.ui.components.drafted_editor import DraftedEditor
from reviewer_app.ui.components.note_history import NoteHistory
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.components.photo_desk import ChooseFiles, PhotoDesk
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.components.untagged_notes import UntaggedNotes
from reviewer_app.ui.components.visit_form import NewVisitForm
from reviewer_app.ui.components.visit_menu import (
    VisitMenu,
    VisitStrip,
    open_visits,
    visits_of_day,
)
from reviewer_app.ui.components.visit_notes import VisitNotes
from reviewer_app.ui.components.visit_side import VisitSide
from reviewer_app.ui.components.visit_state import VisitState, action_of, subtitle_of
from reviewer_app.ui.models.agenda_model import next_activity
from reviewer_app.ui.models.waiting_model import UNTAGGED, activity_of_draft
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import FORM, Command
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Column,
    EmptyState,
    PageHeader,
    Pile,
)
from reviewer_app.ui.widgets.banner import BannerKind
from reviewer_app.ui.widgets.way_back import WayBack


class NotesPage(Page):
    """The notes of one visit. `enter` takes an activity, a note, or `UNTAGGED` for those still to be tagged.

    Args:
        choose_photos: asks for pictures; None for the system's own dialog.
    """

    page_id = "notes"

    def __init__(
        self,
        bridge: Bridge,
        choose_photos: ChooseFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, parent)
        self.activity = ""
        self.visits = VisitMenu(bridge)
        self.side_button = Button(_("This visit"), "secondary", key="Ctrl+I")
        self.state_button = Button(_("Finish visit"), "primary", key="Ctrl+Return")
        self.header = PageHeader(
            "",
            "",
            [self.visits, self.side_button, self.state_button],
        )
        self.strip = VisitStrip(bridge)
        self.said = Banner("")
        self.said.hide()
        self.photo_desk = PhotoDesk(self, bridge, choose_photos)
        self.notes = VisitNotes(bridge, self, self.photo_desk, lambda: self.both.show_side("notes"))
        self.stream, self.writer = self.notes.stream, self.notes.writer
        self.side = VisitSide(bridge)
        self.history = NoteHistory(self, bridge)
        self.versions = TwoVersions(self, bridge)
        self.untagged = UntaggedNotes(bridge, self)
        self._way_back = WayBack(self.untagged)
        self.state = VisitState(bridge, self)
        self.new_visit = NewVisitForm(self, bridge)
        self.empty = EmptyState(
            _("Notes belong to a visit"),
            _(
                "Start a visit and write what you see: Enter ends a note, # names what it is "
                "about, @ whom. Every word is kept as you type."
            ),
            action=_("Start a visit now"),
            key="Ctrl+N",
            icon="notes",
        )
        self._undoable = False
        self._compose()
        self._connect()

    @property
    def editor(self) -> DraftedEditor:
        """The editor in which is written now: of the note being changed, or of the next one."""
        return self.notes.editor

    @property
    def visit(self) -> str:
        """The visit whose notes are shown."""
        return self.activity

    def enter(self, record: str = "") -> None:
        """Show an activity or the activity of a note; "" for where one was, or what is open."""
        if record == UNTAGGED:
            self.show_visit(self._where_one_was())
            self.show_untagged()
            return
        note = self.opened.get(Note, record)
        activity = note.activity if note else record.removeprefix(FORM)
        if self.opened.get(Activity, activity) is None:
            activity = self._where_one_was()
        self.show_visit(activity)
        if record.startswith(FORM):
            self.show_form()
        if note is not None:
            self.both.show_side("notes")
            self.stream.show_note(note.id)

    def show_visit(self, activity: str) -> None:
        """Show another visit; what was being written is kept where it was."""
        self._put_untagged_away()
        if activity != self.activity:
            self.said.hide()
        self.activity = activity
        self._stack.setCurrentIndex(0 if activity else 1)
        self._show_head()
        if not activity:
            self.empty.setFocus()
            return
        self.notes.show_activity(activity)
        self.both.show_activity(activity)
        self._show_side()
        self._focus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed; what is being typed stays as it is."""
        if not self.activity or self.opened.get(Activity, self.activity) is None:
            self.enter()
            return
        if self._undoable:
            # Undo takes back the latest change, so the offer ends with the next one.
            self._undoable = False
            self.said.hide()
        self.notes.refresh()
        self.versions.refresh()
        if self.untagged.isVisible():
            self.untagged.refresh()
        self.both.refresh(kinds)
        self._show_head()
        self._show_side()

    def leave(self) -> None:
        """Save every draft."""
        self.notes.leave()
        self.both.leave()

    def commands(self) -> Sequence[Command]:
        """Everything that can be done with a visit and its notes."""
        return (
            Command("notes.new-visit", _("New visit"), "Visit", self.new_visit.ask, "Ctrl+N"),
            Command(
                "notes.state",
                _("Start or finish the visit"),
                "Visit",
                self.move_on,
                "Ctrl+Return",
                self._no_visit,
            ),
            Command(
                "notes.later",
                _("Write up later"),
                "Visit",
                self.write_up_later,
                "Ctrl+Shift+Return",
                self._not_running,
            ),
            Command(
                "notes.leave-out",
                _("Leave the visit out of the evidence, or put it back"),
                "Visit",
                self.leave_out,
                "Ctrl+Shift+E",
                self._not_begun,
            ),
            Command(
                "notes.visits", _("Go to another visit"), "Visit", self.visits.show_menu, "Ctrl+J"
            ),
            Command("notes.next", _("Next visit"), "Visit", lambda: self._step(1), "Ctrl+PgDown"),
            Command(
                "notes.previous", _("Previous visit"), "Visit", lambda: self._step(-1), "Ctrl+PgUp"
            ),
            Command(
                "notes.side",
                _("This visit and what to look for"),
                "Visit",
                self.open_side,
                "Ctrl+I",
            ),
            *self._form_commands(),
            *self.notes.commands(),
            Command(
                "notes.untagged",
                _("Notes without a criterion"),
                "Note",
                self.show_untagged,
                "Ctrl+U",
                lambda: "" if weigh.untagged(self.opened) else _("Every note of yours is tagged."),
            ),
        )

    def memory(self) -> dict[str, Json]:
        """Which visit was shown, and whether its form was."""
        return {"activity": self.activity, "form": self.both.shows_form}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the visit that was shown."""
        activity = str(memory.get("activity", ""))
        if self.opened.get(Activity, activity) is not None:
            self.activity = activity
            self.both.show_activity(activity)
            self.both.show_side("form" if memory.get("form") else "notes")

    def move_on(self) -> None:
        """Start, finish or reopen the visit; a note still being written is committed first."""
        found = self.opened.get(Activity, self.activity)
        if found is None:
            return
        if found.state in (ActivityState.RUNNING, ActivityState.SEEN):
            self.notes.commit_what_is_written()
        self.state.move_on(self.activity)
        if not self.both.shows_form:
            self.writer.setFocus()

    def write_up_later(self) -> None:
        """Leave the visit as seen; what is being written stays a draft."""
        self.writer.leave()
        self.state.write_up_later(self.activity)

    def leave_out(self) -> None:
        """Leave the visit out of the evidence, or put it back; what is being written stays as it is."""
        back = self._is_left_out()

        def say(_value: object) -> None:
            if back:
                self._say_undoable(_("This visit is evidence again."))
            else:
                self._say_undoable(
                    _("This visit is out of the evidence. Its notes stay here, and count nowhere.")
                )

        self.state.leave_out(self.activity).then(say)

    def open_side(self) -> None:
        """Show the facts and what to look for, or go to them where they stand."""
        if self.columns.folded:
            self.columns.open_side()
        else:
            self.side.look_for.list.setFocus()

    def shows_form_of(self, activity: str) -> bool:
        """Whether the form of an activity is what is shown."""
        return self.both.shows_form and activity == self.activity

    def show_form(self) -> None:
        """Show the visit's form and go to it."""
        self.both.show_side("form")
        self._focus()

    def show_answer(self, form: str, item: str, row: str) -> None:
        """Go to one question of the form that is shown."""
        self.both.focus_answer(form, item, row)

    def show_untagged(self) -> None:
        """Show every note that bears on no criterion yet, in place of the visit."""
        self.notes.leave()
        self._way_back.keep()
        self._visit.hide()
        self.untagged.show()
        self.untagged.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in a list goes back to the note being written."""
        if event.key() == Qt.Key.Key_Escape and self.activity and not self.both.shows_form:
            self.writer.setFocus()
            return
        super().keyPressEvent(event)

    def _compose(self) -> None:
        self.both = NotesOrForm(self.bridge, self.notes, photo_desk=self.photo_desk)
        self.columns = SideAway(
            self.both,
            self.side,
            host=self,
            title=_("This visit"),
            close_words=_("Close this visit’s facts"),
        )
        nothing = Column()
        nothing.add(self.empty)
        self._stack = Pile()
        self._stack.addWidget(self.columns)
        self._stack.addWidget(nothing)
        head = Column()
        for part in (self.header, self.strip, self.said):
            head.add(part)
        self._visit = QWidget()
        page = QVBoxLayout(self._visit)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head)
        page.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._visit)
        column.addWidget(self.untagged)
        self.untagged.hide()
        self._folded(self.columns.folded)

    def _connect(self) -> None:
        self.visits.chosen.connect(self.show_visit)
        self.strip.chosen.connect(self.show_visit)
        self.side_button.clicked.connect(self.open_side)
        self.columns.folded_changed.connect(self._folded)
        self.untagged.closed.connect(self._close_untagged)
        self.untagged.note_asked.connect(self.enter)
        self.state_button.clicked.connect(self.move_on)
        self.state.refused.connect(lambda words: self.said.say(words, "alert"))
        self.side.later_asked.connect(self.write_up_later)
        self.side.look_for.chosen.connect(self._tag)
        self.notes.tags_changed.connect(self._show_side)
        self.notes.history_asked.connect(self.history.ask)
        self.notes.versions_asked.connect(self.versions.ask)
        self.versions.settled.connect(self._say_undoable)
        self.versions.note_wanted.connect(self.stream.change_note)
        self.notes.removed.connect(lambda: self._say_undoable(_("The note was removed.")))
        self.photo_desk.removed.connect(lambda: self._say_undoable(_("The photo was removed.")))
        self.notes.said.connect(self._say)
        self.said.acted.connect(self._act_on_what_was_said)
        self.new_visit.started.connect(self.show_visit)
        self.empty.acted.connect(self.new_visit.ask)

    def _where_one_was(self) -> str:
        """The visit with the latest unfinished words, the one shown last, one that runs, or the next one."""
        if self.opened.get(Activity, self.activity) is not None:
            return self.activity
        drafts = sorted(self.opened.drafts.values(), key=lambda one: one.saved_at)
        drafted = [activity_of_draft(self.opened, one) for one in reversed(drafts)]
        visits = visits_of_day(self.bridge)
        candidates = (
            *drafted,
            *open_visits(self.bridge),
            next_activity(self.opened, visits),
            *reversed(visits),
            *self.opened.activities(),
        )
        return next((one.id for one in candidates if one is not None), "")

    def _folded(self, folded: bool) -> None:
        # Where it is narrow, room for the notes counts for more than teaching the keys.
        self.side_button.setVisible(folded)
        self.notes.hints.setVisible(not folded)
        self.side.set_titled(not folded)

    def _show_head(self) -> None:
        found = self.opened.get(Activity, self.activity)
        self.visits.setVisible(found is not None)
        self.state_button.setVisible(found is not None)
        self.side_button.setVisible(found is not None and self.columns.folded)
        self.visits.set_current(self.activity)
        self.strip.show_visits(self.activity)
        if found is None:
            self.header.set_title(_("Notes"))
            self.header.set_subtitle("")
            return
        self.header.set_title(found.title)
        self.header.set_subtitle(subtitle_of(self.opened.framework.framework, found))
        action = action_of(found.state)
        self.state_button.set_text(action.words)
        self.state_button.set_kind("primary" if action.main else "secondary")

    def _show_side(self) -> None:
        if self.activity:
            self.side.show_activity(self.activity, self.editor.note_tags.criteria)

    def _tag(self, criterion: str) -> None:
        self.notes.toggle_criterion(criterion)
        if self.columns.folded:
            self.columns.sheet.close_sheet()
        self.editor.setFocus()

    def _focus(self) -> None:
        if self.both.shows_form:
            self.both.focus_form()
        else:
            self.editor.setFocus()

    def _put_untagged_away(self) -> None:
        if self.untagged.isVisible():
            self.untagged.hide()
            self._visit.show()

    def _close_untagged(self) -> None:
        """Go back to where one was on the visit."""
        if not self._way_back.change_over(self._visit):
            self.show_visit(self.activity)

    def _step(self, by: int) -> None:
        ids = [one.id for one in visits_of_day(self.bridge)]
        if ids:
            at = ids.index(self.activity) if self.activity in ids else -1
            self.show_visit(ids[(at + by) % len(ids)])

    def _no_visit(self) -> str:
        return "" if self.activity else _("No visit is open.")

    def _is_left_out(self) -> bool:
        found = self.opened.get(Activity, self.activity)
        return found is not None and found.left_out

    def _not_begun(self) -> str:
        found = self.opened.get(Activity, self.activity)
        if found is None:
            return _("No visit is open.")
        begun = found.state not in (ActivityState.PLANNED, ActivityState.NOT_SEEN)
        return (
            "" if begun or found.left_out else _("The visit was not seen: it is no evidence yet.")
        )

    def _not_running(self) -> str:
        found = self.opened.get(Activity, self.activity)
        if found is not None and found.state is ActivityState.RUNNING:
            return ""
        return _("The visit is not running.")

    def _say(self, sentence: str, kind: BannerKind) -> None:
        self._undoable = False
        self.said.say(sentence, kind)

    def _say_undoable(self, sentence: str) -> None:
        self._undoable = True
        self.said.say(sentence, action=_("Undo"))

    def _act_on_what_was_said(self) -> None:
        self.said.hide()
        if self._undoable:
            self._undoable = False
            self.bridge.undo()

    def _form_commands(self) -> tuple[Command, ...]:
        """The form's own command, where the review's framework has anything to fill in."""
        if not any(one.items for one in self.opened.framework.framework.forms):
            return ()
        return (
            Command(
                "notes.form",
                _("Notes or form"),
                "Visit",
                self._swap,
                "Ctrl+Shift+F",
                lambda: "" if self.both.has_form else _("This visit has no form to fill in."),
            ),
            self.both.sections_command("notes.sections"),
        )

    def _swap(self) -> None:
        if self.both.shows_form:
            self.notes.write()
        else:
            self.show_form()
