"""A concern about a child: that it was told, to which role and when. The words are on the school's own form."""

from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import ConcernTold
from reviewer_app.model.words import Told
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work


def tell(work: Work, role: Told) -> str:
    """Keep that a concern was told now to someone of the school, and nothing else; gives the record's id.

    It goes to the team, so that the lead can say when and to whom.
    """
    return work.add(
        ConcernTold, work.new_id(), role=role, told_at=work.now, told_by=work.author.person
    )


def told_in(opened: OpenReview) -> list[ConcernTold]:
    """Give what was told in a review in the order it was: all of it to its lead and the deputy, to others their own."""
    told = opened.all(ConcernTold)
    mine = told if opened.leads() else [one for one in told if one.told_by == opened.me]
    return sorted(mine, key=lambda one: (instant(one.told_at), one.id))
