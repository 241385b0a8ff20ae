"""After every test that opened a profile: replay its journal and compare every shared table and the index of notes.

The replay is the pure fold of `model`, which shares no writing code with the store, so a row that anything
but `apply` wrote, or that `apply` wrote wrongly, turns the test red.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from reviewer_app.model.nouns import SHARED
from reviewer_app.store import cipher, engine, journal
from reviewer_app.store.audit import audit
from reviewer_app.store.journal import table_of
from reviewer_app.store.profile import Profile
from tests.searching import disagreements

Opened = dict[Path, tuple[bytes, bytes]]
"""The profiles a test opened: path of the encrypted file, key and salt."""


def differences(connection: Connection) -> list[str]:
    """Replay every review of a profile and say where a shared table differs."""
    reviews = journal.reviews(connection)
    found = [line for review in reviews for line in audit(connection, review).problems]
    for shared in SHARED:
        table = table_of(shared)
        strays = connection.execute(select(table).where(table.c.review.not_in(reviews)))
        found.extend(f"{table.name}: a row of no review: {tuple(row)}" for row in strays)
    return found + disagreements(connection)


def compare(path: Path, key: bytes, salt: bytes) -> list[str]:
    """Open a profile's file for reading only and compare it with its journal."""
    connection = cipher.peek(path, key, salt)
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

    def remember(profile: Profile) -> cipher.Connection:
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
