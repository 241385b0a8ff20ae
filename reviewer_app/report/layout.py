"""The report as it is typeset: cover, summary, findings, and what stands behind them.

`story` turns content into blocks and, alongside, into the structure tree. Nothing is printed for
what is absent: no empty section, no heading without something under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.content import (
    AreaOfExcellence,
    Fact,
    HeadingFindings,
    ReportContent,
    ReportFinding,
    Section,
    Signatory,
    SummaryRow,
)
from reviewer_app.report.contents import LONG, contents_lines
from reviewer_app.report.facts import room_for
from reviewer_app.report.fonts import SANS_SEMIBOLD, SERIF_ITALIC, clean, paragraphs
from reviewer_app.report.form_section import form_section
from reviewer_app.report.hypothesis_section import hypothesis_section
from reviewer_app.report.logo import Band, Logo
from reviewer_app.report.paging import ROOM, Placed, RoomFor, paged
from reviewer_app.report.sides import from_many_sides, then_and_now
from reviewer_app.report.signature_place import (
    TIME_FIELDS,
    Below,
    Place,
    SignaturePlace,
    TimePlace,
    field_name,
)
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.structure import Element, Spot
from reviewer_app.report.support_section import support_section
from reviewer_app.report.tables import plan_table, previous_table, so_that, summary_table
from reviewer_app.report.telling import AFTER, Telling
from reviewer_app.report.wording import (
    contact_line,
    evidence_line,
    facts_checked_line,
    last_time_notes,
    not_agreed_lines,
    plan_words,
    sealing_lines,
    seen_facts,
    status_lines,
    subtitles,
    uncounted_words,
)
from reviewer_app.report.words import Heading, Words, beginning

_CONTENTS: Final = 160.0
"""Points: the heading of the contents and some lines of them."""
_SHORT_TABLE: Final = 240.0
"""Points: a table that is no taller is not broken."""
_TABLE_BEGINS: Final = 150.0
"""Points of a longer one that stand under its heading: its titles and two rows or so."""
_AFTER_PLAN_WORDS: Final = 7.0
"""Points between the words above the table of every EBI and the table."""


@dataclass(frozen=True, slots=True)
class Story:
    """A report's blocks in reading order, and the structure tree they belong to.

    `contents` is the place for the contents, if it turns out to be long: after how many blocks, and the element.
    """

    blocks: list[Flowable]
    root: Element
    sections: list[Heading]
    contents: tuple[int, Element]

    def pages(self) -> list[list[Placed]]:
        """Lay the report on pages, with contents if there are many."""
        pages = paged(self.blocks)
        if len(pages) < LONG:
            return pages
        after, element = self.contents
        title = Heading.of(element.add("H2"), _("Contents"), style.HEADING)
        title.spaceBefore, title.spaceAfter = 26, 7
        lines = contents_lines(element.add("TOC"), self.sections)
        heights = [block.wrap(style.TEXT_WIDTH, ROOM)[1] for block in (title, *lines)]
        whole = sum(heights) + title.spaceBefore + title.spaceAfter
        room = RoomFor(whole if whole <= ROOM else _CONTENTS, least=_CONTENTS)
        return paged([*self.blocks[:after], room, title, *lines, *self.blocks[after:]])


def story(content: ReportContent, *, draft: bool) -> Story:
    """The report's blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    told = Telling(content, root, [])
    _cover(told, draft=draft)
    _summary(told, content.summary)
    contents = (len(told.blocks), root.add("Sect"))
    _passages(told, _("Introduction"), content.introduction)
    _passages(told, _("The school in context"), content.context)
    for form in content.forms:
        if form.first:
            form_section(told, form)
    for findings in content.findings:
        _findings(told, findings)
    _excellence(told, content.excellence)
    _plan(told)
    support_section(told)
    _previous(told)
    hypothesis_section(told)
    for form in content.forms:
        if not form.first:
            form_section(told, form)
    _seen(told)
    _agreed(told)
    _team(told)
    for section in content.sections:
        _section(told, section)
    if not draft:
        _signatures(told)
    _about(told, draft=draft)
    return Story(told.blocks, root, told.sections, contents)


def _cover(told: Telling, *, draft: bool) -> None:
    content = told.content
    if content.look.colour:
        told.blocks.append(Band(told.colour))
    measure = style.TEXT_WIDTH
    if content.look.logo:
        logo = Logo(content.look, told.root.add("Figure"))
        told.blocks.append(logo)
        measure -= logo.across + style.GAP
    kicker = style.in_colour(style.KICKER, told.colour)
    programme = Words.of(told.root.add("P"), content.programme, kicker)
    title = Heading.of(told.root.add("H1"), content.school, style.TITLE)
    told.blocks += [
        Stack([Block(programme)], measure=measure, after=4),
        Stack([Block(title)], measure=measure),
    ]
    told.space(6)
    # Day, month and year stand on one line.
    dates = content.dates.replace(" ", "\u00a0")
    for text in subtitles(content):
        told.words(text.replace(content.dates, dates) if dates else text, style.SUBTITLE)
    status = status_lines(content, draft=draft)
    if status:
        told.space(8)
    for number, line in enumerate(status):
        told.words(line, style.PLAIN if number else style.STATUS)
    if content.facts:
        told.space(20)
        told.facts(content.facts, columns=2)


