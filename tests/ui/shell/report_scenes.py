"""The report in the real window while a team writes it: what changed since a draft, for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.model.words import Bearing, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import findings, reporting
from reviewer_app.ui.pages.report import COMPARED, ReportPage
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import FINDINGS, HEADING, Stage, on_stage
from tests.ui.support import make_bridge, wait_until

REPORT_SCENES: Final = ("report-compared",)


class DraftedStage(Stage):
    """Shows the report's page."""

    def show(self, scene: str) -> QWidget:
        self.window.show_page("report")
        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        page.enter(scene.removeprefix("report-"))
        if page.view == COMPARED:
            wait_until(lambda: page.compared.said.text() != "")
            page.compared.step(1)
        self.settle()
        return page


@contextmanager
def report_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review, whose report was changed since its first draft."""
    made = make_bridge(folder)
    do, opened = made.session.do, made.opened
    (bearing, words), _other = FINDINGS
    finding = do(opened, findings.add_finding, HEADING, bearing, words)
    gone = do(opened, findings.add_finding, HEADING, Bearing.WWW, "Corridors are calm.")
    do(
        opened,
        reporting.record_version,
        b"%PDF-",
        ReportStage.DRAFT,
        1,
        MadeFor("the headteacher", "factual check"),
    )
    do(
        opened,
        findings.edit_finding,
        finding,
        text="Most pupils explain their mathematics, because every lesson asks them to prove it.",
    )
    do(opened, findings.remove_finding, gone, "said elsewhere")
    do(opened, findings.add_finding, HEADING, *FINDINGS[1])
    made.close()
    with on_stage(folder, theme, DraftedStage) as shown:
        yield shown
