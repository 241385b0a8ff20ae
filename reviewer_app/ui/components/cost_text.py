"""What a finding builds on and what it costs: one line, out of sight until there is something to say."""

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Finding
from reviewer_app.review import findings
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step


class CostText(DraftedText):
    """Shown where something was said of it, where a draft waits, and once somebody is about to say it."""

    def __init__(
        self, bridge: Bridge, finding: str, *, step: Step = Step.REPORT, rule: str = ""
    ) -> None:
        super().__init__(
            bridge,
            f"finding-cost:{finding}",
            _("What it builds on and what it costs"),
            self._say,
            step=step,
            rule=rule,
            placeholder=_("What it builds on, and what it costs in time or gives up"),
        )
        self._finding = finding
        self._begun = False

    def show_finding(self, finding: Finding, *, asked_for: bool = False) -> None:
        """Show what the review says of it now; `asked_for` where it is to be seen in any case."""
        self.show_text(finding.cost)
        self.setVisible(bool(finding.cost) or asked_for or self.changed or self._begun)

    def begin(self) -> None:
        """Show it, and put the keys into it."""
        self._begun = True
        self.show()
        self.sentence.words.setFocus()

    def _say(self, text: str, since: int) -> Reply:
        return self._bridge.do(
            findings.edit_finding, self._finding, since=since, place=self.place, cost=text
        )
