"""The slow hash behind everything a person types to open something (Argon2id, RFC 9106).

64 MiB and 3 passes are its second recommended cost (section 4) on one lane: about 0.2 s on a small laptop.
"""

from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB: Final = 65_536
PASSES: Final = 3
LANES: Final = 1
SALT_BYTES: Final = 16
HASH_BYTES: Final = 32


def slow_hash(
    secret: bytes,
    salt: bytes,
    *,
    memory_kib: int = MEMORY_KIB,
    passes: int = PASSES,
    lanes: int = LANES,
) -> bytes:
    """Hash what a person typed, in 32 bytes; never on the lane."""
    hashing = Argon2id(
        salt=salt, length=HASH_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    )
    return hashing.derive(secret)
