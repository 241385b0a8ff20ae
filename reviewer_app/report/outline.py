"""What the report says, piece by piece and in reading order: told once, for every shape of it.

`layout` sets the pieces; Word and the web say them one by one. Nothing is there for what is absent: no empty section,
no heading without something under it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

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
    ReportHypothesis,
    Section,
    SummaryRow,
)
from reviewer_app.report.fonts import clean, paragraphs
from reviewer_app.report.pieces import (
    Drawn,
    Found,
    Head,
    Listed,
    Look,
    Part,
    Piece,
    Said,
    SetLook,
    Tabled,
    Title,
    Together,
    one_by_one,
    said_plainly,
)
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

_SHORT_QUESTION: Final = 80
_SHORT_ANSWER: Final = 44
"""Characters: a question and an answer that are no longer stand on one line."""


def outline(content: ReportContent, *, draft: bool) -> tuple[Piece, ...]:
    """Give what the report says one by one, every text printable, for a shape that is not typeset."""
    return tuple(
        said_plainly(piece) for part in parts_of(content, draft=draft) for piece in one_by_one(part)
    )


def parts_of(content: ReportContent, *, draft: bool) -> tuple[Part, ...]:
    """Give what the report says, and which pieces belong together.

    The places to sign and what the sealed file says of itself are the PDF's own and not among them.
    """
    return tuple(_parts(content, draft=draft))


def status(content: ReportContent, *, draft: bool) -> Iterator[Said]:
    """Give what stands on top of what is not the sealed final itself."""
    for number, line in enumerate(status_lines(content, draft=draft)):
        yield from _said(line, "plain" if number else "status")


def wishes_of(content: ReportContent) -> tuple[HeadingFindings, ...]:
    """Give the headings there is an "even better if" under, the area of excellence last."""
    area = content.excellence.findings if content.excellence else None
    return tuple(one for one in (*content.findings, area) if one is not None and one.even_better)


def _parts(content: ReportContent, *, draft: bool) -> Iterator[Part]:
    yield from _cover(content, draft=draft)
    yield from _summary(content)
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


def _said(text: str, look: Look | SetLook = "narrative") -> Iterator[Said]:
    if clean(text):
        yield Said(text, look)


def _narrative(passages: Sequence[str], look: Look = "narrative") -> Iterator[Said]:
    for passage in passages:
        for text in paragraphs(passage):
            yield Said(text, look)


def _cover(content: ReportContent, *, draft: bool) -> Iterator[Piece]:
    yield from _said(content.programme, "kicker")
    yield Title(content.school)
    for line in subtitles(content):
        yield from _said(line, "subtitle")
    yield from status(content, draft=draft)
    if content.facts:
        yield Listed(content.facts, "cover")


def _summary(content: ReportContent) -> Iterator[Part]:
    table = estimates(content.summary)
    if table is not None:
        yield table
        for note in last_time_notes([row for row in content.summary if row.now]):
            yield from _said(note, "caption")
        yield Drawn("then-and-now")


def estimates(rows: Sequence[SummaryRow]) -> Tabled | None:
    """Give the table of what was agreed, with last time's where there is any; None where nothing was."""
    agreed = [row for row in rows if row.now]
    if not agreed:
        return None
    about = tuple(_findings_key(row.heading) for row in agreed)
    if not any(row.last_time for row in agreed):
        told = tuple((row.heading, row.now or "") for row in agreed)
        return Tabled((_("Heading"), _("As agreed")), told, "summary", about=about)
    return Tabled(
        (_("Heading"), _("Last time"), _("Now, as agreed")),
        tuple((row.heading, last_time_word(row), row.now or "") for row in agreed),
        "summary",
        about=about,
        unsaid=frozenset(at for at, row in enumerate(agreed) if not row.last_time),
    )


def _findings_key(heading: str) -> str:
    return f"findings:{heading}"


def _section(title: str, passages: Sequence[str]) -> Iterator[Piece]:
    told = tuple(_narrative(passages))
    if told:
        yield Head(title)
        yield from told


def _explained(section: Section) -> Iterator[Piece]:
    """Its passages, then each word of a scale with what it means."""
    told = tuple(_narrative(section.passages))
    if told or section.words:
        yield Head(section.title)
    yield from told
    for word in section.words:
        text = _("{word}: {meaning}").format(word=word.label, meaning=word.meaning)
        yield Said(text, "plain", word.label)


def _finding(finding: ReportFinding, *, well: bool) -> Found:
    text = f"{clean(finding.text)} {clean(finding.builds_on or '')}".strip()
    return Found(text, evidence_line(finding.evidence) or "", well)


def _wishes(findings: HeadingFindings) -> Iterator[Found]:
    return (_finding(one, well=False) for one in findings.even_better)


def _findings(findings: HeadingFindings) -> Iterator[Piece]:
    """What went well under a heading of the framework, then what would be even better."""
    heading, key = findings.heading, _findings_key(findings.heading)
    if findings.went_well:
        yield Head(_("{heading}: what went well").format(heading=heading), key=key)
        for finding in findings.went_well:
            yield _finding(finding, well=True)
        if findings.even_better:
            yield Head(_("Even better if"), 3)
    elif findings.even_better:
        yield Head(_("{heading}: even better if").format(heading=heading), key=key)
    yield from _wishes(findings)


