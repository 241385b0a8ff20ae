"""The report as it is typeset: cover, summary, findings, and what stands behind them.

`story` turns content into blocks and, alongside, into the structure tree. Nothing is printed for
what is absent: no empty section, no heading without something under it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import (
    AreaOfExcellence,
    Fact,
    HeadingFindings,
    ReportContent,
    ReportFinding,
    Signatory,
    SummaryRow,
    WhatWasSeen,
)
from reviewer_app.report.flowables import (
    Block,
    Cell,
    Heading,
    Line,
    Place,
    Row,
    Rows,
    SignaturePlace,
    Stack,
    Words,
)
from reviewer_app.report.fonts import SANS, SERIF_ITALIC, clean, paragraphs, runs
from reviewer_app.report.structure import Element
from reviewer_app.report.wording import (
    activity_label,
    draft_line,
    draft_number,
    evidence_line,
    listed,
    sealing_lines,
    subtitle,
    time_spent,
)

GAP: Final = 30.0
# Longer than this, a value no longer stands on one line beside its label.
_LONG_VALUE: Final = 140
# What must fit under a heading: four lines of narrative and a caption. Three lines cannot be
# broken without leaving one alone, four can; so a heading never stands alone at a page's foot.
_UNDER_HEADING: Final = 4 * style.NARRATIVE.leading + style.CAPTION.leading


@dataclass(slots=True)
class _Story:
    """Blocks in the order they are printed, and the element new ones belong to."""

    content: ReportContent
    root: Element
    blocks: list[Flowable]
    waiting: tuple[CondPageBreak, float] | None = None

    def space(self, height: float) -> None:
        self.blocks.append(Spacer(1, height))

    def words(self, text: str, look: ParagraphStyle, element: Element | None = None) -> None:
        self.blocks.append(Words.of(element or self.root.add("P"), text, look))

    def heading(self, title: str, *, sub: bool = False, room: float = _UNDER_HEADING) -> None:
        """A heading, moved to the next page when not even `room` is left under it."""
        look = style.SUBHEADING if sub else style.HEADING
        before, after = (14, 5) if sub else (26, 7)
        heading = Heading.of(self.root.add("H3" if sub else "H2"), title, look)
        heading.outline = (clean(title), 1 if sub else 0)
        heading.spaceBefore, heading.spaceAfter = before, after
        height = heading.height_at(style.TEXT_WIDTH)
        needed = before + height + after
        page_break = CondPageBreak(needed + room)
        self.waiting = (page_break, needed)
        self.blocks += [page_break, heading]

    def stack(self, stack: Stack) -> None:
        """Paragraphs; right under a heading, what they need decides where the heading goes."""
        if self.waiting is not None and isinstance(self.blocks[-1], Heading):
            page_break, needed = self.waiting
            _width, height = stack.wrap(style.TEXT_WIDTH, 0)
            page_break.height = needed + (height if stack.kept_whole else _UNDER_HEADING)
        self.waiting = None
        self.blocks.append(stack)

    def narrative(self, passages: Iterable[str], look: ParagraphStyle = style.NARRATIVE) -> None:
        """Paragraphs at the narrative's measure."""
        for text in (part for passage in passages for part in paragraphs(passage)):
            block = Block(Words.of(self.root.add("P"), text, look))
            self.stack(Stack([block], measure=style.MEASURE, after=7))


