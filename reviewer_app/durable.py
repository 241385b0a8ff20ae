"""Files that are whole or not there, whenever the computer stops, and files read no further than they may go."""

import contextlib
import errno
import os
import secrets
import select
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import FileIO
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, Final

OWNER_ONLY = 0o600
"""Readable and writable by the file's owner alone."""

PATIENCE: Final = 5.0
"""Seconds to wait for the next bytes of a pipe or a device."""

_NO_ROOM: Final = (
    frozenset({39, 112})  # handle disk full, disk full
    if sys.platform == "win32"
    else frozenset({errno.ENOSPC, errno.EDQUOT})
)


def number_of(error: OSError) -> int | None:
    """Give the system's number of an error; Windows has numbers of its own, which Python keeps apart."""
    number: int | None = getattr(error, "winerror", None)
    return number or error.errno


def is_no_room(number: int | None) -> bool:
    """Say whether the system's error number says that a disk is full, or somebody's share of it."""
    return number in _NO_ROOM


def read_at_most(path: Path, most: int, *, patience: float = PATIENCE) -> bytes:
    """Read a file, pipe or device to its end, unless that lies further than it may.

    Args:
        path: its name.
        most: bytes; never more than one beyond them are read, and none of a file that says it has more.
        patience: seconds to wait for each next piece of what is no plain file.

    Raises:
        OSError: the system refuses; `EFBIG` for what is larger, `ETIMEDOUT` where nothing came in time.
    """
    content = bytearray()
    # Unbuffered, so that no read waits for more than there is.
    with open(path, "rb", buffering=0, opener=open_without_waiting) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        while piece := _next_piece(file, most + 1 - len(content), patience):
            content += piece
            if len(content) > most:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return bytes(content)


def open_without_waiting(path: str, flags: int) -> int:
    """Open for reading, as the `opener` of `open`; a pipe that nobody writes to would otherwise not even open."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _next_piece(file: FileIO, most: int, patience: float) -> bytes:
    """Give what comes next, nothing at the end; Windows has no pipes among its files, and cannot be asked."""
    if sys.platform != "win32" and not select.select([file], [], [], patience)[0]:
        raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    return file.read(most) or b""


def unused(path: Path) -> Path:
    """Give a path nothing lies at: "report.pdf", else "report (2).pdf", and so on."""
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file under a temporary name, wait for the disk, and give it its name.

    A link stays one, and what it points to is replaced. What is no file (a device, a pipe) cannot be whole
    or not there: it is left as it is.

    Args:
        path: its name; whatever had it before is as it was until the new file is whole.
        content: all of it.
        mode: who may read it, before the person's own mask is applied.

    Raises:
        OSError: the disk refuses, and nothing is left under the temporary name; `EINVAL` for what is no file.
    """
    with together(mode=mode) as begin:
        begin(path).write(content)


@contextmanager
def together(*, mode: int = 0o666) -> Iterator[Callable[[Path], BinaryIO]]:
    """Give what begins files, none of which is worth anything alone, to be written side by side.

    All of them are whole under temporary names before the first is given its own: what a full disk refuses, or whatever
    ends it early, leaves every one as it was.

    Raises:
        OSError: as `write_whole`.
    """
    begun: list[tuple[BinaryIO, Path, Path]] = []

    def begin(name: Path) -> BinaryIO:
        path = _file_meant(name)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        file = open(temporary, "xb", opener=partial(os.open, mode=mode))  # noqa: SIM115 (closed with the others)
        begun.append((file, temporary, path))
        return file

    try:
        yield begin
        for file, _temporary, _path in begun:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for _file, temporary, path in begun:
            temporary.replace(path)
    except BaseException:
        for file, temporary, _path in begun:
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise
    for folder in {path.parent for _file, _temporary, path in begun}:
        sync_folder(folder)


def _file_meant(path: Path) -> Path:
    """Follow links to the file that is to be written, which may not be there yet."""
    with contextlib.suppress(FileNotFoundError):
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return Path(os.path.realpath(path)) if path.is_symlink() else path


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
