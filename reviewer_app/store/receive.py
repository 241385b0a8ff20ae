"""Receiving: changes and rosters of others come in, are judged, and the rows come up to date.

Every head of the review, here and coming, is judged at once, which is pure and happens beside the lane; then
changes are filed, and rows follow, in slices, so that the lane is never held. A review is marked as unsettled from the
first slice to the last: after a crash in between, the rest is settled when the review is next opened.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from sqlalchemy import Connection

from reviewer_app.model.changes import Change, united
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import Judgement, Standing, judge
from reviewer_app.store import apply, journal, settings
from reviewer_app.store.apply import Applied
from reviewer_app.store.cipher import Connection as EncryptedConnection
from reviewer_app.store.guard import Guard
from reviewer_app.store.journal import Filed

T = TypeVar("T")

SLICE: Final = 90
"""Changes filed and applied in one slice: about 20 ms of work."""
READ: Final = 2_000
"""Heads read in one slice."""

_STEP: Final = 0.01
"""Seconds the lane waits for the judgement before it looks whether something was typed."""

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

    Of changes already known, only words that were emptied here for no reason that counts are taken over.
    Rosters must have been filed before (`journal.add_roster`).
    """
    coming = _once(changes)
    if any(one.review != review for one in coming.values()):
        raise ValueError("a change of another review")
    return _bring_in(begin, guard, Received(review), coming)


def settle(begin: Begin, guard: Guard, review: str) -> Iterator[Received]:
    """Judge every change of a review again and bring up to date whatever that alters."""
    return _bring_in(begin, guard, Received(review), {})


def _once(changes: Iterable[Change]) -> dict[str, Change]:
    """Unite copies of one change that came together."""
    found: dict[str, Change] = {}
    for one in changes:
        found[one.hash] = united(found[one.hash], one) if one.hash in found else one
    return found


def _bring_in(
    begin: Begin, guard: Guard, received: Received, coming: Mapping[str, Change]
) -> Iterator[Received]:
    review = received.review
    with begin() as connection:
        mark_unsettled(connection, review)
        chain = journal.chain_in(connection, review)
    filed: list[Filed] = []
    while True:
        with begin() as connection:
            after = filed[-1].seq if filed else 0
            read = journal.heads_of(connection, review, after=after, limit=READ)
        filed.extend(read)
        if len(read) < READ:
            break
        yield received
    here = {one.change.hash for one in filed}
    new = [one for hash_, one in coming.items() if hash_ not in here]
    received.new = len(new)
    judging = _Judging([*(one.change for one in filed), *new], chain)
    while not judging.done(_STEP):
        yield received
    judgement = judging.result()
    received.forks = judgement.forks
    received.held = dict(
        Counter(one.value for one in judgement.standing.values() if one is not Standing.COUNTED)
    )
    for part in _parts(new, SLICE):
        with begin() as connection:
            judged = [(one, judgement.standing[one.hash]) for one in part]
            journal.append(connection, judged)
            hashes = [one.hash for one in part]
            received.applied.append(_apply(connection, guard, chain, review, hashes))
        yield received
    for altered in _parts(_altered(filed, judgement), SLICE):
        with begin() as connection:
            journal.set_standing(connection, altered)
            hashes = [hash_ for hash_, _now in altered]
            received.applied.append(_apply(connection, guard, chain, review, hashes))
        yield received
    copies = [one for hash_, one in coming.items() if hash_ in here]
    for part in _parts(copies, SLICE):
        with begin() as connection:
            touched = apply.unite(connection, chain, part)
            if touched:
                received.applied.append(
                    apply.bring_up_to_date(connection, guard, chain, review, touched)
                )
        yield received
    with begin() as connection:
        # A roster that came meanwhile has consequences of its own, to be drawn by whoever brought it.
        if journal.chain_in(connection, review) == chain:
            _mark_settled(connection, review)
    yield received


def _altered(filed: Iterable[Filed], judgement: Judgement) -> list[tuple[str, Standing]]:
    """Give the changes here whose standing is another now."""
    standing = judgement.standing
    return [
        (one.change.hash, standing[one.change.hash])
        for one in filed
        if one.standing != standing[one.change.hash]
    ]


class _Judging:
    """Judges on a thread of its own, so that the lane is free meanwhile."""

    def __init__(self, changes: Sequence[Change], chain: RosterChain) -> None:
        self._judgement: Judgement | None = None
        self._thread = threading.Thread(
            target=self._run, args=(changes, chain), name="judge", daemon=True
        )
        self._thread.start()

    def _run(self, changes: Sequence[Change], chain: RosterChain) -> None:
        self._judgement = judge(changes, chain)

    def done(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> Judgement:
        assert self._judgement is not None  # noqa: S101 (whatever kept it from that was reported)
        return self._judgement


def _apply(
    connection: Connection, guard: Guard, chain: RosterChain, review: str, hashes: Sequence[str]
) -> Applied:
    touched = journal.records_touched(connection, hashes)
    # A redaction may have arrived before the change it empties, or after it: look both ways.
    targets = {record for kind, record in touched if kind == journal.CHANGE_KIND}
    touched |= apply.empty_redacted(connection, chain, targets.union(hashes))
    return apply.bring_up_to_date(connection, guard, chain, review, touched)


def _parts(whole: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


def mark_unsettled(connection: Connection, review: str) -> None:
    """Remember that changes or rosters of a review came whose consequences are not drawn yet."""
    settings.put(connection, _mark(review), value=True)


def _mark_settled(connection: Connection, review: str) -> None:
    settings.drop(connection, _mark(review))


def is_unsettled(connection: Connection, review: str) -> bool:
    """Say whether a review waits to be settled: something came in, and its consequences are not drawn."""
    return settings.get(connection, _mark(review)) is not None


def _mark(review: str) -> str:
    return f"unsettled/{review}"


def rebuild(connection: Connection, guard: Guard) -> None:
    """Empty every shared table and fill it again from the journal, in the caller's transaction.

    Takes seconds, so never on the lane: only a migration does it, on a copy of the file, before there is a
    lane or a window.
    """
    apply.clear(connection, guard)
    for review in journal.reviews(connection):
        chain = journal.chain_in(connection, review)
        changes = [one.change for one in journal.changes_of(connection, review)]
        journal.set_standing(connection, judge(changes, chain).standing.items())
        apply.empty_redacted(connection, chain, [one.hash for one in changes])
        touched = journal.records_of(connection, review)
        apply.bring_up_to_date(connection, guard, chain, review, touched)
        _mark_settled(connection, review)


def rebuild_rows(connection: Connection) -> None:
    """Fill the shared tables of a file being migrated, on a connection that has no guard yet."""
    raw = connection.connection.dbapi_connection
    rebuild(connection, Guard(cast("EncryptedConnection", raw)))
