"""The report's pages beside what is typed: do they follow it without stealing a frame?

The sample review, its introduction written on by real keys: with the pages closed, then with them open and built anew
all the while. In the end: how long after the last key the pages say all of it.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from reviewer_app.frameworks.shipped import usual
from reviewer_app.review import recovery
from reviewer_app.review.demo import sample_review
from tests.bench.bench_typing import P99, WORST
from tests.bench.figures import Report, share
from tests.bench.filling import new_session
from tests.bench.typist import PACE, PROSE, Typed, typing_at
from tests.journeys.desktop import display

FRAME: Final = 1 / 60
"""Seconds."""
AFTER: Final = 2.5
"""Seconds from the last key until the pages say it."""
FEWEST: Final = 2
"""Times the pages are shown anew while someone types on: they follow, and do not wait until one stops."""


def run(report: Report) -> None:
    """Type with the pages closed and open, by turns."""
    folder = report.folder / "preview"
    review = make_review(folder)
    with display(1600, 900) as screen:
        closed = typed(screen, folder, f"{review}/report/writing", report.keys)
        opened = typed(screen, folder, f"{review}/report/pages", report.keys, pages=True)
    tell(report, opened, closed)


def make_review(folder: Path) -> str:
    """Play the sample review into a profile; gives its id."""
    session = new_session(folder)
    recovery.mark_proved(session)
    review = sample_review(session, usual(), lambda _done, _of: None)
    session.close()
    return review


def typed(
    screen: str, folder: Path, opens: str, keys: int, *, pages: bool = False, spoil: str = ""
) -> Typed:
    """Type into the report of a copy of the profile."""
    copied = folder.with_name("preview-typed-into")
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(folder, copied)
    watched = [sys.executable, "-m", "tests.bench.typed_report", "--spoil", spoil]
    command = [*watched, "--", "--profile", str(copied), "--open", opens]
    with typing_at(screen, command) as typist:
        return typist.type(keys, sentences=PROSE, pages=pages)


def tell(report: Report, opened: Typed, closed: Typed) -> None:
    """Say what it came to, beside the same with the pages closed."""
    for what, times, beside in (
        ("painted", opened.painted, closed.painted),
        ("on the screen", opened.seen, closed.seen),
    ):
        for part, words, most in ((0.5, "p50", None), (0.99, "p99", P99), (1.0, "worst", WORST)):
            report.figure(
                f"Pages beside: {what}, {words}",
                share(times, part),
                floor=share(beside, part),
                beside="pages closed",
                at_most_seconds=most,
            )
    for longest, words in ((FRAME, "a frame"), (WORST, f"{WORST * 1e3:.0f} ms")):
        for typed, name in ((closed, "Pages closed"), (opened, "Pages beside")):
            late = sum(one > longest for one in typed.painted)
            report.count(f"{name}: keys painted later than {words}", late)
    report.count(
        "Pages beside: shown anew while typing, fewer than wanted",
        max(0, FEWEST - opened.pages),
        at_most=0,
    )
    report.figure(
        "Pages beside: from the last key to the pages that say it",
        opened.pages_after,
        at_most_seconds=AFTER,
    )
    print(
        f"# {len(opened.painted)} keys, one every {PACE * 1e3:.0f} ms; pages shown anew {opened.pages} times; "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
