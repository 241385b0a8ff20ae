"""Receiving: changes and rosters of others come in, are judged, and the rows come up to date.

Three phases, so that the lane is never held: the bytes are filed in slices (standing "waiting"); every head of
the review is judged at once, which is pure; then standings and rows follow in slices. A crash in between loses
nothing: what waits is judged when the review is next opened.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, cast

from sqlalchemy import Connection

from reviewer_app.model.changes import Change
from reviewer_app.model.standing import Standing, judge
from reviewer_app.store import apply, journal
from reviewer_app.store.apply import Applied
from reviewer_app.store.engine import Connection as EncryptedConnection
from reviewer_app.store.guard import Guard

WAITING: Final = "waiting"
SLICE: Final = 300
"""Changes in one slice: about 20 ms of work on a small laptop."""

Begin = Callable[[], AbstractContextManager[Connection]]
"""Opens one transaction."""


@dataclass(slots=True)
class Received:
    """What came of a gathering: how many changes were new, which are held back and why, what stands now."""

    review: str
    new: int = 0
    held: dict[str, int] = field(default_factory=dict)
    applied: list[Applied] = field(default_factory=list)
    forks: tuple[tuple[str, ...], ...] = ()


def receive(
    begin: Begin, guard: Guard, review: str, changes: Sequence[Change]
) -> Iterator[Received]:
    """File, judge and apply changes of one review, yielding between slices; the last value is the result.

    Changes already known are passed over. Rosters must have been filed before (`journal.add_roster`).
    """
    received = Received(review)
    with begin() as connection:
        known = journal.known_hashes(connection, review)
    new = list({one.hash: one for one in changes if one.hash not in known}.values())
    received.new = len(new)
    for start in range(0, len(new), SLICE):
        with begin() as connection:
            for change in new[start : start + SLICE]:
                journal.append(connection, change, WAITING)
        yield received
    yield from settle(begin, guard, review, received)


def settle(begin: Begin, guard: Guard, review: str, received: Received) -> Iterator[Received]:
    """Judge every change of a review again and bring up to date whatever that alters."""
    with begin() as connection:
        chain = journal.chain_in(connection, review)
        filed = journal.changes_of(connection, review)
    yield received
    judgement = judge([one.change for one in filed], chain)
    received.forks = judgement.forks
    altered: list[tuple[str, Standing]] = []
    for one in filed:
        now = judgement.standing[one.change.hash]
        if now is not Standing.COUNTED:
            received.held[now.value] = received.held.get(now.value, 0) + 1
        if one.standing != now:
            altered.append((one.change.hash, now))
    for start in range(0, len(altered), SLICE):
        part = altered[start : start + SLICE]
        with begin() as connection:
            journal.set_standing(connection, part)
            received.applied.append(
                _apply(connection, guard, review, [hash_ for hash_, _now in part])
            )
        yield received
    yield received


def _apply(connection: Connection, guard: Guard, review: str, hashes: Sequence[str]) -> Applied:
    chain = journal.chain_in(connection, review)
    touched: set[tuple[str, str]] = set()
    # A redaction may have arrived before the change it empties, or after it: look both ways.
    targets = set(hashes)
    for one in journal.changes_by_hash(connection, hashes):
        for kind, record in journal.touched_by(one.change):
            if kind == journal.CHANGE_KIND:
                targets.add(record)
            else:
                touched.add((kind, record))
    touched |= apply.empty_redacted(connection, chain, targets)
    return apply.bring_up_to_date(connection, guard, chain, review, touched)


def rebuild(connection: Connection, guard: Guard) -> None:
    """Empty every shared table and fill it again from the journal, in the caller's transaction."""
    apply.clear(connection, guard)
    for review in journal.reviews(connection):
        chain = journal.chain_in(connection, review)
        filed = journal.changes_of(connection, review)
        judgement = judge([one.change for one in filed], chain)
        journal.set_standing(connection, judgement.standing.items())
        touched: dict[str, set[str]] = defaultdict(set)
        for one in filed:
            for kind, record in journal.records_touched(connection, one.change.hash):
                touched[kind].add(record)
        apply.bring_up_to_date(
            connection,
            guard,
            chain,
            review,
            {(kind, record) for kind, records in touched.items() for record in records},
        )


def rebuild_rows(connection: Connection) -> None:
    """Fill the shared tables of a migrated profile, on a connection that has no guard yet."""
    raw = connection.connection.dbapi_connection
    rebuild(connection, Guard(cast("EncryptedConnection", raw)))
