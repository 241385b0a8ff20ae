"""Starting the window: from the start of the process to the first paint, to Today filled, and until it takes keys."""

import math
import statistics
import time
from pathlib import Path

from tests.bench.figures import Report, written
from tests.bench.filling import PER_REVIEW, Filling, new_review, new_session, place_in
from tests.bench.processes import started
from tests.journeys.desktop import display

ROUNDS = 7
BARE = Path(__file__).with_name("bare_window.py")


def run(report: Report) -> None:
    """Measure by turns: a bare window, ours with nothing noted down, ours with a large profile."""
    empty, large = report.folder / "empty", report.folder / "large"
    make_profile(empty, 0)
    start = time.perf_counter()
    notes = make_profile(large, report.notes)
    megabytes = (large / "profile.db").stat().st_size // 1_000_000
    made_in = written(time.perf_counter() - start)
    print(f"# a profile of {notes:,} notes, {megabytes:,} MB, made in {made_in}", flush=True)
    bare: list[float] = []
    painted: dict[Path, list[float]] = {empty: [], large: []}
    today: dict[Path, list[float]] = {empty: [], large: []}
    live: dict[Path, list[float]] = {empty: [], large: []}
    bytecode = report.folder / "bytecode"
    ours = ["-m", "tests.bench.watched_window", "--profile"]
    with display() as screen:
        shown = {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        for turn in range(ROUNDS + 1):
            bare_stamps = started([str(BARE)], bytecode, shown)
            stamps = {one: started([*ours, str(one)], bytecode, shown) for one in (empty, large)}
            # The first of each compiles, warms the disk's cache, and leaves the glance the next begins with.
            if turn:
                bare.append(bare_stamps["painted"])
                for folder, told in stamps.items():
                    painted[folder].append(told["painted"])
                    today[folder].append(told["today"])
                    live[folder].append(told["live"])
    floor = statistics.median(bare)
    for folder, words in ((empty, "no notes"), (large, f"{notes:,} notes")):
        first, filled = statistics.median(painted[folder]), statistics.median(today[folder])
        bare_words = "bare window"
        report.figure(
            f"Start, {words}: first paint", first, floor=floor, beside=bare_words, at_most_ratio=1.5
        )
        report.figure(
            f"Start, {words}: Today filled",
            filled,
            floor=floor,
            beside=bare_words,
            at_most_ratio=5,
        )
        report.figure(
            f"Start, {words}: Today takes keys",
            statistics.median(live[folder]),
            floor=floor,
            beside=bare_words,
        )


def make_profile(folder: Path, notes: int) -> int:
    """Make a profile with this many notes, rounded up to whole reviews; with none, one review without notes."""
    session = new_session(folder)
    reviews = [new_review(session) for _review in range(max(1, math.ceil(notes / PER_REVIEW)))]
    places = [place_in(session, review) for review in reviews] if notes else []
    path, key, salt = session.profile.path, session.profile.key, session.profile.salt
    session.close()
    filling = Filling(path, key, salt)
    for place in places:
        filling.put(place, PER_REVIEW)
    filling.close()
    return len(places) * PER_REVIEW
