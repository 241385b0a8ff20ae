"""The parts of the report's sheet: facts, the summary table, sentences and passages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import EarlierPoint, Finding
from reviewer_app.model.words import Bearing
from reviewer_app.report.content import SummaryRow
from reviewer_app.report.wording import evidence_line, last_time_notes, last_time_word
from reviewer_app.review import findings, reporting
from reviewer_app.review.small_numbers import telling_in, without_telling
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.cost_text import CostText
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.movable_part import MovablePart
from reviewer_app.ui.components.set_up_texts import Outcome
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, FactList, Folding, Hairline, Text
from reviewer_app.ui.widgets.layouts import lay_in

_TWO_COLUMNS = 480
"""Pixels at 100 % text from which facts stand in two columns."""


class FactColumns(Folding):
    """Facts in two columns, in one where it is narrow."""

    def __init__(self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.PAGE)
        for part in (facts[0::2], facts[1::2]):
            if part:
                self._row.addWidget(FactList(part), 1, Qt.AlignmentFlag.AlignTop)

    def fold(self) -> None:
        """Put the facts beside each other, or below."""
        wide = self.holds(_TWO_COLUMNS)
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._row.setSpacing(Space.PAGE if wide else 0)


class SummaryTable(QWidget):
    """The words agreed for each heading, beside those of the last review where there are any."""

    def __init__(self, rows: Sequence[SummaryRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Summary"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        with_last = any(row.last_time for row in rows)
        titles = [_("Heading"), _("Last time"), _("Now, as agreed")]
        if not with_last:
            titles = [_("Heading"), _("As agreed")]
        strong = QFont.Weight.DemiBold
        for column, title in enumerate(titles):
            grid.addWidget(Text(title, Step.LABEL, "ink3", weight=strong), 0, column)
        grid.addWidget(Hairline(), 1, 0, 1, len(titles))
        for at, row in enumerate(rows):
            line = 2 + 2 * at
            cells = [Text(row.heading, Step.LIST)]
            if with_last:
                last = last_time_word(row)
                cells.append(Text(last, Step.LIST, "ink" if row.last_time else "ink3"))
            cells.append(Text(row.now or "", Step.LIST, weight=strong))
            for column, cell in enumerate(cells):
                said = f"{row.heading}, {titles[column]}: {cell.text()}" if column else row.heading
                cell.setAccessibleName(said)
                grid.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Hairline(), line + 1, 0, 1, len(titles))
        for at, note in enumerate(last_time_notes(rows)):
            grid.addWidget(
                Text(note, Step.LABEL, "ink3"), 2 + 2 * len(rows) + at, 0, 1, len(titles)
            )
        grid.setColumnStretch(0, 4)
        for column in range(1, len(titles)):
            grid.setColumnStretch(column, 2)


class ReportSentence(MovablePart):
    """A finding in the report: its sentence, what it builds on and costs, what it rests on.

    Signals:
        notes_wanted(finding): go to where its notes are.
    """

    BLEED = DraftedText.BLEED
    notes_wanted = Signal(str)

    def __init__(self, bridge: Bridge, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(
            finding.id,
            _("More for this finding"),
            findings.move_finding,
            findings.remove_finding,
            parent,
        )
        self._bridge = bridge
        self._bearing = finding.bearing
        rule = "www" if finding.bearing is Bearing.WWW else "ebi"
        name = finding_words.bearing_title(finding.bearing)
        self.sentence = DraftedText(bridge, f"finding:{finding.id}", name, self._commit, rule=rule)
        self.cost = CostText(bridge, finding.id, rule=rule)
        self._rests_on = Text("", Step.LABEL, "ink3")
        caption = QHBoxLayout()
        # The button is tall enough for a finger; its air reaches into that of the sentence.
        caption.setContentsMargins(DraftedText.BLEED + Space.L, -Space.S, 0, -Space.XS)
        said = QHBoxLayout()
        said.setContentsMargins(0, Space.S, 0, Space.S)
        said.addWidget(self._rests_on, 1, Qt.AlignmentFlag.AlignTop)
        lay_in(caption, said, 1)
        caption.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self.cost)
        lay_in(column, caption)
        self.watch((self.sentence.sentence.words, self.cost.sentence.words))
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show what the review says of it now."""
        self.sentence.show_text(finding.text)
        self.more.setAccessibleDescription(finding.text)
        self.cost.show_finding(finding)
        words = evidence_line(reporting.evidence_behind(self._bridge.opened, finding.id))
        self._rests_on.setText(words or _("No notes stand behind this sentence yet."))

    def own_actions(self) -> list[tuple[str, Callable[[], object]]]:
        """Its notes, and of an EBI what it costs."""
        actions: list[tuple[str, Callable[[], object]]] = [
            (_("Notes behind it"), lambda: self.notes_wanted.emit(self.record))
        ]
        if self._bearing is Bearing.EBI:
            actions.append((_("Say what it costs"), self.say_cost))
        return actions

    def say_cost(self) -> None:
        """Open the line for what it builds on and costs."""
        self.cost.begin()

    def _commit(self, text: str, since: int) -> Reply:
        place = f"finding:{self.record}"
        return self._bridge.do(
            findings.edit_finding, self.record, since=since, place=place, text=text
        )


