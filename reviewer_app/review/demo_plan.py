"""What the sample review is played from: how much of it, in which words, and a clock that the play moves."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, cast

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.tree import read_tree
from reviewer_app.model.moment import Ids
from reviewer_app.places import resource

DAYS: Final = 3

Words = dict[str, Any]
Progress = Callable[[int, int], None]


class DemoClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Give the time it shows."""
        return self.now

    def forward(self, minutes: float) -> None:
        """Move the clock on."""
        self.now += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play. `visits` counts lesson visits, `reviewers` those beside the lead."""

    seed: int
    reviewers: int
    visits: int
    photos: int
    framework: LoadedFramework

    def chooser(self, what: str) -> random.Random:
        """Give a source of choices that depends on the seed and what is chosen."""
        return random.Random(f"{self.seed}/{what}")  # noqa: S311 (a play, not a secret)

    def start(self) -> date:
        """Give the first day: a Tuesday between January and June."""
        weeks = self.chooser("start").randrange(20)
        return date(2026, 1, 13) + timedelta(weeks=weeks)

    def clock(self) -> DemoClock:
        """Give the clock of the play, set to three weeks before the visit."""
        day = self.start() - timedelta(weeks=3)
        return DemoClock(datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC))

    def ids(self) -> Ids:
        """Give identifiers that depend on the seed alone."""
        source = self.chooser("ids")
        return lambda: f"{source.getrandbits(80):020x}"

    def salts(self) -> Ids:
        """Give salts that depend on the seed alone; for the play only."""
        source = self.chooser("salts")
        return lambda: f"{source.getrandbits(128):032x}"


@dataclass(frozen=True, slots=True)
class Played:
    """What was played."""

    review: str
    school: str
    notes: int
    findings: int
    people: tuple[str, ...]


def sample_words(framework: str = "") -> Words:
    """Read the words of the sample review, as they are told under a framework.

    A note bears on a criterion of the framework's own where it calls it otherwise; one that bears on none is left out
    in the play. A framework about classrooms alone, or with headings that these words do not reach, adds notes and
    findings of its own.
    """
    words = _read("review.yaml")
    called = words["called"].get(framework, {})
    for note in _notes(words):
        note["on"] = called.get(note["on"], note["on"])
    own = {**_read("classrooms.yaml"), **_read("headings.yaml")}.get(framework)
    if own is None:
        return words
    words["lesson"] = [*own["lesson"], *words["lesson"]]
    for activity in words["activities"]:
        activity["notes"] = [*own["activities"].get(activity["title"], ()), *activity["notes"]]
    words["findings"] = {**own["findings"], **words["findings"]}
    return words


def _read(name: str) -> Words:
    path = resource("sample", name)
    return cast("Words", _open(read_tree(path.read_text("utf-8"), Faults(path.name)).value))


def _open(value: object) -> object:
    """Give what was read as lists and mappings that can be added to."""
    if isinstance(value, dict):
        return {name: _open(one) for name, one in value.items()}
    return [_open(one) for one in value] if isinstance(value, tuple) else value


def _notes(words: Words) -> Iterator[Words]:
    several: Iterable[Iterable[Words]] = (
        words["lesson"],
        *(one["notes"] for one in words["activities"]),
    )
    for notes in several:
        yield from notes
