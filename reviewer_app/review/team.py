"""The team: one's own card, the file that sets everyone up, and joining by it.

Blocking, and off the lane; only outcomes are written there.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.model.moment import moment_of
from reviewer_app.review import answered, person
from reviewer_app.review.rosters import chain_among, file_rosters, rosters_of, with_reviewers
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.store.files import write_atomically
from reviewer_app.sync import setup_file
from reviewer_app.sync.invitation import read_invitation
from reviewer_app.vault.card import Card, read_card


def my_card(session: Session) -> bytes:
    """Give this person's card: first name and public keys.

    Raises:
        UserError: "review.nobody".
    """
    return session.database.ask(person.my_card).result()


def write_card(session: Session, path: Path) -> None:
    """Write this person's card to a file.

    Raises:
        UserError: "review.nobody", "file.not-written".
    """
    write_atomically(path, my_card(session))


def set_up_team(session: Session, review: str, cards: Iterable[bytes]) -> bytes:
    """Put everyone whose card this is on the roster as a reviewer, and make the file that sets them up.

    Someone who is on the roster already keeps their role. Without any card the file is for everyone who is on it.

    Raises:
        UserError: "vault.card-invalid", "review.unknown", "review.not-allowed", "team.nobody-else".
    """
    given = [read_card(one) for one in cards]
    return set_up_for(session, review, given or _everyone_else(session, review))


def set_up_for(session: Session, review: str, cards: Sequence[Card]) -> bytes:
    """Put these people on the roster as reviewers, and make the file that sets them up; as `set_up_team`."""
    me = session.person().identity
    rosters = rosters_of(session, review)
    tip = chain_among(rosters).tip
    if tip is None or not tip.leads(me.person):
        raise UserError("review.not-allowed")
    joining = [card for card in cards if card.person not in tip.members]
    if joining:
        signed = with_reviewers(rosters, joining, me)
        file_rosters(session, review, [signed])
        rosters = [*rosters, signed]
    filed = session.database.ask(journal.changes_of, review).result()
    return setup_file.write_setup(
        roster=rosters[-1],
        changes=[one.change for one in filed if one.change.person == me.person],
        cards=cards,
        identity=me,
        made_at=moment_of(session.clock()),
    )


def _everyone_else(session: Session, review: str) -> list[Card]:
    """Give what stood on the cards of everyone on the team but this person.

    Raises:
        UserError: "review.unknown", "team.nobody-else".
    """
    tip = chain_among(rosters_of(session, review)).tip
    me = session.person().identity.person
    members = tip.members.values() if tip is not None else ()
    others = [Card(one.name, one.sign_key, one.age_key) for one in members if one.person != me]
    if not others:
        raise UserError("team.nobody-else")
    return others


def write_set_up(session: Session, review: str, cards: Iterable[bytes], path: Path) -> None:
    """Set the team up and write the one file that brings everyone in.

    Raises:
        UserError: as `set_up_team`; "file.not-written".
    """
    write_atomically(path, set_up_team(session, review, cards))


def join(session: Session, raw: bytes, invitation: bytes = b"") -> str:
    """Open what the lead or the office sent: the review is then on this laptop; gives its id.

    Where an `invitation` was answered, the file must set up its review, by whoever invited.

    Raises:
        UserError: "review.nobody", "file....", "setup....", "invitation....".
    """
    setup = setup_file.read_setup(raw, session.person().identity)
    if invitation:
        invited = read_invitation(invitation)
        if (setup.review, setup.sign_key) != (invited.review, invited.sign_key):
            raise UserError("setup.not-as-invited", name=invited.name)
    file_rosters(session, setup.review, setup.rosters)
    session.database.receive(setup.review, setup.changes).result()
    answered.settle(session, setup.review)
    return setup.review
