"""Errands: work off the window's thread, and what comes of it, back on it."""

import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from reviewer_app.errors import UserError

T = TypeVar("T")

Then = Callable[[Any], None]
Failed = Callable[[UserError], None]


def _is_there(answered: Callable[[Any], None]) -> bool:
    if isinstance(answered, partial):
        return _is_there(answered.func)
    owner = getattr(answered, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class Reply:
    """What a verb or an errand will come to: `then` takes its value, `failed` its refusal.

    `lastly` is called after either, and alone where a bug kept it from coming to anything.
    """

    def __init__(self) -> None:
        self._then: list[Then] = []
        self._failed: list[Failed] = []
        self._lastly: list[Callable[[], None]] = []

    def then(self, then: Then) -> "Reply":
        """Call this with the value, on the window's thread."""
        self._then.append(then)
        return self

    def failed(self, failed: Failed) -> "Reply":
        """Call this with the refusal, on the window's thread, instead of telling it in the window."""
        self._failed.append(failed)
        return self

    def lastly(self, lastly: Callable[[], None]) -> "Reply":
        """Call this on the window's thread however it ended, a bug included."""
        self._lastly.append(lastly)
        return self

    def resolve(self, value: object) -> None:
        """Give the value to whoever waits, and is still there: a page may be left before its answer comes."""
        try:
            for then in filter(_is_there, self._then):
                then(value)
        finally:
            self.end()

    def refuse(self, error: UserError) -> bool:
        """Give the refusal to whoever takes it and is still there; says whether anyone did."""
        there = [one for one in self._failed if _is_there(one)]
        try:
            for failed in there:
                failed(error)
        finally:
            self.end()
        return bool(there)

    def end(self) -> None:
        """Tell whoever waits that nothing more will come."""
        for lastly in self._lastly:
            lastly()


class Errands(QObject):
    """A few worker threads; what they find is handed over by a queued signal.

    Signals:
        refused: a `UserError` that no caller took.
    """

    refused = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = ThreadPoolExecutor(2, thread_name_prefix="errand")
        self._open = True
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run(self, errand: Callable[[], T]) -> Reply:
        """Run an errand on another thread; the reply comes on the window's."""
        return self.reply_of(self._workers.submit(errand))

    def reply_of(self, future: "Future[Any]") -> Reply:
        """Give the reply of something that is under way on another thread already."""
        reply = Reply()

        def failed(error: UserError) -> None:
            if not reply.refuse(error):
                self.refused.emit(error)

        self.follow(future, reply.resolve, failed, reply.end)
        return reply

    def follow(
        self, future: "Future[Any]", done: Then, failed: Failed, broken: Callable[[], None]
    ) -> None:
        """Hand a future's outcome to the window's thread; `broken` is told of a bug, which then goes on."""

        def arrived(settled: "Future[Any]") -> None:
            if self._open:
                self._arrived.emit((settled, done, failed, broken))
            else:
                _report_bug(settled)

        future.add_done_callback(arrived)

    def watch(self, future: "Future[Any]", refused: Failed | None = None) -> None:
        """See to a job that nobody waits for: a refusal is told, by `refused` or in the window; a bug goes on."""
        self.follow(future, _pass_over, refused or self.refused.emit, lambda: None)

    def close(self, *, wait: bool = True) -> None:
        """Let what runs finish; nothing is handed over after this, but a bug still comes to the crash handler.

        A refusal does not: there is no window left to say it in. Without `wait` it finishes later.
        """
        self._open = False
        self._workers.shutdown(wait=wait, cancel_futures=True)
        # What has arrived and waits its turn would go with this object, bugs and all.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def wait(self) -> None:
        """Wait until what was left to finish has finished; on any thread."""
        self._workers.shutdown(wait=True)

    @Slot(object)
    def _take(self, arrived: object) -> None:
        future, done, failed, broken = cast(
            "tuple[Future[Any], Then, Failed, Callable[[], None]]", arrived
        )
        if not self._open:
            _report_bug(future)
            return
        try:
            result = future.result()
        except CancelledError:
            return
        except UserError as error:
            failed(error)
            return
        except Exception:
            broken()
            raise
        done(result)


def _pass_over(_value: object) -> None:
    pass


def _report_bug(settled: "Future[Any]") -> None:
    """Hand a bug to the crash handler, on whichever thread it is found."""
    error = None if settled.cancelled() else settled.exception()
    if error is not None and not isinstance(error, UserError):
        sys.excepthook(type(error), error, error.__traceback__)
