"""What came in and does not count, or not yet; and where two laptops went on from one place of a journal."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, and_, distinct, func, select

from reviewer_app.model.journal import JournalRow, TouchedRow
from reviewer_app.model.nouns import KIND_OF, Note
from reviewer_app.model.standing import Standing
from reviewer_app.store.journal import mark_of, table_of

_JOURNAL = table_of(JournalRow)
_TOUCHED = table_of(TouchedRow)


@dataclass(frozen=True, slots=True)
class Held:
    """Changes of one person that do not count, for one reason: how many, and of how many notes they speak."""

    person: str
    standing: Standing
    count: int
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Fork:
    """A place from which two laptops of one person went on: both count (DESIGN, "Must hold", 4).

    `after` is the time of the last change they have in common, "" where they have none; `sides` how many there are.
    """

    person: str
    after: str
    sides: int


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What does not count of a review, by person and reason, and its forks."""

    held: tuple[Held, ...] = ()
    forks: tuple[Fork, ...] = ()


def held_back(connection: Connection, review: str) -> HeldBack:
    """Say what does not count, and where a journal was gone on with twice."""
    return HeldBack(tuple(_held(connection, review)), tuple(_forks(connection, review)))


def _held(connection: Connection, review: str) -> Iterable[Held]:
    of_notes = and_(_TOUCHED.c.seq == _JOURNAL.c.seq, _TOUCHED.c.kind == KIND_OF[Note])
    rows = connection.execute(
        select(
            _JOURNAL.c.person,
            _JOURNAL.c.standing,
            func.count(distinct(_JOURNAL.c.seq)),
            func.count(distinct(_TOUCHED.c.record)),
        )
        .select_from(_JOURNAL.outerjoin(_TOUCHED, of_notes))
        .where(_JOURNAL.c.review == review, _JOURNAL.c.standing != Standing.COUNTED.value)
        .group_by(_JOURNAL.c.person, _JOURNAL.c.standing)
        .order_by(_JOURNAL.c.person, _JOURNAL.c.standing)
    )
    for person, standing, count, notes in rows:
        yield Held(str(person), Standing(standing), int(count), int(notes))


def _forks(connection: Connection, review: str) -> Iterable[Fork]:
    before = _JOURNAL.alias("before")
    rows = connection.execute(
        select(_JOURNAL.c.person, func.max(before.c.time), func.count())
        .select_from(_JOURNAL.outerjoin(before, before.c.mark == mark_of(_JOURNAL.c.previous)))
        .where(_JOURNAL.c.review == review, _JOURNAL.c.standing != Standing.MISPLACED.value)
        .group_by(_JOURNAL.c.person, _JOURNAL.c.device, _JOURNAL.c.previous)
        .having(func.count() > 1)
        .order_by(_JOURNAL.c.person, func.max(before.c.time))
    )
    for person, after, sides in rows:
        yield Fork(str(person), str(after or ""), int(sides))
