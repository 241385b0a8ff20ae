"""A roster as a file: signed by the lead or a deputy, sealed to every member, with the review's secret keys.

Only ids stand in clear (review, number, hash): names, roles and keys are for members alone. The file is a pure
function of the `SignedRoster` kept in the profile, so that handing it over again sends the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Json, canonical
from reviewer_app.model.roster import Roster, read_roster
from reviewer_app.sync.container import SIGNATURE_BYTES, Holds, header_of, pack_digested, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest
from reviewer_app.sync.review_key import public_of
from reviewer_app.vault.identity import Identity, is_age_key, person_of, seal, verify

LARGEST_ROSTER: Final = 4 * 1024 * 1024
"""Bytes a roster may have once it is expanded."""
HIGHEST_NUMBER: Final = 99_999

_MALFORMED: Final = "roster.malformed"


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """A roster as it is kept and sent.

    `raw` are the roster's exact bytes, `signature` the signer's over them, `sealed` an age file to every member
    that holds both and the review's secret keys.
    """

    raw: bytes
    signature: bytes
    sealed: bytes

    @property
    def roster(self) -> Roster:
        """What the roster says."""
        return read_roster(self.raw)


@dataclass(frozen=True, slots=True)
class OpenedRoster:
    """A roster a member opened: what it says, how it is kept, and the review's secrets, oldest first."""

    roster: Roster
    signed: SignedRoster
    review_secrets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a roster file says in clear, and its sealed bytes."""

    review: str
    number: int
    hash: str
    sealed: bytes


def sign_roster(
    roster: Roster, identity: Identity, review_secrets: Sequence[bytes]
) -> SignedRoster:
    """Sign a roster and seal it to its members.

    Args:
        roster: as `write_roster` gives it.
        identity: the signer it names.
        review_secrets: the secret of each of its review keys, in their order.

    Raises:
        ValueError: someone else is named as signer, or the secrets are not those of its review keys.
    """
    if roster.signer != identity.person:
        raise ValueError("a roster is signed by the person it names")
    if not _keys_fit(roster, review_secrets):
        raise ValueError("a roster travels with the secret of each review key it names")
    signature = identity.sign(roster.raw)
    secrets = canonical({"secrets": [secret.decode("ascii") for secret in review_secrets]})
    inside = write_frames([roster.raw, signature, secrets])
    recipients = [member.age_key for member in roster.members.values()]
    return SignedRoster(roster.raw, signature, seal(inside, recipients))


def write_roster_file(signed: SignedRoster) -> bytes:
    """Write a roster as a file; the same roster always gives the same bytes."""
    roster = signed.roster
    fields: dict[str, Json] = {
        "review": checked_review(roster.review),
        "number": roster.number,
        "roster": roster.hash,
    }
    header = header_of(Holds.ROSTER, fields, signed.sealed)
    return pack_digested(Holds.ROSTER, header, signed.sealed)


def roster_name(signed: SignedRoster) -> str:
    """Name a roster's file: review, number, digest; at most 40 characters."""
    roster = signed.roster
    digest = short_digest(signed.sealed)
    return f"{prefix_of(roster.review)}{roster.number}-{digest}{SUFFIXES[Holds.ROSTER]}"


def read_roster_file(raw: bytes) -> RosterFile:
    """Read what a roster file says in clear, and check that it is whole.

    Raises:
        UserError: "file.*" as `unpack`.
    """
    container = unpack(Holds.ROSTER, raw)
    number = container.count("number")
    if not 1 <= number <= HIGHEST_NUMBER:
        raise UserError("file.damaged")
    return RosterFile(
        review=checked_review(container.word("review")),
        number=number,
        hash=container.word("roster"),
        sealed=container.sealed,
    )


def open_roster(
    raw: bytes, identity: Identity, *, sign_key_of: Callable[[str], str | None]
) -> OpenedRoster:
    """Open a roster file as one of its members and check who signed it.

    Args:
        raw: the file.
        identity: the member.
        sign_key_of: the signing key of a person on an earlier roster, None where there is none; a review's
            first roster vouches for itself, since the review's id is derived from its signer's key.

    Raises:
        UserError: "file.*" as `unpack`, "roster.not-for-you", "roster.malformed", "roster.newer",
            "roster.signer-unknown", "roster.signature-wrong", "roster.keys-wrong".
    """
    file = read_roster_file(raw)
    opened = open_sealed(file.sealed, identity, sign_key_of=sign_key_of)
    roster = opened.roster
    if (roster.review, roster.number, roster.hash) != (file.review, file.number, file.hash):
        raise UserError(_MALFORMED)
    return opened


def open_sealed(
    sealed: bytes, identity: Identity, *, sign_key_of: Callable[[str], str | None]
) -> OpenedRoster:
    """Open the sealed part of a roster, as it is kept in the profile; errors as `open_roster`."""
    try:
        inside = identity.open(sealed)
    except UserError as refused:
        raise UserError("roster.not-for-you") from refused
    frames = read_frames(inside, malformed=_MALFORMED, largest=LARGEST_ROSTER)
    if len(frames) != 3 or frames[0] is None or frames[1] is None:
        raise UserError(_MALFORMED)
    signed = SignedRoster(frames[0], frames[1], sealed)
    roster = signed.roster
    _check_members(roster)
    _check_signature(signed, roster, sign_key_of)
    secrets = _secrets(read_object(frames[2], malformed=_MALFORMED).get("secrets"))
    if not _keys_fit(roster, secrets):
        raise UserError("roster.keys-wrong")
    return OpenedRoster(roster, signed, secrets)


def _check_members(roster: Roster) -> None:
    try:
        sound = all(
            person_of(member.sign_key) == member.person and is_age_key(member.age_key)
            for member in roster.members.values()
        ) and all(is_age_key(key) for key in roster.review_keys)
    except ValueError:
        sound = False
    if not sound:
        raise UserError(_MALFORMED)


def _check_signature(
    signed: SignedRoster, roster: Roster, sign_key_of: Callable[[str], str | None]
) -> None:
    if roster.number == 1:
        sign_key: str | None = roster.members[roster.signer].sign_key
    else:
        sign_key = sign_key_of(roster.signer)
    if sign_key is None:
        raise UserError("roster.signer-unknown")
    if len(signed.signature) != SIGNATURE_BYTES or not verify(
        sign_key, signed.raw, signed.signature
    ):
        raise UserError("roster.signature-wrong")


def _secrets(listed: Json) -> tuple[bytes, ...]:
    if not isinstance(listed, list):
        raise UserError(_MALFORMED)
    secrets: list[bytes] = []
    for one in listed:
        if not isinstance(one, str) or not one.isascii():
            raise UserError(_MALFORMED)
        secrets.append(one.encode("ascii"))
    return tuple(secrets)


def _keys_fit(roster: Roster, secrets: Sequence[bytes]) -> bool:
    try:
        return tuple(public_of(secret) for secret in secrets) == tuple(roster.review_keys)
    except ValueError:
        return False
