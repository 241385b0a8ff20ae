"""What somebody on the team wrote before they heard that their part had changed, and came in after it had.

Whoever takes the lead over from somebody who is ill, or lowers a role, lets what they wrote count as far as it is here
then (`membership`). What came later does not count until somebody says so: that is told at any time, with their name.
"""

from dataclasses import dataclass

from reviewer_app.model.standing import Standing
from reviewer_app.review.held_back import held_back
from reviewer_app.review.rosters import chain_among, rosters_here
from reviewer_app.review.session import Session


@dataclass(frozen=True, slots=True)
class Undecided:
    """Changes of a member that do not count until somebody says so: how many.

    `mine` says whether whoever asks wrote them, `decides` whether they may say it themselves.
    """

    person: str
    name: str
    count: int
    mine: bool
    decides: bool


def undecided(session: Session, review: str) -> tuple[Undecided, ...]:
    """Give what waits for somebody's decision, of everyone on the team; who left it is told under People alone."""
    tip = chain_among(rosters_here(session, review)).tip
    if tip is None:
        return ()
    me = session.person().identity.person
    held = session.database.ask(held_back, review).result().held
    return tuple(
        Undecided(
            one.person,
            tip.members[one.person].name,
            one.count,
            one.person == me,
            # A deputy does not say how far the lead's words count (docs/threat-model.md).
            tip.leads(me) and (tip.lead.person == me or one.person != tip.lead.person),
        )
        for one in held
        if one.standing is Standing.CUT and one.person in tip.members
    )
