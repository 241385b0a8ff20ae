"""One finding: its sentence, what stands behind it, and help where it is thin."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import Bearing
from reviewer_app.review import advice, findings, weigh
from reviewer_app.review.advice import Advice
from reviewer_app.review.small_numbers import without_telling
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.cost_text import CostText
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.waiver_line import WaiverLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Chip, EvidenceBar, Hairline, bearing_word
from reviewer_app.ui.widgets.layouts import lay_in


class FindingCard(QWidget):
    """A finding in the column of its heading.

    Signals:
        chosen(finding): its sentence or one of its buttons took the focus.
        evidence_wanted(finding): show the notes behind it.
        notes_wanted(finding): find notes to put behind it.
        versions_wanted(finding): show its two versions.
        moved(finding, steps): up or down among its kind.
        removed(finding)
    """

    chosen = Signal(str)
    evidence_wanted = Signal(str)
    notes_wanted = Signal(str)
    versions_wanted = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, bridge: Bridge, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finding = finding
        www = finding.bearing is Bearing.WWW
        title = finding_words.bearing_title(finding.bearing)
        self.sentence = DraftedText(
            bridge, f"finding:{finding.id}", title, self._commit, step=Step.FINDING
        )
        self._chip = Chip(bearing_word("www" if www else "ebi"), "www" if www else "ebi")
        self._evidence = EvidenceBar(0, 0, "")
        self._behind = Button(
            _("Notes behind this finding"), "quiet", icon="evidence", icon_only=True
        )
        self._more = Button(_("More for this finding"), "quiet", icon="more", icon_only=True)
        self._behind.clicked.connect(lambda: self.evidence_wanted.emit(finding.id))
        self._more.clicked.connect(self.open_menu)
        self.cost = CostText(bridge, finding.id, step=Step.LIST)
        self._advice = Banner("", "ebi")
        self._advice.acted.connect(self._take_advice)
        meta = QHBoxLayout()
        # The buttons are tall enough for a finger; their air reaches into that of the sentence.
        meta.setContentsMargins(DraftedText.BLEED, -Space.S, 0, -Space.XS)
        meta.setSpacing(Space.S)
        words = QHBoxLayout()
        words.setContentsMargins(0, Space.S, 0, Space.S)
        words.setSpacing(Space.S)
        top = Qt.AlignmentFlag.AlignTop
        words.addWidget(self._chip, 0, top)
        words.addWidget(self._evidence, 1, top)
        lay_in(meta, words, 1)
        meta.addWidget(self._behind, 0, top)
        meta.addWidget(self._more, 0, top)
        help_row = QHBoxLayout()
        help_row.setContentsMargins(DraftedText.BLEED, 0, DraftedText.BLEED, 0)
        self.waiver = WaiverLine(bridge)
        helped = QVBoxLayout()
        helped.setContentsMargins(0, 0, 0, 0)
        helped.setSpacing(0)
        helped.addWidget(self._advice)
        helped.addWidget(self.waiver)
        lay_in(help_row, helped)
        line = QHBoxLayout()
        line.setContentsMargins(DraftedText.BLEED, Space.M, DraftedText.BLEED, 0)
        line.addWidget(Hairline())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        lay_in(column, meta)
        column.addWidget(self.cost)
        lay_in(column, help_row)
        lay_in(column, line)
        for part in (
            self.sentence.sentence.words,
            self.cost.sentence.words,
            self._behind,
            self._more,
        ):
            part.installEventFilter(self)
        self.show_finding(finding)

    @property
    def finding(self) -> Finding:
        """The finding as last shown."""
        return self._finding

    @property
    def advice(self) -> str:
        """The help it shows; empty for none."""
        return self._advice.text if not self._advice.isHidden() else ""

    def show_finding(self, finding: Finding) -> None:
        """Show what the review says of it now."""
        opened = self._bridge.opened
        self._finding = finding
        self.sentence.show_text(finding.text)
        for button in (self._behind, self._more):
            button.setAccessibleDescription(finding.text)
        self._advice.set_about(finding.text)
        self.cost.show_finding(finding, asked_for=bool(finding.builds_on))
        support = weigh.support(opened, finding.id)
        words = finding_words.evidence_words(opened, finding)
        self._evidence.set_evidence(support.notes, support.against, words)
        text, action = finding_words.advice_words(opened, finding)
        if not text:
            self._advice.hide()
        elif text != self._advice.text or self._advice.isHidden():
            self._advice.say(text, "ebi", action=action)
        self.waiver.show_finding(finding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit(self._finding.id)
        return False

    def open_menu(self) -> None:
        """Offer what can be done with it."""
        menu = self.menu()
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Everything that can be done with this finding."""
        opened, finding = self._bridge.opened, self._finding
        menu = QMenu(self)
        menu.addAction(_("Notes behind it"), lambda: self.evidence_wanted.emit(finding.id))
        menu.addSeparator()
        menu.addAction(_("Move up"), lambda: self.moved.emit(finding.id, -1))
        menu.addAction(_("Move down"), lambda: self.moved.emit(finding.id, 1))
        elsewhere = menu.addMenu(_("Move to another heading"))
        for heading in opened.framework.framework.headings:
            if heading.id != finding.heading:
                elsewhere.addAction(heading.title, partial(self._move_to, heading.id))
        if finding.bearing is Bearing.EBI:
            self._add_ebi_actions(menu)
        if self.waiver.can_ask:
            menu.addAction(_("Leave it so, and say why"), self.waiver.ask)
        menu.addSeparator()
        menu.addAction(_("Remove"), lambda: self.removed.emit(finding.id))
        return menu

    def _add_ebi_actions(self, menu: QMenu) -> None:
        opened, finding = self._bridge.opened, self._finding
        builds = menu.addMenu(_("Builds on"))
        for base in opened.findings(finding.heading, Bearing.WWW):
            name = finding_words.name_of(base)
            action = builds.addAction(name, partial(self._build_on, base.id))
            action.setCheckable(True)
            action.setChecked(base.id == finding.builds_on)
        builds.setEnabled(not builds.isEmpty())
        if finding.builds_on:
            builds.addAction(_("Builds on no finding"), partial(self._build_on, ""))
        menu.addAction(_("Say what it costs"), self.say_cost)

    def say_cost(self) -> None:
        """Open the line for what it builds on and costs."""
        self.cost.begin()

    def flush(self) -> None:
        """Save pending drafts now."""
        self.sentence.flush()
        self.cost.flush()

    def _take_advice(self) -> None:
        found = advice.advice_for(self._bridge.opened, self._finding)
        if found is Advice.TWO_VERSIONS:
            self.versions_wanted.emit(self._finding.id)
        elif found is Advice.TELLING:
            words = without_telling(self._finding.text)
            if words != self._finding.text:
                self.sentence.put_words(words)
            else:
                self.say_cost()
                self.cost.put_words(without_telling(self._finding.cost))
        elif found is Advice.NO_SO_THAT:
            self.sentence.add_words(f" {_('so that')} ")
        else:
            self.notes_wanted.emit(self._finding.id)

    def _move_to(self, heading: str) -> None:
        self._bridge.do(findings.edit_finding, self._finding.id, heading=heading)

    def _build_on(self, base: str) -> None:
        self._bridge.do(findings.edit_finding, self._finding.id, builds_on=base)

    def _commit(self, text: str, since: int) -> Reply:
        place = f"finding:{self._finding.id}"
        return self._bridge.do(
            findings.edit_finding, self._finding.id, since=since, place=place, text=text
        )
