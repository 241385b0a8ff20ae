"""The two reports the typesetting is measured on: the sample's nine pages, and some forty."""

from dataclasses import replace
from typing import Final

from reviewer_app.report.content import HeadingFindings, ReportContent
from tests.report.sample import RICH

NINE: Final = RICH
_TIMES: Final = 11
"""How often the sample's findings stand in the long report, each time under headings of their own."""


def forty() -> ReportContent:
    """Give a report of some forty pages."""
    findings = [_again(under, time) for time in range(1, _TIMES + 1) for under in RICH.findings]
    return replace(RICH, findings=tuple(findings))


def _again(under: HeadingFindings, time: int) -> HeadingFindings:
    return replace(
        under,
        heading=f"{under.heading}, part {time}",
        went_well=tuple(replace(one, id=f"{one.id}-{time}") for one in under.went_well),
        even_better=tuple(replace(one, id=f"{one.id}-{time}") for one in under.even_better),
    )
