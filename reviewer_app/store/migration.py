"""From an older schema to this one: on a copy, in one transaction, swapped in whole.

The steps are alembic's revisions in `migrations/versions`, run without its command line and settings
file. A fresh profile is made by the same steps, so that there is one description of the schema.

Whatever moment the computer stops at, the old file or the new one is in place: the copy becomes the file
in one rename, after it is checked, closed and on the disk, with no `-wal` beside either (one left over
would be read into the file that comes to lie beside it).
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection as SqlConnection
from sqlalchemy import delete, inspect

from reviewer_app.durable import sync_file, sync_folder
from reviewer_app.errors import UserError
from reviewer_app.model.nouns import SHARED
from reviewer_app.places import BACKUPS, KEY_FILE, PROFILE_FILE
from reviewer_app.store import search
from reviewer_app.store.cipher import (
    APPLICATION_ID,
    Connection,
    close_writer,
    connect,
    peek,
    shm_of,
    translated,
    wal_of,
)
from reviewer_app.store.disk import disk_errors, require_room
from reviewer_app.store.engine import engine_of
from reviewer_app.store.pages import salt_of

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep

SCRIPTS: Final = Path(__file__).parent / "migrations"

_LEAST_ROOM: Final = 1024 * 1024

Rebuild = Callable[[SqlConnection], None]
"""Fills the emptied shared tables again from the journal."""


def head(scripts: Path = SCRIPTS) -> str:
    """Name the newest revision this program knows: the four digits its file begins with."""
    revisions = [path.name[:4] for path in (scripts / "versions").glob("[0-9]*.py")]
    if not revisions:
        raise ValueError(f"{scripts} holds no revisions")
    return max(revisions)


def revision_of(connection: Connection) -> str:
    """Name the revision a file is at; "0000" for a file that has no schema yet."""
    return f"{connection.execute('PRAGMA user_version').fetchone()[0]:04}"


def build_schema(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Give an empty file the schema of the newest revision, and mark it as ours."""
    with engine_of(connection).begin() as opened:
        opened.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        _upgrade(opened, scripts)
        search.make(opened)


def migrate(folder: Path, key: bytes, rebuild: Rebuild, *, scripts: Path = SCRIPTS) -> None:
    """Bring the profile in a folder to the newest revision; does nothing where it is there already.

    The caller holds the folder's lock and has no connection open. The file as it was is kept as
    `backups/before-REVISION.db`.

    Raises:
        UserError: `profile.newer`, `profile.damaged`, `profile.disk-full`, `profile.read-only`.
    """
    path = folder / PROFILE_FILE
    salt = salt_of(path)
    sweep(folder)
    with disk_errors(folder), translated(path):
        source = peek(path, key, salt)
        try:
            revision = revision_of(source)
            refuse_newer(folder, revision, scripts)
            if revision == head(scripts):
                return
            check_whole(source, folder)
        finally:
            source.close()
        # The copy, what the steps change in it, and the file as it was.
        require_room(folder, 3 * path.stat().st_size + _LEAST_ROOM)
        close_writer(connect(path, key, salt))
        require_alone(path)
        try:
            copy = copied(path, folder / f"{PROFILE_FILE}.migrating")
            bring_forward(copy, key, salt, rebuild, scripts)
            require_alone(copy)
            sync_file(copy)
            _keep(path, folder / BACKUPS / f"before-{head(scripts)}.db")
            copy.replace(path)
        finally:
            sweep(folder)
        sync_folder(folder)


def refuse_newer(folder: Path, revision: str, scripts: Path = SCRIPTS) -> None:
    """Refuse a file that a later version of the program wrote.

    Raises:
        UserError: `profile.newer`.
    """
    if revision > head(scripts):
        raise UserError("profile.newer", folder=folder)


def sweep(folder: Path) -> None:
    """Remove what a migration or creation that was cut short left behind; the caller holds the lock."""
    for left in (
        *folder.glob(f"{PROFILE_FILE}.*"),
        *folder.glob(f".{KEY_FILE}.*.new"),
        *folder.glob(f"{BACKUPS}/.{KEY_FILE}.*.new"),
        *folder.glob("backups/*.part*"),
    ):
        left.unlink()


def check_whole(connection: Connection, folder: Path) -> None:
    """Read every page of a file and check how its tables hang together; the index of notes is made anew if need be.

    Raises:
        UserError: `profile.damaged`.
    """
    with translated(folder / PROFILE_FILE):
        if not search.is_sound_without(connection, "quick_check"):
            raise UserError("profile.damaged", folder=folder)


def bring_forward(
    copy: Path, key: bytes, salt: bytes, rebuild: Rebuild, scripts: Path = SCRIPTS
) -> None:
    """Bring a copy that nobody else has open to the newest revision, and check it.

    Raises:
        UserError: `profile.damaged`, `profile.disk-full`, `profile.read-only`.
    """
    connection = connect(copy, key, salt)
    try:
        # A table is altered by building it anew and dropping the old one: with foreign keys enforced,
        # the rows that point at it would be deleted with it. Only possible outside a transaction.
        connection.execute("PRAGMA foreign_keys = OFF")
        with engine_of(connection).begin() as opened:
            _upgrade(opened, scripts)
            present = set(inspect(opened).get_table_names())
            for table in reversed(SHARED):
                if table.__tablename__ in present:
                    opened.execute(delete(table))
            rebuild(opened)
            broken = opened.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration left rows without their parents: {broken[:3]}")
        check_whole(connection, copy.parent)
    finally:
        close_writer(connection)


def _upgrade(opened: SqlConnection, scripts: Path) -> None:
    # Here and not above: it takes as long to import as all of the rest, and a start seldom migrates.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    directory = ScriptDirectory(str(scripts))
    newest = head(scripts)

    def steps(revision: Any, _context: "MigrationContext") -> "Sequence[RevisionStep]":
        return directory._upgrade_revs(newest, revision)  # noqa: SLF001 (alembic's own recipe for running without its settings file)

    with EnvironmentContext(Config(), directory, fn=steps) as environment:
        # The caller's transaction covers all steps: the driver would commit before each change of schema.
        environment.configure(connection=opened, transactional_ddl=True)
        environment.run_migrations()
    opened.exec_driver_sql(f"PRAGMA user_version = {int(newest)}")


def copied(path: Path, copy: Path) -> Path:
    """Copy a file and who may read it; gives the copy's place. Not flushed."""
    shutil.copyfile(path, copy)
    shutil.copymode(path, copy)
    return copy


def _keep(path: Path, kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    part = copied(path, kept.with_name(kept.name + ".part"))
    sync_file(part)
    part.replace(kept)
    sync_folder(kept.parent)


def require_alone(path: Path) -> None:
    """Make sure that no waiting changes lie beside a closed file; their index goes."""
    if wal_of(path).exists():
        raise RuntimeError(f"{wal_of(path).name} is still in use")
    shm_of(path).unlink(missing_ok=True)
