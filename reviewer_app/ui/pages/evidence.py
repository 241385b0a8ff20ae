"""Evidence: every note of the team in one list, the untagged first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.canonical import Json
from reviewer_app.review import notes_found, weigh
from reviewer_app.ui.components.evidence_filter import EvidenceFilter
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.components.photo_shelf import PhotoShelf
from reviewer_app.ui.components.photo_viewer import PhotoViewer
from reviewer_app.ui.components.photos_in_list import SHOW_KEY, PhotosInList, why_no_photos
from reviewer_app.ui.components.two_versions import TwoVersions, why_not_versions
from reviewer_app.ui.models.evidence_notes import row_of
from reviewer_app.ui.models.waiting_model import FOLLOW_UP
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import FIND, WORDS, Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import (
    Button,
    Column,
    EmptyState,
    ListPanel,
    PageHeader,
    Pile,
    Scroller,
    StreamDelegate,
    StreamModel,
)
from reviewer_app.ui.widgets.announce import announce

_SHOWN: Final = frozenset(("activity", "note", "note_criterion", "note_group", "photo"))
"""The kinds of records the list is made of."""


class EvidencePage(Page):
    """All notes, filtered; choosing one opens it in Notes."""

    page_id = "evidence"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        findings = Button(_("Write the findings"))
        findings.clicked.connect(lambda: self.wants.emit("findings", ""))
        self.header = PageHeader(_("Evidence"), "", [findings])
        self.filter = EvidenceFilter(bridge.opened)
        self.notes = StreamModel()
        delegate = StreamDelegate()
        self.list = ListPanel(_("Notes"), self.notes, delegate)
        self.shelf = PhotoShelf(bridge)
        self.viewer = PhotoViewer(self, bridge, self.shelf)
        self.photos = PhotosInList(self.list, delegate, self.shelf, self.viewer)
        self._teaching = EmptyState(
            _("No notes yet"),
            _(
                "Whatever anyone of the team writes during a visit stands here, newest first, to be "
                "searched and weighed. Begin with a visit."
            ),
            action=_("Go to Notes"),
            icon="evidence",
        )
        self._nothing = EmptyState(
            _("No note fits"),
            _("Take a filter away, or search for other words."),
            action=_("Show all notes"),
            icon="search",
        )
        self._teaching.acted.connect(lambda: self.wants.emit("notes", ""))
        self._nothing.acted.connect(self.filter.clear)
        self._stage = Pile()
        for part in (self.list, self._teaching, self._nothing):
            column = Column(right=Space.L if part is self.list else Space.PAGE)
            column.add(part, 1)
            # Under filters that stand open on a low screen there is less room than these words need.
            self._stage.addWidget(column if part is self.list else Scroller(column))
        head = Column()
        head.add(self.header)
        head.add(self.filter)
        head.space(Space.S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        self.both = NotesOrForm(bridge, self._stage, whole=True)
        self.both.shown_changed.connect(self._show)
        whole.addWidget(self.both, 1)
        self.filter.asked.connect(lambda _wanted: self._show())
        self.filter.moved_down.connect(self.list.setFocus)
        self.list.opened.connect(self._open)
        self.versions = TwoVersions(self, bridge)
        self.versions.settled.connect(lambda words: announce(self, words))
        self.versions.note_wanted.connect(lambda note: self.wants.emit("notes", note))

    def enter(self, record: str = "") -> None:
        """Show what the notes say; `record` is a criterion, "untagged", `FOLLOW_UP`, or the words of a note."""
        if record == "untagged":
            self.filter.ask_untagged()
        elif record == FOLLOW_UP:
            self.filter.ask_to_follow_up()
        elif record.startswith(WORDS):
            self.filter.ask(words=record.removeprefix(WORDS))
        elif record:
            self.filter.ask(bears_on=record)
        self.both.show_activity("")
        if record:
            self.both.show_side("notes")
        self._show()
        if self.both.shows_form:
            self.both.focus_form()
        elif self._stage.currentIndex() == 1:
            self._teaching.setFocus()
        elif record:
            self.list.setFocus()
        else:
            self.filter.search.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        self.both.refresh(kinds)
        self.versions.refresh()
        if kinds & _SHOWN:
            self._show()

    def leave(self) -> None:
        """Save every draft."""
        self.both.leave()

    def commands(self) -> Sequence[Command]:
        """Finding notes, and what can be done with one."""
        return (
            Command(
                "evidence.search",
                _("Search the notes"),
                "View",
                self.filter.search.setFocus,
                FIND,
            ),
            Command(
                "evidence.untagged",
                _("Notes without a criterion"),
                "View",
                self.filter.ask_untagged,
                "Ctrl+U",
                lambda: "" if weigh.untagged(self.opened) else _("Every note of yours is tagged."),
            ),
            Command(
                "evidence.follow-up",
                _("Notes to follow up"),
                "View",
                self.filter.ask_to_follow_up,
                "",
                lambda: (
                    "" if weigh.to_follow_up(self.opened) else _("No note is to be followed up.")
                ),
            ),
            Command(
                "evidence.versions",
                _("Both versions of the note"),
                "Note",
                lambda: self.versions.ask(self.list.current_id),
                "F4",
                lambda: why_not_versions(self.opened, self.list.current_id),
            ),
            Command(
                "evidence.photos",
                _("Photos of the note"),
                "Note",
                lambda: self.viewer.show_note(self.list.current_id),
                SHOW_KEY,
                lambda: why_no_photos(self.opened, self.list.current_id),
            ),
            Command("evidence.all", _("Show all notes"), "View", self.filter.clear),
            *self._form_commands(),
        )

    def memory(self) -> dict[str, Json]:
        """Which note was chosen."""
        return {"note": self.list.current_id}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the note that was chosen."""
        self._show()
        self.list.set_current(str(memory.get("note") or ""))

    def _show(self) -> None:
        wanted = self.filter.wanted
        found = notes_found.find_notes(self.opened, wanted)
        self.notes.set_rows([row_of(self.opened, one, day=True) for one in found])
        every = len(self.opened.evidence())
        count = self._count(len(found), every, everything=wanted.everything)
        self.header.set_subtitle(". ".join(one for one in (count, self._left_out()) if one))
        self.filter.setVisible(bool(every) and not self.both.shows_form)
        self._stage.setCurrentIndex(0 if found else 2 if every else 1)

    def show_form(self) -> None:
        """Show what is filled in once for the whole review, and go to it; or go back to the notes."""
        self.both.show_side("notes" if self.both.shows_form else "form")
        if self.both.shows_form:
            self.both.focus_form()
        else:
            self.list.setFocus()

    def _form_commands(self) -> tuple[Command, ...]:
        if not self.both.has_form:
            return ()
        words = _("Notes or the form of the whole review")
        return (
            Command("evidence.form", words, "View", self.show_form, "Ctrl+Shift+F"),
            self.both.sections_command("evidence.sections"),
        )

    def _count(self, shown: int, every: int, *, everything: bool) -> str:
        if not every:
            return _("What the team saw, in one list.")
        notes = ngettext("{n} note", "{n} notes", every).format(n=every)
        if not everything:
            return _("{shown} of {notes}").format(shown=shown, notes=notes)
        untagged = sum(1 for one in self.opened.evidence() if not self.opened.criteria_of(one.id))
        if untagged:
            waiting = ngettext(
                "{n} without a criterion", "{n} without a criterion", untagged
            ).format(n=untagged)
            return _("{notes}; {waiting}").format(notes=notes, waiting=waiting)
        return _("{notes}, the newest first").format(notes=notes)

    def _left_out(self) -> str:
        out = self.opened.out_of_evidence()
        words = ngettext("{n} more is out of the evidence", "{n} more are out of the evidence", out)
        return words.format(n=out) if out else ""

    def _open(self, note: str) -> None:
        if note in self.opened.disputed:
            self.versions.ask(note)
        elif note:
            self.wants.emit("notes", note)
