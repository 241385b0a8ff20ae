"""A profile: the folder that holds everything of one person on one laptop, and how it is opened.

`profile.db` is the encrypted file, `profile.key` its key sealed by the recovery code (and a passphrase),
`backups/` its checked copies with a second `profile.key`, `lock` the sign that a program has it open.

Opening writes nothing until the key is proved against the key file and the encrypted file was read
through: the ordinary way of opening a damaged file, or one with the wrong key, loses its last changes.

Where the folder cannot be written, or its disk is full, a profile can still be opened for reading: what was
written is to be had whatever became of the disk. Nothing is made or changed in the folder then, waiting
changes included, and whatever would write is refused.
"""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reviewer_app.durable import sync_folder
from reviewer_app.errors import UserError
from reviewer_app.model.moment import Ids
from reviewer_app.places import BACKUPS, KEY_FILE, PROFILE_FILE
from reviewer_app.store.cipher import (
    APPLICATION_ID,
    KEY_BYTES,
    SALT_BYTES,
    Connection,
    close_writer,
    connect,
    peek,
    translated,
    wal_of,
)
from reviewer_app.store.disk import disk_errors, require_room
from reviewer_app.store.lock import FolderLock
from reviewer_app.store.migration import (
    Rebuild,
    build_schema,
    check_whole,
    head,
    migrate,
    refuse_newer,
    revision_of,
    sweep,
)
from reviewer_app.store.pages import Belonging, belonging_of, salt_of
from reviewer_app.store.place import check_place
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.keyfile import SHORTEST_PASSPHRASE, KeyFile
from reviewer_app.vault.keyring import Keyring
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.returning import seal_keys

_WHOLE_CHECK: Final = 16 * 1024 * 1024
"""Up to this size a file is read through at every start (0.2 s on a slow laptop); the rest comes later."""

_LAST_ROWS: Final = 20

_LEAST_ROOM: Final = 256 * 1024
"""What opening itself takes (the index over the waiting changes) and a page of typing."""


@dataclass(eq=False)
class Profile:
    """An open profile. It holds the folder's lock until `close`.

    Attributes:
        schema_revision: the revision of its tables, in four digits.
        writable: whether it was opened for writing as well.
        key: the encrypted file's key; never shown, never written anywhere in clear.
    """

    folder: Path
    profile_id: str
    schema_revision: str
    key: bytes = field(repr=False)
    _key_file: KeyFile = field(repr=False)
    _lock: FolderLock = field(repr=False)
    writable: bool = True
    _connections: list[Connection] = field(default_factory=list, repr=False)

    @property
    def path(self) -> Path:
        """The encrypted file."""
        return self.folder / PROFILE_FILE

    @property
    def backups(self) -> Path:
        """The folder of its checked copies."""
        return self.folder / BACKUPS

    @property
    def salt(self) -> bytes:
        """The encrypted file's first 16 bytes."""
        return self._key_file.salt

    def connect_writer(self) -> Connection:
        """Open the connection that writes; there is one, and the lane's thread uses it.

        Raises:
            UserError: as `cipher.connect`.
        """
        return self._connected(read_only=False)

    def require_writable(self) -> None:
        """Refuse what ends in a change, before anything else of it is done.

        Raises:
            UserError: `profile.read-only`.
        """
        if not self.writable:
            raise UserError("profile.read-only", folder=self.folder)

    def require_whole(self) -> None:
        """Read the whole file through; takes as long as it is large.

        Raises:
            UserError: `profile.damaged`.
        """
        with closing(self.connect_reader()) as reader:
            check_whole(reader, self.folder)

    def connect_reader(self) -> Connection:
        """Open a connection that only reads, for search, export and checks.

        Raises:
            UserError: as `cipher.connect`.
        """
        return self._connected(read_only=True)

    def connect_carrier(self) -> Connection:
        """Open a connection that carries waiting changes into the file (`cipher.checkpoint`) and writes none.

        Raises:
            UserError: as `cipher.connect`.
        """
        return self._connected(read_only=False)

    def _connected(self, *, read_only: bool) -> Connection:
        if self.writable:
            connection = connect(self.path, self.key, self.salt, read_only=read_only)
        else:
            connection = peek(self.path, self.key, self.salt)
        self._connections.append(connection)
        return connection

    def change_passphrase(self, passphrase: str) -> None:
        """Seal the key under a new passphrase; the recovery code stays what it was.

        Raises:
            UserError: `vault.passphrase-short`, `vault.keyfile-not-written`.
        """
        self._seal(self._key_file.with_passphrase(self.key, passphrase))

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens it, besides the recovery code and the keyring."""
        return self._key_file.has_passphrase

    def change_recovery_code(self, code: RecoveryCode) -> None:
        """Seal the key under a new recovery code; the one before opens nothing any more.

        Raises:
            UserError: `vault.keyfile-not-written`.
        """
        self._seal(self._key_file.with_recovery(self.key, code))

    def sealed_keys(self, identity: Identity, review: str) -> bytes:
        """Seal a person's keys for the store of a review, by what the recovery code opens."""
        return seal_keys(self._key_file, self.key, identity, review)

    def _seal(self, key_file: KeyFile) -> None:
        # Only what lies on the disk counts: a code or passphrase that was not written is not in force.
        write_key_file(self.folder, key_file)
        self._key_file = key_file

    def close(self) -> None:
        """Close every connection, leave no `-wal`, and let the folder go; nothing the second time.

        Raises:
            UserError: `profile.disk-full`, `profile.unreadable`: the waiting changes could not be carried
                into the file. They are safe in the `-wal`, and are read from there the next time.
        """
        while self._connections:
            self._connections.pop().close()
        try:
            if self.writable and self._lock.held and wal_of(self.path).exists():
                # A reader closed last and could not carry the waiting changes over.
                with translated(self.path):
                    close_writer(connect(self.path, self.key, self.salt))
        finally:
            self._lock.release()


