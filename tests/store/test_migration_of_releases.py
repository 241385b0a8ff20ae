"""A profile of every released schema opens, and is then what a fresh one fed the same changes would be."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from reviewer_app.app import Program, fresh_ids, random_salts, system_clock
from reviewer_app.model.nouns import LOCAL, SHARED
from reviewer_app.store import journal, profile
from reviewer_app.store.cipher import Connection
from reviewer_app.store.database import Database, Opens
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import head, migrate, revision_of
from reviewer_app.store.receive import rebuild_rows
from tests.data.make_profile import PASSPHRASE, make_profile
from tests.store.schemas import scripts_with_one_more

RELEASED = sorted((Path(__file__).parents[1] / "data" / "profiles").glob("[0-9]*"))
DERIVED = [str(table.__tablename__) for table in SHARED]
KEPT = [str(table.__tablename__) for table in LOCAL]


def rows(connection: Connection, tables: list[str]) -> dict[str, list[str]]:
    """Every row of these tables, whatever its order."""
    return {
        name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
        for name in tables
    }


def rows_of_fresh_one_fed_the_same(folder: Path, migrated: Connection) -> dict[str, list[str]]:
    fresh, _code = profile.create(folder, keyring=None, passphrase=PASSPHRASE, ids=fresh_ids)
    database = Database(
        fresh.path,
        Opens(fresh.connect_writer, fresh.connect_reader, fresh.connect_carrier),
        system_clock,
        fresh_ids,
        random_salts,
    )
    with engine_of(migrated).connect() as opened:
        for review in journal.reviews(opened):
            database.add_rosters(review, journal.rosters_of(opened, review)).result()
            changes = [filed.change for filed in journal.changes_of(opened, review)]
            assert changes
            database.receive(review, changes).result()
    database.close()
    found = rows(fresh.connect_reader(), DERIVED)
    fresh.close()
    return found


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "Helen Marsh"
    make_profile(folder)
    return folder


@pytest.mark.parametrize("released", [*RELEASED, None], ids=lambda at: at.name if at else "newest")
def test_migrated_profile_equals_a_fresh_one_fed_the_same_changes(
    released: Path | None, newest: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    shutil.copytree(released or newest, folder)
    opened = profile.open_profile(folder, passphrase=PASSPHRASE, rebuild=rebuild_rows)
    migrated = opened.connect_reader()
    assert revision_of(migrated) == head()
    expected = rows_of_fresh_one_fed_the_same(tmp_path / "fresh", migrated)
    assert rows(migrated, DERIVED) == expected
    assert len(expected["note"]) > 3
    assert len(rows(migrated, ["draft"])["draft"]) == 2
    opened.close()
    Program(keyring=lambda: None).open(folder, passphrase=PASSPHRASE).close()


def test_migration_rebuilds_what_is_shared_and_keeps_what_is_of_this_laptop(
    newest: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    shutil.copytree(newest, folder)
    before = profile.open_profile(folder, passphrase=PASSPHRASE)
    reader = before.connect_reader()
    derived, kept = rows(reader, [one for one in DERIVED if one != "note"]), rows(reader, KEPT)
    notes = reader.execute("SELECT id, text FROM note ORDER BY id").fetchall()
    writer = before.connect_writer()
    with engine_of(writer).begin() as opened:
        opened.execute(text("UPDATE note SET text = 'not what the journal says'"))
    before.close()
    migrate(folder, before.key, rebuild_rows, scripts=scripts_with_one_more(tmp_path / "scripts"))
    after = before.connect_reader()
    assert rows(after, [one for one in DERIVED if one != "note"]) == derived
    assert after.execute("SELECT id, text FROM note ORDER BY id").fetchall() == notes
    migrated = rows(after, [one for one in KEPT if one != "delivery"])
    assert migrated == {name: found for name, found in kept.items() if name != "delivery"}
    after.close()