def _summary(told: Telling, rows: Sequence[SummaryRow]) -> None:
    """The estimates as agreed; a heading nothing was agreed for is left out."""
    agreed = [row for row in rows if row.now]
    if agreed:
        told.blocks.append(RoomFor(120))
        told.space(24)
        told.blocks.append(summary_table(agreed, told.root.add("Table"), _leads(told)))
        for note in last_time_notes(agreed):
            told.space(4)
            told.words(note, style.CAPTION)
        then_and_now(told, agreed)


def _leads(told: Telling) -> dict[str, Spot]:
    """Where what was found under each heading of the summary will stand, if anything was."""
    content = told.content
    titles = [one.heading for one in content.findings if one.went_well or one.even_better]
    area = content.excellence
    if area is not None and _says_something(area):
        titles.append(_excellence_title(area))
    told.spots = {title: Spot() for title in titles}
    return told.spots


def _passages(told: Telling, title: str, passages: Sequence[str]) -> None:
    if not any(paragraphs(passage) for passage in passages):
        return
    told.heading(title)
    told.narrative(passages)


def _section(told: Telling, section: Section) -> None:
    """Its passages, then each word of a scale with what it means."""
    _passages(told, section.title, section.passages)
    if section.words and not any(map(paragraphs, section.passages)):
        told.heading(section.title)
    for word in section.words:
        text = _("{word}: {meaning}").format(word=word.label, meaning=word.meaning)
        emphasis = (beginning(word.label), SANS_SEMIBOLD)
        words = Words.of(told.root.add("P"), text, style.PLAIN, emphasis=emphasis)
        told.stack(Stack([Block(words)], measure=style.MEASURE, after=5))


def _finding(told: Telling, finding: ReportFinding, *, well: bool) -> None:
    text = f"{clean(finding.text)} {clean(finding.builds_on or '')}".strip()
    emphasis = None if well else (so_that(), SERIF_ITALIC)
    blocks = [
        Block(Words.of(told.root.add("P"), text, style.NARRATIVE, emphasis=emphasis)),
        *_caption(told, evidence_line(finding.evidence)),
    ]
    spot = None
    if not well:
        spot = Spot()
        told.wishes.append(spot)
    bar = style.WENT_WELL if well else style.EVEN_BETTER
    told.stack(
        Stack(blocks, measure=style.MEASURE, indent=style.INDENT, bar=bar, after=10, spot=spot)
    )


def _caption(told: Telling, text: str | None) -> list[Block]:
    if text is None:
        return []
    return [Block(Words.of(told.root.add("P"), text, style.CAPTION), before=3, caption=True)]


def _findings(told: Telling, findings: HeadingFindings) -> None:
    """What went well under a heading of the framework, then what would be even better."""
    if findings.went_well:
        title = _("{heading}: what went well").format(heading=findings.heading)
        told.heading(title, spot=told.spots.pop(findings.heading, None))
        for finding in findings.went_well:
            _finding(told, finding, well=True)
    if findings.even_better:
        if findings.went_well:
            told.heading(_("Even better if"), level=3)
        else:
            title = _("{heading}: even better if").format(heading=findings.heading)
            told.heading(title, spot=told.spots.pop(findings.heading, None))
        for finding in findings.even_better:
            _finding(told, finding, well=False)


def _excellence_title(area: AreaOfExcellence) -> str:
    return _("Area of excellence: {title}").format(title=area.title)


def _says_something(area: AreaOfExcellence) -> bool:
    found = area.findings or HeadingFindings("")
    said = any(map(paragraphs, area.passages)) or found.went_well or found.even_better
    return bool(area.outcome or said)


def _excellence(told: Telling, area: AreaOfExcellence | None) -> None:
    if area is None or not _says_something(area):
        return
    found = area.findings or HeadingFindings("")
    title = _excellence_title(area)
    told.heading(title, spot=told.spots.pop(title, None))
    if area.outcome:
        outcome = _("As agreed: {outcome}").format(outcome=area.outcome)
        block = Block(Words.of(told.root.add("P"), outcome, style.CELL_STRONG))
        told.stack(Stack([block], measure=style.MEASURE, after=7))
    told.narrative(area.passages)
    for finding in found.went_well:
        _finding(told, finding, well=True)
    if found.even_better:
        told.heading(_("Even better if"), level=3)
        for finding in found.even_better:
            _finding(told, finding, well=False)


