"""The review with what is being typed into the report laid over it: what a preview that follows the keys shows."""

from collections.abc import Mapping
from typing import Final

from reviewer_app.model.nouns import KIND_OF, EarlierPoint, Finding, Passage, Record
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.apply import Applied

_FIELDS: Final[Mapping[str, tuple[type[Record], str]]] = {
    "finding": (Finding, "text"),
    "finding-cost": (Finding, "cost"),
    "outcome": (EarlierPoint, "outcome"),
}
"""The record and field that a draft at such a place is for."""


def typed(opened: OpenReview) -> dict[str, str]:
    """Give what is being typed into the report, by the place of its draft."""
    return {
        place: draft.text
        for place, draft in opened.drafts.items()
        if place.partition(":")[0] in (*_FIELDS, "passage") and draft.text.strip()
    }


def as_typed(opened: OpenReview) -> OpenReview:
    """Give a copy in which every text of the report says what is being typed there; nothing is written."""
    copy = opened.snapshot()
    for place, text in typed(opened).items():
        kind, _colon, key = place.partition(":")
        noun: type[Record]
        if kind == "passage":
            noun, key = Passage, f"{opened.id}:{key}"
            values = {"id": key, "review": opened.id, "section": place.partition(":")[2]}
            now: Record = Passage.model_validate({**values, "text": text.strip()})
        else:
            noun, field = _FIELDS[kind]
            found = copy.get(noun, key)
            if found is None:
                continue
            now = found.model_copy(update={field: text.strip()})
        copy.update(Applied(opened.id, opened.position, {KIND_OF[noun]: {key: now}}))
    return copy
