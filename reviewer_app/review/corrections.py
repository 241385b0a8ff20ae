"""Where a correction of the school's belongs in the report, and how it is put among the words that stand there."""

from typing import Final

from reviewer_app.model.nouns import Finding, Hypothesis, Record, SupportWanted
from reviewer_app.review import reporting
from reviewer_app.review.opened import OpenReview

_SECTIONS: Final = {"introduction": "introduction", "excellence": "area-of-excellence"}
"""The kind of section that the passages of a subject are written in."""

_ENDS: Final = (".", "!", "?", "”", "’")


def printed_at(opened: OpenReview, subject: str) -> str:
    """Give what a paragraph that was sent is written in: a record that the sheet shows, or a section.

    "" for the facts of the cover, and for what is gone.
    """
    kind, _colon, which = subject.partition(":")
    nouns: dict[str, type[Record]] = {
        "finding": Finding,
        "support": SupportWanted,
        "hypothesis": Hypothesis,
    }
    if kind in nouns:
        return which if opened.get(nouns[kind], which) is not None else ""
    if kind == "previous":
        points = opened.earlier_points()[int(which) - 1 :]
        return points[0].id if points else ""
    if kind == "context":
        return reporting.CONTEXT
    wanted = _SECTIONS.get(kind)
    sections = opened.framework.framework.report
    return next((one.id for one in sections if one.kind == wanted), "")


def corrected(words: str, sent: str, correction: str) -> str:
    """Put a correction where the paragraph stands that it is about, among the words there are now.

    One that reads as the whole sentence takes its place, any other is put behind it, to be worked in by hand.
    """
    parts = words.split("\n\n")
    held = [at for at, part in enumerate(parts) if part.strip() and part.strip() in sent]
    if not held:
        return f"{words.rstrip()} {correction}".strip()
    at = max(held, key=lambda one: len(parts[one]))
    parts[at] = (
        correction if _is_whole(correction, parts[at]) else f"{parts[at].rstrip()} {correction}"
    )
    return "\n\n".join(parts)


def _is_whole(correction: str, sentence: str) -> bool:
    long_enough = 2 * len(correction.split()) >= len(sentence.split())
    return long_enough and correction[:1].isupper() and correction.rstrip()[-1:] in _ENDS
