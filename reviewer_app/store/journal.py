"""The journal: changes and rosters as the exact bytes written, and which records they speak of."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlmodel import SQLModel, col

from reviewer_app.model.changes import MARK_BYTES, Action, Change, operations_in
from reviewer_app.model.journal import JournalRow, RosterRow, TouchedRow
from reviewer_app.model.local import SearchedChange
from reviewer_app.model.roster import Roster, RosterChain, chain_of, read_roster
from reviewer_app.model.standing import Standing
from reviewer_app.right_of_way import giving

T = TypeVar("T")

Key = tuple[str, str]
"""Kind and id of a record."""


def table_of(row: type[SQLModel]) -> Table:
    """Give the SQLAlchemy table of a row class."""
    table: Table = row.__table__  # type: ignore[attr-defined]
    return table


CHANGE_KIND: Final = "@change"
"""The kind under which a redaction is filed with the change it empties."""

LAST: Final = 2**63 - 1
"""An order of arrival that no change reaches."""

_READ: Final = (
    "seq",
    "standing",
    "head",
    "content",
    "hash",
    "review",
    "person",
    "device",
    "number",
    "previous",
    "roster",
    "time",
    "digest",
)
_JOURNAL: Final = table_of(JournalRow)
_TOUCHED: Final = table_of(TouchedRow)
_COLUMNS: Final = tuple(_JOURNAL.c[name] for name in _READ)

# What every commit asks is put together once: that takes longer than the answer.
_NEWEST: Final = select(_JOURNAL.c.seq).order_by(_JOURNAL.c.seq.desc()).limit(1)
_NEWEST_OF_REVIEW: Final = (
    select(_JOURNAL.c.seq)
    .where(_JOURNAL.c.review == bindparam("review"))
    .order_by(_JOURNAL.c.seq.desc())
    .limit(1)
)
_LAST_OF_JOURNAL: Final = (
    select(_JOURNAL.c.number, _JOURNAL.c.hash)
    .where(
        _JOURNAL.c.review == bindparam("review"),
        _JOURNAL.c.person == bindparam("person"),
        _JOURNAL.c.device == bindparam("device"),
        _JOURNAL.c.standing.not_in((Standing.GAP.value, Standing.MISPLACED.value)),
    )
    .order_by(_JOURNAL.c.number.desc(), _JOURNAL.c.seq.desc())
    .limit(1)
)


def among(name: str) -> Select[tuple[str]]:
    """Give what a statement is asked with as one list, however long: `listed` writes it.

    SQLAlchemy would write a place for each into the statement, which takes longer than the answer.
    """
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def listed(words: Iterable[str]) -> str:
    """Write a list for `among`."""
    return json.dumps(list(words))


def mark_of(hash_: ColumnElement[str]) -> ColumnElement[bytes]:
    """Give, in a statement, the mark by which the journal finds the change with this hash."""
    return func.unhex(func.substr(hash_, 1, 2 * MARK_BYTES))


def has_hash(hash_: ColumnElement[str]) -> ColumnElement[bool]:
    """Say, in a statement, that a row of the journal is the change with this hash."""
    return and_(_JOURNAL.c.mark == mark_of(hash_), _JOURNAL.c.hash == hash_)


def _is_among(name: str) -> ColumnElement[bool]:
    value = func.json_each(bindparam(name)).table_valued("value").c.value
    return and_(_JOURNAL.c.mark.in_(select(mark_of(value))), _JOURNAL.c.hash.in_(among(name)))


_TOUCHING: Final = (
    select(*_COLUMNS, _TOUCHED.c.record)
    .join(_TOUCHED, _TOUCHED.c.seq == _JOURNAL.c.seq)
    .where(_TOUCHED.c.kind == bindparam("kind"), _TOUCHED.c.record.in_(among("records")))
    .order_by(_JOURNAL.c.seq)
)
_TOUCHING_AT: Final = (
    select(_TOUCHED.c.record, _TOUCHED.c.seq)
    .where(
        _TOUCHED.c.kind == bindparam("kind"),
        _TOUCHED.c.record.in_(among("records")),
        _TOUCHED.c.seq <= bindparam("up_to"),
    )
    .order_by(_TOUCHED.c.seq)
)
_TOUCHED_BY: Final = (
    select(_TOUCHED.c.kind, _TOUCHED.c.record)
    .join(_JOURNAL, _TOUCHED.c.seq == _JOURNAL.c.seq)
    .where(_is_among("hashes"))
)
_OF_HASHES: Final = select(*_COLUMNS).where(_is_among("hashes"))
_AIMED_AT: Final = select(_TOUCHED.c.record).where(
    _TOUCHED.c.kind == CHANGE_KIND, _TOUCHED.c.record.in_(among("hashes"))
)
_SEARCHED: Final = table_of(SearchedChange)
_FORGET_SEARCHED: Final = delete(_SEARCHED).where(_SEARCHED.c.change == bindparam("of"))
# Rows of the journal go in as they are: where thousands come at a time, SQLAlchemy's care for each takes longer.
_WRITTEN: Final = (*_READ, "mark")
_OF_CHANGE: Final = attrgetter(*_WRITTEN[2:])
_FILE: Final = 'INSERT INTO journal ("{}") VALUES ({})'.format(  # noqa: S608
    '", "'.join(_WRITTEN), ", ".join("?" * len(_WRITTEN))
)
_NOTE_TOUCHED: Final = "INSERT INTO touched (kind, record, seq) VALUES (?, ?, ?)"


class Filed(NamedTuple):
    """A change as it lies in the journal: its order of arrival here, and its standing."""

    seq: int
    change: Change
    standing: str


def append(
    connection: Connection, judged: Iterable[tuple[Change, Standing]]
) -> tuple[list[Filed], set[Key]]:
    """File changes that are not here yet, in this order of arrival, with their standing.

    Returns:
        Them as they lie here, and the records they speak of.
    """
    last = int(connection.execute(_NEWEST).scalar() or 0)
    filed = [
        Filed(seq, change, standing.value)
        for seq, (change, standing) in enumerate(judged, last + 1)
    ]
    if not filed:
        return [], set()
    rows = [(one.seq, one.standing, *_OF_CHANGE(one.change)) for one in filed]
    connection.exec_driver_sql(_FILE, rows)
    return filed, _note_touched(connection, filed)


def _note_touched(connection: Connection, filed: Iterable[Filed]) -> set[Key]:
    rows = [(*record, one.seq) for one in filed for record in touched_by(one.change)]
    if rows:
        connection.exec_driver_sql(_NOTE_TOUCHED, rows)
    return {(kind, record) for kind, record, _seq in rows}


def touched_by(change: Change) -> set[Key]:
    """Say which records a change speaks of; a redaction speaks of the change it empties."""
    return {
        (CHANGE_KIND if one.action is Action.REDACT else one.kind, one.record)
        for one in operations_in(change)
        if one.action is not Action.OTHER
    }


def last_of(connection: Connection, review: str, person: str, device: str) -> tuple[int, str]:
    """Give the number and hash of the last change that reaches back to the first of its journal.

    (0, "") for a journal not begun. What hangs in the air here is no place to go on from.
    """
    journal = {"review": review, "person": person, "device": device}
    row = connection.execute(_LAST_OF_JOURNAL, journal).first()
    return (int(row[0]), str(row[1])) if row else (0, "")


def position(connection: Connection, review: str) -> int:
    """Give the order of arrival of the review's newest change here, 0 for none."""
    return int(connection.execute(_NEWEST_OF_REVIEW, {"review": review}).scalar() or 0)


