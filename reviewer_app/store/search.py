"""The full-text index of notes: kept in step with their rows, put together anew where it is missing or broken.

The index is local and derived: it never travels, and is worth nothing beside the notes. So it keeps nobody from
writing: where it fails the note is committed all the same, and the index is made anew behind what is typed.

`note_search` is a full-text index without content of its own, over folded words and one word more that names the
review. Its row ids are made from the second a note was seen in: a search that fits thousands can stop at the latest.
`note_search_note` says whose they are, `note_search_state` how far the index has come. `note_search_word` lists the
longer words: left to itself the index would merge every note that has "teacher" with every note that has "teachers"
before it gave the first.

What is taken out of the index cannot be found, and stays in its pages until they are merged with others. That is
quick, and enough for a wording that was changed; after a redaction all of them are merged (`tend`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from reviewer_app.frameworks.search import folded
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Note
from reviewer_app.store.full_text import merge_some

if TYPE_CHECKING:
    from reviewer_app.store import cipher
    from reviewer_app.store.receive import Begin

EDITION: Final = f"1 {unicodedata.unidata_version}"
"""How words are folded and filed: an index of another edition is made anew."""

_EDITION, _UPTO, _EMPTIED = "edition", "upto", "emptied"
"""What the index knows of itself: its edition (none where it is worth nothing), up to which note it was put together
(none where it is whole), and how often words were redacted that may still lie in it."""

_CREATE: Final = (
    (
        "CREATE VIRTUAL TABLE note_search USING fts5("
        "words, content='', columnsize=0, detail='none', prefix='2 3', tokenize='ascii')"
    ),
    # Rarer merges are shorter in all and never as long.
    "INSERT INTO note_search (note_search, rank) VALUES ('automerge', 8)",
    "CREATE TABLE note_search_note (key INTEGER PRIMARY KEY, note TEXT NOT NULL UNIQUE)",
    "CREATE TABLE note_search_word (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE note_search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
_OWN: Final = (
    "CREATE TABLE IF NOT EXISTS note_search_data (id INTEGER PRIMARY KEY, block BLOB)",
    "CREATE TABLE IF NOT EXISTS note_search_idx (segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS note_search_config (k PRIMARY KEY, v) WITHOUT ROWID",
    "INSERT OR REPLACE INTO note_search_config (k, v) VALUES ('version', 4)",
)
"""What an index keeps to itself: without it SQLite does not even let go of one."""

_TIES: Final = 1 << 20
"""Row ids for the notes of one second."""
_BEFORE_1970: Final = 62_135_596_800
"""Seconds from the year 1, the first of the calendar, to 1970."""
_REVIEW: Final = "\ue000"
"""Begins the word that names a review: no folded word holds this letter."""

_REVIEWS: Final = 16
"""Reviews whose words are kept: thousands of notes in turn are of one."""
_LISTED: Final = 4
"""Letters from which on a word is listed; the index holds the beginnings of two and three by itself."""
_MOST_ENDINGS: Final = 100
"""Listed words that one beginning is asked as; what has more is rare, and left to the index."""

_SLICE: Final = 40
"""Notes indexed in one slice: about 5 ms of work, a few times that where the index merges its parts."""
_ROWS: Final = 250
"""Rows of an old index deleted in one slice."""
_PAGES: Final = 64
"""Pages merged in one slice: about 10 ms."""
_AT_ONCE: Final = 500
_OF_INDEX: Final = re.compile(r"FTS5 table main\.note_search\b|^fts5: .* table \"note_search\"")
"""What SQLite's checks say of the index alone; of a page that cannot be read they name no table."""
_PROBLEMS: Final = 100
"""Problems of a file that are looked at: an index gives one, but none may hide behind it."""

