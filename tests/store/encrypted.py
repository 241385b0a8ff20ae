"""A small encrypted file of no profile, for the tests of what opens one."""

from pathlib import Path

import pytest

from reviewer_app.store.cipher import close_writer, connect

KEY = bytes(range(32))
SALT = b"sixteen bytes ok"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a folder, 50% full?#" / "profile.db"
    made.parent.mkdir()
    connection = connect(made, KEY, SALT, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("INSERT INTO note (text) VALUES ('warm greetings at the gate')")
    close_writer(connection)
    return made
