"""Files that are whole or not there, whenever the computer stops."""

import contextlib
import errno
import os
import secrets
from functools import partial
from pathlib import Path

OWNER_ONLY = 0o600
"""Readable and writable by the file's owner alone."""


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file under a temporary name, wait for the disk, and give it its name.

    Args:
        path: its name; whatever had it before is as it was until the new file is whole.
        content: all of it.
        mode: who may read it, before the person's own mask is applied.

    Raises:
        OSError: the disk refuses; nothing is left under the temporary name.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with open(temporary, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does so by itself.

    A volume that has no such request (some network shares) is left to its own ways.

    Raises:
        OSError: the disk fails.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
