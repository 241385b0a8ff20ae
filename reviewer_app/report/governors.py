"""Two pages for governors: what it was, how it stands, what went well and what would be even better, whom to ask.

No sentence is cut. Where all does not fit, each heading gives as many of its first findings as do, and how many more
the report has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.report import style
from reviewer_app.report.content import HeadingFindings, ReportContent, ReportFinding
from reviewer_app.report.fonts import clean
from reviewer_app.report.outline import estimates
from reviewer_app.report.paging import Placed, paged
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.structure import Element
from reviewer_app.report.tables import summary_table
from reviewer_app.report.telling import Telling
from reviewer_app.report.wording import contact_line, status_lines, subtitle
from reviewer_app.report.words import Heading, Words

MOST_PAGES: Final = 2
_MOST_TRIED: Final = 6
"""Findings of a heading that are ever tried where not all fit."""
_SHORT: Final = 220
"""Characters: a finding no longer than this has a place even where hardly any has."""
_FEW_ROWS: Final = 12
"""Of a table that stands on the first page even then."""


def governors_pages(content: ReportContent, *, draft: bool) -> tuple[list[list[Placed]], Element]:
    """Give the summary as full as it fits, laid on its pages, and the structure tree it belongs to."""
    for measure in _measures(content):
        blocks, root = _story(content, measure, draft=draft)
        pages = paged(blocks)
        if len(pages) <= MOST_PAGES:
            break
    return pages, root


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much is told: of each heading the first `findings`, but for those longer than so many characters."""

    findings: int
    longest: int = 1_000_000


def _measures(content: ReportContent) -> Iterator[_Measure]:
    """Give ever shorter measures, the fullest first; the last fits on two pages whatever the report says."""
    most = max((len(found) for one in _headings(content) for found in _both(one)), default=0)
    yield _Measure(most)
    for findings in range(min(most - 1, _MOST_TRIED), 0, -1):
        yield _Measure(findings)
    yield _Measure(1, _SHORT)
    yield _Measure(0)


def _story(
    content: ReportContent, measure: _Measure, *, draft: bool
) -> tuple[list[Flowable], Element]:
    """Give the summary's blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    told = Telling(content, root, [])
    _cover(told, draft=draft)
    agreed = estimates(content.summary)
    if agreed and (measure.findings or len(agreed.rows) <= _FEW_ROWS):
        told.space(12)
        told.blocks.append(summary_table(agreed, root.add("Table"), {}))
    for title, well in ((_("What went well"), True), (_("Even better if"), False)):
        _part(told, title, measure, well=well)
    told.heading(_("The whole report, and whom to ask"))
    told.narrative(_whom(content), style.PLAIN)
    return told.blocks, root


def _headings(content: ReportContent) -> tuple[HeadingFindings, ...]:
    area = content.excellence.findings if content.excellence else None
    return (*content.findings, *([area] if area else []))


def _both(findings: HeadingFindings) -> tuple[tuple[ReportFinding, ...], ...]:
    return findings.went_well, findings.even_better


def _cover(told: Telling, *, draft: bool) -> None:
    content = told.content
    told.words(_("A summary for governors"), style.in_colour(style.KICKER, told.colour))
    told.space(3)
    told.blocks.append(Heading.of(told.root.add("H1"), content.school, style.SHEET_TITLE))
    told.space(4)
    block = Block(Words.of(told.root.add("P"), subtitle(content), style.PLAIN))
    told.stack(Stack([block], measure=style.TEXT_WIDTH - 40))
    status = status_lines(content, draft=draft)
    if status:
        told.space(6)
        told.words(status[0], style.STATUS)


def _part(told: Telling, title: str, measure: _Measure, *, well: bool) -> None:
    """One of the two kinds of finding: heading after heading, each with its first ones."""
    under = [
        (one, one.went_well if well else one.even_better)
        for one in _headings(told.content)
        if (one.went_well if well else one.even_better)
    ]
    if not under:
        return
    told.heading(title)
    if not measure.findings:
        count = sum(len(found) for _one, found in under)
        told.narrative([_in_report(count)], style.PLAIN)
        return
    for one, found in under:
        first = found[: measure.findings]
        said = [finding for finding in first if len(finding.text) <= measure.longest]
        told.heading(one.short or one.heading, level=3)
        for finding in said:
            text = Words.of(told.root.add("P"), finding.text, style.PLAIN)
            bar = style.WENT_WELL if well else style.EVEN_BETTER
            told.stack(
                Stack(
                    [Block(text)], measure=style.TEXT_WIDTH, indent=style.INDENT, bar=bar, after=4
                )
            )
        left = len(found) - len(said)
        if left:
            told.narrative([_more(left) if said else _in_report(left)], style.CAPTION)


def _more(count: int) -> str:
    return ngettext(
        "And {count} more in the report.", "And {count} more in the report.", count
    ).format(count=count)


def _in_report(count: int) -> str:
    return ngettext(
        "{count} finding, in the report.", "{count} findings, in the report.", count
    ).format(count=count)


def _whom(content: ReportContent) -> Sequence[str]:
    said = [
        _(
            "Every finding above stands in the report word for word. The headteacher has the whole of it."
        )
    ]
    if content.contact:
        said.append(clean(contact_line(content.contact)))
    return said