def story(content: ReportContent, *, draft: bool) -> tuple[list[Flowable], Element]:
    """The report's blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    told = _Story(content, root, [])
    _cover(told, draft=draft)
    _summary(told, content.summary)
    _passages(told, _("Introduction"), content.introduction)
    _passages(told, _("The school in context"), content.context)
    for findings in content.findings:
        _findings(told, findings)
    _excellence(told, content.excellence)
    _previous(told)
    _seen(told, content.seen)
    _agreed(told)
    _team(told)
    for section in content.sections:
        _passages(told, section.title, section.passages)
    if not draft:
        _signatures(told)
    _about(told, draft=draft)
    return told.blocks, root


def _cover(told: _Story, *, draft: bool) -> None:
    content = told.content
    told.words(content.programme, style.KICKER)
    told.space(4)
    title = Heading.of(told.root.add("H1"), content.school, style.TITLE)
    told.blocks.append(title)
    told.space(6)
    block = Block(Words.of(told.root.add("P"), subtitle(content), style.SUBTITLE))
    told.blocks.append(Stack([block], measure=style.TEXT_WIDTH - 40))
    if draft:
        told.space(8)
        told.words(draft_line(content.draft), style.STATUS)
    if content.facts:
        told.space(20)
        _facts(told, content.facts, columns=2)


def _facts(told: _Story, facts: Sequence[Fact], *, columns: int) -> None:
    """Labels and values above hairlines; too long for a column, a fact takes the whole width."""
    listing = told.root.add("L")
    width = (style.TEXT_WIDTH - GAP * (columns - 1)) / columns
    waiting: list[tuple[Fact, Element]] = []

    def flush() -> None:
        if waiting:
            told.blocks.append(
                _fact_row([(f, e, i * (width + GAP), width) for i, (f, e) in enumerate(waiting)])
            )
            waiting.clear()

    for fact in facts:
        item = listing.add("LI")
        if columns > 1 and _too_long(fact, width):
            flush()
            told.blocks.append(_fact_row([(fact, item, 0, style.TEXT_WIDTH)]))
            continue
        waiting.append((fact, item))
        if len(waiting) == columns:
            flush()
    flush()


def _room_for(facts: Sequence[Fact]) -> float:
    """About what the facts need; a short list of them is not broken across pages."""
    return min(27.0 * len(facts), 230.0)


def _text_width(text: str, look: ParagraphStyle) -> float:
    return sum(
        pdfmetrics.stringWidth(run.text, run.font, look.fontSize)
        for run in runs(clean(text), look.fontName)
    )


def _too_long(fact: Fact, width: float) -> bool:
    needed = _text_width(fact.label, style.LABEL) + _text_width(fact.value, style.VALUE)
    return needed + 12 > width


def _fact_row(facts: Sequence[tuple[Fact, Element, float, float]]) -> Row:
    cells: list[Cell] = []
    lines: list[Line] = []
    for fact, item, left, width in facts:
        wanted = _text_width(fact.value, style.VALUE)
        label_width = min(
            _text_width(fact.label, style.LABEL) + 1, max(width - wanted - 13, width * 0.4)
        )
        value_width = width - label_width - 12
        long = len(fact.value) > _LONG_VALUE
        label = Words.of(item.add("Lbl"), fact.label, style.LABEL)
        value = Words.of(item.add("LBody"), fact.value, style.VALUE if long else style.VALUE_RIGHT)
        cells += [
            Cell(label, left, label_width),
            Cell(value, left + width - value_width, value_width),
        ]
        lines.append(Line(left, width, style.LINE))
    return Row(cells, lines)


def _summary(told: _Story, rows: Sequence[SummaryRow]) -> None:
    """The estimates as agreed; the column for last time only where there is something in it."""
    agreed = [row for row in rows if row.now]
    if not agreed:
        return
    with_last = any(row.last_time for row in agreed)
    titles = (
        (_("Heading"), _("Last time"), _("Now, as agreed"))
        if with_last
        else (_("Heading"), _("As agreed"))
    )
    columns = [[row.last_time or _("No earlier estimate") for row in agreed]] if with_last else []
    columns.append([row.now or "" for row in agreed])
    lefts, widths = _columns(titles, columns)
    table = told.root.add("Table")
    head_row = table.add("THead").add("TR")
    heads = [head_row.add("TH", scope="Column") for _title in titles]
    body = table.add("TBody")

    def header() -> Row:
        cells = [
            Cell(Words.of(element, title, style.COLUMN), left, width)
            for element, title, left, width in zip(heads, titles, lefts, widths, strict=True)
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.INK, 0.9)])

    def row(summary: SummaryRow) -> Row:
        line = body.add("TR")
        texts = [(summary.heading, style.CELL)]
        if with_last:
            texts.append(
                (summary.last_time, style.CELL)
                if summary.last_time
                else (_("No earlier estimate"), style.CELL_QUIET)
            )
        texts.append((summary.now or "", style.CELL_STRONG))
        elements = [line.add("TH", scope="Row"), *(line.add("TD") for _text in texts[1:])]
        cells = [
            Cell(Words.of(element, text, look), left, width)
            for element, (text, look), left, width in zip(
                elements, texts, lefts, widths, strict=True
            )
        ]
        return Row(cells, [Line(0, style.TEXT_WIDTH, style.LINE)], above=7, below=7.5)

    told.blocks.append(CondPageBreak(120))
    told.space(24)
    told.blocks.append(Rows(header, [row(summary) for summary in agreed]))


def _columns(
    titles: Sequence[str], columns: Sequence[Sequence[str]]
) -> tuple[list[float], list[float]]:
    """Where the summary's columns stand and how wide they are: the words need least, so first."""
    gap, widest = 18.0, 132.0
    widths = [
        min(widest, max(_text_width(text, style.CELL_STRONG) for text in (title, *texts)) + 1)
        for title, texts in zip(titles[1:], columns, strict=True)
    ]
    widths.insert(0, style.TEXT_WIDTH - sum(widths) - gap * len(widths))
    lefts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    return lefts, widths


