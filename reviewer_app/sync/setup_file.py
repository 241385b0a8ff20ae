"""The lead's one file that sets up a review for the whole team: rosters and first changes, for cards in hand.

It is sealed to every card's key and signed by its maker. Who opens it has met no one of the review before, so it
vouches for itself: the review's id is derived from its first lead's key, and its maker must be lead or deputy on
the roster in force.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change, Json, canonical
from reviewer_app.model.roster import chain_of
from reviewer_app.model.words import Role
from reviewer_app.sync.bundle import Bundle, read_bundle, write_bundle
from reviewer_app.sync.container import Container, Holds, header_of, pack_signed, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.have import have_of
from reviewer_app.sync.naming import checked_review
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import OpenedRoster, SignedRoster, open_roster, write_roster_file
from reviewer_app.sync.stretch import stretches
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity, person_of, seal, verify

_MALFORMED: Final = "setup.contents-malformed"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a set-up file brings: the maker's person id and signing key, every roster, and the first bundles."""

    review: str
    made_by: str
    sign_key: str
    made_at: str
    rosters: tuple[OpenedRoster, ...]
    bundles: tuple[Bundle, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all its bundles, in their order."""
        return tuple(change for bundle in self.bundles for change in bundle.changes)


def write_setup(
    *,
    rosters: Sequence[SignedRoster],
    changes: Iterable[Change],
    cards: Sequence[Card],
    identity: Identity,
    made_at: str,
) -> bytes:
    """Write the file that sets up a review.

    Args:
        rosters: every roster of the review in force, in order.
        changes: the maker's own journals so far, with the review and its framework.
        cards: whom the file is for; each must be on the last roster.
        identity: the maker, lead or deputy, who signs.
        made_at: a moment.

    Raises:
        ValueError: someone with a card is not on the roster, or the maker may not set up the review.
    """
    tip = rosters[-1].roster
    if not all(card.person in tip.members for card in cards):
        raise ValueError("whoever sets up a review from this file is on its roster")
    if tip.role_of(identity.person) not in _MAKERS:
        raise ValueError("a lead or deputy sets up a review")
    journal = list(changes)
    bundles = [
        write_bundle(
            changes=stretch,
            have=have_of(journal),
            identity=identity,
            review_keys=tip.review_keys[-1:],
            made_at=made_at,
        )
        for stretch in stretches(journal)
    ]
    inside: dict[str, Json] = {
        "format": 1,
        "holds": Holds.SETUP.word,
        "review": tip.review,
        "person": identity.person,
        "sign_key": identity.sign_key,
        "made_at": made_at,
        "rosters": len(rosters),
        "bundles": len(bundles),
    }
    files = [*(write_roster_file(signed) for signed in rosters), *bundles]
    sealed = seal(write_frames([canonical(inside), *files]), [card.age_key for card in cards])
    payload = hashlib.sha256(sealed).hexdigest()
    header = header_of(Holds.SETUP, {**inside, "payload": payload}, sealed)
    return pack_signed(Holds.SETUP, header, sealed, identity.sign(header))


_MAKERS: Final = (Role.LEAD, Role.DEPUTY)


def read_setup(raw: bytes, identity: Identity) -> Setup:
    """Open a set-up file as one of the people it is for, and check everything in it.

    Raises:
        UserError: "file.*" as `unpack`, "setup.signature-wrong", "setup.not-for-you", "setup.not-by-lead",
            "setup.contents-malformed", and what `open_roster` and `read_bundle` raise.
    """
    container = _verified(raw)
    try:
        compressed = identity.open(container.sealed)
    except UserError as refused:
        raise UserError("setup.not-for-you") from refused
    frames = read_frames(compressed, malformed=_MALFORMED)
    inside = {
        name: value
        for name, value in container.header.items()
        if name not in {"payload", "size"}
    }
    many, more = container.count("rosters"), container.count("bundles")
    if len(frames) != 1 + many + more or canonical(read_object(frames[0], malformed=_MALFORMED)) != canonical(inside):
        raise UserError(_MALFORMED)
    files = [frame for frame in frames[1:] if frame is not None]
    if len(files) != many + more:
        raise UserError(_MALFORMED)
    rosters = _rosters(files[:many], identity)
    _check_standing(container, rosters, identity)
    bundles = _bundles(files[many:], rosters)
    if any(bundle.header.review != container.word("review") for bundle in bundles):
        raise UserError(_MALFORMED)
    return Setup(
        review=container.word("review"),
        made_by=container.word("person"),
        sign_key=container.word("sign_key"),
        made_at=container.word("made_at"),
        rosters=rosters,
        bundles=bundles,
    )


def _verified(raw: bytes) -> Container:
    container = unpack(Holds.SETUP, raw)
    checked_review(container.word("review"))
    sign_key = container.word("sign_key")
    try:
        named = person_of(sign_key) == container.word("person")
    except ValueError:
        named = False
    if (
        not named
        or not verify(sign_key, container.raw_header, container.tail)
        or hashlib.sha256(container.sealed).hexdigest() != container.word("payload")
    ):
        raise UserError("setup.signature-wrong")
    return container


def _rosters(files: Sequence[bytes], identity: Identity) -> tuple[OpenedRoster, ...]:
    keys: dict[str, str] = {}
    rosters: list[OpenedRoster] = []
    for raw in files:
        opened = open_roster(raw, identity, sign_key_of=keys.get)
        keys.update(
            {member.person: member.sign_key for member in opened.roster.members.values()}
        )
        rosters.append(opened)
    return tuple(rosters)


def _check_standing(
    container: Container, rosters: Sequence[OpenedRoster], identity: Identity
) -> None:
    chain = chain_of(opened.roster for opened in rosters)
    tip = chain.tip
    if tip is None or any(one.roster.review != container.word("review") for one in rosters):
        raise UserError(_MALFORMED)
    if tip.role_of(container.word("person")) not in _MAKERS:
        raise UserError("setup.not-by-lead")
    if tip.role_of(identity.person) is None:
        raise UserError("setup.not-for-you")


def _bundles(files: Sequence[bytes], rosters: Sequence[OpenedRoster]) -> tuple[Bundle, ...]:
    keys = {
        member.person: member.sign_key
        for opened in rosters
        for member in opened.roster.members.values()
    }
    secrets = {secret: None for opened in rosters for secret in opened.review_secrets}
    open_payload = open_with(tuple(secrets))
    return tuple(
        read_bundle(raw, open_payload=open_payload, sign_key_of=keys.get) for raw in files
    )
