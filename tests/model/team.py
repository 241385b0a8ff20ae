"""An invented team and their journals, for the tests of the model."""

import hashlib
from collections.abc import Iterable, Mapping

from reviewer_app.model.changes import Change, Operation, write_change
from reviewer_app.model.roster import Cut, Member, Roster, review_id, write_roster
from reviewer_app.model.words import Role

PARENTS = {"note": ("activity", "activity"), "note_criterion": ("note", "note")}
ORDER = ("review", "activity", "note", "note_criterion", "finding", "agreement")
NONCE = "larkfield"


def person(name: str, role: Role) -> Member:
    """Give an invented member; the id hangs on the name alone."""
    id_ = hashlib.sha256(name.encode()).hexdigest()[:16]
    return Member(id_, name.title(), role, f"sign-{name}", f"age-{name}")


def first_roster(*members: Member, nonce: str = NONCE) -> Roster:
    """Give the roster that begins a review."""
    lead = next(one for one in members if one.role is Role.LEAD)
    return write_roster(
        review=review_id(lead.sign_key, nonce),
        nonce=nonce,
        number=1,
        previous=[],
        signer=lead.person,
        members=members,
        review_keys=["key-1"],
    )


def next_roster(
    *previous: Roster,
    signer: str,
    members: Iterable[Member],
    cuts: Mapping[str, Cut] | None = None,
    key: str = "",
) -> Roster:
    """Give a roster after others; `key` tells apart two that say the same."""
    number = 1 + max(one.number for one in previous)
    return write_roster(
        review=previous[0].review,
        nonce=NONCE,
        number=number,
        previous=[one.hash for one in previous],
        signer=signer,
        members=members,
        review_keys=[key or f"key-{number}"],
        cuts=cuts,
    )


class Journal:
    """One person's journal on one device; each change follows the last unless told otherwise."""

    def __init__(self, person_id: str, device: str, roster: Roster) -> None:
        self.person, self.device, self.roster = person_id, device, roster
        self.branch: list[Change] = []
        self.changes: list[Change] = []

    def write(
        self,
        *operations: Operation,
        time: str = "2026-11-18T10:17:00.000+00:00",
        after: int | None = None,
        salt: str = "",
    ) -> Change:
        """Write a change; `after` says how many changes it knows of, as a restored backup would."""
        known = self.branch if after is None else self.branch[:after]
        change = write_change(
            review=self.roster.review,
            person=self.person,
            device=self.device,
            number=len(known) + 1,
            previous=known[-1].hash if known else "",
            roster=self.roster.hash,
            time=time,
            salt=salt or f"{len(self.changes):032x}",
            operations=operations,
        )
        self.branch = [*known, change]
        self.changes.append(change)
        return change
