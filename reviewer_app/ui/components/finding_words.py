"""The words the window says of findings and the evidence behind them."""

from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import Bearing
from reviewer_app.review import advice, weigh
from reviewer_app.review.advice import Advice
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.small_numbers import Telling, telling_in

_LONGEST_NAME = 60


def bearing_title(bearing: Bearing) -> str:
    """The title above findings of one kind."""
    return _("What went well") if bearing is Bearing.WWW else _("Even better if")


def name_of(finding: Finding) -> str:
    """A finding's first words, to name it by."""
    return shortened(finding.text)


def shortened(text: str) -> str:
    """The first words of a text, to name it by."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_NAME:
        return words.rstrip(".")
    return words[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def evidence_words(opened: OpenReview, finding: Finding) -> str:
    """What stands behind a finding: "7 notes, lessons, books and pupils"."""
    support = weigh.support(opened, finding.id)
    titles = {one.id: one.short.lower() for one in opened.framework.framework.sources}
    sources = listed([titles[one] for one in support.sources])
    if len(support.sources) == 1:
        sources = _("{source} only").format(source=sources)
    if support.against:
        notes = ngettext("{n} note for", "{n} notes for", support.notes).format(n=support.notes)
        notes = _("{notes}, {against} against").format(notes=notes, against=support.against)
    elif support.notes:
        notes = ngettext("{n} note", "{n} notes", support.notes).format(n=support.notes)
    else:
        notes = _("No notes behind it yet")
    words = ", ".join(part for part in (notes, sources) if part)
    out = left_out_words(opened, finding.id)
    if out:
        words = f"{words}. {out}"
    base = opened.get(Finding, finding.builds_on) if finding.builds_on else None
    if base is not None:
        words = _("{evidence}. Builds on: {finding}").format(evidence=words, finding=name_of(base))
    return words


def left_out_words(opened: OpenReview, finding: str) -> str:
    """Say that notes it rested on were left out of the evidence since; empty for none."""
    out = len(opened.left_out_of(finding))
    words = ngettext(
        "{n} note behind it was left out of the evidence",
        "{n} notes behind it were left out of the evidence",
        out,
    )
    return words.format(n=out) if out else ""


def telling_words(found: list[Telling]) -> tuple[str, str]:
    """Say that words may tell who is meant, and what to write instead, of the first found; empty for none."""
    if not found:
        return "", ""
    return (
        _("“{words}” may tell who is meant.").format(words=found[0].text),
        _("Write “{words}”").format(words=found[0].offer),
    )


def advice_words(opened: OpenReview, finding: Finding) -> tuple[str, str]:
    """What would make a finding stronger, and the words of what to do about it; empty for nothing."""
    found = advice.advice_for(opened, finding)
    if found is None:
        return "", ""
    if found is Advice.TWO_VERSIONS:
        return _("Changed in two places: both versions are kept until you choose."), _("Show both")
    if found is Advice.TELLING:
        return telling_words(telling_in(finding.text) or telling_in(finding.cost))
    if found is Advice.NO_SO_THAT:
        return (
            _("Say what it is for: a few words after “so that” tell the school why it matters."),
            _("Add “so that”"),
        )
    if found is Advice.NO_EVIDENCE:
        return _("No evidence yet. Put at least two notes behind it."), _("Find notes")
    question = advice.open_question(opened, finding.id)
    visit = advice.asked_at(opened, question) if question else ""
    first = _("One source only.") if found is Advice.ONE_SOURCE else _("One note only.")
    if visit:
        follow = _("A question in {visit} asks to follow this up.").format(visit=visit)
        return f"{first} {follow}", _("Find notes")
    return _("{first} Another kind of source would make it stronger.").format(first=first), _(
        "Find notes"
    )
