"""Merging a team's changes into the encrypted profile: 20,000 and 200,000, beside others on the same records.

The peers: PouchDB replicating to a database on this disk, pycrdt applying an update to a document in memory, which
keeps nothing. The floor: the same rows put bare into encrypted tables, in one transaction. Each change writes a note
and what it bears on.
"""

import gc
import json
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pycrdt import Doc, Map
from sqlalchemy import Connection

from reviewer_app.model.canonical import Json
from reviewer_app.review import team
from reviewer_app.review.session import Session
from reviewer_app.store.cipher import close_writer, connect
from tests.bench.figures import Report, seconds_of
from tests.bench.filling import Made, made_notes, new_review, new_session, place_in, rows_of
from tests.bench.processes import ROOT

FEW: Final = 20_000
MANY: Final = 200_000
TARGET: Final = 1.0
"""Seconds for `FEW`."""
HELD: Final = 0.05
"""Seconds that what is typed may wait for the lane."""
_PAUSE: Final = 0.01
_POUCHDB: Final = Path(__file__).with_name("pouchdb")
_INSTALLED: Final = ROOT / "build" / "peers" / "pouchdb"
_PATIENCE: Final = 900
"""Seconds a peer may take."""


def run(report: Report) -> None:
    """Merge few and many."""
    _install_pouchdb()
    for count in (FEW, MANY):
        _merge(report, count)


def _merge(report: Report, count: int) -> None:
    folder = report.folder / f"merge-{count}"
    lead = new_session(folder / "lead")
    review = new_review(lead)
    made = _of_another(lead, review, folder, count)
    changes = [one.change for one in made]
    gc.disable()  # as the window does, which collects when the person pauses
    with _typing(lead) as waits:
        seconds = seconds_of(lambda: lead.database.receive(review, changes).result())
    gc.enable()
    lead.close()
    floor = _bare_rows(rows_of(made, 1), folder / "bare.db")
    records = [record for one in made for record in (one.note, one.criterion)]
    in_memory = _pycrdt(records)
    on_disk = _pouchdb(records, folder)
    name = f"Merge {count:,} changes"
    target = TARGET if count == FEW else None
    report.figure(name, seconds, floor=floor, beside="bare rows", at_most_seconds=target)
    report.figure(
        f"{name}, beside PouchDB", seconds, floor=on_disk, beside="PouchDB", at_most_ratio=1.0
    )
    report.figure(f"{name}, beside pycrdt", seconds, floor=in_memory, beside="pycrdt, in memory")
    report.figure(f"{name}: what is typed waits, worst", max(waits), at_most_seconds=HELD)


def _of_another(lead: Session, review: str, folder: Path, count: int) -> list[Made]:
    """Make the notes of someone on the team, none of which is here yet."""
    other = new_session(folder / "other", "Asha")
    team.join(other, team.set_up_team(lead, review, [team.my_card(other)]))
    place = place_in(other, review)
    other.close()
    return list(made_notes(place, count, random.Random(3)))


@contextmanager
def _typing(session: Session) -> Iterator[list[float]]:
    """Hand the lane something small again and again, as someone who types does; note how long each waits."""
    waits: list[float] = []
    over = threading.Event()

    def ask(_connection: Connection) -> None:
        return None

    def type_on() -> None:
        while not over.wait(_PAUSE):
            waits.append(seconds_of(lambda: session.database.local(ask).result()))

    typist = threading.Thread(target=type_on)
    typist.start()
    try:
        yield waits
    finally:
        over.set()
        typist.join()


def _pycrdt(records: Sequence[dict[str, Json]]) -> float:
    """Apply one update that holds these records as maps of a map."""
    source: Doc[Any] = Doc()
    held: Map[Any] = Map()
    source["records"] = held
    with source.transaction():
        for record in records:
            held[str(record["id"])] = Map(record)
    update = source.get_update()
    target: Doc[Any] = Doc()
    merged: Map[Any] = Map()
    target["records"] = merged
    seconds = seconds_of(lambda: target.apply_update(update))
    if len(merged) != len(records):
        raise AssertionError("pycrdt lost records")
    return seconds


def _bare_rows(rows: dict[str, list[tuple[object, ...]]], file: Path) -> float:
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


def _install_pouchdb() -> None:
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise AssertionError(f"PouchDB needs {program}: Debian's packages nodejs and npm")
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    for file in _POUCHDB.iterdir():
        shutil.copy(file, _INSTALLED)
    if not (_INSTALLED / "node_modules").exists():
        _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def _pouchdb(records: Sequence[dict[str, Json]], folder: Path) -> float:
    """Replicate these records as documents to another database on this disk."""
    documents = folder / "documents.json"
    documents.write_text(json.dumps([{**record, "_id": str(record["id"])} for record in records]))
    return float(_run("node", "replicate.js", str(documents), str(folder)))


def _run(*command: str) -> str:
    done = subprocess.run(
        command, cwd=_INSTALLED, stdout=subprocess.PIPE, text=True, timeout=_PATIENCE, check=True
    )
    return done.stdout
