"""Where the reader is named, the school's consent is recorded in the same place, and shown from then on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.model.words import Consenting, Given, Reader
from reviewer_app.review.consent import consents_in
from reviewer_app.ui.components.draft_panel import DraftPanel
from reviewer_app.ui.pages.report import ReportPage
from tests.support import BuilderHere
from tests.ui.pages.choosing import under_its_own_name
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, wait_until


@pytest.fixture
def panel(review: Larkfield, tmp_path: Path) -> Iterator[DraftPanel]:
    review.bridge.session.builder = BuilderHere()
    page = ReportPage(review.bridge, under_its_own_name(tmp_path))
    show(page, review)
    page.draft.open()
    yield page.draft
    page.leave()
    review.settle()
    page.close()


def names(panel: DraftPanel, recipient: str, purpose: str) -> None:
    panel.recipient.line.setText(recipient)
    panel.purpose.line.setText(purpose)
    panel.consent.set_reader(Reader.OTHER)


def test_the_school_is_asked_nothing(panel: DraftPanel) -> None:
    assert panel.consent.reader is Reader.SCHOOL
    assert panel.consent.agreed.isHidden()
    assert panel.consent.given_by.isHidden()


def test_for_somebody_else_nothing_begins_until_the_school_agreed(
    panel: DraftPanel, review: Larkfield
) -> None:
    names(panel, "the trust", "its board")
    panel.begin()
    assert panel.consent.missing.startswith("Ask the headteacher first")
    assert panel.progress.isHidden()
    assert review.opened.versions() == []
    # For the next reader it is asked anew.
    panel.consent.agreed.setChecked(True)
    panel.recipient.line.setText("the authority")
    assert not panel.consent.agreed.isChecked()


def test_one_press_records_who_agreed_and_how_and_makes_the_file(
    panel: DraftPanel, review: Larkfield
) -> None:
    names(panel, "the trust", "its board")
    panel.consent.agreed.setChecked(True)
    panel.consent.given_by.set_value(Consenting.GOVERNORS)
    panel.consent.how.set_value(Given.WRITING)
    panel.begin()
    wait_until(lambda: bool(panel.outcome) or not panel.refused.isHidden(), 60)
    assert panel.outcome.startswith("Exported")
    [given] = consents_in(review.opened)
    assert (given.recipient, given.purpose, given.given_by, given.how) == (
        *("the trust", "its board"),
        *(Consenting.GOVERNORS, Given.WRITING),
    )
    [version] = review.opened.versions()
    assert version.consent == given.id
    assert panel.consent.words.startswith("Agreed by the chair of governors, in writing, on")
    panel.consent.withdraw.click()
    wait_until(lambda: consents_in(review.opened)[0].withdrawn_at is not None)
    assert panel.consent.words == ""
    panel.begin()
    assert panel.consent.missing
    assert len(review.opened.versions()) == 1
