"""Stores: where a team's files meet. A port small enough for a folder, a stick, WebDAV and S3 alike.

A store lists names, reads, and writes once; nothing is ever changed, locked or deleted through it, and what a
listing lacks says nothing (DESIGN, "Must hold", 2). tests/contract holds every store to the same suite.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final, Protocol

from opendal import Operator, exceptions

from reviewer_app.durable import is_no_room, number_of, sync_file, sync_folder
from reviewer_app.errors import UserError

PIECE: Final = 1024 * 1024
"""Bytes written to a folder or read from one before it is asked whether to stop: a slow stick takes a second."""


class Store(Protocol):
    """One place the team exchanges files over; all of its errors are UserErrors "store....", save bugs."""

    @property
    def place(self) -> str:
        """Where it is, for a person to read."""

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names of the files in it that begin with `prefix`, in order.

        A file whose writing has not ended is not among them.
        """

    def mark(self, name: str) -> str:
        """Give what the last listing said that is another once the file is; "" where that cannot be relied on."""

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file of at most `largest` bytes.

        Raises:
            UserError: "store.file-missing", "file.too-large", ...
        """

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file and read it back; says whether it was written, False when it was there already.

        Raises:
            UserError: "store.taken", there is another file of this name; "store.read-back-differs", ...
        """


class MemoryStore:
    """A store in memory: files that were given by their paths, or that this laptop serves; nothing of it outlasts it.

    The contract suite holds it equal to a folder.
    """

    def __init__(self, place: str = "memory") -> None:
        self.place = place
        self._files: dict[str, bytes] = {}

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names that begin with `prefix`, in order."""
        return tuple(sorted(name for name in self._files if name.startswith(prefix)))

    def mark(self, name: str) -> str:  # noqa: ARG002 (the port's)
        """Nothing: what is in memory is read as quickly."""
        return ""

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file."""
        content = self._files.get(name)
        if content is None:
            raise UserError("store.file-missing", name=name, place=self.place)
        if len(content) > largest:
            raise UserError("file.too-large")
        return content

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file unless it is there."""
        check_name(name)
        if name in self._files:
            if self._files[name] != content:
                raise UserError("store.taken", name=name, place=self.place)
            return False
        self._files[name] = content
        return True


class FolderStore:
    """A folder: on a stick, a shared drive, or synchronised by something else.

    Files are written under a temporary name on the same volume, flushed, and renamed, so that no one ever sees
    part of one at its final name. They go and come in pieces, so that a stick that is slow is not waited for once
    somebody wants to stop.
    """

    def __init__(self, folder: Path, stopped: Callable[[], bool] = lambda: False) -> None:
        self.place = str(folder)
        self._folder = folder
        self._stopped = stopped
        # OpenDAL creates a root that is missing; a folder must not come back empty where a stick was.
        self._volume = self._looked_at()
        if self._volume is None:
            raise UserError("store.folder-missing", place=self.place)
        self._operator = Operator("fs", root=str(folder))

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names of the plain files that begin with `prefix`, in order; hidden ones are left out."""
        with self._answering(""):
            # Not through OpenDAL, which holds Python's lock while it lists: a share may be slow to answer.
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in entries if entry.is_file()]
            self._check_present()
        return tuple(sorted(name for name in names if is_shown(name, prefix)))

    def mark(self, name: str) -> str:  # noqa: ARG002 (the port's)
        """Nothing: size and times stay the same where a sound copy is put in a damaged file's place."""
        return ""

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file; its size is looked at first."""
        with self._answering(name):
            self._check_present()
            seen = self._operator.stat(name)
            if not seen.mode.is_file():
                raise UserError("store.file-missing", name=name, place=self.place)
            if seen.content_length > largest:
                raise UserError("file.too-large")
            # In one call what is no more than a piece: a folder may hold thousands of files.
            small = seen.content_length <= PIECE
            content = bytes(self._operator.read(name)) if small else self._fetched(name, largest)
        if len(content) > largest:
            raise UserError("file.too-large")
        return content

    def _fetched(self, name: str, most: int) -> bytes:
        """Read a file in pieces, and one byte more than `most` where it has more."""
        content = bytearray()
        with self._operator.open(name, "rb") as file:
            while len(content) <= most and (
                piece := file.read(min(PIECE, most + 1 - len(content)))
            ):
                content += piece
                self._go_on()
        return bytes(content)

    def _go_on(self) -> None:
        if self._stopped():
            raise UserError("store.stopped", place=self.place)

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file under a temporary name, flush, rename, read back."""
        check_name(name)
        with self._answering(name):
            self._check_present()
            written = not self._is_taken(name, len(content))
            if written:
                self._write(name, content)
            self._check_present()
            if self._fetched(name, len(content)) == content:
                return written
        code = "store.read-back-differs" if written else "store.taken"
        raise UserError(code, name=name, place=self.place)

    def _is_taken(self, name: str, size: int) -> bool:
        """Whether something has the name.

        Raises:
            UserError: "store.taken", by what cannot be that file: a folder, a link to nowhere, a file of another size,
                a pipe, which would be waited for.
        """
        taken = self._folder / name
        if not os.path.lexists(taken):
            return False
        if not taken.is_file() or taken.stat().st_size != size:
            raise UserError("store.taken", name=name, place=self.place)
        return True

    def _write(self, name: str, content: bytes) -> None:
        # A temporary folder for each write, so that four laptops on one folder never tidy up one another's.
        try:
            passing = Path(mkdtemp(prefix=".part-", dir=self._folder))
        except PermissionError as refused:
            # Whoever may not even begin a file there may still read what lies there.
            raise UserError("store.read-only", place=self.place) from refused
        try:
            self._send(passing, name, content)
            # Asks for the rename to outlast a power cut; not every volume can.
            with suppress(OSError):
                sync_folder(self._folder)
        finally:
            # Whatever is left is a hidden folder with a sealed piece of a file: harmless.
            rmtree(passing, ignore_errors=True)

    def _send(self, passing: Path, name: str, content: bytes) -> None:
        file = Operator("fs", root=self.place, atomic_write_dir=str(passing)).open(name, "wb")
        try:
            for at in range(0, len(content), PIECE):
                self._go_on()
                file.write(content[at : at + PIECE])
                if at + PIECE < len(content):
                    # What the system keeps back would all be waited for at the end.
                    for part in passing.iterdir():
                        sync_file(part)
            # Only now it gets its name.
            file.close()
        finally:
            # One that is not closed goes when nothing holds it, an error's trace neither: else a stick stays in use.
            del file

    def _looked_at(self) -> int | None:
        """Give the volume the folder lies on, None where there is no folder.

        A stick that was pulled may leave an empty folder of its name behind, on another volume.
        """
        try:
            seen = self._folder.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            # No folder has a name that no system takes.
            return None
        except OSError as broken:
            raise _failed(self.place, *_system_answer(broken)) from broken
        return seen.st_dev if stat.S_ISDIR(seen.st_mode) else None

    def _check_present(self) -> None:
        if self._looked_at() != self._volume:
            raise UserError("store.gone", place=self.place)

    @contextmanager
    def _answering(self, name: str) -> Iterator[None]:
        """Turn what the folder answers into errors a person can act on."""
        try:
            yield
        except exceptions.NotFound:
            self._check_present()
            raise UserError("store.file-missing", name=name, place=self.place) from None
        except exceptions.IsADirectory:
            raise UserError("store.file-missing", name=name, place=self.place) from None
        except exceptions.PermissionDenied as refused:
            raise UserError("store.not-permitted", place=self.place) from refused
        except exceptions.Unexpected as failure:
            self._check_present()
            raise _failed(self.place, *_opendal_answer(str(failure))) from failure
        except OSError as failure:
            self._check_present()
            raise _failed(self.place, *_system_answer(failure)) from failure


