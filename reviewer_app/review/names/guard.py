"""The guard of one review: which names stand in it, given its team, its own list, what was dismissed and waived."""

import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from reviewer_app.model.changes import effective
from reviewer_app.model.nouns import (
    KINDS,
    Abbreviation,
    DismissedWord,
    ListedName,
    NameWaiver,
)
from reviewer_app.review.names.digests import NameDigests
from reviewer_app.review.names.folding import folded
from reviewer_app.review.names.hits import digest_of, read
from reviewer_app.review.names.lists import edition, words_of
from reviewer_app.review.names.matching import Hit, find_names, may_stand
from reviewer_app.review.names.places import WRITTEN, Place, words_in, written
from reviewer_app.review.opened import OpenReview
from reviewer_app.store import apply, journal
from reviewer_app.store.name_searches import Kept

GUARDED_BY: Final = frozenset(
    {"dismissed_word", "listed_name", "name_waiver", "abbreviation", "review"}
)
"""The kinds whose change makes a new guard."""

_REPORT: Final = frozenset({"passage", "review"})
"""Kinds in which those named in set-up may stand: what the report says in its own words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name that stands in a review.

    `change` is the hash of the change that wrote it where an earlier wording holds it, and `author` who wrote that;
    "" where it stands now.
    """

    place: Place
    hit: Hit
    text: str
    change: str = ""
    author: str = ""

    @property
    def word(self) -> str:
        """The name as waivers and dismissals keep it."""
        return word_of(self.hit.text)


def word_of(name: str) -> str:
    """Give a name as it is compared: folded, with single spaces."""
    return " ".join(folded(name).split())


class NameGuard:
    """Finds names in the texts of one review, as it stood when the guard was made.

    A team's first names may stand anywhere, as colleagues appear to each other; the head, the contact and the
    safeguarding lead only in the report's own passages.

    Attributes:
        rules: a digest of what names are known by: what was found under the same is found again.
    """

    def __init__(self, opened: OpenReview) -> None:
        review = opened.review
        dismissed = {one.word for one in opened.all(DismissedWord)}
        anywhere = {word for one in opened.people() for word in words_of(one.name)}
        school = f"{review.school_name} {review.school_town} {review.school_authority}"
        anywhere |= set(words_of(school)) | dismissed
        anywhere |= {folded(one.short) for one in opened.all(Abbreviation)}
        named = f"{review.head_name} {review.contact} {review.safeguarding_lead}"
        self._anywhere = frozenset(anywhere)
        self._in_report = self._anywhere | set(words_of(named))
        self._waived = {(one.place, one.word) for one in opened.all(NameWaiver)}
        digests = frozenset(one.digest for one in opened.all(ListedName))
        self._listed = NameDigests(opened.id, digests)
        rules = "\n".join((edition(), *sorted(digests)))
        self.rules = hashlib.sha256(rules.encode()).hexdigest()[:16]

    def hits(self, text: str, kind: str = "note") -> list[Hit]:
        """Find the names in a text of a kind of record."""
        return self._undecided(self.search(text), kind)

    def search(self, text: str) -> list[Hit]:
        """Find what could be a name in a text, whoever may be named and whatever was said to be none."""
        return find_names(text, listed=self._listed or None)

    def standing(self, opened: OpenReview, kept: Kept | None = None) -> list[Found]:
        """Give every name that stands in a review now, place by place; what is `kept` is not searched again."""
        return [
            found
            for place, text in written(opened)
            for hit in self._undecided(self._known(text, kept), place.kind)
            if not self.waived(found := Found(place, hit, text))
        ]

    def earlier(self, connection: Connection, opened: OpenReview, kept: Kept) -> list[Found]:
        """Give every name that an earlier wording holds, also of what was removed, until it is emptied."""
        filed = journal.changes_at(connection, kept.holding)
        chain = journal.chain_in(connection, opened.id)
        changes = {one.change.hash: one.change for one in filed}
        redactions = apply.redactions_of(connection, chain, changes)
        found: list[Found] = []
        for hash_, change in changes.items():
            for _number, operation in effective(change, redactions.get(hash_, ())):
                noun = KINDS.get(operation.kind)
                now = opened.get(noun, operation.record) if noun else None
                for field in WRITTEN.get(noun, ()) if noun else ():
                    value = operation.values.get(field)
                    if now is not None and getattr(now, field) == value:
                        continue
                    text = words_in(operation.kind, value)
                    place = Place(operation.kind, operation.record, field)
                    for hit in self._undecided(self._known(text, kept), operation.kind):
                        one = Found(place, hit, text, hash_, change.person)
                        if not self.waived(one):
                            found.append(one)
        return found

    def _known(self, text: str, kept: Kept | None) -> list[Hit]:
        """Give what could be a name in a text: what was found before, or what is found now."""
        if kept is None or not text:
            return self.search(text)
        digest = digest_of(text)
        if digest in kept.clean:
            return []
        return read(kept.found[digest], text) if digest in kept.found else self.search(text)

    def _undecided(self, hits: list[Hit], kind: str) -> list[Hit]:
        """Give the hits of a kind of record that may not stand there."""
        allowed = self._in_report if kind in _REPORT else self._anywhere
        return [one for one in hits if not may_stand(one, allowed)]

    def waived(self, found: Found) -> bool:
        """Whether a name may stay where it stands."""
        return (found.place.key, found.word) in self._waived
