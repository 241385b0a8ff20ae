import errno
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.errors import UserError
from reviewer_app.store import disk
from reviewer_app.store.cipher import (
    Connection,
    close_writer,
    connect,
    peek,
    translated,
    wal_of,
)
from tests.store.encrypted import KEY, SALT
from tests.store.killing import killed_after


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def left_after_kill(path: Path, *statements: str) -> None:
    """Run statements in a process that is then killed, so that a `-wal` is left beside the file."""

    def run() -> Connection:
        connection = connect(path, KEY, SALT)
        for statement in statements:
            connection.execute(statement)
        return connection

    killed_after(run)


def test_file_starts_with_the_salt_given_and_holds_no_clear_text(path: Path) -> None:
    content = path.read_bytes()
    assert content[:16] == SALT
    assert b"greetings" not in content
    assert b"CREATE TABLE" not in content


def test_waiting_changes_hold_no_clear_text(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    connection.execute("INSERT INTO note (text) VALUES ('quiet corridor')")
    assert b"quiet corridor" not in wal_of(path).read_bytes()
    connection.close()


def test_file_opens_with_settings_stated_elsewhere_in_full(path: Path) -> None:
    """The format does not hang on the defaults of one build of the cipher."""
    connection = dbapi2.connect(str(path))
    connection.set_key(f"x'{KEY.hex()}{SALT.hex()}'")
    settings = {str(row[0]) for row in connection.execute("PRAGMA cipher_settings")}
    connection.close()
    assert {
        "PRAGMA cipher_page_size = 4096;",
        "PRAGMA cipher_use_hmac = 1;",
        "PRAGMA cipher_plaintext_header_size = 0;",
        "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;",
        "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;",
    } <= settings
    reopened = connect(path, KEY, SALT)
    assert {str(row[0]) for row in reopened.execute("PRAGMA cipher_settings")} == settings
    reopened.close()


def test_writer_settings_are_the_durable_and_private_ones(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "secure_delete") == 1
    assert pragma(connection, "temp_store") == 2
    assert pragma(connection, "trusted_schema") == 0
    assert pragma(connection, "wal_autocheckpoint") == 16384
    connection.close()


def calls_of(path: Path, kinds: str, statements: str) -> str:
    """Run statements on a connection `c` in another process; give the system calls of these kinds."""
    log = path.parent.parent / "calls"
    script = (
        "import os, sys, pathlib\n"
        "from reviewer_app.store.cipher import connect\n"
        "c = connect(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3].encode())\n"
        f"{statements}\n"
        "os._exit(0)\n"
    )
    program = [sys.executable, "-c", script, str(path), KEY.hex(), SALT.decode()]
    subprocess.run(["strace", "-f", "-o", str(log), "-e", f"trace={kinds}", *program], check=True)
    return log.read_text()


def test_every_commit_is_flushed_to_the_disk(path: Path) -> None:
    """A kill proves transactions, not power cuts: only counting the flushes does."""
    insert = "[c.execute(\"INSERT INTO note (text) VALUES ('x')\") for _ in range(20)]"
    opened = calls_of(path, "fsync,fdatasync", "")
    written = calls_of(path, "fsync,fdatasync", insert)
    assert written.count("sync(") - opened.count("sync(") >= 20


def test_large_sort_spills_nothing_outside_the_folder(path: Path) -> None:
    statements = (
        "c.execute('CREATE TEMP TABLE held (text TEXT)')\n"
        'c.execute("WITH RECURSIVE n(i) AS '
        '(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "\n'
        '          "INSERT INTO held SELECT hex(randomblob(200)) FROM n")\n'
        "c.execute('SELECT text FROM held ORDER BY text').fetchall()\n"
        "c.execute('CREATE INDEX temp.by_text ON held (text)')"
    )
    calls = calls_of(path, "open,openat,creat", statements)
    made = {
        Path(found[1]).name
        for found in re.finditer(r'"([^"]+)", [^)]*O_CREAT', calls)
        if "__pycache__" not in found[1]
    }
    assert made <= {"profile.db", "profile.db-wal", "profile.db-shm"}


def test_closing_the_last_writer_leaves_no_waiting_changes(path: Path) -> None:
    connection = connect(path, KEY, SALT)
    connection.execute("INSERT INTO note (text) VALUES ('two')")
    assert wal_of(path).exists()
    close_writer(connection)
    assert [file.name for file in path.parent.iterdir()] == ["profile.db"]


def test_connecting_makes_no_file_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        connect(tmp_path / "profile.db", KEY, SALT)
    assert caught.value.code == "profile.unreadable"
    assert list(tmp_path.iterdir()) == []


def test_wrong_key_is_a_sentence_and_prints_nothing(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError) as caught:
        peek(path, secrets.token_bytes(32), SALT)
    assert caught.value.code == "profile.damaged"
    assert capfd.readouterr() == ("", "")


def test_peeking_with_the_wrong_key_leaves_the_waiting_changes(path: Path) -> None:
    """An ordinary connection deletes them when it closes."""
    left_after_kill(path, "INSERT INTO note (text) VALUES ('two')")
    before = path.read_bytes(), wal_of(path).read_bytes()
    with pytest.raises(UserError):
        peek(path, secrets.token_bytes(32), SALT)
    assert (path.read_bytes(), wal_of(path).read_bytes()) == before


def test_peeking_sees_the_waiting_changes_and_leaves_them(path: Path) -> None:
    left_after_kill(path, "INSERT INTO note (text) VALUES ('two')")
    before = path.read_bytes(), wal_of(path).read_bytes()
    peeked = peek(path, KEY, SALT)
    assert peeked.execute("SELECT count(*) FROM note").fetchone() == (2,)
    peeked.close()
    assert (path.read_bytes(), wal_of(path).read_bytes()) == before


def test_peeking_at_a_closed_file_makes_no_file(path: Path) -> None:
    peek(path, KEY, SALT).close()
    assert [file.name for file in path.parent.iterdir()] == ["profile.db"]


def test_what_the_disk_did_is_a_sentence_and_a_mistake_of_ours_is_not(path: Path) -> None:
    connection = connect(path, KEY, SALT, read_only=True)
    with pytest.raises(UserError) as caught, translated(path):
        connection.execute("DELETE FROM note")
    assert caught.value.code == "profile.read-only"
    with pytest.raises(dbapi2.OperationalError, match="no such table"), translated(path):
        connection.execute("SELECT * FROM absent")
    connection.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EDQUOT, "profile.disk-full"), (errno.EIO, "profile.unreadable")],
)
def test_a_share_of_the_disk_that_is_full_is_told_as_full(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """SQLite gives one name to every write that failed, but where the disk itself has no room."""

    def refuse(**_: object) -> object:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "TemporaryFile", refuse)
    failed = dbapi2.OperationalError("disk I/O error")
    failed.sqlite_errorname = "SQLITE_IOERR_WRITE"
    with pytest.raises(UserError) as caught, translated(path):
        raise failed
    assert caught.value.code == code


def test_a_write_that_failed_where_there_is_room_is_not_told_as_a_full_disk(path: Path) -> None:
    failed = dbapi2.OperationalError("disk I/O error")
    failed.sqlite_errorname = "SQLITE_IOERR_WRITE"
    with pytest.raises(UserError) as caught, translated(path):
        raise failed
    assert caught.value.code == "profile.unreadable"
    assert [file.name for file in path.parent.iterdir()] == ["profile.db"]


def test_key_is_in_no_message(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes") as caught:
        connect(path, KEY[:31], SALT)
    assert KEY[:31].hex() not in str(caught.value)
