"""Finding a note again by words, while they are typed: in one review, or in every review on this laptop."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, func, select

from reviewer_app.frameworks.search import folded
from reviewer_app.model.nouns import ROWS, Activity, Note, Review
from reviewer_app.model.roster import RosterChain
from reviewer_app.store import journal, search
from reviewer_app.store.journal import table_of

MOST: Final = 30
"""Notes that are given; whoever has more goes on typing."""

_RANKED: Final = 100
"""Notes that are read and ranked, the latest seen: a few milliseconds."""

_LONGEST: Final = 180
"""Letters of a note that are shown, about two lines."""
_BEFORE: Final = 40
"""Letters shown before the first word that fits."""

# Put together once, as in `journal`: a search is asked at every key.
_NOTE, _VISIT, _SCHOOL = (table_of(ROWS[noun]) for noun in (Note, Activity, Review))
_NOTES: Final = select(
    _NOTE.c.id, _NOTE.c.review, _NOTE.c.activity, _NOTE.c.author, _NOTE.c.seen_at, _NOTE.c.text
)
_VISITS: Final = select(_VISIT.c.id, _VISIT.c.title, _VISIT.c.left_out)
_SCHOOLS: Final = select(_SCHOOL.c.id, _SCHOOL.c.school_name, _SCHOOL.c.start)
_COUNT: Final = select(func.count()).select_from(_SCHOOL)

_GAP: Final = re.compile(r"\s")
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['\u2019](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed to find a note by: all words, the last by its beginning. Signs and accents say nothing."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Sought":
        """Read what was typed, whatever it is."""
        return cls(tuple(folded(typed).split()))

    @property
    def asks(self) -> bool:
        """Whether it is enough to look for; one letter alone is not."""
        return search.asks(self.words)

    def fits(self, text: str) -> bool:
        """Whether a note of these words is found; all are, as long as nothing is asked."""
        if not self.asks:
            return True
        there = folded(text).split()
        *whole, last = self.words
        if not all(word in there for word in whole):
            return False
        if len(last) > 1:
            return any(word.startswith(last) for word in there)
        return not last.isdigit() or last in there

    def marks(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give where the words that fit stand in a part of a text, one after the other: start and length."""
        for found in _WORD.finditer(text, start, end):
            if any(map(self._is_sought, _words_in(found.group()))):
                yield found.start(), len(found.group())

    def stand_together(self, text: str) -> bool:
        """Whether a text has the words side by side in the order they were typed."""
        return f" {' '.join(self.words)}" in f" {folded(text)}"

    def _is_sought(self, word: str) -> bool:
        last = self.words[-1]
        return word in self.words or (len(last) > 1 and word.startswith(last))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a note fits, in one line: its words, and pairs of start and length of those that were sought."""

    words: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that was found, what it says there, and whose it is, at which visit, of which review.

    `author` is a person's id, `name` what they are called. `left_out` says that its visit is no evidence: the note
    stays, and is found.
    """

    id: str
    review: str
    text: str
    excerpt: Excerpt
    seen_at: str
    visit: str
    author: str
    name: str
    school: str
    first_day: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """What was found, the best first.

    Attributes:
        more: whether there are more than are given.
        whole: whether every note was looked through; the index may still be being put together.
        broken: whether the index has to be made anew.
        reviews: how many reviews there are on this laptop.
    """

    notes: tuple[FoundNote, ...] = ()
    more: bool = False
    whole: bool = True
    broken: bool = False
    reviews: int = 1


def search_notes(
    connection: Connection, typed: str, *, review: str = "", most: int = MOST
) -> FoundNotes:
    """Find the notes that have all words that were typed, of the last its beginning.

    Those with the words side by side as they were typed lead, then the latest seen.

    Args:
        connection: one that reads.
        typed: anything; it is never wrong, and has no signs with a meaning.
        review: where to look; "" for every review on this laptop.
        most: the most to give.
    """
    sought = Sought.of(typed)
    several = len(sought.words) > 1
    limit = max(_RANKED, most + 1) if several else most + 1
    fitting = search.find(connection, sought.words, review=review, limit=limit)
    found = {one.id: one for one in connection.execute(_NOTES.where(_NOTE.c.id.in_(fitting.notes)))}
    notes = [found[one] for one in fitting.notes if one in found]
    if several:
        # Stable: among equals the latest seen leads, as the index gave them.
        notes.sort(key=lambda one: not sought.stand_together(one.text))
    return FoundNotes(
        _told(connection, notes[:most], sought),
        len(notes) > most,
        fitting.whole,
        fitting.broken,
        int(connection.execute(_COUNT).scalar_one()),
    )


def excerpt_of(text: str, sought: Sought) -> Excerpt:
    """Cut out of a note what shows where it fits; line ends become spaces."""
    line = _GAP.sub(" ", text)
    start, end = 0, len(line)
    at, _length = next(sought.marks(line, start, end), (0, 0))
    if len(line) > _LONGEST and at > _BEFORE:
        start = line.rfind(" ", 0, at - _BEFORE + 1) + 1
    if end - start > _LONGEST:
        space = line.rfind(" ", start, start + _LONGEST)
        end = space if space > start else start + _LONGEST
    before = "…" if start else ""
    moved = start - len(before)
    return Excerpt(
        before + line[start:end] + ("…" if end < len(line) else ""),
        tuple((place - moved, size) for place, size in sought.marks(line, start, end)),
    )


def _told(connection: Connection, notes: Sequence[Any], sought: Sought) -> tuple[FoundNote, ...]:
    ids = list({one.activity for one in notes})
    visits = {one.id: one for one in connection.execute(_VISITS.where(_VISIT.c.id.in_(ids)))}
    ids = list({one.review for one in notes})
    schools = {one.id: one for one in connection.execute(_SCHOOLS.where(_SCHOOL.c.id.in_(ids)))}
    names = {one: _names(journal.chain_in(connection, one)) for one in ids}
    return tuple(
        FoundNote(
            id=one.id,
            review=one.review,
            text=one.text,
            excerpt=excerpt_of(one.text, sought),
            seen_at=one.seen_at,
            visit=visits[one.activity].title if one.activity in visits else "",
            author=one.author,
            name=names[one.review].get(one.author, ""),
            school=schools[one.review].school_name if one.review in schools else "",
            first_day=schools[one.review].start if one.review in schools else "",
            left_out=one.activity in visits and visits[one.activity].left_out,
        )
        for one in notes
    )


def _names(chain: RosterChain) -> Mapping[str, str]:
    """Give what everyone is called who ever was on the team, as they were called last."""
    return {
        person: member.name
        for roster in chain.in_force
        for person, member in roster.members.items()
    }


@lru_cache(8_192)
def _words_in(word: str) -> tuple[str, ...]:
    """Give the folded words one written word is: the same words are met in note after note."""
    return tuple(folded(word).split())
