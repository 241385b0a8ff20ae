"""What is kept of a recovery code to check that someone holds the sheet: two of its groups, hashed.

A group has 16 bits, so a hash of one is found by trying. Only the two groups that will be asked for are kept,
together under one slow hash, inside the encrypted profile: whoever found both still lacks 96 random bits.
"""

import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.constant_time import bytes_eq
from pydantic import BaseModel, ConfigDict

from reviewer_app.model.canonical import canonical
from reviewer_app.vault.encoding import Base64Text
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.slow_hash import SALT_BYTES, slow_hash


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    first: int
    second: int
    salt: Base64Text
    digest: Base64Text


def two_of(count: int) -> tuple[int, int]:
    """Choose two places of `count`, in order, as nobody can foretell."""
    first, second = sorted(random.SystemRandom().sample(range(count), 2))
    return first, second


@dataclass(frozen=True, slots=True)
class RecoveryProof:
    """Checks two groups of one recovery code.

    Attributes:
        asked: the places of the two groups, counted from 0.
    """

    asked: tuple[int, int]
    _salt: bytes = field(repr=False)
    _digest: bytes = field(repr=False)

    @classmethod
    def of(cls, code: RecoveryCode, choose: Callable[[int], tuple[int, int]] = two_of) -> Self:
        """Keep two groups of a code; about 0.2 s, so never on the lane.

        The last group is a check on the others; it is never chosen.
        """
        asked = choose(len(code.groups) - 1)
        salt = secrets.token_bytes(SALT_BYTES)
        return cls(asked, salt, _hash([code.groups[place] for place in asked], salt))

    def holds(self, told: Mapping[int, str]) -> bool:
        """Tell whether these are the two groups; spaces, hyphens and case do not matter."""
        words = [
            "".join(letter for letter in told.get(place, "").upper() if letter.isalnum())
            for place in self.asked
        ]
        return bytes_eq(_hash(words, self._salt), self._digest)

    def to_bytes(self) -> bytes:
        """Write it; the result belongs inside the encrypted profile only."""
        first, second = self.asked
        stored = _Stored(first=first, second=second, salt=self._salt, digest=self._digest)
        return canonical(stored.model_dump(mode="json"))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: it is something else.
        """
        found = _Stored.model_validate_json(stored)
        return cls((found.first, found.second), found.salt, found.digest)


def _hash(groups: list[str], salt: bytes) -> bytes:
    return slow_hash("-".join(groups).encode(), salt)
