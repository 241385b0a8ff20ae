"""Memory in use at the start, after a visit of three days, and after looking round without writing anything."""

import json
import os
import subprocess
import sys

from tests.bench.figures import Report
from tests.bench.filling import new_review, new_session
from tests.bench.processes import ROOT
from tests.journeys.desktop import display

PATIENCE = 1_800
"""Seconds."""
MEGABYTE = 1_000_000


def run(report: Report) -> None:
    """Play the visit in a process of its own."""
    session = new_session(report.folder / "memory")
    review = new_review(session)
    activity = session.open(review).activities()[0].id
    session.close()
    played = [sys.executable, "-m", "tests.bench.visit_of_days"]
    opened = ["--profile", str(report.folder / "memory"), "--open", f"{review}/notes/{activity}"]
    with display(1600, 900) as screen:
        done = subprocess.run(
            [*played, *opened],
            cwd=ROOT,
            env={
                **os.environ,
                "DISPLAY": screen,
                "QT_QPA_PLATFORM": "xcb",
                "PYTHONPATH": str(ROOT),
            },
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
            check=True,
        )
    used: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    notes = used.pop("notes")
    for when, words in (
        ("start", "at the start"),
        ("day 1", "after a day"),
        ("day 3", "after three days"),
    ):
        report.count(f"Memory {words}", used[when] / MEGABYTE, "MB")
    report.count(
        f"  more for each of {notes:,} notes", (used["day 3"] - used["day 1"]) / notes, "B"
    )
    report.count("  more after looking round", (used["looked"] - used["day 3"]) / MEGABYTE, "MB")
