"""Files written for a person, whole or not at all, and files a person named, read no further than they may go."""

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from reviewer_app.durable import (
    is_no_room,
    number_of,
    read_at_most,
    together,
    write_whole,
)
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

WORDS_MOST: Final = 64_000
"""Bytes of a file with a passphrase or a recovery code."""


def read_file(path: Path, most: int) -> bytes:
    """Read a file that a person named.

    Args:
        path: the file; a pipe or device is read too, but not waited for longer than five seconds.
        most: bytes a file of its kind may have.

    Raises:
        UserError: "file.unreadable", "file.over-limit".
    """
    try:
        return read_at_most(path, most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise UserError("file.over-limit", name=path.name, limit=_size(most)) from error
        reason = _("nothing came from it") if error.errno == errno.ETIMEDOUT else error.strerror
        raise UserError("file.unreadable", name=path.name, reason=reason or str(error)) from error


def lies_there(path: Path) -> bool:
    """Say whether something has a name already; nothing has one that no disk takes."""
    try:
        return path.exists()
    except OSError:
        return False


def text_in(path: Path) -> str:
    """Read a short text file a person named: a passphrase, a recovery code.

    Raises:
        UserError: "file.unreadable", "file.over-limit", "file.not-text".
    """
    try:
        return read_file(path, WORDS_MOST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("file.not-text", name=path.name) from None


def write_atomically(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file so that nobody ever sees part of it; `mode` says who may read it.

    Raises:
        UserError: "file.not-written"; whatever had that name before is as it was.
    """
    if not path.name:
        raise UserError("file.not-written", name=str(path), reason=_("it is a folder"))
    try:
        write_whole(path, content, mode=mode)
    except OSError as error:
        raise _not_written(path.name, error) from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that belong together into a folder, all of them or none; it is made if it is not there.

    Raises:
        UserError: "file.not-written"; whatever had those names before is as it was.
    """
    with folder_written(folder) as begin:
        for name, content in files.items():
            begin(name).write(content)


@contextmanager
def folder_written(folder: Path) -> Iterator[Callable[[str], BinaryIO]]:
    """Give what begins files by name that belong together and are written side by side; as `write_folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with together() as begin:
            yield lambda name: begin(folder / name)
    except OSError as error:
        raise _not_written(str(folder), error) from error


def _not_written(name: str, error: OSError) -> UserError:
    reason = error.strerror or str(error)
    if error.errno == errno.EINVAL:
        reason = _("it is not a file")
    elif is_no_room(number_of(error)):
        reason = _("there is no room left on the disk")
    return UserError("file.not-written", name=name, reason=reason)


def _size(most: int) -> str:
    """Write a limit as people read it."""
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"
