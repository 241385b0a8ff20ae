"""Receiving: changes and rosters of others come in, are judged, and the rows come up to date.

Every head of the review, here and coming, is judged at once, which is pure and happens beside the lane; then
changes are filed, and rows follow, in slices, so that the lane is never held. A review is marked as unsettled from the
first slice to the last: after a crash in between, the rest is settled when the review is next opened.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from sqlalchemy import Connection

from reviewer_app.model.changes import Change, united
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import WAITING, Judgement, Standing, judge
from reviewer_app.store import apply, journal, search, settings, wanting
from reviewer_app.store.apart import Apart, take_apart
from reviewer_app.store.apply import Applied
from reviewer_app.store.cipher import Connection as EncryptedConnection
from reviewer_app.store.guard import Guard
from reviewer_app.store.journal import Filed

T = TypeVar("T")

FIRST_SLICE: Final = 90
"""Changes filed and applied in the first slice; then as many as take about `HELD`."""
LARGEST_SLICE: Final = 1_000
HELD: Final = 0.035
"""Seconds the lane is held by one slice, as far as the one before it can tell."""
READ: Final = 2_000
"""Heads read in one slice."""

_STEP: Final = 0.01
"""Seconds the lane waits for what is done beside it before it looks whether something was typed."""

Begin = Callable[[], AbstractContextManager[Connection]]
"""Opens one transaction."""


@dataclass(slots=True)
class Received:
    """What came of a gathering: how many changes were new, which are held back and why, what stands now.

    `held` counts what waits, however long it has lain here; what waits for nothing (its writer is not on the team,
    say) is counted when that is found, and not at every later gathering.
    """

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
    slices = _Slices(begin, guard, chain, received)
    filed = yield from slices.read()
    here = {one.change.hash for one in filed}
    new = [one for hash_, one in coming.items() if hash_ not in here]
    judgement = yield from slices.judge([*(one.change for one in filed), *new])
    altered = _altered(filed, judgement)
    received.new, received.forks = len(new), judgement.forks
    received.held = _held(judgement, {*(one.hash for one in new), *(hash_ for hash_, _ in altered)})
    yield from slices.file([(one, judgement.standing[one.hash]) for one in new])
    yield from slices.alter(altered)
    yield from slices.unite([one for hash_, one in coming.items() if hash_ in here])
    with begin() as connection:
        # A roster that came meanwhile has consequences of its own, to be drawn by whoever brought it.
        if journal.chain_in(connection, review) == chain:
            _mark_settled(connection, review)
    yield received
    for _tended in search.tend(begin):
        yield received


class Pace:
    """How many changes go into one slice: as many as this laptop does while nobody notices.

    `clock` gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._size = FIRST_SLICE

    def parts(self, whole: Sequence[T]) -> Iterator[Sequence[T]]:
        """Cut a list into slices, each as large as the time of the last allows."""
        at = 0
        while at < len(whole):
            part = whole[at : at + self._size]
            at += len(part)
            yield part

    @contextmanager
    def timing(self) -> Iterator[None]:
        """Do a slice, and see how large the next may be; never more than twice as large."""
        began = self._clock()
        yield
        allowed = self._size * HELD / max(self._clock() - began, HELD / 2)
        self._size = min(LARGEST_SLICE, max(1, int(allowed)))


