"""How long an exchange bears with a store that does not answer as it should, all told."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

SILENCE: Final = 30.0
"""Seconds without an answer, or without the next piece of a file, before a call counts as failed."""
TRIES: Final = 4
"""How often a call that failed for the moment is made at most."""
FIRST_PAUSE: Final = 0.5
"""Seconds before a call is made again; each further pause is twice as long."""
TOTAL: Final = 60.0
"""Seconds that failing calls and the pauses between them may take in one exchange, however many files it has."""
LOOK: Final = 0.1
"""Seconds between two looks whether somebody wants the exchange to stop."""


def rest(seconds: float, stopped: Callable[[], bool]) -> None:
    """Wait so long, but no longer than until somebody wants the exchange to stop."""
    while seconds > 0 and not stopped():
        time.sleep(min(LOOK, seconds))
        seconds -= LOOK


@dataclass
class Patience:
    """What is left of it. One is made for each exchange; a store that fails for long is asked no more.

    `stopped` says whether somebody wants the exchange to stop: then there is none left at all.
    """

    left: float = TOTAL
    silence: float = SILENCE
    clock: Callable[[], float] = time.monotonic
    rest: Callable[[float, Callable[[], bool]], None] = rest
    stopped: Callable[[], bool] = lambda: False

    def again(self, tried: int, *, took: float, asked: float) -> bool:
        """Wait before a call that failed is made again; False where that would be too long, or is wanted no more.

        Args:
            tried: how often it was made.
            took: seconds that the last try took.
            asked: seconds the store asked for.
        """
        pause = max(asked, FIRST_PAUSE * 2.0 ** (tried - 1))
        self.left -= took
        if tried >= TRIES or pause > self.left:
            return False
        self.left -= pause
        self.rest(pause, self.stopped)
        return not self.stopped()
