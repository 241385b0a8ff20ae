"""Photos as sealed files of their own, which follow the text; known by the SHA-256 of their content."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.sync.container import Holds, header_of, pack_digested, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest
from reviewer_app.vault.identity import seal

LARGEST_PHOTO: Final = 12 * 1024 * 1024
"""Bytes a photo may have; one of 2,048 pixels has about half a million."""

_MALFORMED: Final = "photo.wrong"


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: its digest (SHA-256, hexadecimal) and its bytes."""

    digest: str
    content: bytes


def digest_of(content: bytes) -> str:
    """Give the digest a photo is known by."""
    return hashlib.sha256(content).hexdigest()


def photo_prefix(review: str, digest: str) -> str:
    """Give what the names of files with this photo begin with.

    Only who knows the photo can tell that a file holds it: the digest is hashed with the review.
    """
    return f"{prefix_of(review)}{short_digest(f'{review} {digest}'.encode())}-"


def write_photo(content: bytes, *, review: str, review_keys: Sequence[str]) -> tuple[str, bytes]:
    """Seal a photo to the review; gives its file's name, at most 40 characters, and the file.

    Raises:
        ValueError: the photo is too large.
    """
    if len(content) > LARGEST_PHOTO:
        raise ValueError("a photo is made smaller before it is kept")
    digest = digest_of(content)
    inside = canonical({"review": checked_review(review), "photo": digest})
    sealed = seal(write_frames([inside, content]), review_keys)
    name = f"{photo_prefix(review, digest)}{short_digest(sealed, 8)}{SUFFIXES[Holds.PHOTO]}"
    header = header_of(Holds.PHOTO, {"review": review}, sealed)
    return name, pack_digested(Holds.PHOTO, header, sealed)


def check_photo_file(raw: bytes) -> str:
    """Check without opening it that a photo's file is whole; gives the review it belongs to.

    Raises:
        UserError: "file.*" as `unpack`.
    """
    return checked_review(unpack(Holds.PHOTO, raw).word("review"))


def read_photo(
    raw: bytes, *, review: str, digest: str, open_payload: Callable[[bytes], bytes]
) -> Photo:
    """Open a photo's file and check that it is the photo asked for, of this review.

    Raises:
        UserError: "file.*" as `unpack`; what `open_payload` raises; "file.expands-too-far", "photo.wrong".
    """
    container = unpack(Holds.PHOTO, raw)
    frames = read_frames(
        open_payload(container.sealed), malformed=_MALFORMED, largest=LARGEST_PHOTO + 1024
    )
    content = frames[1] if len(frames) == 2 else None
    if content is None:
        raise UserError(_MALFORMED)
    inside = read_object(frames[0], malformed=_MALFORMED)
    if (
        container.word("review") != review
        or inside.get("review") != review
        or inside.get("photo") != digest
        or digest_of(content) != digest
    ):
        raise UserError(_MALFORMED)
    return Photo(digest, content)
