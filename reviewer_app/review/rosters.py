"""The rosters of a review as they lie here: the chain they make, the keys they bring, filing new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.model.roster import Member, Roster, RosterChain, chain_of, write_roster
from reviewer_app.model.words import Role
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.sync.roster import SignedRoster, open_sealed, sign_roster
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity


@dataclass(frozen=True, slots=True)
class Keys:
    """What the rosters here bring: everyone's signing key by person, and the review's secrets."""

    sign_keys: Mapping[str, str]
    secrets: tuple[bytes, ...]


def rosters_here(session: Session, review: str) -> list[SignedRoster]:
    """Give the rosters of a review in the order of their numbers; none for a review not on this laptop."""
    filed = session.database.ask(journal.rosters_of, review).result()
    return [SignedRoster(raw, signature, sealed) for raw, signature, sealed in filed]


def rosters_of(session: Session, review: str) -> list[SignedRoster]:
    """Give the rosters of a review that must be on this laptop.

    Raises:
        UserError: "review.unknown".
    """
    rosters = rosters_here(session, review)
    if not rosters:
        raise UserError("review.unknown", review=review)
    return rosters


def chain_among(rosters: Sequence[SignedRoster]) -> RosterChain:
    """Give the chain in force."""
    return chain_of(one.roster for one in rosters)


def keys_in_force(rosters: Sequence[SignedRoster]) -> tuple[str, ...]:
    """Give the age recipients to seal to now."""
    tip = chain_among(rosters).tip
    return tip.review_keys[-1:] if tip else ()


def keys_among(rosters: Sequence[SignedRoster], me: Identity) -> Keys:
    """Give every key that is known by these rosters; a person's first one stays theirs."""
    sign_keys: dict[str, str] = {}
    for one in rosters:
        for member in one.roster.members.values():
            sign_keys.setdefault(member.person, member.sign_key)
    secrets: dict[bytes, None] = {}
    for one in rosters:
        if one.sealed:
            opened = open_sealed(one.sealed, me, sign_key_of=sign_keys.get)
            secrets.update(dict.fromkeys(opened.review_secrets))
    return Keys(sign_keys, tuple(secrets))


def file_rosters(session: Session, review: str, rosters: Sequence[SignedRoster]) -> None:
    """File rosters that are not here yet, or here only as they came inside a later one."""
    here = {one.roster.hash: one for one in rosters_here(session, review)}
    fuller = [
        one
        for one in rosters
        if one.roster.hash not in here or (one.sealed and not here[one.roster.hash].sealed)
    ]
    session.database.add_rosters(
        review, [(one.raw, one.signature, one.sealed) for one in fuller]
    ).result()


def with_reviewers(
    rosters: Sequence[SignedRoster], tip: Roster, joining: Sequence[Card], me: Identity
) -> SignedRoster:
    """Sign the roster that follows the one in force, with these people on it as reviewers."""
    written = write_roster(
        review=tip.review,
        nonce="",
        number=tip.number + 1,
        previous=(tip.hash,),
        signer=me.person,
        members=[*tip.members.values(), *(_reviewer(card) for card in joining)],
        review_keys=tip.review_keys,
        cuts=tip.cuts,
        retention_end=tip.retention_end,
    )
    earlier = [SignedRoster(one.raw, one.signature, b"") for one in rosters]
    return sign_roster(written, me, keys_among(rosters, me).secrets, earlier)


def _reviewer(card: Card) -> Member:
    return Member(card.person, card.name, Role.REVIEWER, card.sign_key, card.age_key)
