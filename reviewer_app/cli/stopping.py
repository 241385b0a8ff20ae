"""Being stopped: Ctrl+C, or the system's request to end, undoes what is half done and ends quietly."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

_REQUESTS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)

PATIENCE: Final = 5.0
"""Seconds in which what is half done is undone; a request that comes later is for a command that did not hear."""

STOPPED: Final = 130
"""The exit code after Ctrl+C: 128 and the signal's number, as shells have it."""


@dataclass(slots=True)
class Stopping:
    """Answers the requests that one command should stop.

    Attributes:
        exit_code: what the command ends with if it is stopped: 130 for Ctrl+C, 143 or 129 where the system asked.
    """

    exit_code: int = STOPPED
    _asked_at: float = float("-inf")

    def request(self, number: int, _frame: FrameType | None) -> None:
        """Answer one request: the first ends the command, impatient ones disturb no clearing up.

        Raises:
            KeyboardInterrupt: in whatever the main thread does.
        """
        now = time.monotonic()
        if now - self._asked_at < PATIENCE:
            return
        self.exit_code, self._asked_at = 128 + number, now
        raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """Let a command be stopped while this lasts; what its caller chose to ignore (`nohup`) stays ignored."""
    stopping = Stopping()
    before = {
        number: signal.signal(number, stopping.request)
        for number in _REQUESTS
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
