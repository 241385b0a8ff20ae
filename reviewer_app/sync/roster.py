"""A roster as a file: signed by the lead or a deputy, sealed to every member, with the review's secret keys.

Only ids stand in clear (review, number, hash): names, roles and keys are for members alone. A roster is sealed
together with the ones before it, so that someone new can follow the chain from its beginning. The file is a
pure function of the `SignedRoster` kept in the profile, so that handing it over again sends the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.roster import Roster, read_roster
from reviewer_app.sync.container import Holds, header_of, pack_digested, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest
from reviewer_app.sync.review_key import public_of
from reviewer_app.vault.identity import Identity, is_age_key, person_name, person_of, seal, verify

LARGEST_ROSTER: Final = 4 * 1024 * 1024
"""Bytes a roster may have once it is expanded."""
HIGHEST_NUMBER: Final = 2_000
"""The highest number of a roster, and how many there may be in one file: each is looked at beside all the others."""

_MALFORMED: Final = "roster.malformed"


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """A roster as it is kept and sent.

    `raw` are the roster's exact bytes, `signature` the signer's over them, `sealed` an age file to every member
    that holds both, the review's secret keys, and the rosters before it. `sealed` is empty for an earlier roster
    that came inside a later one: it is kept for the chain and never sent by itself.
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
    """A roster a member opened: what it says, how it is kept, the review's secrets, and the rosters before it.

    The secrets are those of its own review keys, which are in force, and of earlier ones, which still open what
    was sealed to them.
    """

    roster: Roster
    signed: SignedRoster
    review_secrets: tuple[bytes, ...]
    earlier: tuple[SignedRoster, ...]

    @property
    def chain(self) -> tuple[SignedRoster, ...]:
        """The earlier rosters and this one."""
        return (*self.earlier, self.signed)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a roster file says in clear, and its sealed bytes."""

    review: str
    number: int
    hash: str
    sealed: bytes

    @property
    def name(self) -> str:
        """The name it goes by on a store: review, number, digest; at most 40 characters."""
        digest = short_digest(self.sealed)
        return f"{prefix_of(self.review)}{self.number}-{digest}{SUFFIXES[Holds.ROSTER]}"


def sign_roster(
    roster: Roster,
    identity: Identity,
    review_secrets: Sequence[bytes],
    earlier: Sequence[SignedRoster] = (),
) -> SignedRoster:
    """Sign a roster and seal it to its members.

    Args:
        roster: as `write_roster` gives it.
        identity: the signer it names.
        review_secrets: the secret of each of its review keys, and of earlier ones.
        earlier: every roster of the review before it.

    Raises:
        ValueError: someone else is named as signer, the secrets are not those of its review keys, or a roster
            it follows is not among the earlier ones.
    """
    if roster.signer != identity.person:
        raise ValueError("a roster is signed by the person it names")
    if not _keys_fit([*(one.roster for one in earlier), roster], review_secrets):
        raise ValueError("a roster travels with the secret of each review key it names")
    before = sorted((one.roster.number, one.roster.hash, one) for one in earlier)
    if not set(roster.previous) <= {hash_ for _number, hash_, _one in before}:
        raise ValueError("a roster travels with those before it")
    signature = identity.sign(roster.raw)
    secrets = canonical({"secrets": [secret.decode("ascii") for secret in review_secrets]})
    frames = [roster.raw, signature, secrets]
    for _number, _hash, one in before:
        frames += [one.raw, one.signature]
    recipients = [member.age_key for member in roster.members.values()]
    return SignedRoster(roster.raw, signature, seal(write_frames(frames), recipients))


def write_roster_file(signed: SignedRoster) -> bytes:
    """Write a roster as a file; the same roster always gives the same bytes.

    Raises:
        ValueError: it came inside a later roster, which is the one to send.
    """
    if not signed.sealed:
        raise ValueError("an earlier roster travels inside the one after it")
    roster = signed.roster
    fields: dict[str, Json] = {
        "review": checked_review(roster.review),
        "number": roster.number,
        "roster": roster.hash,
    }
    header = header_of(Holds.ROSTER, fields, signed.sealed)
    return pack_digested(Holds.ROSTER, header, signed.sealed)


def roster_name(signed: SignedRoster) -> str:
    """Name a roster's file."""
    roster = signed.roster
    return RosterFile(roster.review, roster.number, roster.hash, signed.sealed).name


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
    whole = [frame for frame in frames if frame is not None]
    if (
        not 3 <= len(whole) <= 1 + 2 * HIGHEST_NUMBER
        or len(whole) != len(frames)
        or len(whole) % 2 == 0
    ):
        raise UserError(_MALFORMED)
    earlier = tuple(
        SignedRoster(raw, signature, b"")
        for raw, signature in zip(whole[3::2], whole[4::2], strict=True)
    )
    signed = SignedRoster(whole[0], whole[1], sealed)
    rosters = _check_chain((*earlier, signed), sign_key_of)
    secrets = _secrets(read_object(whole[2], malformed=_MALFORMED).get("secrets"))
    if not _keys_fit(rosters, secrets):
        raise UserError("roster.keys-wrong")
    return OpenedRoster(rosters[-1], signed, secrets, earlier)


def _check_chain(
    chain: Sequence[SignedRoster], sign_key_of: Callable[[str], str | None]
) -> list[Roster]:
    """Check members and signatures of every roster, each with the keys of those before it."""
    rosters = [signed.roster for signed in chain]
    numbers = [roster.number for roster in rosters]
    if len({roster.review for roster in rosters}) > 1 or numbers != sorted(numbers):
        raise UserError(_MALFORMED)
    keys: dict[str, str] = {}
    for signed, roster in zip(chain, rosters, strict=True):
        _check_members(roster)
        if roster.number == 1:
            sign_key: str | None = roster.members[roster.signer].sign_key
        else:
            sign_key = sign_key_of(roster.signer) or keys.get(roster.signer)
        _check_signature(signed, sign_key)
        keys.update((member.person, member.sign_key) for member in roster.members.values())
    return rosters


def _check_members(roster: Roster) -> None:
    try:
        sound = all(
            person_of(member.sign_key) == member.person
            and is_age_key(member.age_key)
            and person_name(member.name) == member.name
            for member in roster.members.values()
        ) and all(is_age_key(key) for key in roster.review_keys)
    except (ValueError, UserError):
        sound = False
    if not sound:
        raise UserError(_MALFORMED)


def _check_signature(signed: SignedRoster, sign_key: str | None) -> None:
    if sign_key is None:
        raise UserError("roster.signer-unknown")
    if not verify(sign_key, signed.raw, signed.signature):
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


def _keys_fit(rosters: Sequence[Roster], secrets: Sequence[bytes]) -> bool:
    """Whether there is a secret for each key of the last roster, and none that no roster names."""
    try:
        public = {public_of(secret) for secret in secrets}
    except ValueError:
        return False
    named = {key for roster in rosters for key in roster.review_keys}
    return set(rosters[-1].review_keys) <= public <= named