@dataclass(frozen=True, slots=True)
class _Slices:
    """The long steps of one gathering, each in transactions short enough for the lane."""

    begin: Begin
    guard: Guard
    chain: RosterChain
    received: Received
    pace: Pace = field(default_factory=Pace)

    def read(self) -> Generator[Received, None, list[Filed]]:
        """Read the head of every change that lies here."""
        filed: list[Filed] = []
        while True:
            with self.begin() as connection:
                after = filed[-1].seq if filed else 0
                read = journal.heads_of(connection, self.received.review, after=after, limit=READ)
            filed.extend(read)
            if len(read) < READ:
                return filed
            yield self.received

    def judge(self, changes: Sequence[Change]) -> Generator[Received, None, Judgement]:
        """Judge all changes at once, beside the lane."""
        judging = _Judging(changes, self.chain)
        while not judging.done(_STEP):
            yield self.received
        return judging.result()

    def file(self, judged: Sequence[tuple[Change, Standing]]) -> Iterator[Received]:
        """File new changes and bring up to date what they touch.

        While one slice is written to the file, which needs no interpreter, the next is taken apart.
        """
        parts = self.pace.parts(judged)
        part = next(parts, None)
        with ThreadPoolExecutor(1, thread_name_prefix="ahead") as beside:
            ahead = beside.submit(self._take_apart, part)
            while part is not None:
                while not wait([ahead], _STEP).done:
                    yield self.received
                with self.pace.timing(), self.begin() as connection:
                    filed, touched = journal.append(connection, part)
                    hashes = [one.change.hash for one in filed]
                    self._apply(connection, touched, hashes, filed, ahead.result())
                    part = next(parts, None)
                    ahead = beside.submit(self._take_apart, part)
                yield self.received

    def _take_apart(self, part: Sequence[tuple[Change, Standing]] | None) -> Apart:
        return take_apart(self.chain, self.received.review, part or ())

    def alter(self, altered: Sequence[tuple[str, Standing]]) -> Iterator[Received]:
        """Let changes that lie here count, or no longer."""
        for part in self.pace.parts(altered):
            with self.pace.timing(), self.begin() as connection:
                journal.set_standing(connection, part)
                hashes = [hash_ for hash_, _now in part]
                touched = journal.records_touched(connection, hashes)
                emptied = {record for kind, record in touched if kind == journal.CHANGE_KIND}
                self._apply(connection, touched, hashes)
                wanting.note(connection, self.received.review, emptied)
            yield self.received

    def unite(self, copies: Sequence[Change]) -> Iterator[Received]:
        """Take over words that were emptied here for no reason that counts."""
        for part in self.pace.parts(copies):
            with self.pace.timing(), self.begin() as connection:
                touched = apply.unite(connection, self.chain, part)
                if touched:
                    self._bring_up_to_date(connection, touched)
            yield self.received

    def _apply(
        self,
        connection: Connection,
        touched: set[tuple[str, str]],
        hashes: Sequence[str],
        arrived: Sequence[Filed] = (),
        apart: Apart | None = None,
    ) -> None:
        # A redaction may have arrived before the change it empties, or after it: look both ways.
        targets = {record for kind, record in touched if kind == journal.CHANGE_KIND}
        aimed_at = journal.redacted_among(connection, targets.union(hashes))
        touched |= apply.empty_redacted(connection, self.chain, aimed_at)
        still = apart if aimed_at.isdisjoint(hashes) else None
        self._bring_up_to_date(connection, touched, arrived, still)

    def _bring_up_to_date(
        self,
        connection: Connection,
        touched: set[tuple[str, str]],
        arrived: Sequence[Filed] = (),
        apart: Apart | None = None,
    ) -> None:
        self.received.applied.append(
            apply.bring_up_to_date(
                connection,
                self.guard,
                self.chain,
                self.received.review,
                touched,
                arrived=arrived,
                apart=apart,
            )
        )


def _held(judgement: Judgement, news: set[str]) -> dict[str, int]:
    """Count by reason what does not count: all that waits, and of what waits for nothing the `news`."""
    return dict(
        Counter(
            standing.value
            for hash_, standing in judgement.standing.items()
            if standing in WAITING or (standing is not Standing.COUNTED and hash_ in news)
        )
    )


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
        aimed_at = journal.redacted_among(connection, [one.hash for one in changes])
        apply.empty_redacted(connection, chain, aimed_at)
        touched = journal.records_of(connection, review)
        apply.bring_up_to_date(connection, guard, chain, review, touched)
        _mark_settled(connection, review)


def rebuild_rows(connection: Connection) -> None:
    """Fill the shared tables of a file being migrated, on a connection that has no guard yet."""
    raw = connection.connection.dbapi_connection
    rebuild(connection, Guard(cast("EncryptedConnection", raw)))
