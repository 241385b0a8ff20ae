"""The gate of every export: which names stand in 5,000 notes, each written four times over.

Beside the time stands how long the processors worked: the rest is the disk, and whoever else this machine works for.
"""

import random
import time
from collections.abc import Callable, Iterator
from typing import Final

from reviewer_app.app import Program
from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation, write_change
from reviewer_app.review.names.gate import names_left
from reviewer_app.review.session import Session
from tests.bench.figures import Report
from tests.bench.filling import PER_REVIEW, new_review, new_session, place_in

WORDINGS: Final = 4
WORDS_IN_NOTE: Final = 25
NAMED: Final = 0.05
"""The share of wordings that name a colleague, which is allowed: they are looked at again each time."""

_MOMENT: Final = "2026-11-18T10:17:00+00:00"
_SENTENCES: Final = (
    "pupils explain their method to a partner before they write it down",
    "the teacher asks three follow-up questions before Year 4 tables copy the date and wait",
    "Support staff withdraw five for phonics and the task matches the lesson",
    "most of them can say what they learnt in English and mathematics",
    "books show corrections in green and reading is calm",
)


def run(report: Report) -> None:
    """Ask which names stand: the first time ever, again, and after the next start."""
    session = new_session(report.folder / "names")
    review = new_review(session)
    session.database.receive(review, list(_changes(session, review))).result()
    name = f"Names in {PER_REVIEW:,} notes, {PER_REVIEW * WORDINGS:,} changes"
    _figures(report, f"{name}: never searched", session, review)
    _figures(report, f"{name}: again", session, review)
    session.close()
    session = Program().open(report.folder / "names")
    _figures(report, f"{name}: after a start", session, review, at_most=1.0)
    session.close()


def _figures(
    report: Report, name: str, session: Session, review: str, *, at_most: float | None = None
) -> None:
    opened = session.open(review)
    worked, taken = _timed(lambda: names_left(session, opened))
    report.figure(name, taken, at_most_seconds=at_most)
    report.figure("  of that, processor", worked)


def _timed(run_: Callable[[], object]) -> tuple[float, float]:
    worked, taken = time.process_time(), time.perf_counter()
    run_()
    return time.process_time() - worked, time.perf_counter() - taken


def _changes(session: Session, review: str) -> Iterator[Change]:
    """Write notes on another laptop of this person, and rewrite each of them."""
    place, chance = place_in(session, review), random.Random(4)
    words = " ".join(_SENTENCES).split()
    previous, refs = "", dict[int, str]()
    for number in range(PER_REVIEW * WORDINGS):
        note = number % PER_REVIEW
        text = " ".join(chance.choices(words, k=WORDS_IN_NOTE)).capitalize()
        values: dict[str, Json] = {
            "text": f"{text} and Helen agreed." if chance.random() < NAMED else text
        }
        if note not in refs:
            values |= {
                "activity": place.activities[note % len(place.activities)],
                "author": place.person,
                "seen_at": _MOMENT,
                "written_at": _MOMENT,
            }
        action = Action.SET if note in refs else Action.ADD
        replaces = {"text": [refs[note]]} if note in refs else {}
        change = write_change(
            review=review,
            person=place.person,
            device="another",
            number=number + 1,
            previous=previous,
            roster=place.roster,
            time=_MOMENT,
            salt=f"{number:032x}",
            operations=[Operation(action, "note", f"n{note}", values, replaces)],
        )
        previous, refs[note] = change.hash, f"{change.hash}/0"
        yield change
