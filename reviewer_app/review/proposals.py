"""Opening what a programme's office proposes: who sent it and what it says first, and the review once that is agreed.

The review is made here, with keys of its own; the office is on no roster of it. Blocking, and off the lane: the five
words alone take a fifth of a second.
"""

from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.language import gettext as _
from reviewer_app.model.words import Role
from reviewer_app.review import reporting, set_up
from reviewer_app.review.library import in_language
from reviewer_app.review.rosters import rosters_here
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.review.wording import role_words
from reviewer_app.sync.container import Holds, held_by
from reviewer_app.sync.proposal_file import Proposal, read_proposal
from reviewer_app.vault.spoken import same_words, words_of_key


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal that is open: what it says, its framework, and the five words of the office that signed it.

    `is_here` says that its review is on this laptop already.
    """

    proposal: Proposal
    framework: LoadedFramework
    words: tuple[str, ...]
    is_here: bool

    @property
    def review(self) -> str:
        """The id of the review it makes, whenever and however often it is opened."""
        return self.proposal.review

    @property
    def office(self) -> str:
        """The name on the office's card, which is at its own word."""
        return self.proposal.office.name

    def facts(self) -> list[tuple[str, str]]:
        """Give what is proposed as labels and values, the lead's own place on the team aside."""
        said, team = self.proposal.said, self.proposal.team
        school = ", ".join(part for part in (said.school.name, said.school.town) if part)
        if said.school.urn:
            school = _("{school} (URN {urn})").format(school=school, urn=said.school.urn)
        people = ", ".join(
            one.name
            if one.role is Role.REVIEWER
            else _("{name} ({role})").format(name=one.name, role=role_words(one.role))
            for one in team
        )
        return [
            (_("School"), school),
            (_("Days"), reporting.day_words(said.start, said.days)),
            (_("Framework"), self.framework.framework.title),
            (_("Team"), people or _("Nobody yet")),
        ]


def is_proposal(raw: bytes) -> bool:
    """Say whether a file proposes a review, by its first bytes."""
    return held_by(raw) is Holds.PROPOSAL


def open_proposal(session: Session, raw: bytes) -> Offer:
    """Open what an office proposes to this person; nothing is made or kept.

    Raises:
        UserError: "review.nobody", "file....", "proposal....".
    """
    proposal = read_proposal(raw, session.person().identity)
    said = proposal.said
    try:
        set_up.checked_dates(said.start, said.days)
    except UserError:
        raise UserError("proposal.contents-malformed") from None
    try:
        framework = load_framework(proposal.framework, source="framework.yaml")
        if said.language:
            framework = in_language(framework, said.language)
    except UserError:
        raise UserError("proposal.framework-unusable") from None
    words = words_of_key(proposal.office.sign_key)
    return Offer(proposal, framework, words, _is_here(session, proposal.review))


def accept(session: Session, offer: Offer, words: str) -> str:
    """Make the review that is proposed, with this person as its lead and the team on its roster; gives its id.

    Where it is on this laptop already, nothing is changed.

    Args:
        session: the lead's.
        offer: what was opened.
        words: the five words as the office itself gives them.

    Raises:
        UserError: "proposal.words-differ", "review.value-not-allowed".
    """
    if not same_words(words, offer.words):
        raise UserError("proposal.words-differ")
    proposal = offer.proposal
    if _is_here(session, proposal.review):
        return proposal.review
    said = proposal.said
    return session.create_review(
        SchoolFacts(**said.school.model_dump()),
        offer.framework,
        start=said.start,
        days=said.days,
        nonce=said.nonce,
        team=proposal.team,
    )


def _is_here(session: Session, review: str) -> bool:
    return bool(rosters_here(session, review))
