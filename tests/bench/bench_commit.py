"""Committing one note through the lane, until it is on the disk."""

import statistics

from reviewer_app.review import capture
from reviewer_app.store.cipher import close_writer, connect
from tests.bench.figures import Report, noting, share
from tests.bench.filling import new_review, new_session, place_in

NOTES = 300
WORDS = "Pupils explain their method to a partner before they write it down."


def run(report: Report) -> None:
    """Commit notes, and by turns insert a bare row of the same words with `synchronous = FULL`."""
    session = new_session(report.folder / "commit")
    review = new_review(session)
    place = place_in(session, review)
    bare = connect(report.folder / "bare-commit.db", bytes(32), bytes(16), create=True)
    bare.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text)")
    times, floors = list[float](), list[float]()
    for turn in range(NOTES):
        with noting(times):
            session.database.do(
                review,
                capture.commit_note,
                place.activities[turn % len(place.activities)],
                WORDS,
                criteria=place.criteria[:1],
            ).result()
        with noting(floors):
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO note (text) VALUES (?)", (WORDS,))
            bare.execute("COMMIT")
    session.close()
    close_writer(bare)
    beside = "bare insert"
    report.figure(
        "Commit a note, p50",
        statistics.median(times),
        floor=statistics.median(floors),
        beside=beside,
    )
    report.figure(
        "Commit a note, p99", share(times, 0.99), floor=share(floors, 0.99), beside=beside
    )
