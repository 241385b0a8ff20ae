"""Finding a note again by words, while they are typed: in one review, or in every review on this laptop."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from reviewer_app.frameworks.search import folded
from reviewer_app.model.nouns import ROWS, Activity, Note, Review
from reviewer_app.model.roster import RosterChain
from reviewer_app.store import journal, search
from reviewer_app.store.journal import table_of

MOST: Final = 50
"""Notes that are given; whoever has more goes on typing."""

_RANKED: Final = 100
"""Notes that are read and ranked, the latest seen: a few milliseconds."""

_LONGEST: Final = 180
"""Letters of a note that are shown, about two lines."""
_BEFORE: Final = 40
"""Letters shown before the first word that fits."""

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

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give where the words that fit stand in a text: pairs of start and length."""
        return tuple(
            (found.start(), len(found.group()))
            for found in _WORD.finditer(text)
            if any(self._is_sought(word) for word in folded(found.group()).split())
        )

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

    `left_out` says that its visit is no evidence: the note stays, and is found by whoever wrote it.
    """

    note: Note
    excerpt: Excerpt
    visit: str
    author: str
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
    limit = most + 1 if len(sought.words) < 2 else max(_RANKED, most + 1)
    fitting = search.find(connection, sought.words, review=review, limit=limit)
    notes = _notes(connection, fitting.notes)
    # Stable: among equals the latest seen leads, as the index gave them.
    notes.sort(key=lambda one: not sought.stand_together(one.text))
    reviews = select(func.count()).select_from(table_of(ROWS[Review]))
    return FoundNotes(
        _found(connection, notes[:most], sought),
        len(notes) > most,
        fitting.whole,
        fitting.broken,
        int(connection.execute(reviews).scalar_one()),
    )


def excerpt_of(text: str, sought: Sought) -> Excerpt:
    """Cut out of a note what shows where it fits; line ends become spaces."""
    line = re.sub(r"\s", " ", text)
    marks = sought.marks(line)
    first = marks[0][0] if marks else 0
    start, end = 0, len(line)
    if len(line) > _LONGEST and first > _BEFORE:
        start = line.rfind(" ", 0, first - _BEFORE + 1) + 1
    if end - start > _LONGEST:
        space = line.rfind(" ", start, start + _LONGEST)
        end = space if space > start else start + _LONGEST
    before = "…" if start else ""
    words = before + line[start:end] + ("…" if end < len(line) else "")
    moved = start - len(before)
    kept = tuple((at - moved, size) for at, size in marks if start <= at and at + size <= end)
    return Excerpt(words, kept)


def _notes(connection: Connection, ids: tuple[str, ...]) -> list[Note]:
    table = table_of(ROWS[Note])
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings() if ids else ()
    notes = {str(row["id"]): Note.model_validate(dict(row)) for row in rows}
    return [notes[one] for one in ids if one in notes]


def _found(connection: Connection, notes: list[Note], sought: Sought) -> tuple[FoundNote, ...]:
    visits = _visits(connection, [one.activity for one in notes])
    reviews = _reviews(connection, [one.review for one in notes])
    chains = {one: journal.chain_in(connection, one) for one in reviews}
    return tuple(
        FoundNote(
            one,
            excerpt_of(one.text, sought),
            visits.get(one.activity, ("", False))[0],
            _name(chains.get(one.review), one.author),
            *reviews.get(one.review, ("", "")),
            visits.get(one.activity, ("", False))[1],
        )
        for one in notes
    )


def _visits(connection: Connection, ids: list[str]) -> Mapping[str, tuple[str, bool]]:
    """Give the title of each visit, and whether it was left out of the evidence."""
    table = table_of(ROWS[Activity])
    asked = select(table.c.id, table.c.title, table.c.left_out).where(table.c.id.in_(set(ids)))
    return {str(id_): (str(title), bool(out)) for id_, title, out in connection.execute(asked)}


def _reviews(connection: Connection, ids: list[str]) -> Mapping[str, tuple[str, str]]:
    table = table_of(ROWS[Review])
    rows = connection.execute(
        select(table.c.id, table.c.school_name, table.c.start).where(table.c.id.in_(set(ids)))
    )
    return {str(id_): (str(school), str(start)) for id_, school, start in rows}


def _name(chain: RosterChain | None, person: str) -> str:
    for roster in reversed(chain.in_force if chain else ()):
        if person in roster.members:
            return roster.members[person].name
    return ""
