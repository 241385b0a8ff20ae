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
    """One figure: seconds, or what `unit` says. A median unless its name says otherwise; `floor` is of the same run."""

    name: str
    value: float
    floor: float | None
    beside: str
    at_most: float | None
    at_most_ratio: float | None
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return None if not self.floor else self.value / self.floor

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.at_most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.at_most_ratio
        return None

    def line(self) -> str:
        """Give its line of the table."""
        ratio = ""
        if self.floor is not None and self.ratio is not None:
            ratio = f"{self.ratio:.1f}x {self.beside} {self._written(self.floor)}"
        target = ""
        if self.at_most is not None:
            target = f"at most {self._written(self.at_most)}"
        elif self.at_most_ratio is not None:
            target = f"at most {self.at_most_ratio:g}x"
        met = {True: "yes", False: "no", None: ""}[self.met]
        return _columns(self.name, self._written(self.value), ratio, target, met)

    def _written(self, value: float) -> str:
        return written(value) if self.unit == "s" else f"{value:,.0f} {self.unit}".rstrip()


@dataclass(slots=True)
class Report:
    """Takes the figures of one run; a bench works in `folder`, on a disk and thrown away afterwards.

    `notes` are those of the large profile, `keys` those of each session of typing.
    """

    folder: Path
    notes: int
    keys: int
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
        """Take one time and print it."""
        self._take(Figure(name, seconds, floor, beside, at_most_seconds, at_most_ratio))

    def count(
        self, name: str, value: float, unit: str = "", *, at_most: float | None = None
    ) -> None:
        """Take a figure that is no time and print it."""
        self._take(Figure(name, value, None, "", at_most, None, unit))

    def _take(self, taken: Figure) -> None:
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
