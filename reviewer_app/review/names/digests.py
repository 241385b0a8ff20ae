"""Names the team entered, kept so that the guard knows them and nobody can read them back.

A list of the school's names is never stored (DOMAIN, "never taken from the register"): of each entered name only a
keyed digest is kept, of the whole name and of each part that is no ordinary word.
"""

import hashlib
import hmac
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from reviewer_app.review.names.folding import folded
from reviewer_app.review.names.lists import lists

LONGEST_NAME: Final = 4
"""Words of an entered name that are looked for in one piece."""


class NameDigests:
    """The digests of a review's own list; asked with folded words, whether they are on it."""

    def __init__(self, review: str, digests: Collection[str]) -> None:
        self._review = review
        self._digests = frozenset(digests)
        self.longest = LONGEST_NAME if self._digests else 0

    def __contains__(self, words: str) -> bool:
        return digest_of(self._review, words) in self._digests

    def __bool__(self) -> bool:
        return bool(self._digests)


@lru_cache(20_000)
def digest_of(review: str, words: str) -> str:
    """Give the digest of folded words: HMAC-SHA-256 under the review's id, 64 hexadecimal digits."""
    return hmac.new(review.encode(), words.encode(), hashlib.sha256).hexdigest()


def digests_for(review: str, name: str) -> tuple[str, ...]:
    """Give the digests of a name as it was typed: of all of it, and of each part that is no ordinary word."""
    words = folded(name).replace(",", " ").replace(".", " ").split()[:LONGEST_NAME]
    if not words:
        return ()
    known = lists()
    parts = [
        word
        for word in words
        if len(word) > 1 and word not in known.words and word not in known.given_words
    ]
    return tuple(dict.fromkeys(digest_of(review, one) for one in (" ".join(words), *parts)))
