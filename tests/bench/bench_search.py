"""Searching notes as one types, in one review and in all; what the index costs in time and room."""

import itertools
import json
import random
import statistics
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.search import folded
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.moment import moment_of
from reviewer_app.review import capture
from reviewer_app.review.session import Session
from reviewer_app.store import search
from reviewer_app.store.cipher import Connection, close_writer, connect
from tests.bench.bench_register import TimedLane
from tests.bench.bench_start import make_profile
from tests.bench.figures import Report, noting, seconds_of, share
from tests.bench.filling import place_in

COMMON: Final = (
    "the a of to and pupils in is teacher that they teaching teachers pupil reading read learning lesson lessons "
    "children writing with year their are for on at who ask asks explain explains"
)
"""The words most notes have, the most used first: what costs most to search."""
RARE = 12_000
"""Further words; those that are used once or twice in a season."""
LEAST, MOST = 12, 90
"""Words in a note."""
SEARCHES = 90
"""Searches typed, each of one to three words, key by key."""
COMMITS = 200
FIRST: Final = datetime(2020, 1, 6, 9, tzinfo=UTC)
WORDS = "Pupils explain their method to a partner before they write it down."


def run(report: Report) -> None:
    """Fill a profile, index it, and type."""
    folder = report.folder / "search"
    notes = make_profile(folder, report.notes)
    session = Program().open(folder)
    path, key, salt = session.profile.path, session.profile.key, session.profile.salt
    session.close()
    words = vocabulary()
    _write(connect(path, key, salt), words)
    session = Program().open(folder)
    session.database.lane.close()
    lane = session.database.lane = TimedLane()
    review = session.reviews()[0].id
    before = _pages(session)
    session.database.local(search.mark_broken).result()
    taken = seconds_of(lambda: session.database.tend_search().result())
    report.figure(f"Make the index of {notes:,} notes anew, in slices", taken)
    report.figure("  the longest it held the lane", max(lane.holds))
    report.figure("  the longest it worked there", max(lane.worked), at_most_seconds=0.05)
    size = (_pages(session) - before) * 4096 / 1e6
    report.count("  the file grows by", size, "MB")
    report.count("  of a file without it of", before * 4096 / 1e6, "MB")
    assert session.database.ask(search.is_whole).result()
    typed = list(keystrokes(random.Random(2), words))
    _search(report, session, typed, f"Search {notes:,} notes of every review", "")
    _search(report, session, typed, "Search one review among them", review)
    _commit(report, session, review)
    session.close()


def _write(connection: Connection, words: Sequence[str]) -> None:
    """Give every note words of its own, and a moment within the three days of its review."""
    chance, weights = random.Random(3), list(_weights(len(words)))
    connection.execute("PRAGMA cache_size = -600000")
    connection.execute("BEGIN IMMEDIATE")
    reviews: dict[str, datetime] = {}
    notes = connection.execute("SELECT id, review FROM note ORDER BY rowid").fetchall()
    for note, review in notes:
        seen = reviews.setdefault(review, FIRST + timedelta(days=len(reviews)))
        reviews[review] = seen + timedelta(seconds=30)
        said = chance.choices(words, cum_weights=weights, k=chance.randint(LEAST, MOST))
        connection.execute(
            "UPDATE note SET text = ?, seen_at = ? WHERE id = ?",
            (" ".join(said), moment_of(seen), note),
        )
    connection.execute("COMMIT")
    close_writer(connection)


def _pages(session: Session) -> int:
    [[pages]] = session.profile.connect_reader().execute("PRAGMA page_count")
    return int(pages)


def _search(report: Report, session: Session, typed: Sequence[str], name: str, review: str) -> None:
    times, floors = list[float](), list[float]()
    reader = session.profile.connect_reader()
    for words in typed:
        with noting(times):
            session.search_notes(words, review=review).result()
        asked = folded(words).split()
        bare = " AND ".join([*(f'"{one}"' for one in asked[:-1]), f'"{asked[-1]}"*'])
        with noting(floors):
            reader.execute(
                "SELECT rowid FROM note_search WHERE note_search MATCH ? ORDER BY rowid DESC LIMIT 51",
                (bare,),
            ).fetchall()
    for share_name, part in (("p50", 0.5), ("p95", 0.95)):
        report.figure(
            f"{name}, {len(typed):,} keys, {share_name}",
            share(times, part),
            floor=share(floors, part),
            beside="bare FTS5",
            at_most_seconds=0.05 if part > 0.9 else None,
        )
    report.figure(f"{name}, worst", max(times), floor=max(floors), beside="bare FTS5")


def _commit(report: Report, session: Session, review: str) -> None:
    """Commit notes with the index kept in step, then without it."""
    place = place_in(session, review)
    indexed, bare, changed = list[float](), list[float](), list[float]()
    for times in (indexed, bare):
        if times is bare:
            session.database.local(search.mark_broken).result()
        for turn in range(COMMITS):
            activity = place.activities[turn % len(place.activities)]
            with noting(times):
                made = session.database.do(review, capture.commit_note, activity, WORDS).result()
            if times is indexed:
                with noting(changed):
                    session.database.do(
                        review, capture.edit_note, made.value, text=f"{turn} {WORDS}"
                    ).result()
    for name, part in (("p50", 0.5), ("p99", 0.99)):
        report.figure(
            f"Commit a note among them, {name}",
            share(indexed, part),
            floor=share(bare, part),
            beside="without the index",
        )
    report.figure("Change a note among them, p50", statistics.median(changed))


def vocabulary() -> list[str]:
    """Give words as notes have them, the most used first: those of a framework, and many that are rare."""
    framework = json.dumps(usual().framework.model_dump(mode="json"))
    known = dict.fromkeys(
        [*COMMON.split(), *(one for one in folded(framework).split() if one.isalpha())]
    )
    chance = random.Random(1)
    parts = [one for one in known if 3 < len(one) < 9]
    rare = (chance.choice(parts) + chance.choice(parts)[:4] for _word in range(RARE))
    return list(dict.fromkeys([*known, *rare]))


def keystrokes(chance: random.Random, words: Sequence[str]) -> Iterator[str]:
    """Type one to three words, key by key, common ones as often as notes have them."""
    weights = list(_weights(len(words)))
    for turn in range(SEARCHES):
        whole = " ".join(chance.choices(words, cum_weights=weights, k=turn % 3 + 1))
        yield from (whole[:end] for end in range(2, len(whole) + 1) if whole[end - 1] != " ")


def _weights(count: int) -> Iterator[float]:
    return itertools.accumulate(1 / (place + 3) for place in range(count))
