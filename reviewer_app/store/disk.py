"""The disk beneath the encrypted file: what it refuses, in sentences."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

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
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
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
    """Say whether a folder's disk has less than 64 KiB left."""
    return folder.exists() and shutil.disk_usage(folder).free < 65536
