"""Stores over a network: WebDAV and S3, through OpenDAL.

A file is written under a passing name and then given its own, where the service can, so that nobody sees part of one;
it counts as there only once it reads back equal. What the service says of itself is never believed beyond that: a
hotel's page that answers everything with 200 holds no file.

OpenDAL's calls that block hold Python's lock while they list, and a window would stand still for as long as a server
is silent. So they are awaited, each in a loop of its own on the thread that asks; and broken off, within a file, once
somebody wants the exchange to stop.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from opendal import AsyncOperator, exceptions
from opendal.types import Metadata

from reviewer_app.errors import UserError
from reviewer_app.sync.address import NetworkAddress
from reviewer_app.sync.answers import told
from reviewer_app.sync.patience import LOOK, Patience
from reviewer_app.sync.stores import check_name, is_shown
from reviewer_app.vault.store_access import StoreAccess

T = TypeVar("T")
Call = Callable[[], Coroutine[Any, Any, T]]

SLOWEST: Final = 8_000
"""Bytes a second of the slowest line a file is still sent over."""
LISTING: Final = 2.0
"""How much longer than others a listing may take: it comes as one answer, however many files there are."""
TIDYING: Final = 2.0
"""Seconds given to taking away what is left of a file that could not be written."""
LAST_LOOK: Final = 0.5
"""Seconds that a listing has once somebody stopped the exchange, so that what stands by then may still be told."""
LAST_TIDYING: Final = 0.3
"""And taking away what is left of the file that was under way."""

_FAILURES: Final = (
    OSError,  # so do files that are read in pieces; a silence, too
    exceptions.AlreadyExists,
    exceptions.ConditionNotMatch,
    exceptions.ConfigInvalid,  # a bucket that is not there
    exceptions.Conflict,
    exceptions.NotFound,
    exceptions.PermissionDenied,
    exceptions.RangeNotSatisfied,
    exceptions.RateLimited,
    exceptions.Unexpected,
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a listing told of a file: its size, and what is another once the file is, "" for nothing."""

    size: int
    mark: str


def _told_of(metadata: Metadata) -> _Listed:
    size = metadata.content_length
    said = metadata.etag or (metadata.last_modified and metadata.last_modified.isoformat()) or ""
    return _Listed(size, f"{said} {size}" if said else "")


