"""Another laptop of the team as a store: found by the code it shows, asked with what only the team can open.

What it serves (`serving.py`) is sealed and signed as on any store, and believed no more than there.
"""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address
from socket import AF_INET, SOCK_DGRAM, socket
from typing import Final
from urllib.parse import quote

from reviewer_app.errors import UserError
from reviewer_app.sync.serving import MEMBER, ROOT, gathers
from reviewer_app.sync.stores import is_store_name
from reviewer_app.vault.encoding import text_of
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.recovery import ALPHABET

SILENCE: Final = 10.0
"""Seconds the other laptop may keep silent."""
LARGEST_LIST: Final = 1024 * 1024
"""Bytes of a list of names, or of what a token is sealed in."""
_ANYWHERE: Final = ("192.0.2.1", 9)
"""A place far away that nothing is sent to (RFC 5737, 3): the way there leaves by the laptop's own address."""
_GROUP: Final = 4
_SYMBOLS: Final = 12
_SEPARATORS: Final = re.compile(r"[\s-]+")
_PLAIN: Final = re.compile(r"(?P<host>\d{1,3}(?:\.\d{1,3}){3}):(?P<port>\d{1,5})")


def own_address() -> str:
    """Give the address of this laptop on its local network; nothing is sent to find it.

    Raises:
        UserError: "laptop.no-network".
    """
    try:
        with socket(AF_INET, SOCK_DGRAM) as asked:
            asked.connect(_ANYWHERE)
            return str(asked.getsockname()[0])
    except OSError:
        raise UserError("laptop.no-network") from None


def code_of(host: str, port: int) -> str:
    """Write an address so that it can be said aloud: three groups of four symbols, as of a recovery code."""
    number = int(IPv4Address(host)) << 16 | port
    symbols = [ALPHABET[number >> shift & 0xF] for shift in range(44, -4, -4)]
    return "-".join("".join(symbols[at : at + _GROUP]) for at in range(0, len(symbols), _GROUP))


def address_of(written: str) -> tuple[str, int]:
    """Read a code, or an address as "192.168.1.7:40123".

    Raises:
        UserError: "laptop.code-unknown".
    """
    plain = _PLAIN.fullmatch(written.strip())
    try:
        if plain is not None:
            host, port = int(IPv4Address(plain["host"])), int(plain["port"])
        else:
            host, port = divmod(_number(_SEPARATORS.sub("", written).upper()), 1 << 16)
        address = str(IPv4Address(host))
    except ValueError:
        port = 0
    if not 0 < port < 1 << 16:
        raise UserError("laptop.code-unknown", written=written.strip())
    return address, port


def _number(symbols: str) -> int:
    if len(symbols) != _SYMBOLS:
        raise ValueError(f"{len(symbols)} symbols")
    number = 0
    for symbol in symbols:
        number = number << 4 | ALPHABET.index(symbol)
    return number


class LaptopStore:
    """Another laptop, as a store that can be listed and read; nothing is ever written to it."""

    def __init__(
        self, host: str, port: int, open_payload: Callable[[bytes], bytes], me: Identity
    ) -> None:
        # As its person knows it: nobody typed the address that the code stands for.
        self.place = code_of(host, port)
        self._host, self._port, self._open, self._me = host, port, open_payload, me
        self._headers: dict[str, str] = {}

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names that begin with `prefix`, in order.

        Raises:
            UserError: "laptop.silent", "laptop.other-review", "laptop.other-program".
        """
        try:
            names = json.loads(self._asked("files", LARGEST_LIST))
        except (ValueError, RecursionError):
            names = None
        if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
            raise UserError("laptop.other-program", place=self.place)
        return tuple(sorted(one for one in names if one.startswith(prefix) and is_store_name(one)))

    def mark(self, name: str) -> str:  # noqa: ARG002 (the port's)
        """Nothing: a laptop says no more than its names."""
        return ""

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file of at most `largest` bytes; errors as of `list`, and "store.file-missing", "file.too-large"."""
        return self._asked(f"files/{quote(name, safe='')}", largest, name)

    def write_once(self, name: str, content: bytes) -> bool:
        """Refuse: what lies on another laptop is its owner's.

        Raises:
            UserError: "store.not-permitted".
        """
        del name, content
        raise UserError("store.not-permitted", place=self.place)

    def _asked(self, path: str, largest: int, name: str = "") -> bytes:
        if not self._headers:
            token = self._opened(self._get("", LARGEST_LIST, ""))
            signature = text_of(self._me.sign(gathers(token)))
            self._headers = {
                "Authorization": f"Bearer {token}",
                MEMBER: f"{self._me.person} {signature}",
            }
        return self._get(path, largest, name)

    def _opened(self, gate: bytes) -> str:
        try:
            token = self._open(gate).decode()
        except UserError as refused:
            raise UserError("laptop.other-review", place=self.place) from refused
        except ValueError:
            raise UserError("laptop.other-program", place=self.place) from None
        if not re.fullmatch(r"[0-9a-f]{64}", token):
            raise UserError("laptop.other-program", place=self.place)
        return token

    def _get(self, path: str, largest: int, name: str) -> bytes:
        connection = HTTPConnection(self._host, self._port, timeout=SILENCE)
        try:
            connection.request("GET", ROOT + path, headers=self._headers)
            with connection.getresponse() as answer:
                if answer.status == HTTPStatus.NOT_FOUND and name:
                    raise UserError("store.file-missing", name=name, place=self.place)
                if answer.status != HTTPStatus.OK or answer.length is None:
                    raise UserError("laptop.other-program", place=self.place)
                if answer.length > largest:
                    raise UserError("file.too-large")
                # All of it, or the line is said to have broken.
                return answer.read()
        except (OSError, HTTPException):
            raise UserError("laptop.silent", place=self.place) from None
        finally:
            connection.close()
