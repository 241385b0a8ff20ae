"""Whose notes are in, up to when, and what of anyone still waits for something."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.model.moment import instant
from reviewer_app.model.roster import Member
from reviewer_app.model.standing import WAITING, Standing
from reviewer_app.review.absent import absent
from reviewer_app.review.session import Session
from reviewer_app.review.undecided import Undecided, undecided
from reviewer_app.store import journal


@dataclass(frozen=True, slots=True)
class UpTo:
    """How far one member's notes are in.

    Attributes:
        changes: how many of their changes lie here.
        latest: the latest time that those which count state, "" for none.
        waiting: how many wait for something that has not arrived yet.
        absent: how many at least others say they have and this laptop has not.
        undecided: what came after their part in the review had changed, None for nothing.
    """

    person: str
    name: str
    changes: int
    latest: str = ""
    waiting: int = 0
    absent: int = 0
    undecided: Undecided | None = None


def up_to(session: Session, review: str, members: Iterable[Member]) -> list[UpTo]:
    """Say of each of the members up to when their notes are in; no note is read for it."""
    reach = session.database.ask(journal.reach, review).result()
    to_decide = {one.person: one for one in undecided(session, review)}
    lacking = {one.person: one.count for one in absent(session, review)}
    found = []
    for member in members:
        theirs = [one for one in reach if one.person == member.person]
        counted = [one.latest for one in theirs if one.standing == Standing.COUNTED]
        found.append(
            UpTo(
                member.person,
                member.name,
                sum(one.changes for one in theirs),
                max(counted, key=instant, default=""),
                sum(one.changes for one in theirs if one.standing in WAITING),
                lacking.get(member.person, 0),
                to_decide.get(member.person),
            )
        )
    return found
