"""What was found in a wording as it is kept: where, and of which kind; never the words themselves."""

import hashlib
from typing import cast

from reviewer_app.model.canonical import Json
from reviewer_app.review.names.matching import Hit, HitKind


def written(hits: list[Hit]) -> Json:
    """Give hits as they are kept."""
    return [[one.start, one.end, one.kind.value] for one in hits]


def read(kept: Json, text: str) -> list[Hit]:
    """Give hits that were kept of this text."""
    return [
        Hit(start, end, text[start:end], HitKind(kind))
        for start, end, kind in cast("list[tuple[int, int, str]]", kept)
    ]


def digest_of(text: str) -> str:
    """Give what a wording is known by: half its SHA-256, 32 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
