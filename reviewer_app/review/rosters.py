"""The rosters of a review as they lie here: the chain they make, the keys they bring, filing new ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer_app.errors import UserError
from reviewer_app.model.roster import (
    MOST_MEMBERS,
    Cut,
    Member,
    Roster,
    RosterChain,
    chain_of,
    write_roster,
)
from reviewer_app.model.words import Role
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.sync.review_key import new_review_key
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


def heads_among(rosters: Sequence[SignedRoster]) -> list[SignedRoster]:
    """Give the rosters that no other follows: the last, and beside it any that was signed at once with others."""
    named = {hash_ for one in rosters for hash_ in one.roster.previous}
    return [one for one in rosters if one.roster.hash not in named]


def keys_in_force(rosters: Sequence[SignedRoster]) -> tuple[str, ...]:
    """Give the age recipients to seal to now: the review keys of the roster in force."""
    tip = chain_among(rosters).tip
    return tip.review_keys if tip else ()


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


def refused_as_member(rosters: Sequence[SignedRoster], me: Identity, error: UserError) -> UserError:
    """Say of a list that is sealed to others, to somebody who was on the team so far, that they may be off it.

    It names whom to ask: who leads as far as is known here, or, for the lead, a deputy.
    """
    tip = chain_among(rosters).tip
    if error.code != "roster.not-for-you" or tip is None or me.person not in tip.members:
        return error
    leaders = (one for one in tip.members.values() if tip.leads(one.person))
    others = (one for one in (tip.lead, *leaders) if one.person != me.person)
    return UserError("roster.without-you", name=next(others, tip.lead).name)


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
    rosters: Sequence[SignedRoster], joining: Sequence[Card], me: Identity
) -> SignedRoster:
    """Sign the roster that follows the one in force, with these people on it as reviewers.

    Raises:
        UserError: "review.not-allowed", "team.two-lists", "team.full".
    """
    return following(
        rosters, me, lambda tip: Next([*tip.members.values(), *map(_reviewer, joining)])
    )


@dataclass(frozen=True, slots=True)
class Next:
    """What the next roster says otherwise than the one in force.

    `cuts` come to those that are there, or in their place; `new_key` seals what follows to a key of its own;
    `successor` is kept where it is None.
    """

    members: Sequence[Member]
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    new_key: bool = False
    successor: str | None = None


def following(
    rosters: Sequence[SignedRoster], me: Identity, changed: Callable[[Roster], Next]
) -> SignedRoster:
    """Sign the roster that follows the one in force.

    Args:
        rosters: every roster here.
        me: who signs, lead or deputy.
        changed: what it says otherwise than the one in force, which it is given.

    Raises:
        UserError: "review.not-allowed"; "team.two-lists": two lists of members stand beside each other;
            "team.full".
    """
    chain = chain_among(rosters)
    tip = chain.tip
    if tip is None or not tip.leads(me.person):
        raise UserError("review.not-allowed")
    if chain.contested:
        raise UserError("team.two-lists")
    return signed_next(rosters, me, tip, (tip,), changed(tip))


def signed_next(
    rosters: Sequence[SignedRoster],
    me: Identity,
    tip: Roster,
    previous: Sequence[Roster],
    said: Next,
) -> SignedRoster:
    """Sign a roster that follows `previous` and is as `tip`, but for what is said.

    Raises:
        UserError: "team.full".
    """
    if len(said.members) > MOST_MEMBERS:
        raise UserError("team.full", most=MOST_MEMBERS)
    secrets = keys_among(rosters, me).secrets
    review_keys = tip.review_keys
    if said.new_key:
        public, secret = new_review_key()
        review_keys, secrets = (public,), (*secrets, secret)
    successor = tip.successor if said.successor is None else said.successor
    roles = {one.person: one.role for one in said.members}
    written = write_roster(
        review=tip.review,
        nonce="",
        number=1 + max(one.number for one in previous),
        previous=[one.hash for one in previous],
        signer=me.person,
        members=said.members,
        review_keys=review_keys,
        cuts={**tip.cuts, **said.cuts},
        retention_end=tip.retention_end,
        successor=successor if roles.get(successor) is Role.DEPUTY else "",
    )
    earlier = [SignedRoster(one.raw, one.signature, b"") for one in rosters]
    return sign_roster(written, me, secrets, earlier)


def _reviewer(card: Card) -> Member:
    return Member(card.person, card.name, Role.REVIEWER, card.sign_key, card.age_key)