_STANDING: Final = text(
    "SELECT held.note, held.key, note.review, note.text FROM note_search_note AS held"
    " JOIN note ON note.id = held.note WHERE held.note IN :notes"
).bindparams(bindparam("notes", expanding=True))
_LAST_KEY: Final = text("SELECT max(key) FROM note_search_note WHERE key BETWEEN :first AND :last")
_ADD: Final = "INSERT INTO note_search (rowid, words) VALUES (?, ?)"
_TAKE: Final = "INSERT INTO note_search (note_search, rowid, words) VALUES ('delete', ?, ?)"
_TO_DISK: Final = "INSERT INTO note_search (note_search) VALUES ('flush')"
_WAITING: Final = text(
    "SELECT note.id, note.review, note.text, note.seen_at FROM note"
    " LEFT JOIN note_search_note AS held ON held.note = note.id"
    " WHERE note.id > :after AND held.key IS NULL ORDER BY note.id LIMIT :limit"
)
_FIND: Final = text(
    "SELECT held.note FROM note_search JOIN note_search_note AS held ON held.key = note_search.rowid"
    " WHERE note_search MATCH :query ORDER BY note_search.rowid DESC LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one note: its row id, and the words it is found by."""

    key: int
    words: str


@dataclass(frozen=True, slots=True)
class Fitting:
    """The ids of notes that fit, the latest seen first.

    `whole` says that every note was looked through; `broken` that the index has to be made anew.
    """

    notes: tuple[str, ...]
    whole: bool
    broken: bool = False


def make(connection: Connection) -> None:
    """Make the index anew and empty, for a file without notes or one whose notes are applied next."""
    _let_go(connection)
    for statement in _CREATE:
        connection.exec_driver_sql(statement)
    _know(connection, _EDITION, EDITION)


def entries_of(connection: Connection, notes: Sequence[str]) -> dict[str, Entry] | None:
    """Give what the index holds of these notes; to be asked before their rows change.

    Returns:
        None where the index waits to be made anew: there is nothing to keep in step then.
    """
    if not _is_kept(connection):
        return None
    try:
        return {
            note: Entry(key, _words_of(review, words))
            for part in _parts(notes, _AT_ONCE)
            for note, key, review, words in connection.execute(_STANDING, {"notes": list(part)})
        }
    except DatabaseError as error:
        _give_up(connection, error)
        return None


def keep_in_step(
    connection: Connection, before: Mapping[str, Entry], now: Mapping[str, Note | None]
) -> None:
    """Take out of the index what these notes were found by, and file what they say now; None for one that went."""
    try:
        with connection.begin_nested():
            _replace(connection, before, now)
    except DatabaseError as error:
        _give_up(connection, error)


def note_redaction(connection: Connection) -> None:
    """Remember that words were emptied for good, for the next `tend`."""
    if _is_kept(connection):
        _know(connection, _EMPTIED, str(int(_known(connection, _EMPTIED) or 0) + 1))


def find(connection: Connection, words: Sequence[str], *, review: str, limit: int) -> Fitting:
    """Find the notes that have all of these folded words, of the last its beginning; the latest seen first.

    One letter is the beginning of too much: as the last word it is passed over, a figure stands for itself. Takes a few
    milliseconds among 600,000.

    Args:
        connection: one that reads is enough.
        words: folded, in the order they were typed.
        review: where to look; "" for everywhere.
        limit: the most to give.
    """
    if not _is_kept(connection):
        return Fitting((), whole=False)
    try:
        whole = is_whole(connection)
        query = _query(connection, words, review)
        if not query:
            return Fitting((), whole)
        found = connection.execute(_FIND, {"query": query, "limit": limit}).scalars()
        return Fitting(tuple(str(note) for note in found), whole)
    except DatabaseError as error:
        if not _is_broken(error):
            raise
        return Fitting((), whole=False, broken=True)


def is_whole(connection: Connection) -> bool:
    """Whether the index holds every note."""
    return _is_kept(connection) and _known(connection, _UPTO) is None


def asks(words: Sequence[str]) -> bool:
    """Whether these words are enough to look for."""
    return len(words) > 1 or any(len(one) > 1 or one.isdigit() for one in words)


def tend(begin: "Begin") -> Iterator[None]:
    """See to the index in slices: put it together where it is not whole, merge it where words were redacted.

    Costs a look where there is nothing to do.
    """
    with begin() as connection:
        broken = not _is_kept(connection) or not _is_there(connection)
        if broken:
            mark_broken(connection)
    yield
    try:
        if broken:
            yield from _clear(begin)
        yield from _put_together(begin)
        yield from _merge(begin)
    except DatabaseError as error:
        if not _is_broken(error):
            raise
        with begin() as connection:
            _give_up(connection, error)
        yield


def is_sound_without(connection: "cipher.Connection", check: str) -> bool:
    """Whether a file hangs together, the index of notes left aside: it is made anew, and a file is not lost for it.

    SQLite's own checks look into a full-text index as well (sqlite.org/pragma.html#pragma_integrity_check).

    Args:
        connection: one that reads is enough.
        check: "quick_check" or "integrity_check".
    """
    try:
        said = [str(one) for (one,) in connection.execute(f"PRAGMA {check}({_PROBLEMS})")]
    except dbapi2.OperationalError as error:
        if "note_search" not in str(error):
            raise
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        names = [str(name) for (name,) in tables if name != "note_search"]
        said = [
            str(one) for name in names for (one,) in connection.execute(f'PRAGMA {check}("{name}")')
        ]
    return all(one == "ok" or _OF_INDEX.search(one) for one in said)


def mark_broken(connection: Connection) -> None:
    """Remember that the index is worth nothing: it is not kept in step, and the next `tend` makes it anew."""
    if _exists(connection, "note_search_state"):
        connection.exec_driver_sql("DELETE FROM note_search_state")


def _replace(
    connection: Connection, before: Mapping[str, Entry], now: Mapping[str, Note | None]
) -> None:
    taken: list[tuple[int, int, str]] = []
    added: list[tuple[str, int, str]] = []
    for note, standing in now.items():
        entry = before.get(note)
        words = None if standing is None else _words_of(standing.review, standing.text)
        first = None if standing is None else _first_key(standing.seen_at)
        if entry is not None:
            if words == entry.words and first == entry.key - entry.key % _TIES:
                continue
            taken.append((entry.key, 0, entry.words))
        if words is not None and first is not None:
            added.append((note, first, words))
    if not (taken or added):
        return
    _many(connection, "DELETE FROM note_search_note WHERE key = ?", [(key,) for key, *_ in taken])
    keys = _free_keys(connection, [first for _note, first, _words in added])
    _many(
        connection,
        "INSERT INTO note_search_note (key, note) VALUES (?, ?)",
        [(key, note) for key, (note, _first, _words) in zip(keys, added, strict=True)],
    )
    filed = [(key, 1, words) for key, (_note, _first, words) in zip(keys, added, strict=True)]
    # In the order of their row ids, or the index begins a part of its own at every step back.
    for adds, run in groupby(sorted(taken + filed), key=itemgetter(1)):
        _many(connection, _ADD if adds else _TAKE, [(key, words) for key, _adds, words in run])
    _many(
        connection,
        "INSERT OR IGNORE INTO note_search_word (word) VALUES (?)",
        [(word,) for word in _listed_in(words for *_key, words in added)],
    )
    # Now and not as the transaction ends: a broken index must fail here, where it does no harm.
    connection.exec_driver_sql(_TO_DISK)


def _many(connection: Connection, statement: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


def _query(connection: Connection, words: Sequence[str], review: str) -> str:
    """Give the question in the words of the index, "" where no note can fit."""
    if not asks(words):
        return ""
    *whole, last = words
    asked = [f'"{word}"' for word in whole]
    if len(last) == 1:
        asked += [f'"{last}"'] if last.isdigit() else []
    elif len(last) < _LISTED:
        asked.append(f'"{last}"*')
    else:
        rows = connection.exec_driver_sql(
            "SELECT word FROM note_search_word WHERE word >= ? AND word < ? LIMIT ?",
            (last, last + "\U0010ffff", _MOST_ENDINGS + 1),
        )
        endings = [f'"{word}"' for (word,) in rows]
        if not endings:
            return ""
        asked.append(f'"{last}"*' if len(endings) > _MOST_ENDINGS else f"({' OR '.join(endings)})")
    if review:
        asked.append(f'"{_review_word(review)}"')
    return " AND ".join(asked)


def _words_of(review: str, words: str) -> str:
    return f"{folded(words)} {_review_word(review)}"


@lru_cache(_REVIEWS)
def _review_word(review: str) -> str:
    return _REVIEW + review.encode().hex()


def _listed_in(texts: Iterable[str]) -> list[str]:
    """Give the longer words of these texts, each once and in order."""
    words: set[str] = set()
    for text_ in texts:
        words.update(text_.split())
    return sorted(one for one in words if len(one) >= _LISTED and one[0] != _REVIEW)


def _first_key(seen_at: str) -> int:
    return (int(time_of(seen_at).timestamp()) + _BEFORE_1970) * _TIES


def _free_keys(connection: Connection, firsts: Sequence[int]) -> list[int]:
    """Give a row id for each note by the first one of the second it was seen in."""
    free: dict[int, int] = {}
    for first in set(firsts):
        last = connection.execute(_LAST_KEY, {"first": first, "last": first + _TIES - 1}).scalar()
        free[first] = first if last is None else int(last) + 1
    keys = []
    for first in firsts:
        keys.append(free[first])
        free[first] += 1
    return keys


def _known(connection: Connection, name: str) -> str | None:
    """Give what the index knows of itself; nothing where even that is missing."""
    try:
        value = connection.exec_driver_sql(
            "SELECT value FROM note_search_state WHERE name = ?", (name,)
        ).scalar()
    except DatabaseError as error:
        if not _is_broken(error):
            raise
        return None
    return None if value is None else str(value)


def _know(connection: Connection, name: str, value: str | None) -> None:
    connection.exec_driver_sql("DELETE FROM note_search_state WHERE name = ?", (name,))
    if value is not None:
        connection.exec_driver_sql("INSERT INTO note_search_state VALUES (?, ?)", (name, value))


def _is_kept(connection: Connection) -> bool:
    """Whether the index is of this edition, so that it can be kept in step."""
    return _known(connection, _EDITION) == EDITION


def _exists(connection: Connection, table: str) -> bool:
    there = "SELECT 1 FROM sqlite_schema WHERE name = ?"
    return connection.exec_driver_sql(there, (table,)).scalar() is not None


def _is_there(connection: Connection) -> bool:
    tables = ("note_search", "note_search_note", "note_search_word")
    return all(_exists(connection, one) for one in tables)


def _clear(begin: "Begin") -> Iterator[None]:
    """Delete an index that is worth nothing in slices, and make an empty one."""
    for table, key in (
        ("note_search_note", "key"),
        ("note_search_word", "word"),
        ("note_search_data", "id"),
    ):
        left = _ROWS
        while left == _ROWS:
            with begin() as connection:
                left = _delete_some(connection, table, key)
            yield
    with begin() as connection:
        make(connection)
        _know(connection, _UPTO, "")
    yield


def _delete_some(connection: Connection, table: str, key: str) -> int:
    if not _exists(connection, table):
        return 0
    return connection.exec_driver_sql(
        f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} LIMIT ?)",  # noqa: S608
        (_ROWS,),
    ).rowcount


