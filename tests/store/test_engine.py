import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from reviewer_app.store.cipher import checkpoint, connect
from reviewer_app.store.engine import engine_of
from tests.store.encrypted import KEY, SALT


def test_schema_changes_are_part_of_the_transaction(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    engine = engine_of(connection)

    def fail_half_way() -> None:
        with engine.begin() as opened:
            opened.execute(text("CREATE TABLE half (id INTEGER)"))
            opened.execute(text("DELETE FROM note"))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with engine.begin() as opened:
        assert opened.execute(text("SELECT count(*) FROM note")).scalar() == 1
        assert opened.execute(text("SELECT count(*) FROM sqlite_schema")).scalar() == 1
    connection.close()


def test_committed_work_stays(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    with engine_of(connection).begin() as opened:
        opened.execute(text("INSERT INTO note (text) VALUES ('two')"))
    connection.close()
    reopened = connect(path, KEY, SALT)
    assert reopened.execute("SELECT count(*) FROM note").fetchone() == (2,)
    reopened.close()


def test_engine_uses_the_one_connection_in_every_thread(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    engine = engine_of(connection)
    used: list[object] = []

    def ask() -> None:
        with engine.begin() as opened:
            used.append(opened.connection.dbapi_connection)

    ask()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used == [connection, connection]
    connection.close()


def test_writer_takes_its_lock_at_the_start(path: Path) -> None:
    """A writer that begins as a reader can fail half way, when another wrote in between."""
    first, second = connect(path, KEY, SALT), connect(path, KEY, SALT)
    second.execute("PRAGMA busy_timeout = 0")
    with (
        engine_of(first).begin(),
        pytest.raises(OperationalError, match="locked"),
        engine_of(second).begin(),
    ):
        pass
    first.close()
    second.close()


def test_reader_sees_commits_and_cannot_write(path: Path) -> None:
    writer = connect(path, KEY, SALT)
    reader = connect(path, KEY, SALT, read_only=True)
    writer.execute("INSERT INTO note (text) VALUES ('two')")
    with engine_of(reader).connect() as opened:
        assert opened.execute(text("SELECT count(*) FROM note")).scalar() == 2
        with pytest.raises(OperationalError, match="readonly"):
            opened.execute(text("DELETE FROM note"))
    reader.execute("PRAGMA query_only = OFF")
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        reader.execute("DELETE FROM note")
    reader.close()
    writer.close()


def test_reader_in_the_middle_of_a_question_does_not_stop_the_writer(path: Path) -> None:
    writer = connect(path, KEY, SALT)
    reader = connect(path, KEY, SALT, read_only=True)
    with engine_of(reader).connect() as opened:
        assert opened.execute(text("SELECT count(*) FROM note")).scalar() == 1
        writer.execute("INSERT INTO note (text) VALUES ('two')")
        assert not checkpoint(writer)
        assert opened.execute(text("SELECT count(*) FROM note")).scalar() == 1
    assert checkpoint(writer)
    reader.close()
    writer.close()
