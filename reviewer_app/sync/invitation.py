"""Joining on the day: an invitation, an answer to it, and five words that both sides read aloud.

Nothing in an invitation is secret; the answer is sealed to whoever invited. Each is signed by its maker, and neither
is believed by that alone: the five words, worked out of both files' exact bytes, say whether the keys are those of
the two people who read them to each other.
"""

from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.sync.addressed import Refusals, read_addressed, write_addressed
from reviewer_app.sync.container import Holds, header_of, pack_signed, unpack
from reviewer_app.sync.naming import checked_review
from reviewer_app.sync.signer import check_signer
from reviewer_app.vault.card import Card, card_of, read_card
from reviewer_app.vault.identity import Identity, is_age_key, person_name, person_of
from reviewer_app.vault.spoken import five_words

LARGEST_INSIDE: Final = 64 * 1024
"""Bytes the inside of an answer may have once it is expanded."""

_MALFORMED: Final = "joining.contents-malformed"
_REFUSALS: Final = Refusals("joining.signature-wrong", "joining.not-for-you", _MALFORMED)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who invites to which review: exact bytes, and what they say."""

    raw: bytes
    review: str
    name: str
    sign_key: str
    age_key: str

    @property
    def person(self) -> str:
        """The person id of whoever invites."""
        return person_of(self.sign_key)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers an invitation: exact bytes, the card, and the invitation as it reached them."""

    raw: bytes
    card: Card
    invitation: Invitation

    @property
    def words(self) -> tuple[str, ...]:
        """The five words; slow, by intention."""
        return five_words(self.invitation.raw, self.raw)


def write_invitation(*, review: str, nonce: str, identity: Identity, made_at: str) -> bytes:
    """Invite someone without a card to a review.

    Args:
        review: its id.
        nonce: drawn afresh, so that no two invitations are alike.
        identity: whoever invites, lead or deputy, who signs.
        made_at: a moment.
    """
    fields: dict[str, Json] = {
        "review": checked_review(review),
        "person": identity.person,
        "name": identity.name,
        "sign_key": identity.sign_key,
        "age_key": identity.age_key,
        "nonce": nonce,
        "made_at": made_at,
    }
    header = header_of(Holds.INVITATION, fields, b"")
    return pack_signed(Holds.INVITATION, header, b"", identity.sign(header))


def read_invitation(raw: bytes) -> Invitation:
    """Read an invitation and check that the holder of the key it names wrote it.

    Raises:
        UserError: "file.*" as `unpack`, "invitation.signature-wrong".
    """
    container = unpack(Holds.INVITATION, raw)
    for name in ("nonce", "made_at"):
        container.word(name)
    check_signer(container, "invitation.signature-wrong")
    if container.sealed or not _is_sound(container.word("name"), container.word("age_key")):
        raise UserError("file.damaged")
    return Invitation(
        raw=raw,
        review=checked_review(container.word("review")),
        name=container.word("name"),
        sign_key=container.word("sign_key"),
        age_key=container.word("age_key"),
    )


def write_answer(invitation: Invitation, identity: Identity, *, made_at: str) -> bytes:
    """Answer an invitation with one's card, sealed to whoever invited; no two answers are alike."""
    return write_addressed(
        Holds.ANSWER,
        {"review": invitation.review, "made_at": made_at},
        [invitation.raw, card_of(identity)],
        recipients=[invitation.age_key],
        identity=identity,
    )


def read_answer(raw: bytes, identity: Identity) -> Answer:
    """Open an answer as the one who invited.

    Raises:
        UserError: "file.*" as `unpack`, "joining.signature-wrong", "joining.not-for-you",
            "joining.other-invitation", "joining.contents-malformed".
    """
    container, contents = read_addressed(
        Holds.ANSWER, raw, identity, _REFUSALS, largest=LARGEST_INSIDE
    )
    if len(contents) != 2:
        raise UserError(_MALFORMED)
    try:
        invitation = read_invitation(contents[0])
        card = read_card(contents[1])
    except UserError as refused:
        raise UserError(_MALFORMED) from refused
    if card.sign_key != container.word("sign_key"):
        raise UserError(_MALFORMED)
    if (invitation.sign_key, invitation.review) != (identity.sign_key, container.word("review")):
        raise UserError("joining.other-invitation")
    return Answer(raw, card, invitation)


def _is_sound(name: str, age_key: str) -> bool:
    try:
        return person_name(name) == name and is_age_key(age_key)
    except UserError:
        return False
