"""Nothing but `apply` writes a shared table: the guard refuses it, and the replay after each test finds it."""

from collections.abc import Iterator

import pytest
from pydantic import ValidationError
from sqlalchemy import Connection, TextClause, delete, insert, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm.attributes import set_attribute

from reviewer_app.model.note import NoteRow
from reviewer_app.model.nouns import SHARED
from reviewer_app.review import capture
from reviewer_app.store import cipher
from reviewer_app.store.journal import table_of
from tests.replaying import Opened, compare
from tests.support import Device

OTHER_WORDS = (
    "UPDATE journal SET content = CAST(replace(CAST(content AS TEXT), 'Pupils', 'Adults') AS BLOB)"
)
WRITES = (
    "INSERT INTO {table} DEFAULT VALUES",
    "INSERT OR IGNORE INTO {table} DEFAULT VALUES",
    "INSERT OR REPLACE INTO {table} DEFAULT VALUES",
    "REPLACE INTO {table} DEFAULT VALUES",
)


@pytest.fixture
def note(helen: Device) -> str:
    return helen.writes(helen.visits(), "Pupils explain their thinking.")


@pytest.mark.parametrize("write", WRITES)
def test_no_shared_table_takes_a_row(helen: Device, write: str) -> None:
    for shared in SHARED:
        statement = text(write.format(table=shared.__tablename__))

        def smuggle(connection: Connection, statement: TextClause = statement) -> None:
            connection.execute(statement)

        with pytest.raises(DatabaseError, match=f"only apply writes {shared.__tablename__}"):
            helen.session.database.local(smuggle).result()


@pytest.mark.parametrize(
    "statement",
    [
        update(NoteRow).values(text="smuggled"),
        delete(NoteRow),
        delete(table_of(NoteRow)),
        text("UPDATE note SET text = 'smuggled'"),
        text("UPDATE OR REPLACE note SET text = 'smuggled'"),
        text("DELETE FROM note"),
        text("INSERT INTO note SELECT * FROM note"),
        insert(table_of(NoteRow)).values(id="n", review="r", activity="a", author="p", text="x"),
    ],
)
def test_written_statements_are_refused(helen: Device, note: str, statement: object) -> None:
    def smuggle(connection: Connection) -> None:
        connection.execute(statement)  # type: ignore[call-overload]

    with pytest.raises(DatabaseError, match="only apply writes note"):
        helen.session.database.local(smuggle).result()
    assert helen.notes == ["Pupils explain their thinking."]


def test_edit_in_place_of_an_orm_object_is_refused(helen: Device, note: str) -> None:
    def smuggle(connection: Connection) -> None:
        with OrmSession(connection) as session:
            row = session.get(NoteRow, note)
            assert row is not None
            # The model refuses an edit in place; past it, the guard does.
            with pytest.raises(ValidationError):
                row.text = "smuggled"
            set_attribute(row, "text", "smuggled")
            session.flush()

    with pytest.raises(DatabaseError, match="only apply writes note"):
        helen.session.database.local(smuggle).result()


def test_trigger_that_writes_a_shared_table_is_refused(helen: Device, note: str) -> None:
    def smuggle(connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE TEMP TRIGGER smuggler AFTER INSERT ON main.setting BEGIN DELETE FROM note; END"
        )
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('x', '1')")

    with pytest.raises(DatabaseError, match="only apply writes note"):
        helen.session.database.local(smuggle).result()


