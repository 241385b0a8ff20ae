"""Handing in to the programme's office from the window: its card, the school's consent, one sealed file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.model.words import ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import reporting
from reviewer_app.sync.findings_file import read_findings
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.hand_in_panel import HandInPanel
from reviewer_app.ui.pages.report import EXPORTED, ReportPage
from reviewer_app.vault.card import card_of
from reviewer_app.vault.identity import Identity
from tests.ui.support import Larkfield, wait_until

OFFICE = Identity.generate("The programme office")
SEAL_FIRST = "Only what a sealed final says is handed in. Seal the report first."


@pytest.fixture
def panel(review: Larkfield, tmp_path: Path) -> Iterator[HandInPanel]:
    card = tmp_path / "office.card"
    card.write_bytes(card_of(OFFICE))
    files = FileChoice(
        lambda _parent, proposed: proposed,
        lambda _parent, _kinds: card,
        lambda _path: None,
        lambda: tmp_path,
    )
    page = ReportPage(review.bridge, files)
    review.bridge.changed.connect(page.refresh)
    page.resize(1060, 740)
    page.show()
    page.enter(EXPORTED)
    yield page.hand_in
    page.leave()
    page.close()
    review.settle()
    page.deleteLater()


def sealed(review: Larkfield) -> None:
    head = MadeFor("the headteacher", "to keep")
    review.bridge.do(reporting.record_version, b"%PDF", ReportStage.FINAL, 1, head)
    wait_until(lambda: bool(review.opened.versions()))


def test_what_is_no_final_is_not_handed_in(panel: HandInPanel) -> None:
    panel.open()
    wait_until(lambda: panel.start.disabled_reason == SEAL_FIRST)
    assert not panel.recipient.isVisible()
    assert not panel.consent.who.isVisible()


def test_a_final_leaves_sealed_to_the_office_once_the_school_agreed(
    panel: HandInPanel, review: Larkfield, tmp_path: Path
) -> None:
    sealed(review)
    panel.open()
    assert panel.start.disabled_reason == "Choose the office’s card first."
    panel.choose.click()
    wait_until(lambda: panel.recipient.value == OFFICE.name)
    wait_until(panel.start.isEnabled)
    panel.start.click()
    assert panel.consent.missing.startswith("Ask the headteacher first")
    assert list(tmp_path.glob("*.rvf")) == []
    panel.consent.agreed.click()
    panel.start.click()
    wait_until(lambda: bool(panel.outcome) or panel.refused.isVisible())
    assert panel.refused.text == ""
    [file] = tmp_path.glob("*.rvf")
    assert file.name == "Larkfield Primary School, findings for The programme office.rvf"
    assert panel.outcome.startswith("Saved, and not sent yet")
    found = read_findings(file.read_bytes(), OFFICE)
    assert found.consent["given_by"] == "head"
    [left] = [one for one in review.opened.versions() if one.shape is ReportShape.OPEN_DATA]
    assert (left.recipient, bool(left.consent)) == (OFFICE.name, True)
