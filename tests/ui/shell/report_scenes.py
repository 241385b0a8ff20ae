"""The report in the real window while a team writes it: comments, and what changed, for pictures and looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.model.words import Bearing, Consenting, Given, Reader, ReportStage
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import MadeFor
from reviewer_app.report.signing import sign_pdf
from reviewer_app.review import comments, confirming, consent, findings, reporting
from reviewer_app.ui.pages.report import COMPARED, EXPORTED, PAGES, WRITING, ReportPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Scroller
from reviewer_app.vault.card import card_of
from reviewer_app.vault.identity import Identity
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.ui.shell.scenes import FINDINGS, HEADING, Stage, on_stage
from tests.ui.support import make_bridge, wait_until

REPORT_SCENES: Final = (
    *("report-confirming", "report-writing", "report-pages", "report-compared"),
    *("report-checked", "report-sealed-earlier", "report-shape", "report-sealing"),
    *("report-consent", "report-consent-given", "report-hand-in"),
)

YEAR: Final = timedelta(days=365)


class DraftedStage(Stage):
    """Shows the report's page."""

    def show(self, scene: str) -> QWidget:
        self.window.show_page("report")
        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        page.check.close_sheet()
        if scene in CHECKED:
            return self._checked(page, scene)
        page.shape.close_sheet()
        page.seal.close_sheet()
        page.draft.close_sheet()
        page.hand_in.close_sheet()
        views = {"report-compared": COMPARED, "report-pages": PAGES}
        views |= dict.fromkeys(("report-shape", "report-hand-in"), EXPORTED)
        page.enter(views.get(scene, WRITING))
        if scene == "report-shape":
            page.shape.open()
            wait_until(lambda: page.shape.made_of != "")
        elif scene == "report-sealing":
            page.seal.open()
        elif scene == "report-hand-in":
            self._hand_in(page)
        elif scene in CONSENT:
            self._ask_for_consent(page, CONSENT[scene])
        elif scene == "report-compared":
            wait_until(lambda: page.compared.said.text() != "")
            page.compared.step(1)
        elif scene == "report-pages":
            wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
        elif scene == "report-writing":
            page.sheet.step_comment(1)
        else:
            page.sheet.scroll_to(0)
        self.settle()
        return page

    def _ask_for_consent(self, page: ReportPage, made_for: MadeFor) -> None:
        """Name a reader the school has to agree to; or one it has agreed to."""
        panel = page.draft
        panel.open()
        panel.recipient.set_value(made_for.recipient)
        panel.purpose.set_value(made_for.purpose)
        panel.consent.set_reader(Reader.OTHER)
        panel.consent.look(made_for)
        panel.consent.agreed.setChecked(not panel.consent.agreed.isHidden())
        self.settle()
        panel.findChildren(Scroller)[0].follow_focus(panel.consent)

    def _hand_in(self, page: ReportPage) -> None:
        """Hand in to an office whose card was chosen, before the school was asked."""
        panel = page.hand_in
        panel.open()
        with TemporaryDirectory() as folder:
            card = Path(folder) / "office.card"
            card.write_bytes(card_of(Identity.generate("Larkshire Schools Partnership")))
            panel.use_card(card)
            wait_until(lambda: panel.recipient.value != "")
        panel.consent.agreed.setChecked(True)

    def _checked(self, page: ReportPage, scene: str) -> QWidget:
        page.check.open()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "Larkfield Primary School, peer review report.pdf"
            path.write_bytes(CHECKED[scene]())
            page.check.check(path)
            wait_until(page.check.stamp.isVisible, 60)
        if scene == "report-checked":
            page.check.details.click()
        self.settle()
        return page


def _sealed(day: int) -> bytes:
    """A report that was signed under a programme's root, on a day of November."""
    when = datetime(2026, 11, day, 9, 30, tzinfo=UTC)
    office = Office("Larkfield Peer Review", when - YEAR, when + YEAR)
    helen = office.person("Helen Marsh", when - YEAR, when + YEAR)
    return sign_pdf(build_pdf(PAIR, draft=False), helen, role="lead", when=when)


CONSENT: Final = {
    "report-consent": MadeFor("the multi-academy trust", "its school improvement board"),
    "report-consent-given": MadeFor("the local authority", "a place on its list of good practice"),
}
"""Whom the report is for, outside the school and the team: before the school was asked, and after it agreed."""

CHECKED: Final[dict[str, Callable[[], bytes]]] = {
    "report-checked": lambda: _sealed(17),
    "report-sealed-earlier": lambda: _sealed(27),
}
"""What is checked: a report as it should be, and one whose clock ran ahead."""


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
    do(
        opened,
        comments.comment,
        f"finding:{finding}",
        "Is this true of every year? We saw it in Years 3 to 6.",
        words="every lesson",
    )
    done = do(opened, comments.comment, f"finding:{finding}", "A comma is missing.")
    do(opened, comments.settle, done, done=True)
    do(opened, confirming.confirm, opened.versions()[0].id)
    do(opened, findings.remove_finding, gone, "said elsewhere")
    do(opened, findings.add_finding, HEADING, *FINDINGS[1])
    agreed = CONSENT["report-consent-given"]
    do(opened, consent.record, agreed.recipient, agreed.purpose, Consenting.HEAD, Given.WRITING)
    made.close()
    with on_stage(folder, theme, DraftedStage) as shown:
        yield shown
