"""The printed recovery code: nine groups of four symbols, the last of them a check on the others."""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from reviewer_app.errors import UserError

ALPHABET: Final = "23456789FHKMPRWY"
"""Sixteen symbols that differ in print and aloud: no 0/O, 1/I/L, B/8, S/5, Z/2, M/N, rhyming C/D/E."""

_SECRET_BYTES: Final = 16
_GROUP_SYMBOLS: Final = 4

# x^16 + x^12 + x^3 + x + 1, primitive over GF(2): the powers of x up to 65,534 all differ, which
# is why one wrong group, or two swapped ones, can never leave the check at zero.
_FIELD_POLYNOMIAL: Final = 0x1100B
_FIELD_TOP_BIT: Final = 0x10000

# People paste codes from documents that turn hyphens into dashes.
_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """128 random bits that a person keeps on paper; `str()` gives the printed form.

    Attributes:
        secret: the 16 random bytes.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != _SECRET_BYTES:
            raise ValueError("a recovery code holds 16 bytes")

    @classmethod
    def generate(cls, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> Self:
        """Draw a new code."""
        return cls(random_bytes(_SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as a person types it: spaces, hyphens and case do not matter.

        Raises:
            UserError: `vault.recovery-code-malformed`, a mistyped, missing or swapped group.
        """
        symbols = _SEPARATORS.sub("", text).upper()
        whole = (_SECRET_BYTES // 2 + 1) * _GROUP_SYMBOLS
        if len(symbols) != whole or not set(symbols) <= set(ALPHABET):
            raise UserError("vault.recovery-code-malformed")
        values = [
            _value(symbols[start : start + _GROUP_SYMBOLS])
            for start in range(0, whole, _GROUP_SYMBOLS)
        ]
        if _remainder(values) != 0:
            raise UserError("vault.recovery-code-malformed")
        return cls(b"".join(value.to_bytes(2, "big") for value in values[:-1]))

    @property
    def groups(self) -> tuple[str, ...]:
        """The nine groups in the order they are printed."""
        values = [
            int.from_bytes(self.secret[start : start + 2], "big")
            for start in range(0, _SECRET_BYTES, 2)
        ]
        return tuple(_group(value) for value in (*values, _times_x(_remainder(values))))

    def __str__(self) -> str:
        return "-".join(self.groups)


def _times_x(value: int) -> int:
    """Multiply by x in the field of 65,536 elements."""
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & _FIELD_TOP_BIT else doubled


def _remainder(values: Iterable[int]) -> int:
    """Evaluate the groups as a polynomial at x; a whole code gives zero."""
    remainder = 0
    for value in values:
        remainder = _times_x(remainder) ^ value
    return remainder


def _group(value: int) -> str:
    return "".join(ALPHABET[(value >> shift) & 0xF] for shift in (12, 8, 4, 0))


def _value(group: str) -> int:
    value = 0
    for symbol in group:
        value = value << 4 | ALPHABET.index(symbol)
    return value