def _passages(told: _Story, title: str, passages: Sequence[str]) -> None:
    if not any(paragraphs(passage) for passage in passages):
        return
    told.heading(title)
    told.narrative(passages)


def _so_that() -> re.Pattern[str]:
    """The words an EBI turns on, in the reader's language; they are set in italics."""
    return re.compile(rf"\b({re.escape(_('so that'))})\b", re.IGNORECASE)


def _finding(told: _Story, finding: ReportFinding, *, well: bool) -> None:
    text = f"{clean(finding.text)} {clean(finding.builds_on or '')}".strip()
    emphasis = None if well else (_so_that(), SERIF_ITALIC)
    blocks = [
        Block(Words.of(told.root.add("P"), text, style.NARRATIVE, emphasis=emphasis)),
        *_caption(told, evidence_line(finding.evidence)),
    ]
    told.stack(_barred(blocks, well=well))


def _barred(blocks: Sequence[Block], *, well: bool) -> Stack:
    return Stack(
        blocks,
        measure=style.MEASURE,
        indent=style.INDENT,
        bar=style.WENT_WELL if well else style.EVEN_BETTER,
        after=10,
    )


def _caption(told: _Story, text: str | None) -> list[Block]:
    if text is None:
        return []
    return [Block(Words.of(told.root.add("P"), text, style.CAPTION), before=3, caption=True)]


def _findings(told: _Story, findings: HeadingFindings) -> None:
    """What went well under a heading of the framework, then what would be even better."""
    if findings.went_well:
        told.heading(_("{heading}: what went well").format(heading=findings.heading))
        for finding in findings.went_well:
            _finding(told, finding, well=True)
    if findings.even_better:
        if findings.went_well:
            told.heading(_("Even better if"), sub=True)
        else:
            told.heading(_("{heading}: even better if").format(heading=findings.heading))
        for finding in findings.even_better:
            _finding(told, finding, well=False)


def _excellence(told: _Story, area: AreaOfExcellence | None) -> None:
    if area is None:
        return
    if not (area.outcome or any(map(paragraphs, area.passages))):
        return
    told.heading(_("Area of excellence: {title}").format(title=area.title))
    blocks = []
    if area.outcome:
        outcome = _("As agreed: {outcome}").format(outcome=area.outcome)
        blocks.append(Block(Words.of(told.root.add("P"), outcome, style.CELL_STRONG)))
    blocks += [
        Block(Words.of(told.root.add("P"), text, style.NARRATIVE), before=7)
        for passage in area.passages
        for text in paragraphs(passage)
    ]
    blocks += _caption(told, evidence_line(area.evidence))
    told.stack(_barred(blocks, well=True))


def _previous(told: _Story) -> None:
    """What the last review suggested, each with what became of it."""
    if not told.content.previous:
        return
    told.heading(_("What became of the last review’s “even better if”"))
    for earlier in told.content.previous:
        blocks = [Block(Words.of(told.root.add("P"), earlier.text, style.NARRATIVE))]
        if earlier.became:
            became = _("Since then: {became}").format(became=earlier.became)
            blocks.append(Block(Words.of(told.root.add("P"), became, style.PLAIN), before=3))
        told.stack(Stack(blocks, measure=style.MEASURE, after=12))


def _seen(told: _Story, seen: WhatWasSeen) -> None:
    """What the review rests on, in counts."""
    facts = [
        Fact(activity_label(activity.kind, activity.count), str(activity.count))
        for activity in seen.activities
        if activity.count
    ]
    if seen.minutes:
        facts.append(Fact(_("Time in lessons"), time_spent(seen.minutes)))
    if seen.pupils_spoken_to:
        facts.append(Fact(_("Pupils spoken to"), str(seen.pupils_spoken_to)))
    if seen.year_groups:
        facts.append(Fact(_("Year groups"), listed(seen.year_groups)))
    if seen.subjects:
        facts.append(Fact(_("Subjects"), listed(seen.subjects)))
    if facts:
        told.heading(_("What we saw"), room=_room_for(facts))
        _facts(told, facts, columns=2)


