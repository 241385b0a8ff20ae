"""The factual check in the real window: what came back, what is typed in, sent, taken over; for pictures and looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.model.nouns import CheckedParagraph
from reviewer_app.model.words import Bearing, CameBy, ReportStage, Said
from reviewer_app.report.content import MadeFor
from reviewer_app.review import factual_check, findings, reporting
from reviewer_app.review.factual_check import Answered
from reviewer_app.ui.pages.report import CHECKED, ReportPage
from reviewer_app.ui.theme import Theme
from tests.support import BuilderHere
from tests.ui.shell.scenes import FINDINGS, HEADING, Stage, on_stage
from tests.ui.support import Larkfield, make_bridge, wait_until

CHECK_SCENES: Final = (
    "factual-check",
    "factual-check-every",
    "factual-check-report",
    "factual-check-send",
    "factual-check-facts",
)
LATER: Final = (
    Bearing.EBI,
    "Teachers plan what each adult does in the first ten minutes, so that no pupil waits to begin.",
)
CORRECTION: Final = "Pupils explain their mathematics because most lessons ask for a proof."


def sends(made: Larkfield, *, answered: bool = True) -> str:
    """Let a draft with three findings go to the school; half of what it says waits to be decided."""
    do, opened = made.session.do, made.opened
    for bearing, words in (*FINDINGS, LATER):
        do(opened, findings.add_finding, HEADING, bearing, words)
    made_for = MadeFor("the headteacher", "factual check")
    do(opened, reporting.record_version, b"a draft", ReportStage.DRAFT, 2, made_for)
    draft = factual_check.latest_draft(opened)
    assert draft is not None
    asked = factual_check.asked_of(reporting.content_of(opened))
    check = do(opened, factual_check.open_check, draft, asked)
    assert isinstance(check, str)
    if answered:
        answers(made, check)
    return check


def answers(made: Larkfield, check: str) -> None:
    """Let the school answer: two of its points are decided, two wait."""
    do, opened = made.session.do, made.opened
    number = {one.text: one.number for one in opened.all(CheckedParagraph)}
    first, second = (number[words] for _bearing, words in FINDINGS)
    said = (
        Answered(1, Said.INACCURATE, "There are 398 pupils.", "The census of October"),
        Answered(first, Said.INACCURATE, CORRECTION, "The mathematics lead’s plans"),
        Answered(second, Said.DISCUSS, "Adults do ask; the visit was in a week of assessments."),
    )
    thanks = "Thank you for three days in which we learned much about ourselves."
    do(opened, factual_check.take_in, check, said, thanks, "Headteacher")
    last = f"{check}:{number[LATER[1]]}"
    do(
        opened,
        factual_check.answer,
        last,
        Said.INACCURATE,
        correction="In Years 3 and 4 only.",
        came_by=CameBy.PHONE,
    )
    why = "The plans ask for a proof in four lessons of five."
    do(opened, factual_check.decide, f"{check}:{first}", accepted=True, reason=why)
    do(opened, factual_check.decide, f"{check}:1", accepted=False, reason="It was 412 that week.")


class CheckStage(Stage):
    """Shows the factual check, what is typed in, the panel that sends it, or a correction on the sheet."""

    def show(self, scene: str) -> QWidget:
        if self._over is not None:
            self._over()
            self._over = None
        self._show_review("report")
        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        page.enter(CHECKED)
        self.settle()
        shown: dict[str, Callable[[ReportPage], None]] = {
            "factual-check-every": self._every,
            "factual-check-report": self._report,
            "factual-check-send": self._send,
            "factual-check-facts": self._facts,
        }
        page.checked.show_view("asked")
        if scene in shown:
            shown[scene](page)
        self.settle()
        return page

    def _every(self, page: ReportPage) -> None:
        page.checked.show_view("every")
        part = next(one for one in page.checked.parts() if one.beside.answer is None)
        part.type_answer()
        page.checked.scroller.follow_focus(part)

    def _report(self, page: ReportPage) -> None:
        part = next(
            one
            for one in page.checked.parts()
            if one.beside.decision is not None and one.beside.decision.accepted
        )
        part.report_wanted.emit(part.beside.paragraph.id)
        self._over = page.sheet.put_offer_away

    def _facts(self, page: ReportPage) -> None:
        page.facts.say(page.checked.parts()[0].beside)
        page.facts.open()
        self._over = page.facts.close_sheet

    def _send(self, page: ReportPage) -> None:
        page.bridge.session.builder = BuilderHere()
        page.send.open()
        wait_until(lambda: bool(page.send.until), 30)
        self._over = page.send.close_sheet


@contextmanager
def check_stage(folder: Path, theme: Theme) -> Iterator[CheckStage]:
    """Give a stage on the invented review, whose second draft the school has checked."""
    made = make_bridge(folder)
    sends(made)
    made.close()
    with on_stage(folder, theme, CheckStage) as shown:
        assert isinstance(shown, CheckStage)
        yield shown