_OF_ONE_FILE: Final = frozenset(
    {"file-missing", "not-permitted", "failed", "taken", "read-back-differs"}
)


def is_of_the_store(failure: UserError) -> bool:
    """Say whether the store itself does not answer, rather than one file in it; then nothing more is asked of it."""
    room, _, said = failure.code.partition(".")
    return room == "store" and said not in _OF_ONE_FILE


def is_shown(path: str, prefix: str) -> bool:
    """Say whether what lies at a store's root is a file to list: not hidden, not in a folder, of this beginning.

    Nor one whose name is no text, as Linux allows: nothing can ask for it by that.
    """
    return (
        path.startswith(prefix)
        and not path.startswith(".")
        and "/" not in path
        and _NO_TEXT.search(path) is None
    )


_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_SYSTEM_ERROR: Final = re.compile(
    r"^(?:.*source: |\s*)(?P<reason>.+) \(os error (?P<number>\d+)\)", re.MULTILINE
)

_WINDOWS: Final = os.name == "nt"
_TOO_LARGE: Final = frozenset({223} if _WINDOWS else {27})
"""What a volume says of a file that is larger than any it takes."""
_REFUSED: Final = frozenset({5} if _WINDOWS else {1, 13})  # access denied; EPERM, EACCES
_PROTECTED: Final = frozenset({19} if _WINDOWS else {30})  # write protect; EROFS
_GONE: Final = (
    frozenset({21, 55, 59, 64, 1167})  # not ready, network gone, device gone
    if _WINDOWS
    else frozenset({5, 6, 19})  # EIO, ENXIO, ENODEV
)


def _system_answer(failure: OSError) -> tuple[int | None, str]:
    if failure.errno is None:  # OpenDAL's, of a file that is written or read in pieces
        return _opendal_answer(str(failure))
    return number_of(failure), failure.strerror or str(failure)


def _opendal_answer(message: str) -> tuple[int | None, str]:
    """Find the system's error number in OpenDAL's message, the only place it stands."""
    found = _SYSTEM_ERROR.search(message)
    if found is None:
        return None, message.partition("\n")[0]
    return int(found["number"]), found["reason"]


def _failed(place: str, number: int | None, reason: str) -> UserError:
    if is_no_room(number) or number in _TOO_LARGE:
        return UserError("store.full", place=place)
    if number in _REFUSED:
        return UserError("store.not-permitted", place=place)
    if number in _PROTECTED:
        return UserError("store.read-only", place=place)
    if number in _GONE:
        return UserError("store.gone", place=place)
    return UserError("store.failed", place=place, reason=reason)


def is_store_name(name: str) -> bool:
    """Say whether a file may go by this name on a store."""
    return re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,39}", name) is not None


def check_name(name: str) -> None:
    """Refuse what no file on a store is called; only this program makes names, so another is a bug.

    Raises:
        ValueError: it is no such name.
    """
    if not is_store_name(name):
        raise ValueError(f"{name!r} is no name for a file on a store")
