"""The open profile: the lane that writes and the connection that reads.

`do` runs a verb inside one unit of work on the lane; `local` a small job on this laptop's own tables; `ask`
a question on the reading connection, off the lane.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, Final, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change, redacts
from reviewer_app.model.moment import Clock, Ids
from reviewer_app.model.roster import RosterChain
from reviewer_app.store import backup, cipher, engine, journal, receive, search
from reviewer_app.store.apply import Applied
from reviewer_app.store.guard import Guard
from reviewer_app.store.lane import Lane
from reviewer_app.store.receive import Received
from reviewer_app.store.work import Author, Work

T = TypeVar("T")
P = ParamSpec("P")

_CARRIED_AFTER_INDEXED: Final = 60
_CARRIED_AFTER_RECEIVED: Final = 12
"""Slices after which what waits is carried into the file, so that it does not wait for a commit that is typed.

A slice of received changes turns over some megabytes.
"""
_STEP: Final = 0.01
"""Seconds the lane waits for that before it looks whether something was typed."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a verb gave, the change it made (None for none), and the records that stand now."""

    value: T
    change: Change | None
    applied: Applied


@dataclass(frozen=True, slots=True)
class Opens:
    """What opens the connections of one file, each called once and the last two when they are first wanted.

    Attributes:
        writer: the one that the lane writes through.
        reader: the one that questions are asked through.
        carrier: the one that carries waiting changes into the file.
    """

    writer: Callable[[], cipher.Connection]
    reader: Callable[[], cipher.Connection]
    carrier: Callable[[], cipher.Connection]


