"""Checked copies of the encrypted file, under the same key and salt, so that the key file opens them.

Copying goes page by page on the writing connection, in slices between which the lane does what is typed:
from a connection of its own every write in between would start it again. A copy counts as a backup only
after it was read through; older ones are thinned only then.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from reviewer_app.durable import sync_file, sync_folder
from reviewer_app.errors import UserError
from reviewer_app.model.moment import moment_of
from reviewer_app.store import search
from reviewer_app.store.cipher import PAGE_BYTES, Connection, connect_copy, peek, translated
from reviewer_app.store.disk import disk_errors, require_room
from reviewer_app.store.pages import Belonging, belonging_of, salt_of

KEPT: Final = 5
"""How many backups stay; the one a migration leaves is not counted and not thinned."""

_PAGES: Final = 100
"""Pages in one slice: some 10 ms, and less than 50 also on a disk that is busy with others."""

_ROOM: Final = 1024 * 1024
_NAME: Final = "%Y%m%dT%H%M%S%z"


@dataclass(frozen=True, slots=True)
class Backup:
    """One checked copy: where it lies, when it was made (a moment), how many bytes it takes."""

    path: Path
    made_at: str
    size: int


def copy_steps(
    connection: Connection, backups: Path, key: bytes, salt: bytes, now: datetime
) -> Iterator[Path]:
    """Copy the file of the writing connection, yielding the copy's place after every slice.

    To be stepped on the lane. The copy is whole after the last step and becomes a backup by `complete`;
    given up half way, it is removed.

    Raises:
        UserError: `profile.disk-full`, `profile.read-only`, `profile.unreadable`.
    """
    part = backups / f"{now.strftime(_NAME)}.db.part"
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with disk_errors(backups), translated(part):
        backups.mkdir(mode=0o700, exist_ok=True)
        require_room(backups, pages * PAGE_BYTES + _ROOM)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        whole = False
        try:
            with closing(connect_copy(part, key, salt)) as target:
                for _ in _slices(connection, target):
                    yield part
            whole = True
        finally:
            if not whole:
                part.unlink()
    yield part


def complete(part: Path, key: bytes, salt: bytes, *, kept: int = KEPT) -> Backup:
    """Flush and check a whole copy, make it a backup, and thin older ones; takes seconds, so off the lane.

    Raises:
        UserError: `backup.damaged`, `profile.disk-full`, `profile.unreadable`: the copy was removed, and the older
            ones are all still there.
    """
    try:
        with disk_errors(part.parent):
            sync_file(part)
        verify(part, key, salt)
    except UserError:
        part.unlink()
        raise
    path = part.with_suffix("")
    with disk_errors(path.parent):
        part.replace(path)
        # The new one stays whatever the clock said when it was made.
        others = [
            one
            for one in list_backups(path.parent)
            if _time_in(one.path) is not None and one.path != path
        ]
        for old in others[kept - 1 :]:
            old.path.unlink()
        sync_folder(path.parent)
    return described(path)


def list_backups(backups: Path) -> list[Backup]:
    """Give every backup in a folder, the newest first."""
    found = [described(path) for path in backups.glob("*.db")]
    return sorted(found, key=lambda one: datetime.fromisoformat(one.made_at), reverse=True)


def verify(path: Path, key: bytes, salt: bytes) -> None:
    """Read a backup through and check how its tables hang together, changing nothing.

    Raises:
        UserError: `backup.none`, `backup.other` (of another encrypted file, or none), `backup.damaged`.
    """
    if not os.path.isfile(path):  # noqa: PTH113 (the other way raises for a name that is too long)
        raise UserError("backup.none", path=path)
    if salt_of(path) != salt and belonging_of(path, key, salt) is not Belonging.OURS:
        raise UserError("backup.other", path=path)
    if salt_of(path) != salt or not _is_whole(path, key, salt):
        raise UserError("backup.damaged", path=path)


def _is_whole(path: Path, key: bytes, salt: bytes) -> bool:
    try:
        with translated(path), closing(peek(path, key, salt)) as opened:
            return search.is_sound_without(opened, "integrity_check")
    except UserError as error:
        if error.code == "profile.damaged":
            return False
        raise


def described(path: Path) -> Backup:
    """Say of a backup that is there when it was made and how large it is."""
    facts = path.stat()
    # The one a migration leaves is named by its revision.
    made_at = _time_in(path) or datetime.fromtimestamp(facts.st_mtime, UTC)
    return Backup(path, moment_of(made_at), facts.st_size)


def _time_in(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem, _NAME)  # noqa: DTZ007 (the name holds the offset)
    except ValueError:
        return None


def _slices(source: Connection, target: Connection) -> Iterator[None]:
    """Copy in a thread that moves only while this one waits for it, so that one at a time uses the source.

    SQLite keeps its place between slices only within one call, and mends the copy of what is written
    through the same connection meanwhile.
    """
    go_on: SimpleQueue[bool] = SimpleQueue()
    reached: SimpleQueue[BaseException | bool] = SimpleQueue()

    def pause(_status: int, _remaining: int, _total: int) -> None:
        reached.put(item=False)
        if not go_on.get():
            raise _GivenUpError

    def copy() -> None:
        try:
            if go_on.get():
                source.backup(target, pages=_PAGES, progress=pause)
            reached.put(item=True)
        except BaseException as error:  # noqa: BLE001 (raised again where the slices are taken)
            reached.put(error)

    thread = threading.Thread(target=copy, name="backup", daemon=True)
    thread.start()
    try:
        while True:
            go_on.put(item=True)
            came = reached.get()
            if isinstance(came, BaseException):
                raise came
            if came:
                return
            yield
    finally:
        go_on.put(item=False)
        thread.join()


class _GivenUpError(Exception):
    """Ends a copy nobody waits for any more."""
