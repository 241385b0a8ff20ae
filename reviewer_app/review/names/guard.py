"""The guard of one review: which names stand in it, given its team, its own list, what was dismissed and waived."""

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
from reviewer_app.review.names.clean import Clean, Rules
from reviewer_app.review.names.digests import NameDigests
from reviewer_app.review.names.folding import folded
from reviewer_app.review.names.lists import words_of
from reviewer_app.review.names.matching import Hit, find_names
from reviewer_app.review.names.places import WRITTEN, Place, words_in, written
from reviewer_app.review.opened import OpenReview
from reviewer_app.store import apply, journal

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

    Args:
        clean: what was found clean before; it is looked at again only where this guard finds more.
    """

    def __init__(self, opened: OpenReview, clean: Clean | None = None) -> None:
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
        rules = Rules(self._anywhere, self._in_report, digests)
        self.clean = (clean or Clean()).under(rules)

    def hits(self, text: str, kind: str = "note") -> list[Hit]:
        """Find the names in a text of a kind of record."""
        allowed = self._in_report if kind in _REPORT else self._anywhere
        return find_names(text, allowed=allowed, listed=self._listed or None)

    def standing(self, opened: OpenReview) -> list[Found]:
        """Give every name that stands in a review now, place by place."""
        return [
            found
            for place, text in written(opened)
            for hit in self._hits_once(text, place.kind)
            if not self.waived(found := Found(place, hit, text))
        ]

    def earlier(self, connection: Connection, opened: OpenReview) -> list[Found]:
        """Give every name that an earlier wording holds, also of what was removed, until it is emptied."""
        unread = [
            one for one in journal.hashes_of(connection, opened.id) if one not in self.clean.changes
        ]
        filed = {one.change.hash: one.change for one in journal.changes_by_hash(connection, unread)}
        chain = journal.chain_in(connection, opened.id)
        changes = {hash_: filed[hash_] for hash_ in unread}
        redactions = apply.redactions_of(connection, chain, changes)
        found: list[Found] = []
        for hash_, change in changes.items():
            # What has not arrived may still come.
            clean = change.content is not None
            for _number, operation in effective(change, redactions.get(hash_, ())):
                noun = KINDS.get(operation.kind)
                fields = WRITTEN.get(noun, ()) if noun else ()
                now = opened.get(noun, operation.record) if noun else None
                for field in fields:
                    value = operation.values.get(field)
                    text = words_in(operation.kind, value)
                    hits = self._hits_once(text, operation.kind)
                    clean = clean and not hits
                    if now is not None and getattr(now, field) == value:
                        continue
                    place = Place(operation.kind, operation.record, field)
                    for hit in hits:
                        one = Found(place, hit, text, hash_, change.person)
                        if not self.waived(one):
                            found.append(one)
            if clean:
                self.clean.changes.add(hash_)
        return found

    def _hits_once(self, text: str, kind: str) -> list[Hit]:
        """Find the names in a text, which is not searched again where it has none."""
        key = (kind in _REPORT, text)
        if not text or key in self.clean.texts:
            return []
        hits = self.hits(text, kind)
        if not hits:
            self.clean.texts.add(key)
        return hits

    def waived(self, found: Found) -> bool:
        """Whether a name may stay where it stands."""
        return (found.place.key, found.word) in self._waived
