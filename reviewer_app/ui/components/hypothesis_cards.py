"""What the team set out to find out: written before the visit, closed at its end, in the findings and in the report."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Hypothesis
from reviewer_app.model.words import Borne
from reviewer_app.report.wording import outcome_words
from reviewer_app.review import hypotheses
from reviewer_app.review.small_numbers import telling_in, without_telling
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.components.movable_part import MovablePart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, ChoiceField
from reviewer_app.ui.widgets.layouts import lay_in


class HypothesisCard(MovablePart):
    """One hypothesis: its words, what became of it, and what the visit showed.

    Args:
        step: the size of what was found: the report's, or that of a note.
    """

    BLEED = DraftedText.BLEED

    def __init__(
        self, bridge: Bridge, hypothesis: Hypothesis, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            hypothesis.id,
            _("More for this hypothesis"),
            hypotheses.move,
            hypotheses.remove,
            parent,
        )
        self._bridge = bridge
        self.sentence = DraftedText(
            bridge,
            f"hypothesis:{hypothesis.id}",
            _("What we set out to find out"),
            self._reword,
            step=Step.FINDING,
        )
        self.outcome = ChoiceField("", [(one.value, outcome_words(one)) for one in Borne])
        self.outcome.control.setAccessibleName(_("What became of it"))
        narrow_to(self.outcome, 18)
        self.outcome.chosen.connect(self._close)
        self.found = DraftedText(
            bridge,
            f"hypothesis-found:{hypothesis.id}",
            _("What we found"),
            self._say_what_was_found,
            step=step,
            placeholder=_("Write what the visit showed of it"),
        )
        self._telling = Banner("", "ebi")
        self._telling.acted.connect(self._take_advice)
        row = QHBoxLayout()
        # Room for the ring of the focus, above and below.
        row.setContentsMargins(DraftedText.BLEED, Space.XS, 0, Space.XS)
        row.addWidget(self.outcome, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        lay_in(column, row)
        column.addWidget(self.found)
        column.addWidget(self._telling)
        self.watch((self.sentence.sentence.words, self.outcome.control, self.found.sentence.words))
        self.show_hypothesis(hypothesis)

    @property
    def advice(self) -> str:
        """The help it shows; empty for none."""
        return self._telling.text if not self._telling.isHidden() else ""

    def show_hypothesis(self, hypothesis: Hypothesis) -> None:
        """Show what the review says of it now."""
        self.sentence.show_text(hypothesis.text)
        self.found.show_text(hypothesis.found)
        self.outcome.set_value(hypothesis.outcome.value)
        for part in (self.more, self.outcome.control, self.found.sentence.words):
            part.setAccessibleDescription(hypothesis.text)
        told = telling_in(hypothesis.text) or telling_in(hypothesis.found)
        said, action = finding_words.telling_words(told)
        if not said:
            self._telling.hide()
        elif said != self._telling.text or self._telling.isHidden():
            self._telling.say(said, "ebi", action=action)

    def _take_advice(self) -> None:
        """Write words that count nobody, to be read once more before they are left."""
        telling = self.sentence if telling_in(self.sentence.text) else self.found
        telling.put_words(without_telling(telling.text))

    def _reword(self, text: str, since: int) -> Reply:
        place = f"hypothesis:{self.record}"
        return self._bridge.do(hypotheses.reword, self.record, text, since=since, place=place)

    def _say_what_was_found(self, text: str, since: int) -> Reply:
        place = f"hypothesis-found:{self.record}"
        return self._bridge.do(
            hypotheses.say_what_was_found, self.record, text, since=since, place=place
        )

    def _close(self, outcome: str) -> None:
        self._bridge.do(hypotheses.close, self.record, Borne(outcome))


class NewHypothesis(DraftedText):
    """Where the next hypothesis is written: always there, quiet until one writes in it."""

    def __init__(self, bridge: Bridge, step: Step, parent: QWidget | None = None) -> None:
        place = "hypothesis:new"

        def commit(text: str, _since: int) -> Reply:
            return bridge.do(hypotheses.add, text, place=place)

        super().__init__(
            bridge,
            place,
            _("New: what to find out"),
            commit,
            step=step,
            placeholder=_("Write what the team wants to find out, in one sentence"),
            empties=True,
            parent=parent,
        )
        self.show_text("")
