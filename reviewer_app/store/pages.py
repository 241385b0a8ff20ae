"""Reading the encrypted file's pages without opening it, to say whose it is when it does not open.

SQLCipher's design: a page ends in 16 bytes of initialisation vector and a 64-byte HMAC-SHA512 over the
page's content, that vector, and the page's number in four bytes, little end first. The HMAC's key is two
rounds of PBKDF2 over the page key, with the salt's every byte changed by 0x3a. The file's first 16 bytes
are the salt and stand outside the HMAC.
"""

import hashlib
import hmac
from enum import StrEnum
from pathlib import Path
from typing import Final

from reviewer_app.store.cipher import PAGE_BYTES, SALT_BYTES

_HMAC_BYTES: Final = 64
_SAMPLE: Final = 64
# Of 256 byte values 4,096 random bytes leave out one in a hundred thousand pages; text leaves out half.
_LEAST_VALUES: Final = 250


class Belonging(StrEnum):
    """Whose a file is that does not open."""

    OURS = "ours"
    FOREIGN = "foreign"
    NO_DATABASE = "no-database"


def salt_of(path: Path) -> bytes:
    """Read the salt a file starts with; shorter than 16 bytes where the file is."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def belonging_of(path: Path, key: bytes, salt: bytes) -> Belonging:
    """Say whether a file's pages were written with this key and salt.

    At most 64 pages, spread over the file, are read.
    """
    count = path.stat().st_size // PAGE_BYTES
    page_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, len(key))
    scrambled = False
    with path.open("rb") as file:
        for number in range(1, count + 1, max(1, count // _SAMPLE)):
            file.seek((number - 1) * PAGE_BYTES)
            page = file.read(PAGE_BYTES)
            signed = page[SALT_BYTES if number == 1 else 0 : -_HMAC_BYTES]
            expected = hmac.digest(page_key, signed + number.to_bytes(4, "little"), "sha512")
            if hmac.compare_digest(expected, page[-_HMAC_BYTES:]):
                return Belonging.OURS
            scrambled = scrambled or len(set(page)) >= _LEAST_VALUES
    return Belonging.FOREIGN if scrambled else Belonging.NO_DATABASE
