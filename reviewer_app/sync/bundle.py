"""A bundle: a stretch of one journal as one write-once file, sealed to the review and signed by its author.

Header in clear (ids, range, hashes), payload (the header again, what the author's device has of everyone, the
changes as their exact bytes), signature over the header. docs/bundle-format.md is the format's description;
each rule named there has its test.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Change, read_change
from reviewer_app.model.moment import instant
from reviewer_app.right_of_way import giving
from reviewer_app.sync.container import Container, Holds, header_of, pack_signed, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.have import HIGHEST_NUMBER, ChainHead, Have, have_written, read_have
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest
from reviewer_app.sync.stretch import is_consecutive
from reviewer_app.vault.identity import Identity, person_of, seal, verify

MOST_CHANGES: Final = 100_000
"""Changes a bundle may hold; what we write stays far below."""
LARGEST_HEAD: Final = 4 * 1024
LARGEST_CONTENT: Final = 8 * 1024 * 1024

_MALFORMED: Final = "bundle.contents-malformed"
_OUTSIDE_ONLY: Final = ("payload", "size")

SignKeyOf = Callable[[str], str | None]
"""Gives the signing key of a person on any roster known here, None for a stranger."""
OpenPayload = Callable[[bytes], bytes]
"""Opens an age file or raises UserError "bundle.no-key"."""


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """What a bundle says in clear: whose journal, which stretch (`first` to `last`, from 1), when made."""

    review: str
    person: str
    device: str
    first: int
    last: int
    first_hash: str
    last_hash: str
    made_at: str
    payload: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that verified and opened.

    `held_back` counts the changes at its end that only a newer version of the program reads; while there are
    any, the file is not to be counted as known, so that it is read again after an update.
    """

    header: BundleHeader
    have: Mapping[str, tuple[ChainHead, ...]]
    changes: tuple[Change, ...]
    held_back: int = 0

    @property
    def name(self) -> str:
        """The name the file goes by on a store."""
        return name_of(self.header)


def name_of(header: BundleHeader) -> str:
    """Name a bundle: review, person, last place, digest of the payload; at most 40 characters."""
    digest = short_digest(header.payload.encode())
    return f"{prefix_of(header.review)}{header.person[:6]}-{header.last}-{digest}{SUFFIXES[Holds.BUNDLE]}"


def write_bundle(
    *,
    changes: Sequence[Change],
    have: Have,
    identity: Identity,
    review_keys: Sequence[str],
    made_at: str,
) -> bytes:
    """Write one stretch of the author's own journal as a bundle.

    Args:
        changes: consecutive changes of one journal; what is emptied in them travels emptied.
        have: what this device has of everyone (`have_of`).
        identity: the author, who signs.
        review_keys: the age recipients to seal to: the review keys of the roster in force.
        made_at: a moment.

    Raises:
        ValueError: the changes are none, not consecutive, or not the author's; or there is no recipient.
    """
    if not changes or not is_consecutive(changes):
        raise ValueError("a bundle holds one unbroken stretch of one journal")
    first, last = changes[0], changes[-1]
    if first.person != identity.person:
        raise ValueError("a bundle is signed by the journal's own author")
    inside: dict[str, Json] = {
        "format": 1,
        "holds": Holds.BUNDLE.word,
        "review": checked_review(first.review),
        "person": first.person,
        "device": first.device,
        "first": first.number,
        "last": last.number,
        "first_hash": first.hash,
        "last_hash": last.hash,
        "made_at": made_at,
    }
    frames: list[bytes | None] = [canonical(inside), canonical(have_written(have))]
    for change in changes:
        frames += [change.head, change.content]
    sealed = seal(write_frames(frames), review_keys)
    payload = hashlib.sha256(sealed).hexdigest()
    header = header_of(Holds.BUNDLE, {**inside, "payload": payload}, sealed)
    return pack_signed(Holds.BUNDLE, header, sealed, identity.sign(header))


