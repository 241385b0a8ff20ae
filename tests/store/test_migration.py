import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection as SqlConnection
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import JOURNAL, LOCAL, SHARED
from reviewer_app.store.cipher import APPLICATION_ID, Connection, close_writer, connect, wal_of
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import SCRIPTS, build_schema, head, migrate, revision_of
from tests.store.killing import killed_after, killed_at_file, killed_at_statement
from tests.store.schemas import scripts_with_one_more

KilledAt = Callable[[int, Path, Callable[[Path], object]], bool]

KEY = bytes(range(32))
SALT = b"sixteen bytes ok"


def rebuild(connection: SqlConnection) -> None:
    """Write one row of a shared table for each change in the journal, as applying the changes would."""
    assert connection.execute(text("SELECT count(*) FROM framework_text")).scalar() == 0
    connection.execute(
        text(
            "INSERT INTO framework_text (id, review, text) SELECT hash, review, number FROM journal"
        )
    )


def made(folder: Path, scripts: Path = SCRIPTS) -> Path:
    """Make an encrypted file with three changes, a draft and rows that do not follow from the changes."""
    folder.mkdir()
    path = folder / "profile.db"
    connection = connect(path, KEY, SALT, create=True)
    build_schema(connection, scripts)
    connection.execute("BEGIN")
    with_defaults = connection.execute("PRAGMA table_info(journal)").fetchall()
    needed = {
        name: kind for _, name, kind, not_null, *_ in with_defaults if not_null and name != "seq"
    }
    for number in range(3):
        values = [
            number if kind == "INTEGER" else f"{name} {number}" for name, kind in needed.items()
        ]
        connection.execute(
            f"INSERT INTO journal ({', '.join(needed)}) VALUES ({', '.join('?' * len(needed))})",  # noqa: S608
            values,
        )
    connection.execute(
        "INSERT INTO framework_text (id, review, text) VALUES ('stale', 'r', 'stale')"
    )
    connection.execute("INSERT INTO setting (name, value) VALUES ('theme', '\"dark\"')")
    connection.execute("COMMIT")
    close_writer(connection)
    return path


