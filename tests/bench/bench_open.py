"""Opening a review of 5,000 notes: from the encrypted file to the open review in memory."""

from reviewer_app.app import Program
from reviewer_app.model.nouns import ROWS
from reviewer_app.store.journal import table_of
from tests.bench.figures import Report, in_turns, seconds_of
from tests.bench.filling import PER_REVIEW, Filling, new_review, new_session, place_in

ROUNDS = 7


def run(report: Report) -> None:
    """Open it by turns with reading the bare rows of the same tables."""
    folder = report.folder / "open"
    session = new_session(folder)
    review = new_review(session)
    place = place_in(session, review)
    path, key, salt = session.profile.path, session.profile.key, session.profile.salt
    session.close()
    filling = Filling(path, key, salt)
    filling.put(place, PER_REVIEW)
    filling.close()
    session = Program().open(folder)
    reader = session.profile.connect_reader()
    tables = [table_of(row).name for row in ROWS.values()]

    def bare() -> None:
        for table in tables:
            reader.execute(f'SELECT * FROM "{table}" WHERE review = ?', (review,)).fetchall()  # noqa: S608

    taken, floor = in_turns(
        ROUNDS, lambda: seconds_of(lambda: session.open(review)), lambda: seconds_of(bare)
    )
    held = len(session.open(review).records["note"])
    session.close()
    report.figure(f"Open a review of {held:,} notes", taken, floor=floor, beside="bare rows")
