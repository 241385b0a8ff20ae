"""The evidence by heading and source, and the notes of one cell, to put behind a finding."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Finding, Note
from reviewer_app.review import findings, weigh
from reviewer_app.review.opened import note_order
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.keyed_column import inset
from reviewer_app.ui.components.link_delegate import LinkList
from reviewer_app.ui.models.evidence_notes import LinkedNotesModel, row_of
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Button,
    KeyHints,
    MatrixCell,
    MatrixModel,
    MatrixSide,
    MatrixView,
    Scroller,
    SectionLabel,
    Text,
)
from reviewer_app.ui.widgets.layouts import lay_in


class EvidenceTable(QWidget):
    """The matrix, and below it the notes of the cell or finding that was opened.

    Signals:
        heading_chosen(heading): a cell of that heading was opened, and no finding is chosen.
        note_opened(note): show it where it was written.
    """

    heading_chosen = Signal(str)
    note_opened = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finding = ""
        self._cell = ("", "")
        self._behind = ""
        self._title = SectionLabel("")
        self._model = MatrixModel()
        self.matrix = MatrixView(_("Evidence by heading and source"), self._model)
        self.legend = Text("", Step.LABEL, "ink3")
        self._list_title = Text("", Step.LIST, weight=QFont.Weight.DemiBold)
        self._target = Text("", Step.LABEL, "ink3")
        self._close = Button(_("Close the notes"), "quiet", icon="close", icon_only=True)
        self._close.clicked.connect(self.close_notes)
        self._notes = LinkedNotesModel()
        self.notes = LinkList(_("Notes"), self._notes)
        self.notes.link_asked.connect(self._link)
        self.notes.opened.connect(self.note_opened)
        self._keys = KeyHints([("Enter", _("for")), ("-", _("against")), ("Del", _("take away"))])
        self._found = self._notes_part()
        self._found.hide()
        inner = QWidget()
        whole = QVBoxLayout(inner)
        side = Space.PAGE - Space.S
        whole.setContentsMargins(side, 0, Space.L, Space.XL)
        whole.setSpacing(Space.S)
        whole.addWidget(inset(self._title))
        whole.addWidget(inset(self.matrix))
        whole.addWidget(inset(self.legend))
        whole.addWidget(self._found)
        whole.addStretch(1)
        self._scroller = Scroller(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroller)
        self.matrix.cell_opened.connect(self.open_cell)

    def _notes_part(self) -> QWidget:
        """The list of notes under its title."""
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._list_title)
        words.addWidget(self._target)
        lay_in(head, words, 1)
        head.addWidget(self._close)
        framed = QWidget()
        framed.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inset(framed))
        column.addWidget(self.notes)
        column.addWidget(inset(self._keys))
        return found

    @property
    def place(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._scroller.verticalScrollBar().value()

    def scroll_to(self, place: int) -> None:
        """Scroll to where it was."""
        self._scroller.verticalScrollBar().setValue(place)

    def refresh(self) -> None:
        """Show what the review says now."""
        opened = self._bridge.opened
        table = weigh.matrix(opened)
        thin = {row.id for row in table.rows if table.is_thin(row.id)}
        striped = thin if weigh.thin_stands_out(table) else set()
        sources = {one.id: one.short for one in opened.framework.framework.sources}
        self._model.set_matrix(
            [MatrixSide(one.id, one.title) for one in table.rows],
            [MatrixSide(one, sources[one]) for one in table.sources],
            {
                (row, source): MatrixCell(cell.count, cell.against, row in striped)
                for (row, source), cell in table.cells.items()
            },
        )
        words = _(
            "Striped: a heading with fewer than two notes, or with notes from one source only."
        )
        if striped != thin:
            words = _(
                "{n} of {all} headings have fewer than two notes, or notes from one source only; they "
                "are striped once most have more."
            ).format(n=len(thin), all=len(table.rows))
        figure = _("Small figure: notes that point the other way. Choose a cell to see its notes.")
        self.legend.setText(f"{words} {figure}")
        self._title.setText(
            ngettext(
                "Evidence by heading and source, {n} note",
                "Evidence by heading and source, {n} notes",
                table.notes,
            ).format(n=table.notes)
        )
        self._show_notes()

    def choose_finding(self, finding: str) -> None:
        """Let notes be put behind this finding; "" for none."""
        if finding != self._finding:
            self._finding = finding
            self._show_links()

    def open_cell(self, row: str, source: str) -> None:
        """List the notes of a cell, and say which heading it belongs to."""
        self._cell, self._behind = (row, source), ""
        self._show_notes()
        self._bring_notes()
        if self._finding:
            # A finding may rest on notes of any heading: it stays in front while they are looked for.
            return
        rows = weigh.rows_of(self._bridge.opened.framework.framework)
        self.heading_chosen.emit(next(one.heading for one in rows if one.id == row))

    def open_row(self, row: str) -> None:
        """Go to a row of the matrix; one that is not there changes nothing."""
        rows = [one.id for one in weigh.rows_of(self._bridge.opened.framework.framework)]
        if row in rows:
            self.matrix.setCurrentIndex(self._model.index(rows.index(row), 0))

    def open_finding(self, finding: str) -> None:
        """List the notes for and against a finding."""
        self._cell, self._behind, self._finding = ("", ""), finding, finding
        self._show_notes()
        self._bring_notes()
        self.notes.setFocus()

    def open_heading(self, heading: str, finding: str) -> None:
        """List every note of a heading, to find some for a finding."""
        self._cell, self._behind, self._finding = (heading, ""), "", finding
        self._show_notes()
        self._bring_notes()
        self.notes.setFocus()

    def close_notes(self) -> None:
        """Put the list away."""
        self._cell, self._behind = ("", ""), ""
        self._show_notes()
        self.matrix.setFocus()

    def _show_notes(self) -> None:
        opened = self._bridge.opened
        title, listed = self._listed()
        self._found.setVisible(bool(title))
        self._list_title.setText(title)
        self.notes.setAccessibleName(title or _("Notes"))
        self._notes.set_rows([row_of(opened, one) for one in listed])
        self._show_links()

    def _listed(self) -> tuple[str, Sequence[Note]]:
        """What the list is called, and its notes in the order they were seen."""
        opened = self._bridge.opened
        framework = opened.framework.framework
        if self._behind:
            finding = opened.get(Finding, self._behind)
            if finding is None:
                self._behind = ""
                return "", ()
            links = [opened.get(Note, one.note) for one in opened.evidence_of(self._behind)]
            found = sorted((one for one in links if one is not None), key=note_order)
            count = ngettext("{n} note", "{n} notes", len(found)).format(n=len(found))
            title = _("Behind “{finding}”: {notes}").format(
                finding=finding_words.name_of(finding), notes=count
            )
            out = finding_words.left_out_words(opened, finding.id)
            return f"{title}. {out}" if out else title, found
        row, source = self._cell
        if not row:
            return "", ()
        rows = {one.id: one.title for one in weigh.rows_of(framework)}
        if source:
            ids = weigh.matrix(opened).cells[(row, source)].notes
            place = next(one.short for one in framework.sources if one.id == source)
            title = f"{rows[row]}, {place.lower()}"
        else:
            ids = tuple(
                one.id for one in opened.evidence() if row in weigh.headings_of_note(opened, one.id)
            )
            title = framework.heading(row).title
        notes = [opened.get(Note, one) for one in ids]
        found = sorted((one for one in notes if one is not None), key=note_order)
        count = ngettext("{n} note", "{n} notes", len(found)).format(n=len(found))
        return _("{place}: {notes}").format(
            place=title, notes=count if found else _("no notes yet")
        ), found

    def _show_links(self) -> None:
        opened = self._bridge.opened
        finding = opened.get(Finding, self._finding) if self._finding else None
        links = {}
        if finding is not None:
            links = {
                one.note: "against" if one.against else "for"
                for one in opened.evidence_of(finding.id)
            }
        self._notes.set_links(links, linking=finding is not None)
        any_notes = self._notes.rowCount() > 0
        self._keys.setVisible(finding is not None and any_notes)
        if finding is None:
            words = _("Choose a finding to put notes behind it or against it.")
        else:
            words = _("For or against: “{finding}”").format(finding=finding_words.name_of(finding))
        self._target.setText(words)
        self._target.setVisible(any_notes and not self._behind)

    def _link(self, note: str, link: str) -> None:
        if not self._finding:
            return
        if link:
            self._bridge.do(findings.link_evidence, self._finding, note, against=link == "against")
        elif self._notes.link_of(note):
            self._bridge.do(findings.unlink_evidence, self._finding, note)

    def _bring_notes(self) -> None:
        """Scroll so that the list's title and its first notes are in sight."""

        def bring() -> None:
            top = self._found.y() - Space.XL
            room = self._scroller.viewport().height()
            bar = self._scroller.verticalScrollBar()
            if self._found.y() + min(self._found.height(), room * 2 // 3) > bar.value() + room:
                bar.setValue(top - room // 3 if self._found.height() < room * 2 // 3 else top)

        QTimer.singleShot(0, self, bring)
