"""The clocks of a form's instruments: how long one runs, and what a timed set asks for when.

An instrument's time is counted on a clock that never jumps and goes on while the laptop sleeps. Where the program was
closed meanwhile and the laptop begun anew, that clock has begun anew too; then the clock on the wall tells.
"""

import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from reviewer_app.frameworks.items import Timing
from reviewer_app.model.moment import moment_of, time_of

Steady = Callable[[], float]
"""Seconds on a clock that never jumps; only differences mean anything."""

LONGEST_MS: Final = 86_400_000
"""The longest an instrument runs: a day (`Mark.offset_ms`)."""

_SAME_CLOCK_SECONDS: Final = 60.0
"""How far both clocks may differ before the steady one counts as begun anew."""

Standing = Literal["ahead", "due", "late", "kept"]
"""How a moment of a timed set stands: not yet, now, past and open, kept (or missed)."""


def steady_seconds() -> float:
    """Read the system's clock that never jumps and does not stop in sleep.

    That is CLOCK_BOOTTIME on Linux, CLOCK_MONOTONIC on macOS, and on Windows what Python itself calls monotonic.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@dataclass(frozen=True, slots=True)
class Started:
    """When an instrument was started, by both clocks; `kept` says that it was read back after an end."""

    at: str
    steady: float
    kept: bool = False

    @classmethod
    def now(cls, wall: datetime, steady: float) -> "Started":
        """Start now."""
        return cls(moment_of(wall), steady)

    @classmethod
    def read(cls, at: str, extra: str, *, kept: bool = True) -> "Started":
        """Read what was kept: the moment, and `extra()`; `kept` unless it was started since the program was."""
        return cls(at, float(json.loads(extra)["steady"]), kept)

    def kept_beside(self, form: str, item: str, row: str) -> str:
        """Write the steady clock's reading, and whose clock it is, to be kept beside the moment."""
        return json.dumps({"steady": self.steady, "form": form, "item": item, "row": row})

    def elapsed_ms(self, wall: datetime, steady: float) -> int:
        """Milliseconds since the start, from nought to a day."""
        by_wall = (wall - time_of(self.at)).total_seconds()
        seconds = steady - self.steady
        if self.kept and (seconds < 0 or abs(seconds - by_wall) > _SAME_CLOCK_SECONDS):
            seconds = by_wall
        return min(max(round(seconds * 1000), 0), LONGEST_MS)


def due_ms(timing: Timing, number: int) -> int:
    """Milliseconds from the start at which a moment of a timed set is due; `number` counts from 1."""
    return number * timing.minutes * 60_000 // timing.count


def is_late(timing: Timing, number: int, elapsed_ms: int) -> bool:
    """Say whether a moment answered now is answered late."""
    return elapsed_ms > due_ms(timing, number) + timing.late_after_seconds * 1000


def standing(timing: Timing, number: int, elapsed_ms: int, kept: Collection[int]) -> Standing:
    """Say how a moment of a timed set stands; `kept` are the numbers answered or missed."""
    if number in kept:
        return "kept"
    if elapsed_ms < due_ms(timing, number):
        return "ahead"
    return "late" if is_late(timing, number, elapsed_ms) else "due"


def open_moment(timing: Timing, elapsed_ms: int, kept: Collection[int]) -> int:
    """Give the moment to answer now: the latest that is due, then the earliest past one; 0 for none."""
    stands = {
        number: standing(timing, number, elapsed_ms, kept) for number in range(1, timing.count + 1)
    }
    due = [number for number, one in stands.items() if one == "due"]
    late = [number for number, one in stands.items() if one == "late"]
    return due[-1] if due else late[0] if late else 0


def next_moment(timing: Timing, elapsed_ms: int) -> int:
    """Give the moment that is due next; 0 where all are past."""
    numbers = range(1, timing.count + 1)
    return next((one for one in numbers if due_ms(timing, one) > elapsed_ms), 0)
