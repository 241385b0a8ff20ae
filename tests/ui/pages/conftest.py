"""What tests of several files share: the page Report, with one finding on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from reviewer_app.ui.pages.report import ReportPage
from tests.ui.pages.choosing import Chosen
from tests.ui.pages.report_stage import PARTNER
from tests.ui.support import Larkfield


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    """What the page Report is answered where it asks for a file."""
    return Chosen(tmp_path)


@pytest.fixture
def finding(review: Larkfield) -> str:
    """A finding of the invented review, for the page Report."""
    made = review.session.do(review.opened, findings.add_finding, "provision", Bearing.WWW, PARTNER)
    assert isinstance(made, str)
    return made


@pytest.fixture
def page(review: Larkfield, chosen: Chosen, finding: str) -> Iterator[ReportPage]:
    """Give the page Report of the invented review, with one finding on it."""
    made = ReportPage(review.bridge, chosen.files())
    review.bridge.changed.connect(made.refresh)
    made.resize(1060, 740)
    made.show()
    made.enter("")
    yield made
    made.leave()
    made.close()
    review.settle()
    made.deleteLater()
