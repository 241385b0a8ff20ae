"""After every test that opened a profile: replay its journal and compare every shared table.

The replay is the pure fold of `model`, which shares no writing code with the store, so a row that anything
but `apply` wrote, or that `apply` wrote wrongly, turns the test red.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from reviewer_app.model import KINDS, PARENTS, ROWS
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.changes import replay
from reviewer_app.model.roster import read_roster
from reviewer_app.store import apply, engine, journal
from reviewer_app.store.journal import table_of
from reviewer_app.store.profile import Profile

Opened = dict[Path, tuple[bytes, bytes]]


def differences(connection: Connection) -> list[str]:
    """Replay every review of a profile and say where a shared table differs."""
    said: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in KINDS}
    disputes: set[str] = set()
    for review in journal.reviews(connection):
        rosters = [read_roster(raw) for raw, _s, _k in journal.rosters_of(connection, review)]
        changes = [one.change for one in journal.changes_of(connection, review)]
        outcome = replay(changes, rosters, PARENTS, tuple(KINDS))
        for kind, record in outcome.standing:
            if kind not in KINDS:
                continue
            state = outcome.states[(kind, record)]
            shown = apply.record_of(review, state)
            if shown is not None:
                said[kind][record] = shown.model_dump(mode="json")
                disputes.update(
                    json.dumps(row, sort_keys=True) for row in apply.disputes_of(review, state)
                )
    found: list[str] = []
    for kind, noun in KINDS.items():
        rows = {
            str(row["id"]): dict(row)
            for row in connection.execute(select(table_of(ROWS[noun]))).mappings()
        }
        found.extend(
            f"{kind} {record}: row {rows.get(record)} but the journal says {said[kind].get(record)}"
            for record in sorted(rows.keys() | said[kind].keys())
            if rows.get(record) != said[kind].get(record)
        )
    kept = {
        json.dumps(dict(row), sort_keys=True)
        for row in connection.execute(select(table_of(DisputeRow))).mappings()
    }
    found.extend(f"dispute: {row}" for row in sorted(kept ^ disputes))
    return found


def compare(path: Path, key: bytes, salt: bytes) -> list[str]:
    """Open a profile's file for reading only and compare it with its journal."""
    connection = engine.peek(path, key, salt)
    try:
        with engine.engine_of(connection).begin() as opened:
            return differences(opened)
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def replayed_journal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Remember every profile the test opens, and replay each of them afterwards.

    A test that breaks a profile on purpose takes it out of the yielded dictionary.
    """
    opened: Opened = {}
    connect_writer = Profile.connect_writer

    def remember(profile: Profile) -> engine.Connection:
        opened[profile.path] = (profile.key, profile.salt)
        return connect_writer(profile)

    monkeypatch.setattr(Profile, "connect_writer", remember)
    yield opened
    found = [
        f"{path.parent.name}: {line}"
        for path, (key, salt) in opened.items()
        if path.exists()
        for line in compare(path, key, salt)
    ]
    if found:
        pytest.fail("The rows are not what the journal says.\n" + "\n".join(found), pytrace=False)
