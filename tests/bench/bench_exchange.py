"""Handing over and gathering 5,000 changes between two profiles, through a folder."""

import random
import time
from pathlib import Path

from reviewer_app.app import Program
from reviewer_app.review import exchange, team
from reviewer_app.review.session import Session
from reviewer_app.store.cipher import close_writer, connect
from tests.bench.figures import Report
from tests.bench.filling import (
    PER_REVIEW,
    Filling,
    made_notes,
    new_review,
    new_session,
    place_in,
    rows_of,
)


def run(report: Report) -> None:
    """Let a reviewer hand over what they wrote, and the lead gather it."""
    lead = new_session(report.folder / "lead")
    review = new_review(lead)
    other = new_session(report.folder / "other", "Asha")
    team.join(other, team.set_up_team(lead, review, [team.my_card(other)]))
    other, rows = _with_notes(other, review)
    store = report.folder / "store"
    store.mkdir()
    start = time.perf_counter()
    sent = exchange.hand_over(other, review, str(store))
    between = time.perf_counter()
    gathered = exchange.gather(lead, review, str(store))
    end = time.perf_counter()
    lead.close()
    other.close()
    if sent.sent < PER_REVIEW or gathered.new < PER_REVIEW:
        raise AssertionError(f"{sent} {gathered}")
    floor = bare_rows(rows, report.folder / "bare-exchange.db")
    report.figure(f"Hand over {sent.sent:,} changes", between - start)
    report.figure(
        f"Gather {gathered.new:,} changes", end - between, floor=floor, beside="bare executemany"
    )


def _with_notes(
    session: Session, review: str
) -> tuple[Session, dict[str, list[tuple[object, ...]]]]:
    """Put notes into a closed profile and open it again; give the rows they are, for the floor."""
    place = place_in(session, review)
    profile = session.profile
    path, key, salt = profile.path, profile.key, profile.salt
    session.close()
    filling = Filling(path, key, salt)
    filling.put(place, PER_REVIEW)
    filling.close()
    rows = rows_of(list(made_notes(place, PER_REVIEW, random.Random(3))), 1)
    return Program().open(path.parent), rows


def bare_rows(rows: dict[str, list[tuple[object, ...]]], file: Path) -> float:
    """Insert the same rows into bare encrypted tables, in one transaction with one flush."""
    connection = connect(file, bytes(32), bytes(16), create=True)
    for table, values in rows.items():
        columns = ", ".join(f"c{number}" for number in range(len(values[0])))
        connection.execute(f'CREATE TABLE "{table}" ({columns})')
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)  # noqa: S608
    connection.execute("COMMIT")
    taken = time.perf_counter() - start
    close_writer(connection)
    return taken
