"""Where people write words in a review: what the guard reads, and how a name is taken out of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import (
    KIND_OF,
    KINDS,
    Abbreviation,
    Activity,
    Agreement,
    Answer,
    AnswerDecision,
    DraftComment,
    DraftConfirmation,
    EarlierEstimate,
    EarlierPoint,
    FactualCheck,
    Finding,
    FindingWaiver,
    Hypothesis,
    Mark,
    Note,
    Override,
    OwnQuestion,
    ParagraphAnswer,
    Passage,
    Photo,
    Record,
    Review,
    SupportWanted,
)
from reviewer_app.review.opened import OpenReview

WRITTEN: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Note: ("text", "speaker"),
    Finding: ("text", "cost"),
    Passage: ("text",),
    Agreement: ("role", "different_view"),
    EarlierPoint: ("text", "outcome"),
    EarlierEstimate: ("why",),
    Activity: (
        "title",
        "place",
        "class_name",
        "subject",
        "year_groups",
        "joint_observer",
        "not_seen_because",
    ),
    Review: ("excellence_title", "unagreed_because"),
    OwnQuestion: ("text",),
    Answer: ("value",),
    Mark: ("value",),
    Override: ("reason",),
    Photo: ("caption",),
    Abbreviation: ("words",),
    FactualCheck: ("statement",),
    ParagraphAnswer: ("correction", "source"),
    AnswerDecision: ("reason",),
    Hypothesis: ("text", "found"),
    SupportWanted: ("text", "from_whom"),
    FindingWaiver: ("reason",),
    DraftComment: ("words", "text"),
    DraftConfirmation: ("remark",),
}
"""The fields a person writes freely, in the order they are gone through.

Not among them: fields made for a name (the head, the safeguarding lead, the contact, who agreed by consent).
"""

_AS_JSON: Final = frozenset({"answer", "mark"})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One field of one record."""

    kind: str
    record: str
    field: str

    @property
    def key(self) -> str:
        """The place as a waiver names it."""
        return f"{self.kind}/{self.record}/{self.field}"

    @property
    def noun(self) -> type[Record]:
        """The noun of the record."""
        return KINDS[self.kind]


def written(opened: OpenReview) -> Iterator[tuple[Place, str]]:
    """Give every place of a review with the words that stand there."""
    for noun, fields in WRITTEN.items():
        kind = KIND_OF[noun]
        for record in opened.all(noun):
            for field in fields:
                words = words_in(kind, getattr(record, field))
                if words:
                    yield Place(kind, record.id, field), words


def words_in(kind: str, value: object) -> str:
    """Give the words of a value: itself, or the texts of one that is kept as JSON, one a line."""
    if not isinstance(value, str) or kind not in _AS_JSON:
        return value if isinstance(value, str) else ""
    found: list[str] = []
    _each(_read(value), lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return "\n".join(found)


def changed_in(kind: str, value: str, change: Callable[[str], str]) -> str:
    """Give a value with its words changed."""
    if kind not in _AS_JSON:
        return change(value)
    return json.dumps(_each(_read(value), change), ensure_ascii=False)


def _read(value: str) -> Json:
    try:
        return cast("Json", json.loads(value))
    except ValueError:
        return value


def _each(value: Json, change: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, change) for name, one in value.items()}
    return value