def _let_go(connection: Connection) -> None:
    for statement in _OWN:
        connection.exec_driver_sql(statement)
    for table in (
        "note_search",
        "note_search_data",
        "note_search_idx",
        "note_search_config",
        "note_search_note",
        "note_search_word",
        "note_search_state",
    ):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


def _put_together(begin: "Begin") -> Iterator[None]:
    """Index every note that is not in the index yet; what is written meanwhile is kept in step as ever."""
    while True:
        with begin() as connection:
            upto = _known(connection, _UPTO)
            if upto is None or not _is_kept(connection):
                return
            rows = connection.execute(_WAITING, {"after": upto, "limit": _SLICE}).all()
            notes = {
                str(row.id): Note.model_construct(
                    review=row.review, text=row.text, seen_at=row.seen_at
                )
                for row in rows
            }
            _replace(connection, {}, notes)
            _know(connection, _UPTO, str(rows[-1].id) if len(rows) == _SLICE else None)
        yield


def _merge(begin: "Begin") -> Iterator[None]:
    """Merge everything, so that nothing is left of what was taken out, and list only words that notes have."""
    with begin() as connection:
        emptied = _known(connection, _EMPTIED)
        if emptied is None or not _is_kept(connection):
            return
    merging = True
    while merging:
        with begin() as connection:
            merging = merge_some(connection, "note_search", -_PAGES)
        yield
    after: str | None = ""
    while after is not None:
        with begin() as connection:
            after = _unlist_some(connection, after)
        yield
    with begin() as connection:
        if _known(connection, _EMPTIED) == emptied:
            _know(connection, _EMPTIED, None)


def _unlist_some(connection: Connection, after: str) -> str | None:
    """Take words off the list that no note has, some at a time; give the last looked at, None at the end."""
    words = connection.exec_driver_sql(
        "SELECT word FROM note_search_word WHERE word > ? ORDER BY word LIMIT ?", (after, _SLICE)
    ).scalars()
    looked_at = list(words)
    had = "SELECT 1 FROM note_search WHERE note_search MATCH ? LIMIT 1"
    gone = [
        (word,)
        for word in looked_at
        if connection.exec_driver_sql(had, (f'"{word}"',)).scalar() is None
    ]
    if gone:
        connection.exec_driver_sql("DELETE FROM note_search_word WHERE word = ?", gone)
    return looked_at[-1] if len(looked_at) == _SLICE else None


def _give_up(connection: Connection, error: DatabaseError) -> None:
    """Leave a broken index to be made anew; any other trouble is not the index's."""
    if not _is_broken(error):
        raise error
    mark_broken(connection)


def _is_broken(error: DatabaseError) -> bool:
    name = getattr(error.orig, "sqlite_errorname", "")
    return name.startswith("SQLITE_CORRUPT") or name == "SQLITE_ERROR"


def _parts(whole: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))
