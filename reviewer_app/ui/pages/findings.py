"""Findings: the evidence by heading and source beside the sentences it stands behind."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import Bearing
from reviewer_app.ui.components.agreement_panel import AgreementSheet
from reviewer_app.ui.components.evidence_table import EvidenceTable
from reviewer_app.ui.components.heading_column import AGREED, HYPOTHESES, LAST_REVIEW, HeadingColumn
from reviewer_app.ui.components.meeting_view import MeetingView
from reviewer_app.ui.components.panes import LEFT, RIGHT, Panes
from reviewer_app.ui.components.photo_shelf import PhotoShelf
from reviewer_app.ui.components.photo_viewer import PhotoViewer
from reviewer_app.ui.components.photos_in_list import SHOW_KEY, PhotosInList, why_no_photos
from reviewer_app.ui.components.two_versions import TwoVersions, why_not_versions
from reviewer_app.ui.pages.page import MATRIX, Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, PageHeader
from reviewer_app.ui.widgets.announce import announce

_BOTH_PANES = 1000
"""Pixels at 100 % text from which matrix and findings stand beside each other."""
_LEFT_PANE = 640
"""Pixels at 100 % text that the matrix takes there: seven sources beside their headings."""


class FindingsPage(Page):
    """The matrix on the left, the findings of one heading on the right."""

    page_id = "findings"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._meeting: MeetingView | None = None
        show = Button(_("Meeting view"), key="F5")
        show.clicked.connect(self.open_meeting)
        new = Button(_("New finding"), "primary", key="Ctrl+Return")
        new.clicked.connect(partial(self.write_new, None))
        self._header = PageHeader(_("Findings"), "", [show, new])
        self.table = EvidenceTable(bridge)
        self.findings = HeadingColumn(bridge)
        self.panes = Panes(
            _("What to show"),
            (self.table, _("Sources")),
            (self.findings, _("Findings")),
            wide=_BOTH_PANES,
            left_width=_LEFT_PANE,
        )
        head = Column()
        head.add(self._header)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(head)
        column.addWidget(self.panes, 1)
        self.agreement = AgreementSheet(bridge, self)
        self.table.heading_chosen.connect(self.findings.show_place)
        self.table.note_opened.connect(self._open_note)
        self.shelf = PhotoShelf(bridge)
        self.viewer = PhotoViewer(self, bridge, self.shelf)
        notes = self.table.notes
        self.photos = PhotosInList(notes, notes.delegate, self.shelf, self.viewer)
        self.versions = TwoVersions(self, bridge)
        self.versions.settled.connect(lambda words: announce(self, words))
        self.versions.note_wanted.connect(lambda note: self.wants.emit("notes", note))
        self.findings.finding_chosen.connect(self.table.choose_finding)
        self.findings.evidence_wanted.connect(self._show_evidence)
        self.findings.notes_wanted.connect(self._find_notes)
        self.findings.versions_wanted.connect(lambda one: self.versions.ask_of(Finding, one))
        self.findings.agreement_wanted.connect(self.agreement.open)
        self._say_where()

    @property
    def silent(self) -> bool:
        """A meeting view shows the findings and nothing else."""
        return self._meeting is not None and self._meeting.isVisible()

    def enter(self, record: str = "") -> None:
        """Show the findings; `record` is a finding, a heading, or "matrix:ROW"."""
        self._show()
        if not record:
            self._take_focus()
            return
        if record.startswith(MATRIX):
            self._go_to_matrix(record.removeprefix(MATRIX))
            return
        headings = {one.id for one in self.opened.framework.framework.headings}
        if self.opened.get(Finding, record) is not None:
            self.panes.show_pane(RIGHT)
            self.findings.show_finding(record)
        elif record == HYPOTHESES:
            self._show_hypotheses()
        elif record in headings or record in (LAST_REVIEW, AGREED):
            self.findings.show_place(record)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed; what is being typed stays as it is."""
        self._show()
        self.versions.refresh()

    def leave(self) -> None:
        """Save every draft, on the wall too."""
        self.findings.flush()
        if self._meeting is not None:
            self._meeting.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # It belongs to the window, and would stay over whatever is shown next. Minimising hides the page too,
        # but then the view stands over it again when the window comes back.
        if self._meeting is not None and not event.spontaneous():
            self._meeting.close_view()

    def commands(self) -> Sequence[Command]:
        """Everything that can be done with findings and their evidence."""

        def no_finding() -> str:
            chosen = self.findings.chosen or self._in_meeting
            return "" if chosen else _("Put the cursor in a finding first.")

        def nothing_to_move() -> str:
            chosen = self.findings.movable or self._in_meeting
            return "" if chosen else _("Put the cursor in a finding first.")

        def act(run: str) -> None:
            finding = self.findings.chosen
            if run == "remove":
                self.findings.remove(self.findings.movable)
            elif run == "notes" and self._meeting is not None and self._in_meeting:
                self._meeting.toggle_evidence()
            elif run == "notes":
                self._show_evidence(finding)
            else:
                self.findings.reorder(self.findings.movable, -1 if run == "up" else 1)

        return (
            Command(
                "findings.new",
                _("New finding"),
                "Review",
                self.write_new,
                "Ctrl+Return",
            ),
            Command(
                "findings.new-ebi",
                _("New “even better if”"),
                "Review",
                lambda: self.write_new(Bearing.EBI),
                "Ctrl+Shift+Return",
            ),
            Command("findings.meeting", _("Meeting view"), "View", self.open_meeting, "F5"),
            Command(
                "findings.next-heading",
                _("Next heading"),
                "View",
                lambda: self.findings.step(1),
                "Ctrl+PgDown",
            ),
            Command(
                "findings.previous-heading",
                _("Previous heading"),
                "View",
                lambda: self.findings.step(-1),
                "Ctrl+PgUp",
            ),
            Command(
                "findings.evidence",
                _("Go to the evidence by heading and source"),
                "View",
                self._go_to_matrix,
                "Ctrl+E",
            ),
            Command(
                "findings.notes",
                _("Notes behind this finding"),
                "Review",
                lambda: act("notes"),
                "Ctrl+Shift+E",
                no_finding,
            ),
            Command(
                "findings.versions",
                _("Both versions of the note"),
                "Note",
                lambda: self.versions.ask(self.table.notes.current_id),
                "F4",
                lambda: why_not_versions(self.opened, self.table.notes.current_id),
            ),
            Command(
                "findings.photos",
                _("Photos of the note"),
                "Note",
                lambda: self.viewer.show_note(self.table.notes.current_id),
                SHOW_KEY,
                lambda: why_no_photos(self.opened, self.table.notes.current_id),
            ),
            Command(
                "findings.up",
                _("Move this up"),
                "Review",
                lambda: act("up"),
                "Alt+Up",
                nothing_to_move,
            ),
            Command(
                "findings.down",
                _("Move this down"),
                "Review",
                lambda: act("down"),
                "Alt+Down",
                nothing_to_move,
            ),
            Command(
                "findings.remove",
                _("Remove this"),
                "Review",
                lambda: act("remove"),
                "Ctrl+Shift+Backspace",
                nothing_to_move,
            ),
            Command(
                "findings.hypotheses",
                _("What we set out to find out"),
                "Review",
                self._show_hypotheses,
            ),
            Command(
                "findings.agreed",
                _("Agreed in the room"),
                "Review",
                self.agreement.open,
                "Ctrl+Shift+M",
            ),
        )

    def memory(self) -> dict[str, Json]:
        """Which heading was shown, and how far each pane was scrolled."""
        return {
            "place": self.findings.heading,
            "scrolled": self.findings.scrolled,
            "evidence scrolled": self.table.place,
            "pane": self.panes.current,
        }

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the heading and the places."""
        self.findings.show_place(str(memory.get("place", "")))
        if memory.get("pane") in (LEFT, RIGHT):
            self.panes.show_pane(str(memory["pane"]))
        scrolled, evidence = memory.get("scrolled"), memory.get("evidence scrolled")
        if isinstance(scrolled, int):
            self.findings.scroll_to(scrolled)
        if isinstance(evidence, int):
            self.table.scroll_to(evidence)

    def write_new(self, bearing: Bearing | None = None) -> None:
        """Put the cursor where a new finding is written."""
        self.panes.show_pane(RIGHT)
        self.findings.write_new(bearing)

    def open_meeting(self) -> None:
        """Show the findings and nothing else."""
        if self._meeting is None:
            self._meeting = MeetingView(self.bridge, self.window())
            self._meeting.closed.connect(self._show)
            self._meeting.safeguarding_asked.connect(self.safeguarding_wanted)
            self.destroyed.connect(self._meeting.deleteLater)
        heading = self.findings.heading
        self._meeting.open(heading)

    def _show_hypotheses(self) -> None:
        self.panes.show_pane(RIGHT)
        self.findings.show_place(HYPOTHESES)
        self.findings.begin()

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting view, None until it was first opened."""
        return self._meeting

    @property
    def _in_meeting(self) -> bool:
        return self._meeting is not None and not self._meeting.isHidden()

    def _take_focus(self) -> None:
        """Begin at the first finding, or where the first is written; where they are put away, at the evidence."""
        if self.findings.isVisibleTo(self):
            self.findings.begin()
        else:
            self.table.matrix.setFocus()

    def _show(self) -> None:
        self.table.refresh()
        self.findings.refresh()
        self._say_where()
        if self._meeting is not None and self._in_meeting:
            self._meeting.refresh()

    def _say_where(self) -> None:
        count = len(self.opened.findings())
        if count:
            words = ngettext(
                "{n} finding. What went well comes first.",
                "{n} findings. What went well comes first.",
                count,
            ).format(n=count)
        else:
            words = _("Begin with what went well: it is what the school will build on.")
        self._header.set_subtitle(words)

    def _show_evidence(self, finding: str) -> None:
        self.panes.show_pane(LEFT)
        self.table.open_finding(finding)

    def _open_note(self, note: str) -> None:
        if note in self.opened.disputed:
            self.versions.ask(note)
        else:
            self.wants.emit("notes", note)

    def _find_notes(self, heading: str, finding: str) -> None:
        self.panes.show_pane(LEFT)
        self.table.open_heading(heading, finding)

    def _go_to_matrix(self, row: str = "") -> None:
        self.panes.show_pane(LEFT)
        self.table.matrix.setFocus()
        self.table.open_row(row)
