"""One program at a time on one folder: a lock the system holds, and lets go when the program ends."""

import os
import sys
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.store.disk import disk_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FolderLock:
    """The lock on a folder, held from the making of this object until `release`.

    The file named `lock` stays behind and means nothing by itself: a program that was killed blocks no
    one.

    Args:
        folder: the folder.
        reading: also take a folder in which no such file can be made; no other program could make one either.

    Raises:
        UserError: `profile.already-open`, `profile.read-only`, `profile.disk-full`.
    """

    def __init__(self, folder: Path, *, reading: bool = False) -> None:
        self._descriptor = _there(folder) if reading else _made(folder)
        if self._descriptor is None:
            return
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            raise UserError("profile.already-open", folder=folder) from error

    @property
    def held(self) -> bool:
        """Whether this object still holds the lock."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let the folder go; does nothing the second time."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _made(folder: Path) -> int | None:
    with disk_errors(folder):
        return os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)


def _there(folder: Path) -> int | None:
    with disk_errors(folder):
        try:
            return os.open(folder / "lock", os.O_RDONLY)
        except FileNotFoundError:
            return None
