"""A review that a programme's office proposes to whoever is to lead it: the school, the days, the framework, the team.

It is signed by the office and sealed to the lead's card alone. No key of a review is in it: the lead makes the review,
and its keys, on a laptop of their own, so the office stands on no roster and can open nothing of it. The review's id is
derived from the lead's key, so that one proposal makes one review however often it is opened.
docs/bundle-format.md says the same to other programs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.model.moment import Moment
from reviewer_app.model.roster import MOST_MEMBERS, Member, review_id
from reviewer_app.model.words import Role
from reviewer_app.sync.addressed import Refusals, read_addressed, write_addressed
from reviewer_app.sync.container import Holds
from reviewer_app.vault.card import Card, card_of, read_card
from reviewer_app.vault.identity import Identity

LARGEST_INSIDE: Final = 2 * 1024 * 1024
"""Bytes the inside may have: the largest framework, and a card for everyone on the largest team."""

_MALFORMED: Final = "proposal.contents-malformed"
_REFUSALS: Final = Refusals("proposal.signature-wrong", "proposal.not-for-you", _MALFORMED)


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a text is one line")
    return text


_MOMENT: Final[TypeAdapter[str]] = TypeAdapter(Moment)
_Text = Annotated[str, AfterValidator(_one_line)]


class ProposedSchool(BaseModel):
    """What the review is to copy of its school, within what a review keeps of one (`model.review`)."""

    model_config = ConfigDict(frozen=True, strict=True)

    name: Annotated[_Text, Field(min_length=1, max_length=200)]
    urn: Annotated[_Text, Field(max_length=20)] = ""
    town: Annotated[_Text, Field(max_length=100)] = ""
    phase: Annotated[_Text, Field(max_length=60)] = ""
    ages: Annotated[_Text, Field(max_length=20)] = ""
    authority: Annotated[_Text, Field(max_length=100)] = ""
    pupils: Annotated[int, Field(ge=0, le=20_000)] | None = None


class ProposedReview(BaseModel):
    """What is proposed, but for the framework's text and the cards.

    `nonce` makes the review's id, together with the lead's key. `start` is an ISO date, `language` the one the
    framework is read in, "" for its main one. `roles` are those of the team in the order of its cards; the lead is not
    among them.
    """

    model_config = ConfigDict(frozen=True, strict=True)

    nonce: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    school: ProposedSchool
    start: Annotated[_Text, Field(max_length=10)]
    days: int
    language: Annotated[_Text, Field(max_length=10)] = ""
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal, opened: the review it would make, what is said of it, the framework, the office, the team."""

    review: str
    made_at: str
    said: ProposedReview
    framework: str
    office: Card
    team: tuple[Member, ...]


def write_proposal(
    said: ProposedReview,
    *,
    framework: str,
    lead: Card,
    cards: Sequence[bytes],
    identity: Identity,
    made_at: str,
) -> bytes:
    """Write a proposal.

    Args:
        said: what is proposed.
        framework: the exact text of the framework.
        lead: who is to lead the review, and the only one the file opens for.
        cards: everyone else's, as they came, in the order of `said.roles`.
        identity: the office's, which signs.
        made_at: a moment.

    Raises:
        UserError: "vault.card-invalid".
        ValueError: it would be larger than the format allows, or its team is none.
    """
    team = [read_card(one) for one in cards]
    if not _is_team(said.roles, team, {lead.person, identity.person}):
        raise ValueError(
            "a team is told by a card and a role each, without its lead and the office"
        )
    return write_addressed(
        Holds.PROPOSAL,
        {"review": review_id(lead.sign_key, said.nonce), "made_at": made_at},
        [canonical(said.model_dump(mode="json")), framework.encode(), card_of(identity), *cards],
        recipients=[lead.age_key],
        identity=identity,
    )


def read_proposal(raw: bytes, identity: Identity) -> Proposal:
    """Open a proposal as the one who is to lead, and check all of it but the framework.

    Raises:
        UserError: "file.*" as `unpack`, "proposal.signature-wrong", "proposal.not-for-you",
            "proposal.contents-malformed".
    """
    container, contents = read_addressed(
        Holds.PROPOSAL, raw, identity, _REFUSALS, largest=LARGEST_INSIDE
    )
    try:
        facts, framework, *cards = contents
        said = ProposedReview.model_validate_json(facts)
        text = framework.decode()
        made_at = _MOMENT.validate_python(container.word("made_at"))
        office, *team = [read_card(one) for one in cards]
    except (ValueError, UserError):
        raise UserError(_MALFORMED) from None
    sound = (
        review_id(identity.sign_key, said.nonce) == container.word("review")
        and office.sign_key == container.word("sign_key")
        and _is_team(said.roles, team, {identity.person, office.person})
    )
    if not sound:
        raise UserError(_MALFORMED)
    return Proposal(
        review=container.word("review"),
        made_at=made_at,
        said=said,
        framework=text,
        office=office,
        team=tuple(
            Member(one.person, one.name, role, one.sign_key, one.age_key)
            for one, role in zip(team, said.roles, strict=True)
        ),
    )


def _is_team(roles: Sequence[Role], team: Sequence[Card], others: Collection[str]) -> bool:
    """Say whether these may stand on a roster beside the lead; `others` are the lead and the office, who may not."""
    people = {one.person for one in team} - set(others)
    return len(roles) == len(team) == len(people) < MOST_MEMBERS and Role.LEAD not in roles
