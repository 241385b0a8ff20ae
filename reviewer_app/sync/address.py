"""Where a store is, as a person writes it: a folder's path, or an address of WebDAV or S3, with no secret in it."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from reviewer_app.errors import UserError

_URL: Final = re.compile(r"[a-z0-9+.-]{2,}://", re.IGNORECASE)
_S3: Final = frozenset({"endpoint", "region"})
_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,62}")


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """A place on a network.

    Attributes:
        kind: what is spoken there.
        endpoint: scheme, host and port, "https://files.example:8443".
        bucket: of S3, "" elsewhere.
        root: the folder, beginning and ending with "/".
        region: of S3, "" elsewhere.
    """

    kind: Literal["webdav", "s3"]
    endpoint: str
    root: str
    bucket: str = ""
    region: str = ""

    @property
    def place(self) -> str:
        """The address in one way of writing, for a person to read and for the record of what went where."""
        if self.kind == "webdav":
            return f"webdav+{self.endpoint}{self.root}".removesuffix("/")
        return f"s3://{self.bucket}{self.root}".removesuffix("/") + f"?endpoint={self.endpoint}"


def network_address(written: str) -> NetworkAddress | None:
    """Read the address of a store on a network; None for a folder's path.

    Raises:
        UserError: "store.address-unknown"; "store.endpoint-missing" for a bucket without its host;
            "store.secret-in-address"; "store.not-encrypted" for plain HTTP to anywhere but this computer.
    """
    written = written.strip()
    if not _URL.match(written):
        return None
    try:
        parts = urlsplit(written)
        found = _webdav(parts) if parts.scheme.startswith("webdav+") else _s3(parts)
        _check_endpoint(found.endpoint)
    except ValueError:
        raise UserError("store.address-unknown", address=_without_secret(written)) from None
    return found


def _webdav(parts: SplitResult) -> NetworkAddress:
    if parts.query or parts.fragment:
        raise ValueError
    return NetworkAddress(
        "webdav", f"{parts.scheme.removeprefix('webdav+')}://{_host(parts)}", _root(parts.path)
    )


def _s3(parts: SplitResult) -> NetworkAddress:
    asked = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    if parts.scheme != "s3" or parts.fragment or set(asked) - _S3:
        raise ValueError
    bucket = _host(parts)
    if any(len(values) != 1 for values in asked.values()) or not _BUCKET.fullmatch(bucket):
        raise ValueError
    if "endpoint" not in asked:
        raise UserError("store.endpoint-missing", address=parts.geturl())
    endpoint = urlsplit(asked["endpoint"][0])
    if endpoint.path.strip("/") or endpoint.query or endpoint.fragment:
        raise ValueError
    return NetworkAddress(
        "s3",
        f"{endpoint.scheme}://{_host(endpoint)}",
        _root(parts.path),
        bucket=bucket,
        region=asked.get("region", ["us-east-1"])[0],
    )


def _host(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        raise UserError("store.secret-in-address")
    if not parts.hostname:
        raise ValueError
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return name if parts.port is None else f"{name}:{parts.port}"


def _root(path: str) -> str:
    steps = [step for step in path.split("/") if step]
    if any(step in (".", "..") for step in steps):
        raise ValueError
    return "/" + "".join(f"{step}/" for step in steps)


def _check_endpoint(endpoint: str) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https"):
        raise ValueError
    if parts.scheme == "http" and not _is_here(parts.hostname or ""):
        raise UserError("store.not-encrypted")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _without_secret(written: str) -> str:
    """Give an address back without what stands before its host: it may be a password."""
    return re.sub(r"//[^/@]*@", "//", written)
