"""What a reader for blind people needs, as an independent checker of PDF/UA-1 sees it."""

import page
import pytest

from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import ReportContent
from tests.report.sample import HOSTILE, RICH, TINY


def failed_rules(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [one.rule_id for one in report.failures]


@pytest.mark.parametrize("content", [RICH, TINY, HOSTILE], ids=["rich", "tiny", "hostile"])
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_every_report_is_pdf_ua(content: ReportContent, draft: bool) -> None:
    assert failed_rules(build_pdf(content, draft=draft)) == []


def test_signed_report_is_still_pdf_ua(signed: bytes, countersigned: bytes) -> None:
    assert failed_rules(signed) == []
    assert failed_rules(countersigned) == []