class ReportPassage(QWidget):
    """The free text of one section: the framework's wording, where it has one, until one writes one's own.

    Args:
        section: its id; a section of the framework's own, or `reporting.CONTEXT`.
    """

    BLEED = DraftedText.BLEED

    def __init__(
        self,
        bridge: Bridge,
        section: str,
        title: str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._section = section
        self.text = DraftedText(
            bridge,
            f"passage:{section}",
            title,
            self._commit,
            placeholder=placeholder or _("Write this part of the report"),
        )
        self._whose = Text("", Step.LABEL, "ink3")
        self._back = Button(_("Back to the framework’s wording"), "quiet")
        self._back.clicked.connect(self.take_back)
        line = QHBoxLayout()
        line.setContentsMargins(DraftedText.BLEED, 0, 0, 0)
        line.addWidget(self._whose, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._back)
        self._telling = Banner("")
        self._telling.hide()
        self._telling.acted.connect(self.take_advice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text)
        lay_in(column, line)
        column.addWidget(self._telling)
        self.refresh()

    @property
    def advice(self) -> str:
        """The help it shows; empty for none."""
        return self._telling.text if not self._telling.isHidden() else ""

    def refresh(self) -> None:
        """Show what the review says now."""
        own = self._bridge.opened.passage(self._section)
        starting = self._starting()
        self.text.show_text(own or starting)
        self._back.setVisible(bool(own and starting))
        self._whose.setText("" if own else _("The framework’s wording, until you write over it."))
        self._whose.setVisible(bool(starting) and not own)
        said, action = finding_words.telling_words(telling_in(own))
        if not said:
            self._telling.hide()
        elif said != self._telling.text or self._telling.isHidden():
            self._telling.say(said, "ebi", action=action)

    def take_advice(self) -> None:
        """Write words that count nobody, to be read once more before they are left."""
        self.text.put_words(without_telling(self._bridge.opened.passage(self._section)))

    def take_back(self) -> None:
        """Go back to the framework's wording; undo brings one's own back."""
        self._bridge.do(
            reporting.write_passage, self._section, "", place=f"passage:{self._section}"
        )
        self.text.sentence.words.setFocus()

    def _starting(self) -> str:
        return "\n\n".join(reporting.starting_words(self._bridge.opened, self._section))

    def _commit(self, text: str, since: int) -> Reply:
        wanted = "" if text.strip() == self._starting() else text
        return self._bridge.do(
            reporting.write_passage,
            self._section,
            wanted,
            since=since,
            place=f"passage:{self._section}",
        )


class ReportOutcome(QWidget):
    """An EBI of the last review in the report, with what became of it."""

    BLEED = DraftedText.BLEED

    def __init__(self, bridge: Bridge, point: EarlierPoint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text(point.text, Step.REPORT)
        self.outcome = Outcome(bridge, point, Step.LIST)
        head = QHBoxLayout()
        head.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, 0)
        head.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, head)
        column.addWidget(self.outcome)
        self.show_point(point)

    def show_point(self, point: EarlierPoint) -> None:
        """Show what the review says of it now."""
        self._text.setText(point.text)
        self.outcome.show_text(point.outcome)