def _agreed(told: _Story) -> None:
    """Who agreed the findings, by role; and a different view in its holder's own words."""
    content = told.content
    if content.agreed:
        facts = [
            Fact(f"{who.role}, {who.name}" if who.name else who.role, who.date)
            for who in content.agreed
        ]
        told.heading(_("Who agreed these findings"), room=_room_for(facts))
        _facts(told, facts, columns=1)
    _passages(told, _("A different view"), content.different_view)


def _team(told: _Story) -> None:
    content = told.content
    if content.reviewers:
        facts = [Fact(who.name, who.role) for who in content.reviewers]
        told.heading(_("The review team"), room=_room_for(facts))
        _facts(told, facts, columns=2)
    if content.contact:
        told.space(12)
        contact = _("To talk about this report: {who}, {reach}.").format(
            who=content.contact.who, reach=content.contact.reach
        )
        told.words(contact, style.PLAIN)


def _place(told: _Story, signatory: Signatory) -> Place:
    texts = [(signatory.title, style.LABEL)]
    if signatory.name:
        texts.append((signatory.name, style.SIGNATORY))
    if signatory.date:
        texts.append((signatory.date, style.LABEL))
    words = tuple(Words.of(told.root.add("P"), text, look) for text, look in texts)
    tooltip = _("Signature: {title}").format(title=clean(signatory.title))
    form = told.root.add("Form")
    return Place(words, field_name(signatory.role), tooltip, form, style.INK)


def field_name(role: str) -> str:
    """The name of the prepared signature field for a role ("lead" or "head")."""
    return f"signature-{role}"


def _signatures(told: _Story) -> None:
    """The places to sign; only a final report has them."""
    signatories = told.content.signatories
    if not signatories:
        return
    told.heading(_("Signatures"), room=130)
    places = [_place(told, signatory) for signatory in signatories[:2]]
    told.blocks.append(SignaturePlace(places, gap=GAP))


def _about(told: _Story, *, draft: bool) -> None:
    if draft:
        told.heading(_("About this draft"))
        told.narrative(
            [_("A draft is not signed. What it says may change until it is final.")], style.PLAIN
        )
    elif told.content.sealing:
        told.heading(_("About this file"), room=130)
        told.narrative(sealing_lines(told.content.sealing), style.PLAIN)


def footer(
    content: ReportContent, canvas: ReportCanvas, page: int, pages: int, *, draft: bool
) -> None:
    """School and month, what the estimates are not, and "page of pages", under a hairline."""
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.6)
    left, right = style.MARGIN, style.PAGE_WIDTH - style.MARGIN
    canvas.line(left, style.FOOTER_RULE, right, style.FOOTER_RULE)
    canvas.setFillColor(style.INK_LABEL)
    if any(row.now for row in content.summary):
        note = _("Estimates are developmental and are not inspection grades")
    else:
        note = _("This report belongs to the school")
    number = _("{page} of {pages}").format(page=page, pages=pages)
    size = style.FOOTER_SIZE
    number_width = _width(_runs(number), size)
    note_width = _width(_runs(note), size)
    note_left = right - number_width - 18 - note_width
    _draw(canvas, right - number_width, _runs(number))
    _draw(canvas, note_left, _runs(note))
    whose = f"{clean(content.school)}, {clean(content.month)}".rstrip(", ")
    if draft:
        whose = f"{draft_number(content.draft)}: {whose}"
    _draw(canvas, left, _runs(_shortened(whose, note_left - 18 - left)))


def _runs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((run.font, run.text) for run in runs(text, SANS))


def _width(parts: Sequence[tuple[str, str]], size: float) -> float:
    return sum(pdfmetrics.stringWidth(text, font, size) for font, text in parts)


def _draw(canvas: ReportCanvas, left: float, parts: Sequence[tuple[str, str]]) -> None:
    for font, text in parts:
        canvas.setFont(font, style.FOOTER_SIZE)
        canvas.drawString(left, style.FOOTER_LINE, text)
        left += pdfmetrics.stringWidth(text, font, style.FOOTER_SIZE)


def _shortened(text: str, width: float) -> str:
    """`text`, cut with an ellipsis at a word where it is wider than `width`."""
    if _width(_runs(text), style.FOOTER_SIZE) <= width:
        return text
    while text and _width(_runs(f"{text}…"), style.FOOTER_SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


def watermark(canvas: ReportCanvas) -> None:
    """The word "Draft" across the page, under everything and too pale to hinder reading."""
    with canvas.pagination("Watermark"):
        canvas.saveState()
        canvas.translate(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
        canvas.rotate(52)
        canvas.setFillColor(style.WATERMARK)
        canvas.setFont(style.TITLE.fontName, 190)
        canvas.drawCentredString(0, -60, _("Draft"))
        canvas.restoreState()
