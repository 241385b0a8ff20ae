"""The inside of a sealed file: byte strings one after the other, compressed.

Each frame is its length (4 bytes, big-endian) and its bytes; the length 0xFFFFFFFF stands for a frame that is
absent, such as the content of a change that was emptied.
"""

import zlib
from collections.abc import Iterable
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model import canonical
from reviewer_app.model.canonical import Json

LARGEST_INSIDE: Final = 128 * 1024 * 1024
"""Bytes the inside of a file may have, so that a small file cannot fill the memory."""
MOST_FRAMES: Final = 250_000
"""Frames the inside of a file may have."""

_LENGTH_BYTES: Final = 4
_ABSENT: Final = 0xFFFFFFFF


def write_frames(frames: Iterable[bytes | None]) -> bytes:
    """Write frames and compress them."""
    pieces: list[bytes] = []
    for frame in frames:
        pieces.append((_ABSENT if frame is None else len(frame)).to_bytes(_LENGTH_BYTES, "big"))
        if frame is not None:
            pieces.append(frame)
    return zlib.compress(b"".join(pieces))


def read_frames(
    compressed: bytes, *, malformed: str, largest: int = LARGEST_INSIDE
) -> list[bytes | None]:
    """Expand and take apart what `write_frames` wrote.

    Args:
        compressed: the opened inside of a file.
        malformed: the code of the error for anything that is not frames.
        largest: bytes the inside may have.

    Raises:
        UserError: `malformed`, or "file.expands-too-far".
    """
    inside = _expanded(compressed, malformed, largest)
    frames: list[bytes | None] = []
    at = 0
    while at < len(inside):
        length = int.from_bytes(inside[at : at + _LENGTH_BYTES], "big")
        at += _LENGTH_BYTES
        if len(frames) == MOST_FRAMES:
            raise UserError(malformed)
        if length == _ABSENT and at <= len(inside):
            frames.append(None)
            continue
        if at + length > len(inside):
            raise UserError(malformed)
        frames.append(inside[at : at + length])
        at += length
    return frames


def read_object(frame: bytes | None, *, malformed: str) -> dict[str, Json]:
    """Read a frame that holds a JSON object.

    Raises:
        UserError: `malformed`.
    """
    try:
        return canonical.read_object(frame if frame is not None else b"")
    except ValueError:
        raise UserError(malformed) from None


def _expanded(compressed: bytes, malformed: str, largest: int) -> bytes:
    expander = zlib.decompressobj()
    try:
        inside = expander.decompress(compressed, largest)
        if not expander.eof and expander.decompress(expander.unconsumed_tail, 1):
            raise UserError("file.expands-too-far")
    except zlib.error:
        raise UserError(malformed) from None
    if not expander.eof or expander.unused_data:
        raise UserError(malformed)
    return inside
