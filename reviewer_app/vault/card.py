"""A person's card: name and public keys in a small file that vouches for itself."""

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.vault.encoding import Base64Text, text_of
from reviewer_app.vault.identity import Identity, is_age_key, person_name, person_of, verify

_FORMAT: Final = "reviewer-app card"
_VERSION: Final = 1
_LARGEST_BYTES: Final = 4096


class _SignedCard(BaseModel):
    """The file's content."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    format: str
    version: int
    name: str
    sign_key: str
    age_key: str
    signature: Base64Text


@dataclass(frozen=True, slots=True)
class Card:
    """Who someone is to others: a name and two public keys."""

    name: str
    sign_key: str
    age_key: str

    @property
    def person(self) -> str:
        """The person's id, derived from the signing key."""
        return person_of(self.sign_key)


def card_of(identity: Identity) -> bytes:
    """Write a person's card, signed with the key it names."""
    card = Card(identity.name, identity.sign_key, identity.age_key)
    return _file(card, identity.sign(_statement(card)))


def read_card(content: bytes) -> Card:
    """Read a card and check that the holder of its signing key wrote every byte of it.

    Raises:
        UserError: `vault.card-invalid`.
    """
    if len(content) > _LARGEST_BYTES:
        raise UserError("vault.card-invalid")
    try:
        signed = _SignedCard.model_validate_json(content)
    except ValidationError as wrong:
        raise UserError("vault.card-invalid") from wrong
    card = Card(signed.name, signed.sign_key, signed.age_key)
    # Comparing with our own spelling leaves no byte of the file, format and version among them,
    # outside the signature's reach.
    if (
        _file(card, signed.signature) != content
        or not verify(card.sign_key, _statement(card), signed.signature)
        or not _is_sound(card)
    ):
        raise UserError("vault.card-invalid")
    return card


def _unsigned(card: Card) -> dict[str, Json]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "name": card.name,
        "sign_key": card.sign_key,
        "age_key": card.age_key,
    }


def _statement(card: Card) -> bytes:
    """Give what is signed; it opens with the format, so that it can pass for nothing else."""
    return _FORMAT.encode() + b"\0" + canonical(_unsigned(card))


def _file(card: Card, signature: bytes) -> bytes:
    return canonical({**_unsigned(card), "signature": text_of(signature)})


def _is_sound(card: Card) -> bool:
    """Tell whether a name is one we would have kept and the sealing key one that can be sealed to."""
    try:
        return person_name(card.name) == card.name and is_age_key(card.age_key)
    except UserError:
        return False
