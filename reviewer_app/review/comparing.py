"""Two versions of one report, paragraph by paragraph: what was changed, put in, taken out or moved, and which words.

The text of an exported version is what the journal says of that moment; no second copy of any text is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import ReportVersion
from reviewer_app.model.words import ReportStage
from reviewer_app.report.content import ReportContent
from reviewer_app.review import reporting
from reviewer_app.review.as_exported import as_exported
from reviewer_app.review.differing import Spans, differing, steps, words_at
from reviewer_app.review.factual_check import asked_of
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.right_of_way import giving

NOW: Final = "now"
"""What the report says at present, among the versions to compare."""

_ALIKE: Final = 0.4
"""From which share of equal words two paragraphs count as one that was reworded."""


class Fate(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    PUT_IN = "put-in"
    TAKEN_OUT = "taken-out"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: the title it stands under, what it is known by, its words.

    `key` is "" for free text, which is known by its words alone.
    """

    title: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after, "" where it was not there; `taken_out` lies in `before`, `put_in` in `after`."""

    title: str
    before: str
    after: str
    fate: Fate
    taken_out: Spans = ()
    put_in: Spans = ()


def paragraphs_of(content: ReportContent) -> tuple[Paragraph, ...]:
    """Give everything a report says, in the order it is printed, as paragraphs under their titles."""
    return tuple(one for one in _paragraphs(content) if one.text.strip())


def _paragraphs(content: ReportContent) -> Iterator[Paragraph]:
    asked = asked_of(content)
    for one in asked:
        kind, _colon, known_by = one.subject.partition(":")
        yield Paragraph(one.title, "" if known_by.isdigit() else one.subject, one.text)
        if kind == "facts":
            yield from _summary(content)
    if not any(one.subject == "facts" for one in asked):
        yield from _summary(content)
    for form in content.forms:
        for passage in form.passages:
            yield Paragraph(form.title, "", passage)
    for section in content.sections:
        for passage in section.passages:
            yield Paragraph(section.title, "", passage)
        for word in section.words:
            words = _("{label}: {value}").format(label=word.label, value=word.meaning)
            yield Paragraph(section.title, f"word:{word.label}", words)
    for who in content.agreed:
        words = _("{role}, {date}").format(role=who.name or who.role, date=who.date)
        yield Paragraph(_("Who agreed these findings"), f"agreed:{who.role}", words)
    for view in content.different_view:
        yield Paragraph(_("A different view"), "", view)


def _summary(content: ReportContent) -> Iterator[Paragraph]:
    for row in content.summary:
        if row.now:
            words = _("{label}: {value}").format(label=row.heading, value=row.now)
            yield Paragraph(_("Summary"), f"summary:{row.heading}", words)


def compare(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """Put two reports beside each other, paragraph by paragraph, in the order of the later one."""
    told: list[Pair] = []
    olds, news = _by_title(before), _by_title(after)
    for title in giving(_merged(list(olds), list(news))):
        told.extend(_aligned(title, olds.get(title, []), news.get(title, [])))
    return tuple(told)


def _by_title(paragraphs: Iterable[Paragraph]) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for title, ones in groupby(paragraphs, key=lambda one: one.title):
        found.setdefault(title, []).extend(ones)
    return found


def _merged(olds: Sequence[str], news: Sequence[str]) -> list[str]:
    """Give every title once, in the order of the later report; one that went stands where it stood."""
    merged = list(news)
    at = 0
    for title in olds:
        if title in merged:
            at = merged.index(title) + 1
        else:
            merged.insert(at, title)
            at += 1
    return merged


def _aligned(title: str, olds: list[Paragraph], news: list[Paragraph]) -> Iterator[Pair]:
    before, after = [_known_by(one) for one in olds], [_known_by(one) for one in news]
    elsewhere = {one: olds[at].text for at, one in enumerate(before)}
    there_now = set(after)
    for tag, start, end, from_, to in steps(before, after):
        gone, come = olds[start:end], news[from_:to]
        if tag == "equal":
            for old, new in zip(gone, come, strict=True):
                yield _pair(title, old.text, new.text)
            continue
        free_before = [one for one in gone if not one.key]
        for new in come:
            if new.key:
                moved = _known_by(new) in elsewhere
                old_text = elsewhere.get(_known_by(new), "")
                yield _pair(title, old_text, new.text, moved=moved)
            else:
                near = next((one for one in free_before if _alike(one.text, new.text)), None)
                free_before = [one for one in free_before if one is not near]
                yield _pair(title, near.text if near else "", new.text)
        for old in gone:
            went = old.key not in there_now if old.key else any(old is one for one in free_before)
            if went:
                yield _pair(title, old.text, "")


def _known_by(one: Paragraph) -> str:
    return one.key or one.text


def _pair(title: str, before: str, after: str, *, moved: bool = False) -> Pair:
    if not before:
        return Pair(title, "", after, Fate.PUT_IN)
    if not after:
        return Pair(title, before, "", Fate.TAKEN_OUT)
    if before == after:
        return Pair(title, before, after, Fate.MOVED if moved else Fate.SAME)
    return Pair(
        title,
        before,
        after,
        Fate.CHANGED,
        differing(before, [after]),
        differing(after, [before]),
    )


def _alike(one: str, other: str) -> bool:
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) >= _ALIKE * max(len(words), len(others))


def compare_versions(
    session: Session, opened: OpenReview, earlier: str, later: str
) -> tuple[Pair, ...]:
    """Compare two versions by their ids, or with `NOW`. `opened` is read and left as it is.

    Raises:
        UserError: "report.version-unknown".
    """
    before, after = (_said(session, opened, one) for one in (earlier, later))
    return compare(before, after)


def _said(session: Session, opened: OpenReview, version: str) -> tuple[Paragraph, ...]:
    then = opened
    if version != NOW:
        me = session.person()
        then = session.database.ask(as_exported, opened.id, me, version).result()
    return paragraphs_of(reporting.content_of(then))


def reports_exported(opened: OpenReview) -> list[ReportVersion]:
    """Give the versions that can be compared, the latest first: those of the report itself, in no other shape."""
    made = reporting.reports_in(opened.versions())
    return sorted(made, key=lambda one: (instant(one.made_at), one.number), reverse=True)


def named_version(opened: OpenReview, name: str) -> str:
    """Give the id of the version that a name such as "draft-2", "final-1" or "now" is for.

    Raises:
        UserError: "report.version-unknown".
    """
    if name == NOW:
        return NOW
    found = next((one.id for one in reports_exported(opened) if version_name(one) == name), None)
    if found is None:
        raise UserError("report.version-unknown", version=name)
    return found


def last_exported(opened: OpenReview) -> str:
    """Give the name of the version exported last.

    Raises:
        UserError: "report.nothing-exported".
    """
    made = reports_exported(opened)
    if not made:
        raise UserError("report.nothing-exported")
    return version_name(made[0])


def version_name(version: ReportVersion) -> str:
    """Give the name a version has on a command line: "draft-2"."""
    stage = "draft" if version.stage is ReportStage.DRAFT else "final"
    return f"{stage}-{version.number}"


def changes_words(pairs: Sequence[Pair]) -> str:
    """Say how much differs."""
    count = sum(1 for one in pairs if one.fate is not Fate.SAME)
    if not count:
        return _("Both say the same, word for word.")
    words = ngettext("{count} paragraph differs.", "{count} paragraphs differ.", count)
    return words.format(count=count)


def fate_words(fate: Fate) -> str:
    """Say what became of a paragraph."""
    return {
        Fate.SAME: _("unchanged"),
        Fate.CHANGED: _("reworded"),
        Fate.PUT_IN: _("put in"),
        Fate.TAKEN_OUT: _("taken out"),
        Fate.MOVED: _("moved"),
    }[fate]


def pair_words(pair: Pair) -> tuple[str, ...]:
    """Tell a pair in words, for whoever hears it or has no colours: a line for each thing that can be said."""
    if pair.fate is not Fate.CHANGED:
        return ()
    out, in_ = words_at(pair.before, pair.taken_out), words_at(pair.after, pair.put_in)
    told = (
        _("Taken out: {words}").format(words="; ".join(f"“{one}”" for one in out)) if out else "",
        _("Put in: {words}").format(words="; ".join(f"“{one}”" for one in in_)) if in_ else "",
    )
    return tuple(one for one in told if one)