def schema(connection: Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_schema").fetchall())


def content(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table; of a full-text index, those of the tables it keeps to itself."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        for (name,) in names
    }


def seen(path: Path) -> tuple[str, int, tuple[object, ...]]:
    """Open what lies there and give its revision, its changes and its shared rows."""
    connection = connect(path, KEY, SALT)
    (changes,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    shared = connection.execute("SELECT id FROM framework_text ORDER BY id").fetchall()
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    revision = revision_of(connection)
    close_writer(connection)
    return revision, changes, tuple(row[0] for row in shared)


OLD = (head(), 3, ("stale",))
NEW = ("9000", 3, ("hash 0", "hash 1", "hash 2"))


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return scripts_with_one_more(tmp_path / "scripts")


def test_fresh_schema_is_the_model(tmp_path: Path) -> None:
    connection = connect(made(tmp_path / "one"), KEY, SALT)
    with engine_of(connection).connect() as opened:
        # A full-text index and the tables it keeps to itself are no tables of the model.
        modelled_only = {
            "compare_server_default": True,
            "include_name": lambda name, kind, _: kind != "table" or "_search" not in name,
        }
        context = MigrationContext.configure(opened, opts=modelled_only)
        assert compare_metadata(context, SQLModel.metadata) == []
    modelled = create_engine("sqlite://")
    SQLModel.metadata.create_all(modelled)
    with modelled.connect() as opened:
        for table in (*SHARED, *JOURNAL, *LOCAL):
            for question in ("table_info", "index_list", "foreign_key_list"):
                asked = f"PRAGMA {question}({table.__tablename__})"
                expected = {tuple(row)[1:] for row in opened.exec_driver_sql(asked)}
                assert {tuple(row)[1:] for row in connection.execute(asked)} == expected
    modelled.dispose()
    connection.close()


def test_fresh_file_is_marked_as_ours_at_the_newest_revision(tmp_path: Path) -> None:
    connection = connect(made(tmp_path / "one"), KEY, SALT)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert revision_of(connection) == head()
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (head(),)
    connection.close()


def test_every_table_of_the_model_belongs_to_one_kind() -> None:
    names = [str(table.__tablename__) for table in (*SHARED, *JOURNAL, *LOCAL)]
    assert sorted(names) == sorted(SQLModel.metadata.tables)


def test_migrated_file_equals_a_fresh_one_fed_the_same(tmp_path: Path, newer: Path) -> None:
    old = made(tmp_path / "old")
    migrate(old.parent, KEY, rebuild, scripts=newer)
    migrated = connect(old, KEY, SALT)
    fresh = connect(made(tmp_path / "fresh", newer), KEY, SALT)
    fresh.execute("DELETE FROM framework_text")
    # What the step itself adds for changes that were there before it.
    fresh.execute("INSERT INTO journal_reader (seq) SELECT seq FROM journal")
    with engine_of(fresh).begin() as opened:
        rebuild(opened)
    assert schema(migrated) == schema(fresh)
    assert content(migrated) == content(fresh)
    for pragma in ("application_id", "user_version", "journal_mode"):
        asked = f"PRAGMA {pragma}"
        assert migrated.execute(asked).fetchall() == fresh.execute(asked).fetchall()
    migrated.close()
    fresh.close()


def test_rows_that_point_at_a_rebuilt_table_stay(tmp_path: Path, newer: Path) -> None:
    """With foreign keys enforced they would be deleted with the table, and every check be clean."""
    path = made(tmp_path / "one")
    migrate(path.parent, KEY, rebuild, scripts=newer)
    connection = connect(path, KEY, SALT)
    assert connection.execute("SELECT count(*) FROM journal_reader").fetchone() == (3,)
    connection.close()


def test_migration_leaves_the_file_its_lock_and_its_backup_and_nothing_else(
    tmp_path: Path, newer: Path
) -> None:
    path = made(tmp_path / "one")
    before = path.read_bytes()
    migrate(path.parent, KEY, rebuild, scripts=newer)
    names = {str(file.relative_to(path.parent)) for file in path.parent.rglob("*")}
    assert names == {"profile.db", "backups", "backups/before-9000.db"}
    assert (path.parent / "backups" / "before-9000.db").read_bytes() == before
    assert seen(path.parent / "backups" / "before-9000.db") == OLD
    assert seen(path) == NEW


def test_changes_waiting_in_the_wal_are_migrated_too(tmp_path: Path, newer: Path) -> None:
    path = made(tmp_path / "one")

    def write() -> Connection:
        connection = connect(path, KEY, SALT)
        connection.execute("UPDATE setting SET value = '\"light\"'")
        return connection

    killed_after(write)
    assert wal_of(path).stat().st_size > 0
    migrate(path.parent, KEY, rebuild, scripts=newer)
    connection = connect(path, KEY, SALT)
    assert connection.execute("SELECT value FROM setting").fetchone() == ('"light"',)
    connection.close()


def kill_again_and_again(folder: Path, newer: Path, killed_at: KilledAt, stride: int) -> None:
    """Kill a migration at one point after the other until one is through; judge what each leaves."""
    first = made(folder / "first")
    outcomes = set()
    for point in itertools.count(1, stride):
        killed = folder / f"killed {point}"
        shutil.copytree(first.parent, killed)
        ended = killed_at(point, killed, lambda at: migrate(at, KEY, rebuild, scripts=newer))
        outcome = seen(killed / "profile.db")
        assert outcome in (OLD, NEW)
        outcomes.add(outcome)
        migrate(killed, KEY, rebuild, scripts=newer)
        assert seen(killed / "profile.db") == NEW
        assert not list(killed.glob("profile.db.*"))
        shutil.rmtree(killed)
        if ended:
            break
    assert point > 5
    assert outcomes == {OLD, NEW}


@pytest.mark.parametrize(("killed_at", "stride"), [(killed_at_file, 1), (killed_at_statement, 5)])
def test_killed_at_any_point_the_old_or_the_new_file_opens(
    tmp_path: Path, newer: Path, killed_at: KilledAt, stride: int
) -> None:
    kill_again_and_again(tmp_path, newer, killed_at, stride)


def test_failed_rebuild_leaves_the_old_file(tmp_path: Path, newer: Path) -> None:
    path = made(tmp_path / "one")
    before = path.read_bytes()

    def fail(connection: SqlConnection) -> None:
        rebuild(connection)
        raise RuntimeError("the journal does not replay")

    with pytest.raises(RuntimeError, match="replay"):
        migrate(path.parent, KEY, fail, scripts=newer)
    assert path.read_bytes() == before
    assert not wal_of(path).exists()
    migrate(path.parent, KEY, rebuild, scripts=newer)
    assert seen(path) == NEW


def test_rows_without_their_parents_stop_a_migration(tmp_path: Path, newer: Path) -> None:
    path = made(tmp_path / "one")

    def orphan(connection: SqlConnection) -> None:
        rebuild(connection)
        connection.execute(text("INSERT INTO journal_reader (seq) VALUES (999)"))

    with pytest.raises(RuntimeError, match="parents"):
        migrate(path.parent, KEY, orphan, scripts=newer)
    assert seen(path) == OLD


def test_newer_file_is_refused_and_left_alone(tmp_path: Path, newer: Path) -> None:
    path = made(tmp_path / "one", newer)
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        migrate(path.parent, KEY, rebuild)
    assert caught.value.code == "profile.newer"
    assert path.read_bytes() == before


def test_file_at_the_newest_revision_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path / "one")
    before = path.read_bytes()
    migrate(path.parent, KEY, rebuild)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_damaged_file_is_not_migrated(tmp_path: Path, newer: Path) -> None:
    path = made(tmp_path / "one")
    damaged = bytearray(path.read_bytes())
    damaged[5 * 4096 + 1000] ^= 4
    path.write_bytes(damaged)
    with pytest.raises(UserError) as caught:
        migrate(path.parent, KEY, rebuild, scripts=newer)
    assert caught.value.code == "profile.damaged"
    assert path.read_bytes() == damaged
    assert list(path.parent.iterdir()) == [path]
