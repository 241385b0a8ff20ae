"""The outside that every handed-over file shares: magic, header in clear, sealed bytes, tail.

A header is canonical JSON that names its format, what it holds and how many sealed bytes follow; the tail is
an Ed25519 signature over the header's exact bytes (bundle, set-up file, invitation, answer, findings, proposal), or
the SHA-256 of X
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical, read_object

FORMAT: Final = 1
SIGNATURE_BYTES: Final = 64
DIGEST_BYTES: Final = 32
LARGEST_HEADER: Final = 16 * 1024
"""Bytes a header may have."""

_MAGIC_BYTES: Final = 8
_LENGTH_BYTES: Final = 4
_KILOBYTE: Final = 1024
_MEGABYTE: Final = 1024 * _KILOBYTE


class Holds(Enum):
    """What a file holds, with the letter in its magic, its tail and its largest size in bytes."""

    BUNDLE = ("bundle", b"B", SIGNATURE_BYTES, 64 * _MEGABYTE)
    SETUP = ("setup", b"S", SIGNATURE_BYTES, 64 * _MEGABYTE)
    ROSTER = ("roster", b"R", DIGEST_BYTES, 4 * _MEGABYTE)
    PHOTO = ("photo", b"P", DIGEST_BYTES, 16 * _MEGABYTE)
    KEYS = ("keys", b"K", DIGEST_BYTES, 64 * _KILOBYTE)
    FINDINGS = ("findings", b"F", SIGNATURE_BYTES, 4 * _MEGABYTE)
    INVITATION = ("invitation", b"I", SIGNATURE_BYTES, 64 * _KILOBYTE)
    ANSWER = ("answer", b"A", SIGNATURE_BYTES, 64 * _KILOBYTE)
    PROPOSAL = ("proposal", b"O", SIGNATURE_BYTES, 2 * _MEGABYTE)

    def __init__(self, word: str, letter: bytes, tail_bytes: int, largest: int) -> None:
        self.word = word
        # As PNG does: a byte no text has, and line ends that a transfer as text would break.
        self.magic = b"\x89RV" + letter + b"\r\n\x1a\n"
        self.tail_bytes = tail_bytes
        self.largest = largest


@dataclass(frozen=True, slots=True)
class Container:
    """One file taken apart: the header's exact bytes and what they say, the sealed bytes, the tail."""

    raw_header: bytes
    header: Mapping[str, Json]
    sealed: bytes
    tail: bytes

    def word(self, name: str) -> str:
        """Give a text of the header.

        Raises:
            UserError: "file.damaged", it is absent or no text.
        """
        value = self.header.get(name)
        if not isinstance(value, str):
            raise UserError("file.damaged")
        return value

    def count(self, name: str) -> int:
        """Give a whole number of the header, 0 or more.

        Raises:
            UserError: "file.damaged", it is absent or something else.
        """
        value = self.header.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise UserError("file.damaged")
        return value


def header_of(holds: Holds, fields: Mapping[str, Json], sealed: bytes) -> bytes:
    """Write a header: format, what the file holds, the size of the sealed bytes, and `fields`."""
    return canonical({**fields, "format": FORMAT, "holds": holds.word, "size": len(sealed)})


def pack_signed(holds: Holds, header: bytes, sealed: bytes, signature: bytes) -> bytes:
    """Put a file together that ends in a signature over its header.

    Raises:
        ValueError: it would be larger than the format allows.
    """
    return _fitting(holds, _front(holds, header) + sealed + signature)


def pack_digested(holds: Holds, header: bytes, sealed: bytes) -> bytes:
    """Put a file together that ends in the SHA-256 of everything before.

    Raises:
        ValueError: it would be larger than the format allows.
    """
    front = _front(holds, header) + sealed
    return _fitting(holds, front + hashlib.sha256(front).digest())


def _front(holds: Holds, header: bytes) -> bytes:
    return holds.magic + len(header).to_bytes(_LENGTH_BYTES, "big") + header


def _fitting(holds: Holds, raw: bytes) -> bytes:
    if len(raw) > holds.largest:
        raise ValueError(f"a {holds.word} of {len(raw)} bytes is larger than the format allows")
    return raw


def held_by(raw: bytes) -> Holds | None:
    """Say what a file holds by its first bytes; None for a file of another program."""
    return next((holds for holds in Holds if raw.startswith(holds.magic)), None)


def unpack(holds: Holds, raw: bytes) -> Container:
    """Take a file apart; its size and a digest at its end are checked, a signature is not.

    Raises:
        UserError: "file.foreign", "file.truncated", "file.damaged", "file.newer", "file.too-large".
    """
    if len(raw) > holds.largest:
        raise UserError("file.too-large")
    if not raw.startswith(holds.magic):
        raise UserError("file.truncated" if holds.magic.startswith(raw) else "file.foreign")
    begins = _MAGIC_BYTES + _LENGTH_BYTES
    if len(raw) < begins:
        raise UserError("file.truncated")
    length = int.from_bytes(raw[_MAGIC_BYTES:begins], "big")
    if length > LARGEST_HEADER:
        raise UserError("file.damaged")
    if len(raw) < begins + length:
        raise UserError("file.truncated")
    raw_header = raw[begins : begins + length]
    header = _header(holds, raw_header)
    end = len(raw) - holds.tail_bytes
    container = Container(raw_header, header, raw[begins + length : end], raw[end:])
    expected = begins + length + container.count("size") + holds.tail_bytes
    if len(raw) != expected:
        raise UserError("file.truncated" if len(raw) < expected else "file.damaged")
    if (
        holds.tail_bytes == DIGEST_BYTES
        and hashlib.sha256(memoryview(raw)[:end]).digest() != container.tail
    ):
        raise UserError("file.damaged")
    return container


def _header(holds: Holds, raw: bytes) -> dict[str, Json]:
    try:
        header = read_object(raw)
        declared = header.get("format")
        if isinstance(declared, int) and declared > FORMAT:
            raise UserError("file.newer")
        # One spelling only, so that two readers cannot take a signed header for two things.
        sound = (
            type(declared) is int
            and declared == FORMAT
            and header.get("holds") == holds.word
            and canonical(header) == raw
        )
    except ValueError:
        raise UserError("file.damaged") from None
    if not sound:
        raise UserError("file.damaged")
    return header