def create(
    folder: Path, *, keyring: Keyring | None, passphrase: str | None, ids: Ids
) -> tuple[Profile, RecoveryCode]:
    """Make a profile in a folder that has none, and open it.

    The recovery code is given once, here; nothing keeps it.

    Raises:
        UserError: `profile.exists`, `profile.passphrase-new`, `profile.place-network`,
            `profile.place-cloud`, `profile.already-open`, `profile.read-only`, `profile.disk-full`,
            `vault.keyring-locked`, `vault.passphrase-short`, `vault.keyfile-not-written`.
    """
    if keyring is None and passphrase is None:
        raise UserError("profile.passphrase-new", folder=folder, shortest=SHORTEST_PASSPHRASE)
    with disk_errors(folder):
        check_place(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FolderLock(folder)
    try:
        _refuse_existing(folder)
        with disk_errors(folder):
            sweep(folder)
            (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
        key, salt = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES)
        code = RecoveryCode.generate()
        key_file = KeyFile.seal(ids(), key, salt, recovery=code, passphrase=passphrase)
        fresh = folder / f"{PROFILE_FILE}.new"
        _write_fresh(fresh, key, salt)
        # The encrypted file gets its name last: until then nobody was told the code, and a creation
        # that was cut short can simply be done again.
        if keyring is not None:
            keyring.put(key_file.profile_id, key)
        write_key_file(folder, key_file)
        with disk_errors(folder):
            fresh.replace(folder / PROFILE_FILE)
            sync_folder(folder)
        return Profile(folder, key_file.profile_id, head(), key, key_file, lock), code
    except BaseException:
        lock.release()
        raise


def open_profile(
    folder: Path,
    *,
    keyring: Keyring | None = None,
    passphrase: str | None = None,
    rebuild: Rebuild | None = None,
    reading: bool = False,
) -> Profile:
    """Open the profile in a folder; where that fails, everything in it is as it was.

    Args:
        folder: the profile's folder.
        keyring: where its key is kept; None on a computer without one.
        passphrase: opens the key file where the keyring does not hold the key.
        rebuild: brings an older profile's shared tables up to date; without it an older one is refused.
        reading: open it only for reading, also on a full disk or one that cannot be written; see the module.

    Raises:
        UserError: any code `profile.*` except `profile.exists`; `vault.keyring-locked`,
            `vault.passphrase-wrong`, `vault.keyfile-missing`, `vault.keyfile-invalid`.
    """
    lock = _locked(folder, reading=reading)
    try:
        key_file = _read_key_file(folder)
        with _told_apart(folder, key_file):
            key = key_of(folder, key_file, keyring, passphrase)
        migrating = None if reading else rebuild
        return _opened(folder, key, key_file, migrating, lock, writable=not reading)
    except BaseException:
        lock.release()
        raise


def recover(
    folder: Path,
    code: RecoveryCode,
    *,
    keyring: Keyring | None,
    passphrase: str | None,
    rebuild: Rebuild | None = None,
) -> Profile:
    """Open a profile with its recovery code, and put its key where it is found from now on.

    Args:
        folder: the profile's folder.
        code: the recovery code.
        keyring: gets the key back; None on a computer without one.
        passphrase: the new passphrase; needed where there is no keyring.
        rebuild: as for `open_profile`.

    Raises:
        UserError: as `open_profile`; `profile.passphrase-new`, `vault.recovery-code-wrong`.
    """
    if keyring is None and passphrase is None:
        raise UserError("profile.passphrase-new", folder=folder, shortest=SHORTEST_PASSPHRASE)
    lock = _locked(folder)
    try:
        key_file = _read_key_file(folder)
        with _told_apart(folder, key_file):
            key = key_file.open_with_recovery(code)
        profile = _opened(folder, key, key_file, rebuild, lock)
        if keyring is not None:
            keyring.put(key_file.profile_id, key)
        if passphrase is not None:
            profile.change_passphrase(passphrase)
        return profile
    except BaseException:
        lock.release()
        raise


def _locked(folder: Path, *, reading: bool = False) -> FolderLock:
    with disk_errors(folder):
        if not (folder / PROFILE_FILE).is_file():
            raise UserError("profile.none", folder=folder)
        check_place(folder)
    return FolderLock(folder, reading=reading)


def _refuse_existing(folder: Path) -> None:
    # A key file alone is what a creation that was cut short leaves; beside backups it is what opens them.
    if (folder / PROFILE_FILE).exists() or any((folder / BACKUPS).glob("*.db")):
        raise UserError("profile.exists", folder=folder)


def _write_fresh(path: Path, key: bytes, salt: bytes) -> None:
    with disk_errors(path.parent):
        path.touch(mode=0o600)
    connection = connect(path, key, salt, create=True)
    try:
        with translated(path):
            build_schema(connection)
    finally:
        with translated(path):
            close_writer(connection)


def _read_key_file(folder: Path) -> KeyFile:
    """Read the key file, or its copy beside the backups where it is missing."""
    copy = folder / BACKUPS / KEY_FILE
    missing = not (folder / KEY_FILE).exists() and copy.exists()
    return KeyFile.read(copy if missing else folder / KEY_FILE)


def write_key_file(folder: Path, key_file: KeyFile) -> None:
    """Write a key file beside the profile and beside its backups.

    Raises:
        UserError: `vault.keyfile-not-written`, `profile.read-only`, `profile.disk-full`.
    """
    with disk_errors(folder):
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
        key_file.write(folder / BACKUPS / KEY_FILE)
        key_file.write(folder / KEY_FILE)


def key_of(
    folder: Path, key_file: KeyFile, keyring: Keyring | None, passphrase: str | None
) -> bytes:
    """Give a profile's key from the keyring, or from its key file by the passphrase.

    Raises:
        UserError: `profile.passphrase-needed`, `profile.key-lost`, `profile.key-wrong`, `vault....`.
    """
    kept = None if keyring is None else keyring.get(key_file.profile_id)
    if kept is not None and key_file.matches(kept):
        return kept
    if key_file.has_passphrase and passphrase is not None:
        return key_file.open_with_passphrase(passphrase)
    if kept is not None:
        raise UserError("profile.key-wrong", folder=folder)
    if keyring is None or key_file.has_passphrase:
        raise UserError("profile.passphrase-needed", folder=folder)
    raise UserError("profile.key-lost", folder=folder)


@contextmanager
def _told_apart(folder: Path, key_file: KeyFile) -> Iterator[None]:
    """Where a key file does not open and does not fit the file either, say so instead."""
    try:
        yield
    except UserError as error:
        not_opened = ("vault.passphrase-wrong", "vault.recovery-code-wrong", "profile.key-lost")
        if error.code in not_opened and salt_of(folder / PROFILE_FILE) != key_file.salt:
            raise UserError("profile.key-file-other", folder=folder) from error
        raise


def _opened(
    folder: Path,
    key: bytes,
    key_file: KeyFile,
    rebuild: Rebuild | None,
    lock: FolderLock,
    *,
    writable: bool = True,
) -> Profile:
    if writable:
        require_room(folder, _LEAST_ROOM)
    revision = _examined(folder, key, key_file.salt)
    if revision != head():
        if rebuild is None:
            raise UserError("profile.older", folder=folder)
        migrate(folder, key, rebuild)
    if writable:
        with disk_errors(folder):
            sweep(folder)
    return Profile(folder, key_file.profile_id, head(), key, key_file, lock, writable=writable)


def _examined(folder: Path, key: bytes, salt: bytes) -> str:
    """Read the file without any chance of changing it, and name its revision."""
    path = folder / PROFILE_FILE
    size = path.stat().st_size
    if size == 0:
        raise UserError("profile.empty", folder=folder)
    if salt_of(path) != salt:
        raise _not_opening(folder, belonging_of(path, key, salt))
    connection = peek(path, key, salt)
    try:
        with translated(path):
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise UserError("profile.not-a-database", folder=folder)
            revision = revision_of(connection)
            refuse_newer(folder, revision)
            _check_last_rows(connection)
            if size <= _WHOLE_CHECK:
                check_whole(connection, folder)
            return revision
    finally:
        connection.close()


def _not_opening(folder: Path, belonging: Belonging) -> UserError:
    match belonging:
        case Belonging.OURS:
            return UserError("profile.damaged", folder=folder)
        case Belonging.FOREIGN:
            return UserError("profile.key-file-other", folder=folder)
        case Belonging.NO_DATABASE:
            return UserError("profile.not-a-database", folder=folder)


def _check_last_rows(connection: Connection) -> None:
    """Read the newest rows of every table: what was being written when the program last ended."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0"
    ).fetchall()
    for (name,) in tables:
        quoted = name.replace('"', '""')
        newest = f'SELECT * FROM "{quoted}" ORDER BY rowid DESC LIMIT {_LAST_ROWS}'  # noqa: S608 (our own table's name)
        connection.execute(newest).fetchall()
