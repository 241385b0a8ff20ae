"""Stores over a network: WebDAV and S3, through OpenDAL.

A file is written under a passing name and then given its own, where the service can, so that nobody sees part of one;
it counts as there only once it reads back equal. What the service says of itself is never believed beyond that: a
hotel's page that answers everything with 200 holds no file.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from opendal import Operator, exceptions
from opendal.layers import RetryLayer, TimeoutLayer
from opendal.types import Entry

from reviewer_app.errors import UserError
from reviewer_app.sync.address import NetworkAddress
from reviewer_app.sync.stores import check_name, listed
from reviewer_app.vault.store_access import StoreAccess

PATIENCE: Final = 30.0
"""Seconds for a call, or for each piece of a file, before it counts as failed."""
TRIES: Final = 3
"""How often a call that failed for the moment is made again, ever later."""

_STATUS: Final = re.compile(r"status: (\d{3})")
_REFUSALS: Final = {
    401: "store.signed-in-wrongly",
    403: "store.not-permitted",
    407: "store.signed-in-wrongly",
    413: "store.full",
    423: "store.busy",
    429: "store.busy",
    503: "store.busy",
    507: "store.full",
}


class NetworkStore:
    """A folder on a WebDAV server, or a prefix in a bucket of S3."""

    def __init__(self, address: NetworkAddress, access: StoreAccess | None) -> None:
        self.place = address.place
        self._operator = _operator(address, access)
        self._renames = address.kind == "webdav"

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names that begin with `prefix`, in order; none where nothing was ever written."""
        entries: list[Entry] = []
        with self._answering(""), suppress(exceptions.NotFound):
            entries = listed(self._operator)
        names = [
            one.path for one in entries if "/" not in one.path and not one.path.startswith(".")
        ]
        return tuple(sorted(name for name in names if name.startswith(prefix)))

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file; its size is looked at first, and no more of it is fetched than may be."""
        with self._answering(name):
            length = self._operator.stat(name).content_length
            if length > largest:
                raise UserError("file.too-large")
            return self._fetched(name, length)

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file under a passing name, give it its own, read it back."""
        check_name(name)
        with self._answering(name):
            written = not self._operator.exists(name)
            if written:
                self._write(name, content)
            length = self._operator.stat(name).content_length
            if length == len(content) and self._fetched(name, length) == content:
                return written
        code = "store.read-back-differs" if written else "store.taken"
        raise UserError(code, name=name, place=self.place)

    def _fetched(self, name: str, length: int) -> bytes:
        return bytes(self._operator.read(name, size=length)) if length else b""

    def _write(self, name: str, content: bytes) -> None:
        if not self._renames:
            self._operator.write(name, content)
            return
        passing = f".part-{secrets.token_hex(8)}"
        try:
            self._operator.write(passing, content)
            self._operator.rename(passing, name)
        except BaseException:
            # What is left of it is a hidden, sealed piece: harmless, and taken away where that can be done.
            with suppress(Exception):
                self._operator.delete(passing)
            raise

    @contextmanager
    def _answering(self, name: str) -> Iterator[None]:
        """Turn what the service answers into errors a person can act on."""
        try:
            yield
        except exceptions.NotFound:
            if not name:
                raise
            raise UserError("store.file-missing", name=name, place=self.place) from None
        except (
            exceptions.ConditionNotMatch,
            exceptions.PermissionDenied,
            exceptions.RateLimited,
            exceptions.Unexpected,
        ) as failure:
            raise self._failed(str(failure)) from failure

    def _failed(self, said: str) -> UserError:
        found = _STATUS.search(said)
        status = int(found[1]) if found else None
        if status in _REFUSALS:
            return UserError(_REFUSALS[status], place=self.place)
        lowered = said.casefold()
        if "certificate" in lowered:
            return UserError("store.certificate-wrong", place=self.place)
        if status is None and ("send http request" in lowered or "timeout" in lowered):
            return UserError("store.unreachable", place=self.place)
        reason = f"HTTP {status}" if status else said.partition("\n")[0]
        return UserError("store.failed", place=self.place, reason=reason)


def _operator(address: NetworkAddress, access: StoreAccess | None) -> Operator:
    if address.kind == "webdav":
        signed = {} if access is None else {"username": access.user, "password": access.secret}
        bare = Operator("webdav", endpoint=address.endpoint, root=address.root, **signed)
    else:
        signed = (
            {"allow_anonymous": "true"}
            if access is None
            else {"access_key_id": access.user, "secret_access_key": access.secret}
        )
        bare = Operator(
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
    patient = bare.layer(TimeoutLayer(timeout=PATIENCE, io_timeout=PATIENCE))
    return patient.layer(RetryLayer(max_times=TRIES, factor=2.0, jitter=True, min_delay=0.2))