def _excellence(content: ReportContent) -> Iterator[Piece]:
    area = content.excellence
    if area is None:
        return
    found = area.findings or HeadingFindings("")
    told = tuple(_narrative(area.passages))
    if not (area.outcome or told or found.went_well or found.even_better):
        return
    title = _("Area of excellence: {title}").format(title=area.title)
    yield Head(title, key=_findings_key(title))
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
    rows = tuple(
        (finding.short or under.short or under.heading, *parted(finding.text), "", "")
        for under in wishes_of(content)
        for finding in under.even_better
    )
    if rows:
        yield Head(_("For the improvement plan"), key="plan")
        yield from _said(plan_words(), "plain")
        columns = (_("Heading"), _("Even better if"), _("So that"), _("Who"), _("By when"))
        yield Tabled(columns, rows, "plan")


def _support(content: ReportContent) -> Iterator[Part]:
    """What the school would like help with, and of whom."""
    wishes = [one for one in content.support if clean(one.text)]
    if wishes:
        yield Head(_("Support the school would like"))
        yield from _said(support_words(), "plain")
    for wish in wishes:
        whom = wish.from_whom or ""
        asked = _said(from_whom_line(whom), "caption") if clean(whom) else ()
        yield Together((*_narrative([wish.text]), *asked), "wish")


def _hypotheses(content: ReportContent) -> Iterator[Part]:
    """What the team set out to find out: each with what became of it, and what was found."""
    hypotheses = [one for one in content.hypotheses if clean(one.text)]
    if hypotheses:
        yield Head(_("What we set out to find out"))
        yield from _said(hypotheses_words(), "plain")
    for one in hypotheses:
        yield Together(tuple(_hypothesis(one)), "hypothesis")


def _hypothesis(hypothesis: ReportHypothesis) -> Iterator[Said]:
    outcome = _("{outcome}.").format(outcome=outcome_words(hypothesis.outcome))
    first, *others = paragraphs(hypothesis.found or "") or ("",)
    yield Said(hypothesis.text, "question")
    yield Said(f"{outcome} {first}".strip(), "answer", outcome)
    yield from map(Said, others)


def _previous(content: ReportContent) -> Iterator[Piece]:
    """What the last review suggested, each with what became of it."""
    points = content.previous
    if points:
        yield Head(_("What became of the last review’s “even better if”"), key="previous")
        nothing = _("This review did not come back to it.")
        yield Tabled(
            (_("Even better if, last time"), _("What became of it")),
            tuple((one.text, one.became or nothing) for one in points),
            "previous",
            unsaid=frozenset(at for at, one in enumerate(points) if not one.became),
        )


def _form(form: FormSection) -> Iterator[Part]:
    """What came of an evidence form: its answers, its tables with their charts, and its results."""
    yield Head(form.title, key=f"form:{form.id}")
    yield from _narrative(form.passages, "plain")
    for kind, blocks in groupby(form.blocks, key=_kind):
        match kind:
            case "facts":
                answers = [one for one in blocks if isinstance(one, Answered)]
                if len(answers) > 1:
                    facts = tuple(Fact(one.question, one.answer[0]) for one in answers)
                    yield Listed(facts, "answers")
                else:
                    yield from _block(answers[0])
            case "quiet":
                lines = (one.words for one in blocks if isinstance(one, Line))
                notes = tuple(Said(one, "caption") for one in lines if clean(one))
                if notes:
                    yield Together(notes, "notes")
            case _:
                for block in blocks:
                    yield from _block(block)


def _kind(block: Block) -> str:
    match block:
        case Answered(question, (answer,)):
            short = len(answer) <= _SHORT_ANSWER and len(question) <= _SHORT_QUESTION
            return "facts" if short else ""
        case Line(quiet=True):
            return "quiet"
        case _:
            return ""


def _block(block: Block) -> Iterator[Part]:
    match block:
        case PartTitle():
            if clean(block.words):
                yield Head(block.words, 3 if block.level == 0 else 4)
        case Answered():
            answers = (said for one in block.answer for said in _said(one))
            yield Together((*_said(block.question, "question"), *answers), "answer")
        case Line():
            yield from _narrative([block.words], "plain")
        case Chart():
            yield Drawn(block, tuple(_said(block.spoken, "plain")))
        case Grid():
            yield Tabled(block.columns, block.rows, "form", block.caption)
        case Worked():
            told = (
                *_said(block.title, "question"),
                *_said(block.said, "plain"),
                *_said(block.instead, "plain"),
                *_said(rule_words(block), "caption"),
            )
            yield Together(told, "result")


def _seen(content: ReportContent) -> Iterator[Part]:
    """What the review rests on, in counts."""
    facts = tuple(Fact(label, value) for label, value in seen_facts(content.seen))
    if facts or content.seen.uncounted:
        yield Head(_("What we saw"))
    if facts:
        yield Listed(facts, "seen")
        sides = tuple(Fact(heading, listed(of)) for heading, of in sides_of(content))
        if sides:
            title = Said(_("What the findings rest on"), "strong")
            yield Drawn("sides", (title, Listed(sides, "sides")))
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
        facts = (
            Fact(f"{who.role}, {who.name}" if who.name else who.role, who.date)
            for who in content.agreed
        )
        yield Listed(tuple(facts), "agreed")
    yield from _narrative(exceptions, "plain")
    yield from _section(_("A different view"), content.different_view)


def _team(content: ReportContent) -> Iterator[Piece]:
    if content.reviewers:
        yield Head(_("The review team"))
        yield Listed(tuple(Fact(who.name, who.role) for who in content.reviewers), "team")
    if content.contact:
        yield from _said(contact_line(content.contact), "contact")