def test_cascade_into_a_shared_table_is_refused(helen: Device, note: str) -> None:
    def smuggle(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE other (id TEXT PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE beside (id TEXT PRIMARY KEY, of TEXT REFERENCES note (id) ON DELETE CASCADE)"
        )
        connection.exec_driver_sql("INSERT INTO beside VALUES ('b', ?)", (note,))
        connection.exec_driver_sql("DELETE FROM note WHERE id = ?", (note,))

    with pytest.raises(DatabaseError, match="only apply writes note"):
        helen.session.database.local(smuggle).result()


def test_guard_shuts_again_after_a_verb_that_was_refused(helen: Device, note: str) -> None:
    with pytest.raises(DatabaseError):
        helen.does(refused_half_way)

    def smuggle(connection: Connection) -> None:
        connection.execute(text("DELETE FROM note"))

    with pytest.raises(DatabaseError, match="only apply writes note"):
        helen.session.database.local(smuggle).result()


def refused_half_way(work: object) -> None:
    work.connection.execute(text("DELETE FROM note"))  # type: ignore[attr-defined]


# What gets past the guard is found by the replay that follows every test.


@pytest.fixture
def broken(helen: Device, note: str, replayed_journal: Opened) -> Iterator[Device]:
    """A profile that the test breaks on purpose."""
    yield helen
    for name in list(replayed_journal):
        del replayed_journal[name]


def smuggled(device: Device, *statements: str) -> list[str]:
    """Write past the guard on a connection of one's own; give what the replay says then."""
    profile = device.session.profile
    device.session.close()
    connection = cipher.connect(profile.path, profile.key, profile.salt)
    for statement in statements:
        connection.execute(statement)
    cipher.close_writer(connection)
    return compare(profile.path, profile.key, profile.salt)


def test_replay_has_nothing_to_say_of_what_verbs_wrote(helen: Device, note: str) -> None:
    helen.does(capture.edit_note, note, text="Most pupils explain their thinking.")
    profile = helen.session.profile
    assert compare(profile.path, profile.key, profile.salt) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE note SET text = 'smuggled'", "not what the journal says (text)"),
        ("DELETE FROM note", "there is no row"),
        ("DELETE FROM activity_member", "there is no row"),
        ("INSERT INTO note_group VALUES ('n:all', (SELECT id FROM review), 'n', 'all')", "nothing"),
        ("INSERT INTO note_group VALUES ('n:all', 'elsewhere', 'n', 'all')", "of no review"),
        ("UPDATE note SET review = 'elsewhere'", "of no review"),
        (
            "INSERT INTO dispute SELECT 'note', id, 'text', 'r', review, '1', 'p', 't', 1 FROM note",
            "dispute note",
        ),
        ("UPDATE journal SET standing = 'gap'", "filed as gap, but it is counted"),
        ("UPDATE journal SET person = 'x'", "filed as something its head does not say"),
        ("UPDATE journal SET mark = zeroblob(seq)", "is not found by its hash"),
        (
            OTHER_WORDS,
            "words of a change do not match its seal",
        ),
        ("DELETE FROM touched WHERE kind = 'note'", "the index of change"),
        ("DELETE FROM journal WHERE seq = 1", "filed as counted, but it is gap"),
    ],
)
def test_write_past_the_guard_turns_the_test_red(broken: Device, statement: str, said: str) -> None:
    assert said in "\n".join(smuggled(broken, statement))


def test_trigger_that_rides_on_apply_turns_the_test_red(broken: Device) -> None:
    activity = broken.open.activities()[0].id
    profile = broken.session.profile

    def plant(connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE TEMP TRIGGER rider AFTER INSERT ON main.note BEGIN "
            "UPDATE review SET school_town = 'smuggled'; END"
        )

    broken.session.database.local(plant).result()
    broken.writes(activity, "One more.")
    found = compare(profile.path, profile.key, profile.salt)
    assert found == [f"review {broken.review}: the row is not what the journal says (school_town)"]


def test_cascade_that_rides_on_apply_turns_the_test_red(broken: Device, note: str) -> None:
    found = smuggled(
        broken,
        "CREATE TABLE parent (id TEXT PRIMARY KEY)",
        "ALTER TABLE note ADD COLUMN of TEXT DEFAULT NULL REFERENCES parent (id) ON DELETE CASCADE",
        "INSERT INTO parent VALUES ('p')",
        "UPDATE note SET of = 'p'",
        "DELETE FROM parent",
    )
    assert f"note {note}: the journal says it stands, and there is no row" in found
