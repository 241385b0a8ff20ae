"""The register of schools: filing a full extract while someone types, and finding a school as one types."""

import csv
import gc
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import TypeVar

from reviewer_app.frameworks.search import folded
from reviewer_app.review import capture
from reviewer_app.review.register import import_register, read_extract
from reviewer_app.review.session import Session
from reviewer_app.store.cipher import close_writer, connect
from reviewer_app.store.lane import Lane, Rank
from reviewer_app.store.register import SchoolRow
from tests import gias
from tests.bench.figures import Report, noting, share
from tests.bench.filling import new_review, new_session, place_in

T = TypeVar("T")

TYPED_EVERY = 0.1
"""Seconds between two notes of someone who types during the import."""
SCHOOLS = 60


class TimedLane(Lane):
    """A lane that notes how long whatever is not typed holds it, and how much of that the processor worked.

    The rest of a hold is the disk, and whoever else this machine works for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.holds: list[float] = []
        self.worked: list[float] = []

    def submit(self, job: Callable[[], T], rank: Rank = Rank.TYPING) -> "Future[T]":
        """Time a job that is not typed."""
        return super().submit(job if rank is Rank.TYPING else lambda: self._timed(job), rank)

    def submit_steps(self, steps: Iterator[T]) -> "Future[T | None]":
        """Time each step; a step's result is handed on as it is."""
        return super().submit_steps(self._timed_steps(steps))

    def _timed_steps(self, steps: Iterator[T]) -> Iterator[T]:
        with suppress(StopIteration):
            while True:
                yield self._timed(lambda: next(steps))

    def _timed(self, job: Callable[[], T]) -> T:
        began = time.thread_time()
        with noting(self.holds):
            try:
                return job()
            finally:
                self.worked.append(time.thread_time() - began)


def run(report: Report) -> None:
    """Import into a profile with a review, then type."""
    path = report.folder / "edubasealldata.csv"
    gias.write_extract(path)
    session = new_session(report.folder / "register")
    try:
        _import(report, session, path)
        _find(report, session)
    finally:
        session.close()


def _import(report: Report, session: Session, path: Path) -> None:
    review = new_review(session)
    activity = place_in(session, review).activities[0]
    session.database.lane.close()
    lane = session.database.lane = TimedLane()
    over, waits = threading.Event(), list[float]()

    def typist() -> None:
        while not over.wait(TYPED_EVERY):
            with noting(waits):
                session.database.do(
                    review, capture.commit_note, activity, "Seen meanwhile"
                ).result()

    typing = threading.Thread(target=typist)
    typing.start()
    # As in the window, which collects memory when the person pauses: with the whole register at hand it takes 60 ms.
    gc.disable()
    start = time.perf_counter()
    import_register(
        session.database,
        read_extract(path),
        progress=lambda _done, _all: None,
        cancelled=lambda: False,
    )
    taken = time.perf_counter() - start
    gc.enable()
    over.set()
    typing.join()
    floor = bare_import(path, report.folder / "bare-register.db")
    report.figure(
        f"Import {gias.FULL_SIZE:,} x 135, someone typing",
        taken,
        floor=floor,
        beside="csv + executemany",
        at_most_seconds=6,
    )
    report.figure("  longest hold of the lane", max(lane.holds), at_most_seconds=0.05)
    report.figure("  longest hold, processor", max(lane.worked), at_most_seconds=0.02)
    report.figure("  99 of 100 holds", share(lane.holds, 0.99))
    report.figure("  a note committed meanwhile, p50", share(waits, 0.5))
    report.figure(
        f"  a note committed meanwhile, worst of {len(waits)}", max(waits), at_most_seconds=0.06
    )


def bare_import(path: Path, file: Path) -> float:
    """Read the file by `csv.reader` and put fourteen columns into an encrypted table; no index, no checks."""
    connection = connect(file, bytes(32), bytes(16), create=True)
    columns = len(astuple(SchoolRow("", ""))) + 1
    connection.execute(f"CREATE TABLE school ({', '.join(f'c{n}' for n in range(columns))})")
    marks = ", ".join("?" * columns)
    start = time.perf_counter()
    with path.open(encoding="cp1252", newline="") as lines:
        rows = [row[:columns] for row in csv.reader(lines) if len(row) >= columns]
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO school VALUES ({marks})", rows)  # noqa: S608
    connection.execute("COMMIT")
    taken = time.perf_counter() - start
    close_writer(connection)
    return taken


def _find(report: Report, session: Session) -> None:
    typed = list(keystrokes(random.Random(2), session))
    times, floors = list[float](), list[float]()
    reader = session.profile.connect_reader()
    for text in typed:
        with noting(times):
            session.find_schools(text)
        words = " AND ".join(f'"{word}"*' for word in folded(text).split())
        with noting(floors):
            reader.execute(
                "SELECT rowid FROM school_search WHERE school_search MATCH ? ORDER BY rowid LIMIT 100",
                (words or '"a"*',),
            ).fetchall()
    floor = statistics.median(floors)
    name = f"Find a school, {len(typed):,} keys"
    report.figure(f"{name}, p50", share(times, 0.5), floor=floor, beside="index alone")
    report.figure(
        f"{name}, p95", share(times, 0.95), floor=share(floors, 0.95), beside="index alone"
    )
    report.figure(
        f"{name}, worst", max(times), floor=max(floors), beside="index alone", at_most_seconds=0.03
    )


def keystrokes(chance: random.Random, session: Session) -> Iterator[str]:
    """Type names of schools, some with their town, some by postcode or URN, key by key."""
    for turn in range(SCHOOLS):
        school = session.school(str(900_000 + chance.randrange(gias.FULL_SIZE)))
        assert school is not None
        whole = (school.name, f"{school.name[:8]} {school.town}", school.postcode, school.urn)[
            turn % 4
        ]
        for end in range(1, min(len(whole), 24) + 1):
            yield whole[:end]
