"""Opening the encrypted file: the cipher's settings and the connection's settings.

The key never stands in a URL. Every setting that decides what lies on the disk is stated, also where it is the
cipher's default today: a default may change, a file may not. SQLAlchemy comes over it in `engine.py`; this file
does without, because the start of the window cannot wait for that import.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from reviewer_app.errors import UserError
from reviewer_app.store.disk import is_full

if TYPE_CHECKING:
    import sqlite3 as dbapi2

    class Connection(dbapi2.Connection):
        """A connection to one encrypted file: sqlite3's, and a key."""

        def set_key(self, key: str) -> None:
            """Give the key before anything else is done."""
else:
    from sqlcipher3 import dbapi2

    Connection = dbapi2.Connection

APPLICATION_ID: Final = int.from_bytes(b"PRev")
"""Marks a file as ours (SQLite's `application_id`, file format section 1.3.9)."""

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
PAGE_BYTES: Final = 4096

# SQLCipher 4's own format, stated. The key is raw, so the key derivation is never run; its settings are
# pinned all the same because they are part of the format.
_CIPHER: Final = (
    "cipher_compatibility = 4",
    f"cipher_page_size = {PAGE_BYTES}",
    "cipher_use_hmac = ON",
    "cipher_hmac_algorithm = HMAC_SHA512",
    "cipher_kdf_algorithm = PBKDF2_HMAC_SHA512",
    "kdf_iter = 256000",
    "cipher_plaintext_header_size = 0",
    # Wiping every page of memory doubles the time of a search index and hits the locked-memory limit of
    # a plain account; the cipher locks and wipes its own key material either way.
    "cipher_memory_security = OFF",
)

_WITHOUT_LOCKS: Final = "vfs=win32-none" if sys.platform == "win32" else "vfs=unix-none"
"""SQLite's own way to files on a system that has no locks."""

_ALWAYS: Final = (
    "temp_store = MEMORY",  # sorting and statement journals never reach the disk in clear
    "mmap_size = 0",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "busy_timeout = 2000",
)

_WRITER: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    # 64 MiB: a checkpoint inside a commit can take seconds on a slow disk, so `checkpoint` runs when the
    # person pauses; this is only for someone who never does.
    "wal_autocheckpoint = 16384",
)


def connect(
    path: Path, key: bytes, salt: bytes, *, read_only: bool = False, create: bool = False
) -> Connection:
    """Open an encrypted file with its raw key and the salt of its first 16 bytes.

    The connection may be handed to another thread, but only one thread at a time may use it. A
    read-only one cannot write to the file whatever it is asked: the system opens it for reading.

    Args:
        path: the file, which must exist unless `create`.
        key: 32 bytes.
        salt: 16 bytes, those the file starts with.

    Raises:
        UserError: `profile.damaged`, `profile.disk-full`, `profile.read-only`, `profile.unreadable`.
    """
    mode = "rwc" if create else "ro" if read_only else "rw"
    with translated(path):
        connection = _keyed(path, f"mode={mode}", key, salt)
        settings = (*_ALWAYS, "query_only = ON") if read_only else (*_ALWAYS, *_WRITER)
        return _prepared(connection, settings)


def peek(path: Path, key: bytes, salt: bytes) -> Connection:
    """Open an encrypted file that may be damaged, so that nothing is written to it or its `-wal`.

    An ordinary connection that fails still runs a checkpoint when it closes, and deletes the `-wal`.
    This one holds the file for reading only, and cannot. Where a `-wal` lies beside it, its changes are
    seen too; their index is kept in memory, so that a full disk, or one that cannot be written, will do. No
    lock is taken: whoever peeks holds the folder's, or looks at a file that nobody writes.

    Raises:
        UserError: as `connect`.
    """
    with translated(path):
        wal = wal_of(path)
        has_changes = wal.exists() and wal.stat().st_size > 0
        mode = f"mode=ro&{_WITHOUT_LOCKS}" if has_changes else "mode=ro&immutable=1"
        # An exclusive connection needs no index beside the file (sqlite.org/wal.html, section 8).
        settings = ("locking_mode = EXCLUSIVE", *_ALWAYS)
        return _prepared(_keyed(path, mode, key, salt), settings)


def connect_copy(path: Path, key: bytes, salt: bytes) -> Connection:
    """Open an empty file that becomes a copy of another; worth nothing until it is whole, so not journalled.

    Nor is it flushed: that takes as long as the file is large, and whoever copies does so between two keys.

    Raises:
        UserError: as `connect`.
    """
    with translated(path):
        settings = (*_ALWAYS, "journal_mode = OFF", "synchronous = OFF")
        return _prepared(_keyed(path, "mode=rw", key, salt), settings)


def _keyed(path: Path, mode: str, key: bytes, salt: bytes) -> Connection:
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        raise ValueError("an encrypted file takes a key of 32 bytes and a salt of 16")
    connection = cast(
        Connection,
        dbapi2.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        ),
    )
    # The cipher would print on standard error what becomes a sentence for the person here.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key.hex()}{salt.hex()}'")
    for setting in _CIPHER:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _prepared(connection: Connection, settings: tuple[str, ...]) -> Connection:
    try:
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        connection.close()
        raise
    return connection


def checkpoint(connection: Connection) -> bool:
    """Carry the waiting changes from the `-wal` into the file; to be run while the person pauses.

    Returns:
        Whether all of them are carried over (a reader in the middle of a question holds some back).
    """
    busy, waiting, carried = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(busy == 0 and waiting == carried)


def close_writer(connection: Connection) -> None:
    """Close the last connection of a file so that no `-wal` is left beside it."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def wal_of(path: Path) -> Path:
    """Give the place of the file's waiting changes."""
    return path.with_name(path.name + "-wal")


def shm_of(path: Path) -> Path:
    """Give the place of the index over the file's waiting changes."""
    return path.with_name(path.name + "-shm")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what a disk or a damaged file causes into sentences; anything else stays a bug.

    Raises:
        UserError: `profile.damaged`, `profile.disk-full`, `profile.read-only`, `profile.already-open`,
            `profile.unreadable`.
    """
    try:
        yield
    except Exception as error:
        # SQLAlchemy wraps the driver's error and keeps it as `orig`.
        if (refused := _refused(getattr(error, "orig", error), path.parent)) is None:
            raise
        raise refused from error


def _refused(error: BaseException | None, folder: Path) -> UserError | None:
    """Give the sentences for SQLite's own name of an error, if a disk or a file is its cause."""
    name: str = getattr(error, "sqlite_errorname", "")
    trouble = name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN"))
    # Where the index over the waiting changes cannot be made, or a person's share of the disk is full, SQLite does not
    # say that room is why.
    if name.startswith("SQLITE_FULL") or (trouble and is_full(folder)):
        return UserError("profile.disk-full", folder=folder)
    if name.startswith("SQLITE_READONLY") or (trouble and not os.access(folder, os.W_OK)):
        return UserError("profile.read-only", folder=folder)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return UserError("profile.damaged", folder=folder)
    if name.startswith("SQLITE_BUSY"):
        return UserError("profile.already-open", folder=folder)
    if trouble:
        return UserError("profile.unreadable", folder=folder)
    return None
