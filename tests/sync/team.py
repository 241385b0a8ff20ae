"""An invented team for the tests of this room: Helen Marsh leads, Asha and Tom review."""

from dataclasses import dataclass, field

from reviewer_app.model.changes import Action, Change, Operation, write_change
from reviewer_app.model.roster import Member, Roster, review_id, write_roster
from reviewer_app.model.words import Role
from reviewer_app.sync.review_key import new_review_key
from reviewer_app.sync.roster import SignedRoster, sign_roster
from reviewer_app.vault.card import Card, card_of, read_card
from reviewer_app.vault.identity import Identity

TIME = "2026-11-18T10:17:00.000+00:00"


def card(identity: Identity) -> Card:
    return read_card(card_of(identity))


def member(identity: Identity, role: Role) -> Member:
    return Member(identity.person, identity.name, role, identity.sign_key, identity.age_key)


def journal(
    identity: Identity,
    review: str,
    count: int,
    *,
    device: str = "d1",
    after: Change | None = None,
    word: str = "note",
) -> list[Change]:
    """Write a journal of notes, from the beginning or after a change."""
    changes: list[Change] = []
    for _ in range(count):
        number = after.number + 1 if after else 1
        after = write_change(
            review=review,
            person=identity.person,
            device=device,
            number=number,
            previous=after.hash if after else "",
            roster="r",
            time=TIME,
            salt=f"{number:032x}",
            operations=[
                Operation(Action.ADD, "note", f"{word}-{number}", {"text": f"{word} {number}"})
            ],
        )
        changes.append(after)
    return changes


@dataclass
class Team:
    helen: Identity = field(default_factory=lambda: Identity.generate("Helen Marsh"))
    asha: Identity = field(default_factory=lambda: Identity.generate("Asha"))
    tom: Identity = field(default_factory=lambda: Identity.generate("Tom"))
    key: tuple[str, bytes] = field(default_factory=new_review_key)

    @property
    def review(self) -> str:
        return review_id(self.helen.sign_key, "larkfield")

    @property
    def sign_keys(self) -> dict[str, str]:
        return {one.person: one.sign_key for one in (self.helen, self.asha, self.tom)}

    def roster(
        self, *reviewers: Identity, number: int = 1, previous: tuple[str, ...] = ()
    ) -> Roster:
        return write_roster(
            review=self.review,
            nonce="larkfield",
            number=number,
            previous=previous,
            signer=self.helen.person,
            members=[
                member(self.helen, Role.LEAD),
                *(member(one, Role.REVIEWER) for one in reviewers),
            ],
            review_keys=[self.key[0]],
        )

    def first_roster(self) -> SignedRoster:
        return sign_roster(self.roster(self.asha, self.tom), self.helen, [self.key[1]])
