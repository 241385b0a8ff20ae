"""The lead's one file that sets up a review for the whole team: roster and first changes, for cards in hand.

It is sealed to every card's key and signed by its maker. Who opens it has met no one of the review before, so it
vouches for itself: the review's id is derived from its first lead's key, and its maker must be lead or deputy on
the roster in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.model.roster import chain_of
from reviewer_app.sync.addressed import Refusals, read_addressed, write_addressed
from reviewer_app.sync.bundle import Bundle, read_bundle, write_bundle
from reviewer_app.sync.container import Container, Holds
from reviewer_app.sync.have import have_of
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import OpenedRoster, SignedRoster, open_roster, write_roster_file
from reviewer_app.sync.stretch import stretches
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity

_MALFORMED: Final = "setup.contents-malformed"
_REFUSALS: Final = Refusals("setup.signature-wrong", "setup.not-for-you", _MALFORMED)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a set-up file brings: its maker's person id and signing key, the roster, and the first bundles."""

    review: str
    made_by: str
    sign_key: str
    made_at: str
    roster: OpenedRoster
    bundles: tuple[Bundle, ...]

    @property
    def rosters(self) -> tuple[SignedRoster, ...]:
        """Every roster of the review so far, in order."""
        return self.roster.chain

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all its bundles, in their order."""
        return tuple(change for bundle in self.bundles for change in bundle.changes)


def write_setup(
    *,
    roster: SignedRoster,
    changes: Iterable[Change],
    cards: Sequence[Card],
    identity: Identity,
    made_at: str,
) -> bytes:
    """Write the file that sets up a review.

    Args:
        roster: the roster in force, which brings those before it.
        changes: the maker's own journals so far, with the review and its framework.
        cards: whom the file is for; each must be on the roster.
        identity: the maker, lead or deputy, who signs.
        made_at: a moment.

    Raises:
        ValueError: someone with a card is not on the roster, or the maker may not set up the review.
    """
    tip = roster.roster
    if not all(card.person in tip.members for card in cards):
        raise ValueError("whoever sets up a review from this file is on its roster")
    if not tip.leads(identity.person):
        raise ValueError("a lead or deputy sets up a review")
    journal = list(changes)
    bundles = [
        write_bundle(
            changes=stretch,
            have=have_of(journal),
            identity=identity,
            review_keys=tip.review_keys,
            made_at=made_at,
        )
        for stretch in stretches(journal)
    ]
    return write_addressed(
        Holds.SETUP,
        {"review": tip.review, "made_at": made_at, "bundles": len(bundles)},
        [write_roster_file(roster), *bundles],
        recipients=[card.age_key for card in cards],
        identity=identity,
    )


def read_setup(raw: bytes, identity: Identity) -> Setup:
    """Open a set-up file as one of the people it is for, and check everything in it.

    Raises:
        UserError: "file.*" as `unpack`, "setup.signature-wrong", "setup.not-for-you", "setup.not-by-lead",
            "setup.contents-malformed", and what `open_roster` and `read_bundle` raise.
    """
    container, files = read_addressed(Holds.SETUP, raw, identity, _REFUSALS)
    if len(files) != 1 + container.count("bundles"):
        raise UserError(_MALFORMED)
    roster = open_roster(files[0], identity, sign_key_of=_no_one)
    _check_standing(container, roster)
    bundles = _bundles(files[1:], roster)
    if any(bundle.header.review != container.word("review") for bundle in bundles):
        raise UserError(_MALFORMED)
    return Setup(
        review=container.word("review"),
        made_by=container.word("person"),
        sign_key=container.word("sign_key"),
        made_at=container.word("made_at"),
        roster=roster,
        bundles=bundles,
    )


def _no_one(_person: str) -> None:
    """Nobody is known yet to someone who sets up a review."""


def _check_standing(container: Container, opened: OpenedRoster) -> None:
    chain = chain_of(one.roster for one in opened.chain)
    if chain.tip != opened.roster or opened.roster.review != container.word("review"):
        raise UserError(_MALFORMED)
    if not opened.roster.leads(container.word("person")):
        raise UserError("setup.not-by-lead")


def _bundles(files: Sequence[bytes], opened: OpenedRoster) -> tuple[Bundle, ...]:
    keys = {member.person: member.sign_key for member in opened.roster.members.values()}
    open_payload = open_with(opened.review_secrets)
    return tuple(read_bundle(raw, open_payload=open_payload, sign_key_of=keys.get) for raw in files)
