"""The report as pieces in reading order, for every shape that is not typeset: Word and the web.

What stands in which order is what `layout` prints; a test holds the two together, word for word. Nothing is there for
what is absent: no empty section, no heading without something under it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

from reviewer_app.frameworks.form_blocks import (
    Answered,
    Block,
    Chart,
    Grid,
    Line,
    PartTitle,
    Worked,
)
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.report.content import (
    Fact,
    FormSection,
    HeadingFindings,
    ReportContent,
    ReportFinding,
    Section,
    SummaryRow,
)
from reviewer_app.report.fonts import clean, paragraphs
from reviewer_app.report.form_section import is_fact
from reviewer_app.report.sides import sides_of
from reviewer_app.report.tables import parted
from reviewer_app.report.wording import (
    contact_line,
    evidence_line,
    facts_checked_line,
    from_whom_line,
    hypotheses_words,
    last_time_notes,
    last_time_word,
    not_agreed_lines,
    outcome_words,
    plan_words,
    rule_words,
    seen_facts,
    status_lines,
    subtitles,
    support_words,
    uncounted_words,
)

Look: TypeAlias = Literal["kicker", "subtitle", "status", "narrative", "plain", "caption", "strong"]


@dataclass(frozen=True, slots=True)
class Title:
    """Whose report it is; a document has one."""

    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of level 2 to 4, below the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; it begins with the words of `strong`, set apart."""

    text: str
    look: Look = "narrative"
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and where it comes from."""

    text: str
    caption: str
    well: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Labels with their values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: its first row is `columns`, and the first cell of a row heads it; an empty one is there to be filled."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Piece: TypeAlias = Title | Head | Said | Found | Listed | Tabled


def outline(content: ReportContent, *, draft: bool) -> tuple[Piece, ...]:
    """Give what the report says, piece by piece, every text printable.

    The places to sign and what the sealed file says of itself are the PDF's own and not among them.
    """
    return tuple(map(said_plainly, _pieces(content, draft=draft)))


def printable(text: str) -> str:
    """Give a text ready to print; `spans` tells which of its words are of which language."""
    return clean(text)


def said_plainly(piece: Piece) -> Piece:
    """Give a piece ready to print, every text of it."""
    match piece:
        case Listed():
            return Listed(
                tuple(Fact(printable(one.label), printable(one.value)) for one in piece.facts)
            )
        case Tabled():
            return Tabled(
                tuple(map(printable, piece.columns)),
                tuple(tuple(map(printable, row)) for row in piece.rows),
                printable(piece.caption),
            )
        case Found():
            return replace(piece, text=printable(piece.text), caption=printable(piece.caption))
        case Said():
            return replace(piece, text=printable(piece.text), strong=printable(piece.strong))
        case _:
            return replace(piece, text=printable(piece.text))


def status(content: ReportContent, *, draft: bool) -> Iterator[Said]:
    """Give what stands on top of what is not the sealed final itself."""
    for number, line in enumerate(status_lines(content, draft=draft)):
        yield from _said(line, "plain" if number else "status")


def wishes_of(content: ReportContent) -> tuple[HeadingFindings, ...]:
    """Give the headings there is an "even better if" under, the area of excellence last."""
    area = content.excellence.findings if content.excellence else None
    return tuple(one for one in (*content.findings, area) if one is not None and one.even_better)


def _pieces(content: ReportContent, *, draft: bool) -> Iterator[Piece]:
    yield from _cover(content, draft=draft)
    yield from _summary(content.summary)
    yield from _section(_("Introduction"), content.introduction)
    yield from _section(_("The school in context"), content.context)
    for form in content.forms:
        if form.first:
            yield from _form(form)
    for findings in content.findings:
        yield from _findings(findings)
    yield from _excellence(content)
    yield from _plan(content)
    yield from _support(content)
    yield from _previous(content)
    yield from _hypotheses(content)
    for form in content.forms:
        if not form.first:
            yield from _form(form)
    yield from _seen(content)
    yield from _agreed(content)
    yield from _team(content)
    for section in content.sections:
        yield from _explained(section)


def _said(text: str, look: Look = "narrative") -> Iterator[Said]:
    shown = clean(text)
    if shown:
        yield Said(shown, look)


def _narrative(passages: Sequence[str], look: Look = "narrative") -> Iterator[Said]:
    for passage in passages:
        for text in paragraphs(passage):
            yield Said(text, look)


def _listed(facts: Sequence[Fact]) -> Listed:
    return Listed(tuple(Fact(clean(one.label), clean(one.value)) for one in facts))


def _tabled(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> Tabled:
    shown = tuple(tuple(map(clean, row)) for row in rows)
    return Tabled(tuple(map(clean, columns)), shown, clean(caption))


def _cover(content: ReportContent, *, draft: bool) -> Iterator[Piece]:
    yield from _said(content.programme, "kicker")
    yield Title(clean(content.school))
    for line in subtitles(content):
        yield from _said(line, "subtitle")
    yield from status(content, draft=draft)
    if content.facts:
        yield _listed(content.facts)


def _summary(rows: Sequence[SummaryRow]) -> Iterator[Piece]:
    agreed = [row for row in rows if row.now]
    if not agreed:
        return
    if any(row.last_time for row in agreed):
        columns: tuple[str, ...] = (_("Heading"), _("Last time"), _("Now, as agreed"))
        told = [(row.heading, last_time_word(row), row.now or "") for row in agreed]
        yield _tabled(columns, told)
    else:
        columns = (_("Heading"), _("As agreed"))
        yield _tabled(columns, [(row.heading, row.now or "") for row in agreed])
    for note in last_time_notes(agreed):
        yield from _said(note, "caption")


def _section(title: str, passages: Sequence[str]) -> Iterator[Piece]:
    told = tuple(_narrative(passages))
    if told:
        yield Head(clean(title))
        yield from told


def _explained(section: Section) -> Iterator[Piece]:
    """Its passages, then each word of a scale with what it means."""
    told = tuple(_narrative(section.passages))
    if told or section.words:
        yield Head(clean(section.title))
    yield from told
    for word in section.words:
        text = _("{word}: {meaning}").format(word=word.label, meaning=word.meaning)
        yield Said(clean(text), "plain", clean(word.label))


def _finding(finding: ReportFinding, *, well: bool) -> Found:
    text = f"{clean(finding.text)} {clean(finding.builds_on or '')}".strip()
    return Found(text, clean(evidence_line(finding.evidence) or ""), well)


def _wishes(findings: HeadingFindings) -> Iterator[Found]:
    return (_finding(one, well=False) for one in findings.even_better)


def _findings(findings: HeadingFindings) -> Iterator[Piece]:
    """What went well under a heading of the framework, then what would be even better."""
    heading = clean(findings.heading)
    if findings.went_well:
        yield Head(_("{heading}: what went well").format(heading=heading))
        for finding in findings.went_well:
            yield _finding(finding, well=True)
        if findings.even_better:
            yield Head(_("Even better if"), 3)
    elif findings.even_better:
        yield Head(_("{heading}: even better if").format(heading=heading))
    yield from _wishes(findings)


def _excellence(content: ReportContent) -> Iterator[Piece]:
    area = content.excellence
    if area is None:
        return
    found = area.findings or HeadingFindings("")
    told = tuple(_narrative(area.passages))
    if not (area.outcome or told or found.went_well or found.even_better):
        return
    yield Head(_("Area of excellence: {title}").format(title=clean(area.title)))
    if area.outcome:
        yield from _said(_("As agreed: {outcome}").format(outcome=area.outcome), "strong")
    yield from told
    for finding in found.went_well:
        yield _finding(finding, well=True)
    if found.even_better:
        yield Head(_("Even better if"), 3)
        yield from _wishes(found)


def _plan(content: ReportContent) -> Iterator[Piece]:
    """Every EBI in one table, for the school to take into its improvement plan."""
    rows = [
        (finding.short or under.short or under.heading, *parted(finding.text), "", "")
        for under in wishes_of(content)
        for finding in under.even_better
    ]
    if rows:
        yield Head(_("For the improvement plan"))
        yield from _said(plan_words(), "plain")
        columns = (_("Heading"), _("Even better if"), _("So that"), _("Who"), _("By when"))
        yield _tabled(columns, rows)


def _support(content: ReportContent) -> Iterator[Piece]:
    """What the school would like help with, and of whom."""
    wishes = [one for one in content.support if clean(one.text)]
    if wishes:
        yield Head(_("Support the school would like"))
        yield from _said(support_words(), "plain")
    for wish in wishes:
        yield from _narrative([wish.text])
        if clean(wish.from_whom or ""):
            yield from _said(from_whom_line(wish.from_whom or ""), "caption")


def _hypotheses(content: ReportContent) -> Iterator[Piece]:
    """What the team set out to find out: each with what became of it, and what was found."""
    hypotheses = [one for one in content.hypotheses if clean(one.text)]
    if hypotheses:
        yield Head(_("What we set out to find out"))
        yield from _said(hypotheses_words(), "plain")
    for one in hypotheses:
        outcome = _("{outcome}.").format(outcome=outcome_words(one.outcome))
        first, *others = paragraphs(one.found or "") or ("",)
        yield from _said(one.text, "strong")
        yield from _said(f"{outcome} {first}")
        yield from map(Said, others)


def _previous(content: ReportContent) -> Iterator[Piece]:
    if content.previous:
        yield Head(_("What became of the last review’s “even better if”"))
        nothing = _("This review did not come back to it.")
        rows = [(one.text, one.became or nothing) for one in content.previous]
        yield _tabled((_("Even better if, last time"), _("What became of it")), rows)


def _form(form: FormSection) -> Iterator[Piece]:
    yield Head(clean(form.title))
    yield from _narrative(form.passages, "plain")
    for short, blocks in groupby(form.blocks, key=is_fact):
        if short:
            answers = [one for one in blocks if isinstance(one, Answered)]
            if len(answers) > 1:
                yield _listed([Fact(one.question, one.answer[0]) for one in answers])
            else:
                yield from _block(answers[0])
        else:
            for block in blocks:
                yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    match block:
        case PartTitle():
            if clean(block.words):
                yield Head(clean(block.words), 3 if block.level == 0 else 4)
        case Answered():
            yield from _said(block.question, "strong")
            for part in block.answer:
                yield from _said(part)
        case Line():
            yield from _said(block.words, "caption" if block.quiet else "plain")
        case Chart():
            yield from _said(block.spoken, "plain")
        case Grid():
            yield _tabled(block.columns, block.rows, block.caption)
        case Worked():
            yield from _said(block.title, "strong")
            yield from _said(block.said, "plain")
            yield from _said(block.instead, "plain")
            yield from _said(rule_words(block), "caption")


def _seen(content: ReportContent) -> Iterator[Piece]:
    facts = [Fact(label, value) for label, value in seen_facts(content.seen)]
    if facts or content.seen.uncounted:
        yield Head(_("What we saw"))
    if facts:
        yield _listed(facts)
        sides = [Fact(heading, listed(of)) for heading, of in sides_of(content)]
        if sides:
            yield from _said(_("What the findings rest on"), "strong")
            yield _listed(sides)
    elif content.seen.uncounted:
        yield from _said(uncounted_words())


def _agreed(content: ReportContent) -> Iterator[Piece]:
    """Who agreed the findings, by role; that the school was heard; a different view in its holder's own words."""
    exceptions = not_agreed_lines(content)
    if content.facts_checked is not None:
        exceptions = (*exceptions, facts_checked_line(content.facts_checked))
    if content.agreed or exceptions:
        yield Head(_("Who agreed these findings"))
    if content.agreed:
        yield _listed(
            [
                Fact(f"{who.role}, {who.name}" if who.name else who.role, who.date)
                for who in content.agreed
            ]
        )
    yield from _narrative(exceptions, "plain")
    yield from _section(_("A different view"), content.different_view)


def _team(content: ReportContent) -> Iterator[Piece]:
    if content.reviewers:
        yield Head(_("The review team"))
        yield _listed([Fact(who.name, who.role) for who in content.reviewers])
    if content.contact:
        yield from _said(contact_line(content.contact), "plain")
