"""Figures: what was measured, beside what it is measured against, as one table and one file."""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

_WIDTHS: Final = (58, 13, 34, 20, 5)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `seconds` is a median unless its name says otherwise; `floor` was measured in the same run."""

    name: str
    seconds: float
    floor: float | None
    beside: str
    at_most_seconds: float | None
    at_most_ratio: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return None if self.floor is None else self.seconds / self.floor

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.at_most_seconds is not None:
            return self.seconds <= self.at_most_seconds
        if self.at_most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.at_most_ratio
        return None

    def line(self) -> str:
        """Give its line of the table."""
        ratio = (
            "" if self.floor is None else f"{self.ratio:.1f}x {self.beside} {written(self.floor)}"
        )
        target = ""
        if self.at_most_seconds is not None:
            target = f"at most {written(self.at_most_seconds)}"
        elif self.at_most_ratio is not None:
            target = f"at most {self.at_most_ratio:g}x"
        met = {True: "yes", False: "no", None: ""}[self.met]
        return _columns(self.name, written(self.seconds), ratio, target, met)


@dataclass(slots=True)
class Report:
    """Takes the figures of one run; a bench works in `folder`, on a disk and thrown away afterwards."""

    folder: Path
    notes: int
    figures: list[Figure] = field(default_factory=list)

    def head(self) -> None:
        """Print the table's first line."""
        print(_columns("name", "figure", "ratio", "target", "met"), flush=True)

    def figure(
        self,
        name: str,
        seconds: float,
        *,
        floor: float | None = None,
        beside: str = "",
        at_most_seconds: float | None = None,
        at_most_ratio: float | None = None,
    ) -> None:
        """Take one figure and print it."""
        taken = Figure(name, seconds, floor, beside, at_most_seconds, at_most_ratio)
        self.figures.append(taken)
        print(taken.line(), flush=True)

    def write(self, path: Path) -> None:
        """Write every figure as JSON."""
        figures = [{**asdict(one), "ratio": one.ratio, "met": one.met} for one in self.figures]
        path.write_text(json.dumps({"notes": self.notes, "figures": figures}, indent=1) + "\n")


def _columns(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def written(seconds: float) -> str:
    """Write a time with its unit."""
    if seconds < 0.01:
        return f"{seconds * 1e3:.2f} ms"
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def seconds_of(run: Callable[[], object]) -> float:
    """Say how long something takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


@contextmanager
def noting(times: list[float]) -> Iterator[None]:
    """Note how long a block takes."""
    start = time.perf_counter()
    yield
    times.append(time.perf_counter() - start)


def in_turns(rounds: int, *runs: Callable[[], float]) -> list[float]:
    """Measure several things by turns, so that a busy moment falls on all of them; give their medians."""
    taken = [[run() for run in runs] for _round in range(rounds)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def share(times: Sequence[float], part: float) -> float:
    """Give what this part of the times stays within: 0.5 is the median, 0.99 leaves out one in a hundred."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