def verify_bundle(raw: bytes, sign_key_of: SignKeyOf) -> BundleHeader:
    """Check a bundle without opening it: whole, written by the person it names, payload undamaged.

    Raises:
        UserError: "file.*" as `unpack`, "bundle.stranger", "bundle.signature-wrong",
            "bundle.payload-damaged".
    """
    return _verified(raw, sign_key_of)[1]


def read_bundle(raw: bytes, *, open_payload: OpenPayload, sign_key_of: SignKeyOf) -> Bundle:
    """Verify and open a bundle, and check every change in it against its hash and its place.

    Raises:
        UserError: as `verify_bundle`; what `open_payload` raises; "file.expands-too-far",
            "bundle.header-differs", "bundle.contents-malformed", "bundle.other-journal",
            "bundle.not-consecutive", "bundle.hash-wrong", "bundle.change-malformed",
            "bundle.change-content-wrong".
    """
    container, header = _verified(raw, sign_key_of)
    frames = read_frames(open_payload(container.sealed), malformed=_MALFORMED)
    count = header.last - header.first + 1
    if len(frames) != 2 + 2 * count:
        raise UserError(_MALFORMED)
    inside = {name: value for name, value in container.header.items() if name not in _OUTSIDE_ONLY}
    # The payload names its outside, so that no one can sign another's payload as their own.
    if frames[0] != canonical(inside):
        raise UserError("bundle.header-differs")
    have = read_have(read_object(frames[1], malformed=_MALFORMED))
    changes: list[Change] = []
    for head, content in giving(zip(frames[2::2], frames[3::2], strict=True)):
        change = _change(head, content)
        if change is None:
            break
        changes.append(change)
    _check_places(header, changes, whole=len(changes) == count)
    return Bundle(header, have, tuple(changes), held_back=count - len(changes))


def _verified(raw: bytes, sign_key_of: SignKeyOf) -> tuple[Container, BundleHeader]:
    container = unpack(Holds.BUNDLE, raw)
    header = _header(container)
    sign_key = sign_key_of(header.person)
    if sign_key is None:
        raise UserError("bundle.stranger")
    if person_of(sign_key) != header.person or not verify(
        sign_key, container.raw_header, container.tail
    ):
        raise UserError("bundle.signature-wrong")
    if hashlib.sha256(container.sealed).hexdigest() != header.payload:
        raise UserError("bundle.payload-damaged")
    return container, header


def _header(container: Container) -> BundleHeader:
    header = BundleHeader(
        review=checked_review(container.word("review")),
        person=container.word("person"),
        device=container.word("device"),
        first=container.count("first"),
        last=container.count("last"),
        first_hash=container.word("first_hash"),
        last_hash=container.word("last_hash"),
        made_at=container.word("made_at"),
        payload=container.word("payload"),
    )
    if not (
        1 <= header.first <= header.last <= HIGHEST_NUMBER
        and header.last - header.first < MOST_CHANGES
        and _is_moment(header.made_at)
    ):
        raise UserError("file.damaged")
    return header


def _is_moment(text: str) -> bool:
    try:
        instant(text)
    except (ValueError, OverflowError):
        return False
    return True


def _change(head: bytes | None, content: bytes | None) -> Change | None:
    """Read a change; None for one of a newer format, which holds back only itself and what follows."""
    if head is None or len(head) > LARGEST_HEAD or len(content or b"") > LARGEST_CONTENT:
        raise UserError(_MALFORMED)
    try:
        return read_change(head, content)
    except UserError as refused:
        if refused.code == "bundle.change-newer":
            return None
        raise


def _check_places(header: BundleHeader, changes: Sequence[Change], *, whole: bool) -> None:
    journal = (header.review, header.person, header.device)
    if any(change.journal != journal for change in changes):
        raise UserError("bundle.other-journal")
    if not is_consecutive(changes) or (changes and changes[0].number != header.first):
        raise UserError("bundle.not-consecutive")
    if (changes and changes[0].hash != header.first_hash) or (
        whole and changes[-1].hash != header.last_hash
    ):
        raise UserError("bundle.hash-wrong")
