"""Two pages for governors, whatever the report says, and no sentence cut."""

import dataclasses
from pathlib import Path

import pytest

from reviewer_app.report.build import build_governors
from reviewer_app.report.content import HeadingFindings, ReportContent, ReportFinding
from tests.report.sample import HOSTILE, RICH, TINY
from tests.report.tools import failed_rules, pages_of, structure_of, text_of

LONG = dataclasses.replace(
    RICH,
    findings=tuple(
        HeadingFindings(
            f"Heading {heading}",
            tuple(
                ReportFinding(f"w{at}", f"Strength {at} of {heading} is told at length. " * 3)
                for at in range(7)
            ),
            (ReportFinding("e", f"Pupils of {heading} do more, so that they learn more."),) * 2,
        )
        for heading in range(6)
    ),
)


def of(content: ReportContent) -> bytes:
    return build_governors(content, draft=False)


@pytest.fixture(scope="module")
def rich() -> bytes:
    return of(RICH)


def test_what_fits_is_told_in_full(rich: bytes, tmp_path: Path) -> None:
    text = text_of(rich, tmp_path)
    assert len(pages_of(rich, tmp_path)) == 2
    for under in RICH.findings:
        for finding in (*under.went_well, *under.even_better):
            assert finding.text.rpartition(" ")[2] in text
    assert "in the report." not in text.replace("stands in the report word for word", "")
    assert "It is not an inspection report." in text
    assert "Quality of provision and outcomes Effective Effective" in text
    assert "To talk about this report: Helen Marsh, lead reviewer, 01632 960118." in text


@pytest.mark.parametrize("content", [LONG, HOSTILE], ids=["long", "hostile"])
def test_never_more_than_two_pages_and_what_is_left_is_counted(
    content: ReportContent, tmp_path: Path
) -> None:
    pdf = of(content)
    assert 1 <= len(pages_of(pdf, tmp_path)) <= 2
    assert "in the report" in text_of(pdf, tmp_path)
    assert failed_rules(pdf) == []


def test_each_heading_keeps_its_first_findings_whole(tmp_path: Path) -> None:
    text = text_of(of(LONG), tmp_path)
    for heading in range(6):
        assert " ".join((f"Strength 0 of {heading} is told at length. " * 3).split()) in text
        assert f"Pupils of {heading} do more, so that they learn more." in text
    assert "more in the report." in text


def test_summary_is_fit_to_read_aloud_and_to_last(rich: bytes) -> None:
    assert failed_rules(rich) == []
    assert structure_of(rich).complaints == []
    assert of(RICH) == rich


def test_a_draft_says_so(tmp_path: Path) -> None:
    pdf = build_governors(RICH, draft=True)
    assert all("Draft 2: Larkfield" in page for page in pages_of(pdf, tmp_path))
    assert failed_rules(pdf) == []


def test_little_takes_one_page(tmp_path: Path) -> None:
    text = text_of(of(TINY), tmp_path)
    assert "Pupils talk about books they chose themselves." in text
    assert "Even better if" not in text
