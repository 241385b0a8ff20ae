"""The disk beneath the encrypted file: what it refuses, in sentences."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from reviewer_app.durable import is_no_room, number_of
from reviewer_app.errors import UserError

_NO_FOLDER: Final = (
    errno.EEXIST,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENOENT,
    errno.ENAMETOOLONG,
    errno.ELOOP,
    errno.EINVAL,
    errno.EILSEQ,
)
"""What the system says of a name that is no folder's, or can be none."""


_TRIAL: Final = 65536
"""Bytes that any change needs at least."""


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into sentences; anything else stays a bug.

    Raises:
        UserError: `profile.read-only`, `profile.disk-full`, `profile.unreadable`, `profile.place-unusable`.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise UserError("profile.read-only", folder=folder) from error
        if is_no_room(number_of(error)):
            raise UserError("profile.disk-full", folder=folder) from error
        if error.errno == errno.EIO:
            raise UserError("profile.unreadable", folder=folder) from error
        if error.errno in _NO_FOLDER:
            raise UserError(
                "profile.place-unusable", folder=folder, reason=error.strerror
            ) from error
        raise


def require_room(folder: Path, needed: int) -> None:
    """Refuse to begin what the disk has no room to end.

    Args:
        folder: a folder on the disk.
        needed: bytes.

    Raises:
        UserError: `profile.disk-full`.
    """
    if shutil.disk_usage(folder).free < needed:
        raise UserError("profile.disk-full", folder=folder)


def is_full(folder: Path) -> bool:
    """Say whether a folder's disk takes not even 64 KiB more: it is full, or one's share of it is.

    What a share has left the system does not say, so it is tried.
    """
    if not folder.exists():
        return False
    if shutil.disk_usage(folder).free < _TRIAL:
        return True
    try:
        with TemporaryFile(dir=folder) as trial:
            trial.write(bytes(_TRIAL))
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        return is_no_room(number_of(error))
    return False
