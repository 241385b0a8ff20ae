"""One finding on the wall: its sentence, and at a press the notes it rests on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity, Finding, Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from reviewer_app.review.opened import OpenReview, note_order
from reviewer_app.review.wording import kind_words
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.layouts import lay_in


class MeetingSentence(QWidget):
    """A sentence that is changed where it stands; its evidence stays folded until it is asked for.

    A note is shown with the kind of activity it comes from and nothing more: no class, no author, no time by which
    one teacher could be known.
    """

    BLEED = DraftedText.BLEED

    def __init__(self, bridge: Bridge, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finding = finding.id
        www = finding.bearing is Bearing.WWW
        self.sentence = DraftedText(
            bridge,
            f"finding:{finding.id}",
            finding_words.bearing_title(finding.bearing),
            self._commit,
            step=Step.MEETING,
            rule="www" if www else "ebi",
            guarded=False,
        )
        self.behind = Button("", "quiet", icon="evidence")
        self.behind.clicked.connect(self.toggle_evidence)
        self.evidence = KeyedColumn()
        self.evidence.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.behind, 0, Qt.AlignmentFlag.AlignTop)
        notes = QHBoxLayout()
        notes.setContentsMargins(DraftedText.BLEED + Space.L, 0, Space.PAGE, 0)
        notes.addWidget(self.evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, row)
        lay_in(column, notes)
        self._name_button()
        self.show_finding(finding)

    @property
    def shows_evidence(self) -> bool:
        """Whether the notes behind it are unfolded."""
        return not self.evidence.isHidden()

    def show_finding(self, finding: Finding) -> None:
        """Show what the review says of it now."""
        self.sentence.show_text(finding.text)
        if self.shows_evidence:
            self._show_notes()

    def toggle_evidence(self) -> None:
        """Unfold the notes behind it, or fold them away."""
        if self.shows_evidence:
            self.evidence.hide()
        else:
            self._show_notes()
            self.evidence.show()
        self._name_button()

    def _show_notes(self) -> None:
        opened = self._bridge.opened
        links = [
            (opened.get(Note, one.note), one.against) for one in opened.evidence_of(self._finding)
        ]
        found = [(note, against) for note, against in links if note is not None]
        found.sort(key=lambda one: (one[1], note_order(one[0])))
        parts: list[Part] = [
            (f"{note.id}:{against}:{note.text}", partial(_note, opened, note, against=against))
            for note, against in found
        ]
        if not parts:
            nothing = _("No notes stand behind this sentence yet.")
            parts.append(("none", lambda: Text(nothing, Step.NEXT, "ink2")))
        self.evidence.show_parts(parts)

    def _name_button(self) -> None:
        # Two words about as wide as each other: the sentence beside them does not break anew.
        shown = self.shows_evidence
        self.behind.set_text(_("Hide") if shown else _("Notes"))
        self.behind.setAccessibleName(
            _("Hide the notes") if shown else _("Notes behind this finding")
        )

    def _commit(self, text: str, since: int) -> Reply:
        return self._bridge.do(
            findings.edit_finding,
            self._finding,
            since=since,
            place=f"finding:{self._finding}",
            text=text,
        )


def _note(opened: OpenReview, note: Note, *, against: bool) -> QWidget:
    activity = opened.get(Activity, note.activity)
    framework = opened.framework.framework
    source = kind_words(framework, activity.activity_kind) if activity is not None else ""
    if against:
        source = _("{source}, against").format(source=source)
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, Space.M)
    column.setSpacing(0)
    column.addWidget(Text(source, Step.LABEL, "ink3", weight=QFont.Weight.Medium))
    column.addWidget(Text(note.text, Step.NEXT, "ink2", weight=QFont.Weight.Normal))
    return shown
