"""Who of the team has read the draft exported last and stands by it; a later draft asks again.

Advice for whoever seals, never a lock: a colleague may be out of reach.
"""

from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import DraftConfirmation, ReportVersion
from reviewer_app.model.reasons import Reason
from reviewer_app.model.roster import Member
from reviewer_app.model.words import ReportStage, Role
from reviewer_app.review import factual_check
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How the latest draft stands with the team.

    Attributes:
        confirmed: those who have read it and confirm it, with their remark ("" for none), by first name.
        waiting: the first names of those who have not.
        mine: one's own confirmation, None while there is none.
    """

    version: ReportVersion
    confirmed: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    mine: DraftConfirmation | None

    @property
    def names(self) -> tuple[str, ...]:
        """The first names of those who confirm it."""
        return tuple(name for name, _remark in self.confirmed)


def confirm(work: Work, version: str) -> None:
    """Say that one has read a draft and stands by it.

    Raises:
        UserError: "review.record-gone"; "draft.none" for anything but a draft.
    """
    if work.need(ReportVersion, version).stage is not ReportStage.DRAFT:
        raise UserError("draft.none")
    work.add(
        DraftConfirmation,
        f"{version}:{work.author.person}",
        version=version,
        author=work.author.person,
        confirmed_at=work.now,
    )


def remark(
    work: Work, version: str, text: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Add a remark to one's confirmation, or change it; "" takes it away.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    record = f"{version}:{work.author.person}"
    work.set(DraftConfirmation, record, since=since, remark=text.strip())
    work.drop_draft(place)


def take_back(work: Work, version: str) -> None:
    """Take back one's confirmation."""
    work.remove(DraftConfirmation, f"{version}:{work.author.person}", Reason.TAKEN_BACK)


def standing(opened: OpenReview) -> Confirmed | None:
    """Say who has confirmed the draft exported last, and who has not; None before there is a draft.

    A reader may confirm it, and is not waited for.
    """
    version = factual_check.latest_draft(opened)
    if version is None:
        return None
    said = {one.author: one for one in opened.all(DraftConfirmation) if one.version == version.id}
    people = opened.people()
    return Confirmed(
        version,
        tuple((_first(one), said[one.person].remark) for one in people if one.person in said),
        tuple(
            _first(one) for one in people if one.person not in said and one.role is not Role.READER
        ),
        said.get(opened.me),
    )


def _first(member: Member) -> str:
    return member.name.split()[0]
