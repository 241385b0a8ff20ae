"""What the team set out to find out, what the school wishes for, what was waived: for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.model.words import Bearing, Borne, FindingRule
from reviewer_app.review import findings, hypotheses, reporting, support, waivers
from reviewer_app.ui.components.heading_column import HYPOTHESES
from reviewer_app.ui.components.report_sheet import NEW_SUPPORT
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import FINDINGS, HEADING, Stage, on_stage
from tests.ui.support import make_bridge

HYPOTHESIS_SCENES: Final = ("hypotheses", "report-support", "report-hypotheses", "findings-waived")
SAID: Final = (
    (
        "Talk with a partner is what makes pupils’ explanations precise, and not only in mathematics.",
        Borne.BORNE_OUT,
        "Wherever pupils had to convince a partner before they wrote, their reasons were fuller, in every subject.",
    ),
    (
        "Help given to pupils who find learning difficult makes them more independent.",
        Borne.PARTLY,
        "What pupils need is in place. One Year 2 pupil was helped through every step.",
    ),
    ("What newer leaders learn from one another reaches lessons within a term.", Borne.OPEN, ""),
)


class HypothesisStage(Stage):
    """Shows them beside the findings, or on the report's sheet."""

    def show(self, scene: str) -> QWidget:
        name = "findings" if scene in ("hypotheses", "findings-waived") else "report"
        self.window.show_page(name)
        page = self.window.page(name)
        assert page is not None
        [_first, _second, last] = page.opened.hypotheses()
        where = {
            "hypotheses": HYPOTHESES,
            "report-support": NEW_SUPPORT,
            "findings-waived": page.opened.findings(HEADING)[0].id,
        }
        page.enter(where.get(scene, last.id))
        self.settle()
        self.settle()
        return page


@contextmanager
def hypothesis_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review as its report is written."""
    made = make_bridge(folder)
    session, opened = made.session, made.opened
    for bearing, words in FINDINGS:
        session.do(opened, findings.add_finding, HEADING, bearing, words)
    first = opened.findings(HEADING)[0].id
    session.do(opened, waivers.waive, "The head asked for it.", (first, FindingRule.ENOUGH))
    better = opened.findings(bearing=Bearing.EBI)[0].id
    session.do(opened, findings.edit_finding, better, cost="One training session a half term.")
    session.do(opened, reporting.write_passage, reporting.CONTEXT, "A two-form entry school.")
    for words, outcome, found in SAID:
        formed = session.do(opened, hypotheses.add, words)
        session.do(opened, hypotheses.close, formed, outcome)
        session.do(opened, hypotheses.say_what_was_found, formed, found)
    session.do(
        opened, support.add, "A day with a school that already does it.", from_whom="the trust"
    )
    session.do(opened, support.add, "Help with training the adults who work with groups.")
    made.close()
    with on_stage(folder, theme, HypothesisStage) as shown:
        yield shown
