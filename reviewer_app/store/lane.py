"""The lane: the one thread that writes.

A queue of two ranks: drafts and commits before everything else. A long job is an iterator; each step is one
transaction of at most about 50 ms, and whatever the person typed goes in between.
"""

import itertools
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final, TypeVar

T = TypeVar("T")


class Rank(IntEnum):
    """Who goes first."""

    TYPING = 0
    LATER = 1


@dataclass(order=True, slots=True)
class _Step:
    rank: int
    turn: int
    run: Callable[[], bool] = field(compare=False)


@dataclass(slots=True)
class _Latest:
    """A job that waits under a name, and may be replaced until it begins."""

    name: str
    job: Callable[[], Any]
    future: "Future[Any]"


_STOP: Final = 2


class Lane:
    """One writing thread; `close` finishes every single job handed in, and stops long ones between steps."""

    def __init__(self, name: str = "lane") -> None:
        self._steps: queue.PriorityQueue[_Step] = queue.PriorityQueue()
        self._turns = itertools.count()
        self._closed = threading.Event()
        self._closing = threading.RLock()
        self._last: _Latest | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T], rank: Rank = Rank.TYPING) -> "Future[T]":
        """Run one job; it must not take longer than 50 ms.

        Raises:
            RuntimeError: the lane is closed.
        """
        future: Future[T] = Future()
        self._put(rank, lambda: _settle(future, job))
        return future

    def submit_latest(self, name: str, job: Callable[[], T]) -> "Future[T]":
        """Run one job that is typed, in place of the last one typed if that had this name and has not begun.

        Of words kept again and again only the latest count: a disk that takes longer than a draft comes due would
        fall ever further behind whoever types. Nothing moves before what was handed in ahead of it. Whoever waits for
        the job that was replaced waits for this one.

        Raises:
            RuntimeError: the lane is closed.
        """
        latest = _Latest(name, job, Future())

        def run() -> bool:
            with self._closing:
                if self._last is latest:
                    self._last = None
            return _settle(latest.future, latest.job)

        with self._closing:
            last = self._last
            if last is not None and last.name == name and not self._closed.is_set():
                last.job = job
                return last.future
            self._put(Rank.TYPING, run)
            self._last = latest
        return latest.future

    def submit_steps(self, steps: Iterator[T]) -> "Future[T | None]":
        """Run a long job step by step behind everything that is typed; its result is the last step's.

        Cancelling the future stops it between two steps.
        """
        future: Future[T | None] = Future()
        last: list[T | None] = [None]
        turn = next(self._turns)

        def run() -> bool:
            if future.cancelled() or self._closed.is_set():
                _close(steps)
                future.cancel()
                return True
            try:
                last[0] = next(steps)
            except StopIteration:
                if future.set_running_or_notify_cancel():
                    future.set_result(last[0])
                return True
            except BaseException as error:  # noqa: BLE001 (whoever waits for it gets it)
                if future.set_running_or_notify_cancel():
                    future.set_exception(error)
                return True
            return False

        self._put(Rank.LATER, run, turn)
        return future

    def close(self) -> None:
        """Finish the single jobs handed in, then stop; safe to call twice."""
        with self._closing:
            if not self._closed.is_set():
                self._closed.set()
                self._steps.put(_Step(_STOP, next(self._turns), lambda: True))
        self._thread.join()

    def _put(self, rank: Rank, run: Callable[[], bool], turn: int | None = None) -> None:
        # Under the lock, so that nothing is put behind the end, where it would wait for ever.
        with self._closing:
            if self._closed.is_set():
                raise RuntimeError("the lane is closed")
            if rank is Rank.TYPING:
                self._last = None
            self._steps.put(_Step(rank, next(self._turns) if turn is None else turn, run))

    def _run(self) -> None:
        while True:
            step = self._steps.get()
            if step.rank == _STOP:
                return
            if not step.run():
                self._steps.put(step)


def _settle(future: "Future[T]", job: Callable[[], T]) -> bool:
    """Run a job for whoever waits for it; it is done then."""
    if future.set_running_or_notify_cancel():
        try:
            result = job()
        except BaseException as error:  # noqa: BLE001 (whoever waits for it gets it)
            future.set_exception(error)
        else:
            future.set_result(result)
    return True


def _close(steps: Iterator[object]) -> None:
    close = getattr(steps, "close", None)
    if close is not None:
        close()
