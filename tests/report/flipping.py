"""A signed file with one byte changed, and whether that is seen."""

import re
from collections.abc import Iterable

from reviewer_app.report.verifying import verify_pdf


def flipped(pdf: bytes, position: int, change: int = 1) -> bytes:
    """Change one byte."""
    changed = bytearray(pdf)
    changed[position] ^= change
    return bytes(changed)


def gap(pdf: bytes) -> range:
    """Give where the last signature stands: the bytes its byte range leaves out."""
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", pdf)[-1]
    return range(int(found[0]), int(found[1]))


def unseen(pdf: bytes, positions: Iterable[int], change: int = 1) -> list[int]:
    """Change one byte at each position in turn; give those where the file still counts as sealed."""
    return [one for one in positions if verify_pdf(flipped(pdf, one, change)).sealed]
