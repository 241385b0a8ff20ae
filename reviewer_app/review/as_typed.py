"""The review with what is being typed into the report laid over it: what a preview that follows the keys shows."""

from collections.abc import Mapping
from typing import Final

from reviewer_app.model.nouns import (
    KIND_OF,
    EarlierPoint,
    Finding,
    Hypothesis,
    Passage,
    Record,
    Review,
    SupportWanted,
)
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.apply import Applied

_PASSAGE: Final = "passage"
_REVIEW: Final = "review"
_FIELDS: Final[Mapping[str, tuple[type[Record], str]]] = {
    "finding": (Finding, "text"),
    "finding-cost": (Finding, "cost"),
    "hypothesis": (Hypothesis, "text"),
    "hypothesis-found": (Hypothesis, "found"),
    "outcome": (EarlierPoint, "outcome"),
    _PASSAGE: (Passage, "text"),
    _REVIEW: (Review, "excellence_title"),
    "support": (SupportWanted, "text"),
    "support-from": (SupportWanted, "from_whom"),
}
"""The record and field that a draft at such a place is for."""


def typed(opened: OpenReview) -> dict[str, str]:
    """Give what is being typed into the report, by the place of its draft."""
    return {
        place: draft.text
        for place, draft in opened.drafts.items()
        if place.partition(":")[0] in _FIELDS and draft.text.strip()
    }


def as_typed(opened: OpenReview) -> OpenReview:
    """Give a copy in which every text of the report says what is being typed there; nothing is written.

    What is typed where the next hypothesis or wish is written is none yet.
    """
    copy = opened.snapshot()
    for place, text in typed(opened).items():
        kind, _colon, key = place.partition(":")
        noun, field = _FIELDS[kind]
        found: Record | None
        if kind == _PASSAGE:
            section, key = key, f"{opened.id}:{key}"
            found = Passage(id=key, review=opened.id, section=section)
        elif kind == _REVIEW:
            key, found = opened.id, opened.review
        else:
            found = copy.get(noun, key)
        if found is not None:
            now = found.model_copy(update={field: text.strip()})
            copy.update(Applied(opened.id, opened.position, {KIND_OF[noun]: {key: now}}))
    return copy