class Database:
    """One open profile's tables.

    Args:
        path: the encrypted file, for what its errors say.
        opens: what opens its connections.
        writable: False where the writing connection, too, only reads; then every change is refused.
    """

    def __init__(
        self,
        path: Path,
        opens: Opens,
        clock: Clock,
        ids: Ids,
        salts: Ids,
        *,
        writable: bool = True,
    ) -> None:
        self._path, self._writable = path, writable
        self.clock = clock
        self._ids, self._salts = ids, salts
        self._writer = opens.writer()
        self._engine = engine.engine_of(self._writer)
        self._guard = Guard(self._writer)
        self._open_reader = opens.reader
        self._reader: cipher.Connection | None = None
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._open_carrier = opens.carrier
        self._carrier: cipher.Connection | None = None
        self._carrying = ThreadPoolExecutor(1, thread_name_prefix="carrier")
        self._chains: dict[str, RosterChain] = {}
        self._closing = threading.Lock()
        self._closed = False
        self.author: Author | None = None
        self.lane = Lane()

    def do(
        self,
        review: str,
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[Outcome[T]]":
        """Run a verb in one transaction, before everything that is not typed.

        The future raises the verb's `UserError`; nothing is written then.
        """

        def job() -> Outcome[T]:
            with self._begin() as connection:
                outcome = self._done(connection, review, verb, *args, **kwargs)
            if outcome.change is not None and redacts(outcome.change):
                # Where the lane is being closed, the next opening sees to it.
                with suppress(RuntimeError):
                    self.tend_search()
            return outcome

        return self.lane.submit(job)

    def found(
        self,
        review: str,
        roster: tuple[bytes, bytes, bytes],
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[Outcome[T]]":
        """File a review's first roster (raw, signature, sealed) and run the verb that sets it up: both or neither.

        The future raises the verb's `UserError`; nothing is written then.
        """

        def job() -> Outcome[T]:
            try:
                with self._begin() as connection:
                    journal.add_roster(connection, *roster)
                    return self._done(connection, review, verb, *args, **kwargs)
            except BaseException:
                self._chains.pop(review, None)
                raise

        return self.lane.submit(job)

    def local(
        self,
        job: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[T]":
        """Run a small job on the tables of this laptop, in one transaction."""
        return self.lane.submit(lambda: self._run(job, *args, **kwargs))

    def latest(
        self,
        name: str,
        job: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[T]":
        """Run a small job on the tables of this laptop, in place of one under this name that still waits.

        See `Lane.submit_latest`.
        """
        return self.lane.submit_latest(name, lambda: self._run(job, *args, **kwargs))

    def steps(self, job: Callable[[receive.Begin], Iterator[T]]) -> "Future[T | None]":
        """Run a long job in slices; it is given what opens a transaction for each of them."""
        return self.lane.submit_steps(job(self._begin))

    def tend_search(self) -> "Future[None]":
        """See to the index of notes in slices behind what is typed; nothing to wait for."""
        return self.steps(
            lambda begin: self._carried_along(search.tend(begin), _CARRIED_AFTER_INDEXED)
        )

    def mend_search(self) -> "Future[None]":
        """Make the index of notes anew, which a search found broken."""
        self.local(search.mark_broken)
        return self.tend_search()

    def copy(self, backups: Path, key: bytes, salt: bytes, now: datetime) -> "Future[Path | None]":
        """Copy the file in slices behind what is typed; gives the copy's place, not yet a backup."""
        return self.lane.submit_steps(backup.copy_steps(self._writer, backups, key, salt, now))

    def receive(self, review: str, changes: Sequence[Change]) -> "Future[Received | None]":
        """Take in changes of others, in slices behind what is typed.

        No slice waits for the disk by itself: what is lost with the power is gathered again, and whatever is
        committed next, such as that a file was taken in, brings every slice before it to the disk as well.
        """
        steps = receive.receive(self._begin_unhurried, self._guard, review, changes)
        return self.lane.submit_steps(self._carried_along(steps, _CARRIED_AFTER_RECEIVED))

    def settle(self, review: str) -> "Future[Received | None]":
        """Draw the consequences of what came in when the program last ended in the middle of it."""
        return self.lane.submit_steps(receive.settle(self._begin, self._guard, review))

    def add_rosters(
        self, review: str, rosters: Sequence[tuple[bytes, bytes, bytes]]
    ) -> "Future[None]":
        """File rosters (raw, signature, sealed) whose signatures were checked."""

        def job() -> None:
            with self._begin() as connection:
                for raw, signature, sealed in rosters:
                    journal.add_roster(connection, raw, signature, sealed)
                if rosters and journal.position(connection, review):
                    receive.mark_unsettled(connection, review)
            self._chains.pop(review, None)

        return self.lane.submit(job)

    def ask(
        self,
        question: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[T]":
        """Answer a question off the lane, from what is committed."""

        def run() -> T:
            if self._reader is None:
                self._reader = self._open_reader()
                self._reading_engine = engine.engine_of(self._reader)
            with self._reading_engine.begin() as connection:
                return question(connection, *args, **kwargs)

        return self._reading.submit(run)

    def checkpoint(self) -> "Future[bool]":
        """Carry waiting changes into the file, when the person pauses; beside the lane, and without holding it."""

        def run() -> bool:
            with cipher.translated(self._path):
                if self._carrier is None:
                    self._carrier = self._open_carrier()
                return cipher.checkpoint(self._carrier)

        return self._carrying.submit(run)

    def close(self) -> None:
        """Finish what was handed in and close the file; safe to call twice."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self.lane.close()
            self._reading.shutdown(wait=True, cancel_futures=True)
            self._carrying.shutdown(wait=True, cancel_futures=True)
            if self._carrier is not None:
                self._carrier.close()
                self._carrier = None
            if self._reader is not None:
                self._reading_engine.dispose(close=False)
                self._reader.close()
                self._reader = None
            self._engine.dispose(close=False)
            if not self._writable:
                self._writer.close()
                return
            with cipher.translated(self._path):
                cipher.close_writer(self._writer)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with cipher.translated(self._path), self._engine.begin() as connection:
            yield connection

    def _carried_along(self, steps: Iterator[T], every: int) -> Iterator[T]:
        """Go through the slices of a long job, and carry what they wrote into the file beside the lane.

        The job goes on meanwhile, and then waits for what it wrote in that time, which is little: so nothing is left to
        carry, and the waiting changes begin anew in little room.
        """
        carried: Future[bool] | None = None
        for slices, slice_ in enumerate(steps, 1):
            yield slice_
            if carried is None and slices % every == 0:
                carried = self.checkpoint()
            elif carried is not None and (carried.done() or slices % every == 0):
                rest = self.checkpoint()
                while not wait([rest], _STEP).done:
                    yield slice_
                carried = None

    @contextmanager
    def _begin_unhurried(self) -> Iterator[Connection]:
        """Begin a transaction that reaches the disk with the next one that waits for it, and none after it before."""
        self._writer.execute("PRAGMA synchronous = NORMAL")
        try:
            with self._begin() as connection:
                yield connection
        finally:
            self._writer.execute("PRAGMA synchronous = FULL")

    def _done(
        self,
        connection: Connection,
        review: str,
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Outcome[T]:
        work = self._work(connection, review)
        value = verb(work, *args, **kwargs)
        change, applied = work.finish(self._salts())
        return Outcome(value, change, applied)

    def _run(
        self, job: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with self._begin() as connection:
            return job(connection, *args, **kwargs)

    def _work(self, connection: Connection, review: str) -> Work:
        if self.author is None:
            raise UserError("review.nobody")
        if review not in self._chains:
            self._chains[review] = journal.chain_in(connection, review)
        return Work(
            connection,
            self._guard,
            self._chains[review],
            review,
            self.author,
            clock=self.clock,
            ids=self._ids,
        )
