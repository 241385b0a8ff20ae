"""A backup put back whole, in place of an encrypted file that does not open any more or is gone.

The backup is copied beside the place, checked, brought to this program's revision and given a new device id there.
Whatever moment the computer stops at, the file that was there or the new one lies in place: the copy becomes the
profile in one rename, and before that the file it replaces has a second name, and its waiting changes have left (they
would be read into whatever comes to lie beside them).
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection as SqlConnection

from reviewer_app.durable import sync_file, sync_folder, unused
from reviewer_app.errors import UserError
from reviewer_app.places import BACKUPS, KEY_FILE, PROFILE_FILE
from reviewer_app.store import backup
from reviewer_app.store.cipher import (
    close_writer,
    connect,
    peek,
    shm_of,
    translated,
    wal_of,
)
from reviewer_app.store.disk import disk_errors, require_room
from reviewer_app.store.engine import engine_of
from reviewer_app.store.lock import FolderLock
from reviewer_app.store.migration import (
    Rebuild,
    bring_forward,
    check_whole,
    copied,
    head,
    refuse_newer,
    require_alone,
    revision_of,
    sweep,
)
from reviewer_app.store.place import check_place
from reviewer_app.store.profile import key_of, write_key_file
from reviewer_app.vault.keyfile import SHORTEST_PASSPHRASE, KeyFile
from reviewer_app.vault.keyring import Keyring
from reviewer_app.vault.recovery import RecoveryCode

KEPT_ASIDE: Final = "profile that was damaged.db"
"""What the file that a backup took the place of is called from then on."""

_RESTORING: Final = f"{PROFILE_FILE}.restoring"
_ROOM: Final = 1024 * 1024


def restore(
    folder: Path,
    file: Path,
    *,
    keyring: Keyring | None,
    passphrase: str | None,
    code: RecoveryCode | None,
    rebuild: Rebuild,
    prepare: Callable[[SqlConnection], None],
) -> Path | None:
    """Put a backup in place of a profile that does not open or is not there; gives where that is kept, None for none.

    Args:
        folder: the profile's folder, which need not be there.
        file: the backup.
        keyring: holds the key, and gets it back where the recovery code was given; None on a computer without one.
        passphrase: opens the key file; with the recovery code it is the new one.
        code: the recovery code, None where it is not needed.
        rebuild: brings an older backup's shared tables up to date.
        prepare: what is written into it before it is in place.

    Raises:
        UserError: `backup.none`, `backup.other`, `backup.damaged`, `profile....`, `vault....`: everything in the folder
            is as it was.
    """
    if not file.is_file():
        raise UserError("backup.none", path=file)
    key_file = _key_file(folder, file)
    if code is None:
        key = key_of(folder, key_file, keyring, passphrase)
    elif keyring is None and passphrase is None:
        raise UserError("profile.passphrase-new", folder=folder, shortest=SHORTEST_PASSPHRASE)
    else:
        key = key_file.open_with_recovery(code)
        if passphrase is not None:
            key_file = key_file.with_passphrase(key, passphrase)
    backup.verify(file, key, key_file.salt)
    with disk_errors(folder):
        check_place(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FolderLock(folder)
    try:
        with copy_up_to_date(folder, file, key, key_file.salt, rebuild, prepare) as copy:
            if code is not None and keyring is not None:
                keyring.put(key_file.profile_id, key)
            write_key_file(folder, key_file)
            with disk_errors(folder):
                return _put_in_place(copy, folder / PROFILE_FILE)
    finally:
        lock.release()


@contextmanager
def copy_up_to_date(
    folder: Path,
    file: Path,
    key: bytes,
    salt: bytes,
    rebuild: Rebuild,
    prepare: Callable[[SqlConnection], None] | None = None,
) -> Iterator[Path]:
    """Give a checked copy of a backup, at this program's revision; it goes afterwards if it still lies there.

    The caller holds the folder's lock and has verified the backup.

    Raises:
        UserError: `profile.newer`, `profile.disk-full`, `profile.read-only`, `profile.damaged`.
    """
    copy = folder / _RESTORING
    with disk_errors(folder), translated(copy):
        sweep(folder)
        # The copy, what is changed in it, and the file that it replaces where a disk gives no second names.
        require_room(folder, 3 * file.stat().st_size + _ROOM)
        try:
            # What waits beside a file that somebody copied by hand belongs to it.
            if wal_of(file).exists():
                copied(wal_of(file), wal_of(copy))
            copied(file, copy)
            _bring_up_to_date(copy, key, salt, rebuild, prepare)
            require_alone(copy)
            sync_file(copy)
            yield copy
        finally:
            for left in (copy, wal_of(copy), shm_of(copy)):
                left.unlink(missing_ok=True)


def is_current(file: Path, key: bytes, salt: bytes) -> bool:
    """Say whether a verified backup is at this program's revision, so that it can be read where it lies.

    Raises:
        UserError: `profile.newer`.
    """
    with closing(peek(file, key, salt)) as opened:
        revision = revision_of(opened)
    refuse_newer(file.parent, revision)
    return revision == head()


def _key_file(folder: Path, file: Path) -> KeyFile:
    """Read the key file: the profile's, its copy, or the one that lies beside the backup; the first that is whole."""
    first: UserError | None = None
    for place in (folder, folder / BACKUPS, file.parent):
        try:
            return KeyFile.read(place / KEY_FILE)
        except UserError as error:
            first = first or error
    assert first is not None  # noqa: S101 (each of them was read, or refused)
    raise first


def _bring_up_to_date(
    copy: Path,
    key: bytes,
    salt: bytes,
    rebuild: Rebuild,
    prepare: Callable[[SqlConnection], None] | None,
) -> None:
    if not is_current(copy, key, salt):
        bring_forward(copy, key, salt, rebuild)
    connection = connect(copy, key, salt)
    try:
        if prepare is not None:
            with engine_of(connection).begin() as opened:
                prepare(opened)
        check_whole(connection, copy.parent)
    finally:
        close_writer(connection)


def _put_in_place(copy: Path, path: Path) -> Path | None:
    kept = _kept_aside(path)
    shm_of(path).unlink(missing_ok=True)
    sync_folder(path.parent)
    copy.replace(path)
    sync_folder(path.parent)
    return kept


def _kept_aside(path: Path) -> Path | None:
    """Give a file a second name, and its waiting changes the name that goes with it; None where there is nothing."""
    there, waiting = path.exists() and path.stat().st_size > 0, wal_of(path).exists()
    if not there and not waiting:
        return None
    aside = path.with_name(KEPT_ASIDE)
    # One that was cut short here has given it the name already.
    if there and not (aside.exists() and aside.samefile(path)):
        aside = unused(aside)
        try:
            aside.hardlink_to(path)
        except OSError:
            # A stick's file system has no second names.
            _copied_whole(path, aside)
    elif not there:
        aside = unused(aside)
    if waiting:
        wal_of(path).replace(wal_of(aside))
    return aside


def _copied_whole(path: Path, aside: Path) -> None:
    try:
        sync_file(copied(path, aside))
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