def _plan(told: Telling) -> None:
    """Every EBI in one table, for the school to take into its improvement plan."""
    content = told.content
    area = content.excellence.findings if content.excellence else None
    findings = [one for one in (*content.findings, area) if one is not None and one.even_better]
    if not findings:
        return
    told.heading(_("For the improvement plan"), room=150)
    head = told.waiting
    told.narrative([plan_words()], style.PLAIN)
    table = plan_table(findings, told.root.add("Table"), told.wishes)
    if head is not None:
        # A table that fits on a page is taken out and pinned up: it is not parted from its heading, or in two.
        page_break, _needed = head
        whole = page_break.height + table.wrap(style.TEXT_WIDTH, ROOM)[1] + _AFTER_PLAN_WORDS
        page_break.least = page_break.height + 150
        page_break.height = whole if whole <= ROOM else page_break.least
    told.blocks.append(table)


def _previous(told: Telling) -> None:
    """What the last review suggested, each with what became of it."""
    if not told.content.previous:
        return
    element = Element("Table")
    table = previous_table(told.content.previous, element)
    whole = table.wrap(style.TEXT_WIDTH, ROOM)[1]
    # A few points are kept together.
    room = whole if whole <= _SHORT_TABLE else _TABLE_BEGINS
    told.heading(_("What became of the last review’s “even better if”"), room=room)
    told.root.kids.append(element)
    told.blocks.append(table)


def _seen(told: Telling) -> None:
    """What the review rests on, in counts."""
    facts = [Fact(label, value) for label, value in seen_facts(told.content.seen)]
    if facts:
        told.heading(_("What we saw"), room=room_for(facts))
        told.facts(facts, columns=2)
        from_many_sides(told)
    elif told.content.seen.uncounted:
        _passages(told, _("What we saw"), [uncounted_words()])


def _agreed(told: Telling) -> None:
    """Who agreed the findings, by role; that the school was heard; a different view in its holder's own words."""
    content = told.content
    exceptions = not_agreed_lines(content)
    if content.facts_checked is not None:
        exceptions = (*exceptions, facts_checked_line(content.facts_checked))
    if content.agreed:
        facts = [
            Fact(f"{who.role}, {who.name}" if who.name else who.role, who.date)
            for who in content.agreed
        ]
        told.heading(_("Who agreed these findings"), room=room_for(facts))
        told.facts(facts, columns=1)
        told.space(10 if exceptions else 0)
    elif exceptions:
        told.heading(_("Who agreed these findings"))
    told.narrative(exceptions, style.PLAIN)
    _passages(told, _("A different view"), content.different_view)


def _team(told: Telling) -> None:
    content = told.content
    if content.reviewers:
        facts = [Fact(who.name, who.role) for who in content.reviewers]
        told.heading(_("The review team"), room=room_for(facts))
        told.facts(facts, columns=2)
    if content.contact:
        told.space(12)
        told.words(contact_line(content.contact), style.PLAIN)


def _place(told: Telling, signatory: Signatory) -> Place:
    """One side's place: whom it is for, the field, then name, role and date, or room for them."""
    side = _("For the review team") if signatory.role == "lead" else _("For the school")
    above = Words.of(told.root.add("P"), side, style.LABEL)
    form = told.root.add("Form")
    tooltip = _("Signature: {title}").format(title=clean(signatory.title))
    lines = (
        (_("Name"), signatory.name, style.SIGNATORY),
        ("", signatory.title, style.PLAIN),
        (_("Date"), signatory.date, style.PLAIN),
    )
    below = tuple(
        Below(
            Words.of(told.root.add("P"), known or label, look if known else style.LABEL), not known
        )
        for label, known, look in lines
    )
    return Place(above, below, field_name(signatory.role), tooltip, form)


def _signatures(told: Telling) -> None:
    """The places to sign; only a final report has them."""
    signatories = told.content.signatories
    if not signatories:
        return
    told.heading(_("Signatures"), room=170)
    places = [_place(told, signatory) for signatory in signatories[:2]]
    told.blocks.append(SignaturePlace(places, gap=style.GAP))
    for number, field in enumerate(TIME_FIELDS, 1):
        tooltip = _("Time stamp {number}").format(number=number)
        told.blocks.append(TimePlace(field, tooltip, told.root.add("Form")))


def _about(told: Telling, *, draft: bool) -> None:
    """What is said about the file, in small print and on one page."""
    lines = () if draft else sealing_lines(told.content)
    if lines:
        measured = [Words.of(Element("P"), line, style.CELL_SMALL) for line in lines]
        held = sum(words.height_at(style.MEASURE) + AFTER for words in measured)
        told.heading(_("About this file"), held=held)
        told.narrative(lines, style.CELL_SMALL)