def mismarked(connection: Connection, review: str) -> list[str]:
    """Give the hashes of changes that the journal would not find by their hash."""
    rows = connection.execute(
        select(_JOURNAL.c.hash).where(
            _JOURNAL.c.review == review, _JOURNAL.c.mark != mark_of(_JOURNAL.c.hash)
        )
    )
    return [str(row[0]) for row in rows]


def changes_of(connection: Connection, review: str) -> list[Filed]:
    """Give the changes of a review, in the order of their numbers."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(col(JournalRow.review) == review)
        .order_by(col(JournalRow.number), col(JournalRow.seq))
    )
    return [_filed(tuple(row)) for row in rows]


def changes_that_stand(
    connection: Connection, review: str, standing: Standing, people: Iterable[str]
) -> list[Change]:
    """Give the changes of these people that stand in one way, in the order of their numbers."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(
            col(JournalRow.review) == review,
            col(JournalRow.standing) == standing.value,
            col(JournalRow.person).in_(list(people)),
        )
        .order_by(col(JournalRow.number), col(JournalRow.seq))
    )
    return [_filed(tuple(row)).change for row in rows]


def heads_of(connection: Connection, review: str, *, after: int, limit: int) -> list[Filed]:
    """Give what the heads of a review's changes say, without their bytes, by order of arrival `after` one."""
    rows = connection.execute(
        select(*_COLUMNS[:2], *_COLUMNS[4:])
        .where(col(JournalRow.review) == review, col(JournalRow.seq) > after)
        .order_by(col(JournalRow.seq))
        .limit(limit)
    )
    return [Filed(row[0], Change(b"", None, *row[2:]), row[1]) for row in giving(rows)]


