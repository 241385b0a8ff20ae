"""Five words that two people read to each other, to know that they hold the same two files, or one of them a key.

The words stand for 50 bits of a slow hash (Argon2id): whoever swaps a key on the way has one try in 2^50, each of
which costs 64 MiB and three passes, while two people stand side by side.
"""

import hashlib
from functools import lru_cache
from typing import Final

from reviewer_app.places import resource
from reviewer_app.vault.encoding import bytes_of
from reviewer_app.vault.slow_hash import SALT_BYTES, slow_hash

WORDS: Final = 5
"""How many are read aloud."""
BITS_A_WORD: Final = 10


@lru_cache(1)
def spoken_words() -> tuple[str, ...]:
    """Give the 1,024 words in the order the format fixes."""
    return tuple(resource("spoken", "words.txt").read_text("utf-8").split())


def five_words(first: bytes, second: bytes) -> tuple[str, ...]:
    """Give the words for two files, in this order; about 0.2 s and 64 MiB, never on the lane.

    The salt is the beginning of the first file's digest: nothing is worked out before that file exists.
    """
    digests = [hashlib.sha256(one).digest() for one in (first, second)]
    return _words(b"reviewer-app five words\0" + b"".join(digests), digests[0][:SALT_BYTES])


def words_of_key(sign_key: str) -> tuple[str, ...]:
    """Give the five words of a signing key, which whoever holds it tells others; as slow as `five_words`.

    Raises:
        ValueError: the text is no key.
    """
    secret = b"reviewer-app words of a key\0" + bytes_of(sign_key)
    return _words(secret, hashlib.sha256(secret).digest()[:SALT_BYTES])


def _words(secret: bytes, salt: bytes) -> tuple[str, ...]:
    hashed = slow_hash(secret, salt)
    number = int.from_bytes(hashed, "big") >> (8 * len(hashed) - WORDS * BITS_A_WORD)
    listed = spoken_words()
    shifts = range((WORDS - 1) * BITS_A_WORD, -1, -BITS_A_WORD)
    return tuple(listed[number >> shift & (1 << BITS_A_WORD) - 1] for shift in shifts)


def same_words(typed: str, words: tuple[str, ...]) -> bool:
    """Say whether these are the words, as a person types them: capitals, commas and hyphens do not matter."""
    return tuple(typed.casefold().replace(",", " ").replace("-", " ").split()) == words