class NetworkStore:
    """A folder on a WebDAV server, or a prefix in a bucket of S3; made anew for each exchange."""

    def __init__(
        self, address: NetworkAddress, access: StoreAccess | None, patience: Patience | None = None
    ) -> None:
        self.place = address.place
        self._operator = _operator(address, access)
        self._renames = address.kind == "webdav"
        self._patience = patience or Patience()
        self._listed: dict[str, _Listed] = {}

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names that begin with `prefix`, in order; none where nothing was ever written."""
        self._listed = {}
        with suppress(_Missing):
            self._listed = self._ask(self._entries)
            if not self._listed:
                self._check_it_is_the_store()
        return tuple(sorted(name for name in self._listed if is_shown(name, prefix)))

    def mark(self, name: str) -> str:
        """Give the tag or the time, and the size, that the last listing told of a file."""
        return self._listed[name].mark if name in self._listed else ""

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file in pieces, and no more of it than may be; what was listed as larger is not begun."""
        listed = self._listed.get(name)
        if listed is not None and listed.size > largest:
            raise UserError("file.too-large")
        try:
            content = self._fetched(name, largest)
        except _Missing as missing:
            raise missing.error from None
        if listed is not None and len(content) != listed.size:
            # What came is not what was listed: nothing that was said of the file says anything of this.
            self._listed[name] = _Listed(listed.size, "")
        if len(content) > largest:
            raise UserError("file.too-large")
        return content

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file under a passing name, give it its own, read it back."""
        check_name(name)
        written = not self._ask(lambda: self._within(lambda: self._operator.exists(name)))
        failure = self._write(name, content) if written else None
        found: bytes | None = None
        with suppress(_Missing):
            found = self._fetched(name, len(content))
        if found == content:
            return written
        self._check_it_is_the_store()
        if failure is not None:
            raise failure
        code = "store.read-back-differs" if written else "store.taken"
        raise UserError(code, name=name, place=self.place)

    def _write(self, name: str, content: bytes) -> UserError | None:
        """Write a file; gives what the last step failed with, which may have been done all the same."""
        if not self._renames:
            self._send(name, content)
            return None
        passing = f".part-{secrets.token_hex(8)}"
        try:
            self._send(passing, content)
            self._ask(lambda: self._within(lambda: self._operator.rename(passing, name)))
        except _Missing:
            return None  # what stands there now is looked at next
        except BaseException as failure:
            self._tidy(passing)
            if isinstance(failure, UserError) and failure.code in _TAKEN_MEANWHILE:
                return failure
            raise
        return None

    def _send(self, name: str, content: bytes) -> None:
        """Send a file's bytes; where only the answer was lost they are not sent again."""

        async def send() -> None:
            limit = self._patience.silence + len(content) / SLOWEST
            await self._within(lambda: self._operator.write(name, content), limit)

        async def send_if_missing() -> None:
            with suppress(exceptions.NotFound):
                seen = await self._within(lambda: self._operator.stat(name))
                if seen.content_length == len(content):
                    return
            await send()

        try:
            self._ask(send, again=send_if_missing)
        except _Missing:
            raise UserError("store.nowhere", place=self.place) from None

    def _tidy(self, passing: str) -> None:
        # What is left of it is a hidden, sealed piece: harmless, and taken away where that can be done.
        with suppress(Exception):
            taking_away = self._within(
                lambda: self._operator.delete(passing), TIDYING, once_stopped=LAST_TIDYING
            )
            asyncio.run(taking_away)

    def _fetched(self, name: str, most: int) -> bytes:
        """Fetch a file, and one byte more than `most` where it has more."""
        content = self._ask(lambda: self._pieces(name, most), name=name)
        if content[:100].lstrip()[:1] == b"<":
            self._check_it_is_the_store()
        return content

    async def _pieces(self, name: str, most: int) -> bytes:
        content = bytearray()
        file = await self._within(lambda: self._operator.open(name, "rb"))
        while len(content) <= most:
            piece = await self._within(partial(file.read, most + 1 - len(content)))
            if not piece:
                break
            content += piece
        return bytes(content)

    async def _entries(self) -> dict[str, _Listed]:
        async def told() -> dict[str, _Listed]:
            entries = await self._operator.list("/")
            return {entry.path: _told_of(entry.metadata) async for entry in entries}

        limit = LISTING * self._patience.silence
        return await self._within(told, limit, once_stopped=LAST_LOOK)

    def _check_it_is_the_store(self) -> None:
        """Ask for a file that nobody wrote: a store has none, and a page that answers everything has.

        Raises:
            UserError: "store.sign-in-page".
        """
        nobodys = f"nobody-wrote-{secrets.token_hex(8)}"
        try:
            self._ask(lambda: self._pieces(nobodys, 0), probing=True)
        except _Missing:
            return
        except UserError as failure:
            # S3 says so of what is missing to whoever may not list.
            if failure.code == "store.not-permitted":
                return
            raise
        raise UserError("store.sign-in-page", place=self.place)

    async def _within(
        self,
        call: Callable[[], Awaitable[T]],
        limit: float | None = None,
        *,
        once_stopped: float = 0.0,
    ) -> T:
        """Await a call of OpenDAL, which must be made where a loop runs, for so many seconds at most.

        Once somebody stopped the exchange it has `once_stopped` of them left, and is broken off then.

        Raises:
            TimeoutError: it took longer.
            UserError: "store.stopped".
        """
        now = asyncio.get_running_loop().time
        until = now() + (limit or self._patience.silence)
        stopped = False
        under_way = asyncio.ensure_future(call())
        try:
            while True:
                if not stopped and self._patience.stopped():
                    stopped = True
                    until = min(until, now() + once_stopped)
                left = max(0.0, until - now())
                done, _pending = await asyncio.wait({under_way}, timeout=min(left, LOOK))
                if done:
                    return await under_way
                if now() >= until:
                    raise UserError("store.stopped", place=self.place) if stopped else TimeoutError
        finally:
            if under_way.cancel():
                # What is broken off lets go of its connection; how it ended meanwhile is of no interest.
                with suppress(asyncio.CancelledError, Exception):
                    await asyncio.wait_for(under_way, LOOK)

    def _ask(
        self, call: Call[T], *, name: str = "", again: Call[T] | None = None, probing: bool = False
    ) -> T:
        """Make a call, and make it again where it failed for the moment, as long as that can be borne.

        Raises:
            _Missing: there is no such file.
            UserError: "store....".
        """
        tried = 0
        while True:
            began = self._patience.clock()
            try:
                return asyncio.run((again if again and tried else call)())
            except _FAILURES as failure:
                answer = told(failure)
                tried += 1
            if answer.code == "store.file-missing":
                raise _Missing(answer.error(self.place, name))
            took = self._patience.clock() - began
            if not answer.momentary or not self._patience.again(
                tried, took=took, asked=answer.wait
            ):
                if self._patience.stopped():
                    raise UserError("store.stopped", place=self.place)
                if not answer.understood and not probing:
                    self._check_it_is_the_store()
                raise answer.error(self.place, name)


_TAKEN_MEANWHILE: Final = frozenset({"store.failed", "store.busy"})
"""After these a file of that name may stand there, written by whoever was quicker."""


class _Missing(Exception):  # noqa: N818 (it is no error until somebody asks for the file by name)
    """There is no such file; with the error for whoever needs it."""

    def __init__(self, error: UserError) -> None:
        super().__init__(error.code)
        self.error = error


def _operator(address: NetworkAddress, access: StoreAccess | None) -> AsyncOperator:
    if address.kind == "webdav":
        signed = {} if access is None else {"username": access.user, "password": access.secret}
        return AsyncOperator("webdav", endpoint=address.endpoint, root=address.root, **signed)
    signed = (
        {"allow_anonymous": "true"}
        if access is None
        else {"access_key_id": access.user, "secret_access_key": access.secret}
    )
    return AsyncOperator(
        "s3",
        endpoint=address.endpoint,
        bucket=address.bucket,
        region=address.region,
        root=address.root,
        # Never what lies about on this computer for other programs.
        disable_config_load="true",
        disable_ec2_metadata="true",
        **signed,
    )