def changes_by_hash(connection: Connection, hashes: Iterable[str]) -> list[Filed]:
    """Give the changes that have one of these hashes."""
    asked = list(hashes)
    if not asked:
        return []
    rows = connection.execute(_OF_HASHES, {"hashes": listed(asked)})
    return [_filed(tuple(row)) for row in rows]


def changes_at(connection: Connection, seqs: Iterable[int]) -> list[Filed]:
    """Give the changes of these orders of arrival, in the order of their numbers."""
    found: list[Filed] = []
    for part in _parts(list(seqs)):
        rows = connection.execute(select(*_COLUMNS).where(col(JournalRow.seq).in_(part)))
        found.extend(_filed(tuple(row)) for row in rows)
    return sorted(found, key=lambda one: (one.change.number, one.seq))


def _parts(words: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a list into parts that one statement may name."""
    return (words[start : start + 500] for start in range(0, len(words), 500))


def changes_touching(
    connection: Connection, kind: str, records: Sequence[str]
) -> list[tuple[str, Filed]]:
    """Give each of the records of one kind with every change that speaks of it, by order of arrival."""
    if not records:
        return []
    rows = connection.execute(_TOUCHING, {"kind": kind, "records": listed(records)})
    return [(str(row[-1]), _filed(tuple(row))) for row in rows]


def touching(
    connection: Connection, kind: str, records: Sequence[str], *, up_to: int | None = None
) -> list[tuple[str, int]]:
    """Give each of the records of one kind with the order of arrival of every change that speaks of it."""
    if not records:
        return []
    asked = {"kind": kind, "records": listed(records), "up_to": LAST if up_to is None else up_to}
    return [(str(row[0]), int(row[1])) for row in connection.execute(_TOUCHING_AT, asked)]


def known_hashes(connection: Connection, review: str) -> set[str]:
    """Give the hashes of every change of a review that lies here."""
    rows = connection.execute(select(col(JournalRow.hash)).where(col(JournalRow.review) == review))
    return {str(row[0]) for row in rows}


def last_numbers(connection: Connection, review: str) -> dict[tuple[str, str], int]:
    """Give the last place of every journal, by person and device, that lies here of a review."""
    person, device = col(JournalRow.person), col(JournalRow.device)
    rows = connection.execute(
        select(person, device, func.max(col(JournalRow.number)))
        .where(col(JournalRow.review) == review)
        .group_by(person, device)
    )
    return {(str(one), str(other)): int(number) for one, other, number in rows}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the changes of one person and one standing go: their number, and the latest time they state."""

    person: str
    standing: str
    changes: int
    latest: str


def reach(connection: Connection, review: str) -> list[Reach]:
    """Say how far everyone's changes go; no change is read for it."""
    rows = connection.execute(
        select(
            _JOURNAL.c.person,
            _JOURNAL.c.standing,
            func.count(),
            # SQLite gives the row of the greatest one with it: the offset stays as it was stated.
            _JOURNAL.c.time,
            func.max(func.julianday(_JOURNAL.c.time)),
        )
        .where(_JOURNAL.c.review == review)
        .group_by(_JOURNAL.c.person, _JOURNAL.c.standing)
    )
    return [
        Reach(str(person), str(standing), int(changes), str(latest))
        for person, standing, changes, latest, _day in rows
    ]


def _filed(row: Sequence[Any]) -> Filed:
    """Take a row as it was checked when it was filed; `audit` checks the bytes themselves again."""
    seq, standing, head, content = row[:4]
    words = Change(bytes(head), None if content is None else bytes(content), *row[4 : len(_READ)])
    return Filed(int(seq), words, str(standing))


def records_touched(connection: Connection, hashes: Iterable[str]) -> set[Key]:
    """Give kind and id of the records these filed changes speak of, also once their words are redacted."""
    asked = list(hashes)
    if not asked:
        return set()
    rows = connection.execute(_TOUCHED_BY, {"hashes": listed(asked)})
    return {(str(row[0]), str(row[1])) for row in rows}


def records_of(connection: Connection, review: str) -> set[Key]:
    """Give kind and id of every record a review's changes speak of."""
    rows = connection.execute(
        select(col(TouchedRow.kind), col(TouchedRow.record))
        .join(JournalRow, col(TouchedRow.seq) == col(JournalRow.seq))
        .where(col(JournalRow.review) == review)
        .distinct()
    )
    return {(str(row[0]), str(row[1])) for row in rows}


def redacted_among(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Say which of these changes a redaction here aims at, counted or not."""
    asked = list(hashes)
    if not asked:
        return set()
    return {str(row[0]) for row in connection.execute(_AIMED_AT, {"hashes": listed(asked)})}


def reviews(connection: Connection) -> list[str]:
    """Give the ids of all reviews that have a roster here."""
    rows = connection.execute(select(col(RosterRow.review)).distinct())
    return sorted(str(row[0]) for row in rows)


def set_standing(connection: Connection, standing: Iterable[tuple[str, Standing]]) -> None:
    """Write down which changes count now."""
    rows = [{"of": hash_, "now": now.value} for hash_, now in standing]
    if rows:
        connection.execute(
            update(table_of(JournalRow))
            .where(has_hash(bindparam("of")))
            .values(standing=bindparam("now")),
            rows,
        )


def replace_content(connection: Connection, filed: Filed, change: Change) -> None:
    """Keep a change's content as it is now: emptied by a redaction, or united with a fuller copy.

    What the name guard found in it goes: nothing is to tell of words that were emptied.
    """
    connection.execute(_FORGET_SEARCHED, {"of": filed.seq})
    connection.execute(
        update(JournalRow).where(col(JournalRow.seq) == filed.seq).values(content=change.content)
    )
    if filed.change.content is None:
        _note_touched(connection, [Filed(filed.seq, change, filed.standing)])


def add_roster(connection: Connection, raw: bytes, signature: bytes, sealed: bytes) -> Roster:
    """File a roster whose signature was checked; filing it again changes nothing."""
    roster = read_roster(raw)
    connection.execute(delete(RosterRow).where(col(RosterRow.hash) == roster.hash))
    connection.execute(
        insert(RosterRow).values(
            hash=roster.hash,
            review=roster.review,
            number=roster.number,
            raw=raw,
            signature=signature,
            sealed=sealed,
        )
    )
    return roster


def rosters_of(connection: Connection, review: str) -> list[tuple[bytes, bytes, bytes]]:
    """Give the rosters of a review as filed: raw, signature, sealed; by number."""
    rows = connection.execute(
        select(col(RosterRow.raw), col(RosterRow.signature), col(RosterRow.sealed))
        .where(col(RosterRow.review) == review)
        .order_by(col(RosterRow.number), col(RosterRow.hash))
    )
    return [(bytes(row[0]), bytes(row[1]), bytes(row[2])) for row in rows]


def chain_in(connection: Connection, review: str) -> RosterChain:
    """Give the chain of rosters of a review."""
    return chain_of(read_roster(raw) for raw, _signature, _sealed in rosters_of(connection, review))
