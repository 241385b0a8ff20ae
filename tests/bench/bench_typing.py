"""Typing: from the key outside to the words drawn in the window, and to other pixels on the screen.

A review with 5,000 notes, typed into by real keys: while nothing else goes on; on a disk on which every flush takes
200 ms; while a register of 52,000 schools is imported, 20,000 changes of a colleague are gathered and the report is
built again and again. Beside each stands a bare text field, typed into in the same run.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.model.words import ActivityState
from reviewer_app.review import capture, exchange, team
from reviewer_app.review.session import Session
from tests import gias
from tests.bench.figures import Report, share
from tests.bench.filling import PER_REVIEW, Filling, new_review, new_session, place_in
from tests.bench.typist import PACE, Typed, typing_at
from tests.journeys.desktop import display, tool

COMING: Final = 20_000
P99: Final = 0.016
"""Seconds: a frame."""
WORST: Final = 0.05
"""Seconds: what nobody notices yet."""
FLUSH: Final = 0.2
"""Seconds that the slow disk takes to flush."""

BARE: Final = (sys.executable, "-m", "tests.bench.bare_typed_window")


@dataclass(frozen=True, slots=True)
class Material:
    """A profile as it lies, the visit that is typed into, and what there is to import and to gather."""

    folder: Path
    opens: str
    extract: Path
    store: Path


def run(report: Report) -> None:
    """Type into a bare field, then into the program, by turns."""
    made = make_material(report.folder / "typing")
    everything = {"import": made.extract, "gather": made.store, "report": Path()}
    with display(1600, 900) as screen:
        for name, disk, work in (
            ("idle", (), {}),
            (f"{FLUSH * 1e3:.0f} ms a flush", slow_disk(), {}),
            ("import, gathering, report", (), everything),
        ):
            with typing_at(screen, BARE) as typist:
                floor = typist.type(report.keys)
            copied = report.folder / "typed-into"
            shutil.rmtree(copied, ignore_errors=True)
            shutil.copytree(made.folder, copied)
            command = program(copied, made.opens, work=work)
            with typing_at(screen, [*disk, *command]) as typist:
                typed = typist.type(report.keys, tuple(work))
            tell(report, name, typed, floor)


def tell(report: Report, name: str, typed: Typed, floor: Typed) -> None:
    """Say what a session came to."""
    for what, times, beside in (
        ("painted", typed.painted, floor.painted),
        ("on the screen", typed.seen, floor.seen),
    ):
        for part, words, most in ((0.5, "p50", None), (0.99, "p99", P99), (1.0, "worst", WORST)):
            report.figure(
                f"Typing, {name}: {what}, {words}",
                share(times, part),
                floor=share(beside, part),
                beside="bare field",
                at_most_seconds=most,
            )
    report.count(f"Typing, {name}: times memory was collected", typed.collected, at_most=0)
    worked = "".join(f", {one} {seconds:.1f} s" for one, seconds in typed.work.items())
    print(
        f"# {len(typed.painted)} keys, one every {PACE * 1e3:.0f} ms{worked}; "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def program(
    folder: Path,
    opens: str,
    *,
    work: dict[str, Path] | None = None,
    spoil: str = "",
    more: Sequence[str] = (),
) -> list[str]:
    """Give the command that starts the program watched."""
    working = [part for name, path in (work or {}).items() for part in ("--work", f"{name}={path}")]
    watched = [sys.executable, "-m", "tests.bench.typed_window", *working]
    return [*watched, "--spoil", spoil, "--", "--profile", str(folder), "--open", opens, *more]


def slow_disk() -> list[str]:
    """Give what stands before a command so that the system holds each flush of a file back."""
    flushes = "fsync,fdatasync"
    return [
        tool("strace"),
        *("-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "signal=none"),
        *("-e", f"trace={flushes}", "-e", f"inject={flushes}:delay_exit={FLUSH * 1e6:.0f}"),
    ]


def make_material(folder: Path, *, notes: int = PER_REVIEW, coming: int = COMING) -> Material:
    """Make a review with notes, and a colleague's that wait on a store."""
    folder.mkdir()
    extract, store = folder / "register.csv", folder / "store"
    store.mkdir()
    gias.write_extract(extract)
    lead = new_session(folder / "lead")
    review = new_review(lead)
    other = new_session(folder / "other", "Asha")
    team.join(other, team.set_up_team(lead, review, [team.my_card(other)]))
    other = with_notes(other, review, coming)
    exchange.hand_over(other, review, str(store))
    other.close()
    lead = with_notes(lead, review, notes)
    opened = lead.open(review)
    activity = opened.activities()[0].id
    lead.do(opened, capture.start_visit, activity)
    assert lead.open(review).activities()[0].state is ActivityState.RUNNING
    lead.close()
    return Material(folder / "lead", f"{review}/notes/{activity}", extract, store)


def with_notes(session: Session, review: str, notes: int) -> Session:
    """Put notes into a review of a profile; gives it opened again."""
    place = place_in(session, review)
    path, key, salt = session.profile.path, session.profile.key, session.profile.salt
    session.close()
    filling = Filling(path, key, salt)
    filling.put(place, notes)
    filling.close()
    return Program().open(path.parent)
