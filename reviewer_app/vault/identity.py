"""A person's own keys: Ed25519 to sign with, age (X25519) to have files sealed to."""

import base64
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from pydantic import BaseModel, ConfigDict

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.vault.encoding import Base64Text, bytes_of, text_of

LONGEST_NAME: Final = 80
"""Characters a person's name may have."""

MOST_RECIPIENTS: Final = 200
"""People a file may be sealed to: more than any team, few enough to be looked through at once."""

_ENDS_RECIPIENTS: Final = b"\n--- "
_LARGEST_RECIPIENTS: Final = 24 * 1024
"""Bytes in which an age file names its recipients: 98 each, and what age adds of no meaning."""
_PERSON_CHARACTERS: Final = 16
_SIGN_KEY_BYTES: Final = 32

# Line and paragraph marks, control characters and half characters break a line in a list or a PDF; marks that are not
# seen, or turn the reading direction, can make one name look like another.
_FORBIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
"""Marks that are not seen and that the names of some scripts need."""


def person_name(text: str) -> str:
    """Give a name as it is kept: composed characters (NFC), no space at the ends, 1 to 80 characters.

    Raises:
        UserError: `vault.name-wrong`, empty, too long, or holding control characters.
    """
    name = unicodedata.normalize("NFC", text).strip()
    seen = [character for character in name if character not in _JOINERS]
    if (
        not seen
        or len(name) > LONGEST_NAME
        or any(unicodedata.category(character) in _FORBIDDEN_CATEGORIES for character in seen)
    ):
        raise UserError("vault.name-wrong", longest=LONGEST_NAME)
    return name


class _Stored(BaseModel):
    """The secret form of an identity, kept only inside the encrypted profile."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    version: int
    name: str
    sign_secret: Base64Text
    age_secret: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One person's name and secret keys.

    Attributes:
        name: as `person_name` gives it.
    """

    name: str
    _sign_secret: bytes = field(repr=False)
    _age_secret: str = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Make new keys for a person.

        Raises:
            UserError: `vault.name-wrong`.
        """
        return cls(
            name=person_name(name),
            _sign_secret=Ed25519PrivateKey.generate().private_bytes_raw(),
            _age_secret=str(pyrage.x25519.Identity.generate()),
        )

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: it is something else.
        """
        document = _Stored.model_validate_json(stored)
        if document.version != 1 or len(document.sign_secret) != _SIGN_KEY_BYTES:
            raise ValueError("no stored identity of version 1")
        _age_identity(document.age_secret)
        return cls(document.name, document.sign_secret, document.age_secret)

    def to_bytes(self) -> bytes:
        """Write name and secret keys; the result belongs inside the encrypted profile only."""
        stored = _Stored(
            version=1,
            name=self.name,
            sign_secret=self._sign_secret,
            age_secret=self._age_secret,
        )
        return canonical(stored.model_dump(mode="json"))

    @property
    def sign_key(self) -> str:
        """The public signing key, as text."""
        secret = Ed25519PrivateKey.from_private_bytes(self._sign_secret)
        return text_of(secret.public_key().public_bytes_raw())

    @property
    def person(self) -> str:
        """The person's id."""
        return person_of(self.sign_key)

    @property
    def age_key(self) -> str:
        """The public key files are sealed to, an age recipient (`age1...`)."""
        return str(_age_identity(self._age_secret).to_public())

    def sign(self, message: bytes) -> bytes:
        """Sign a message with Ed25519; 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self._sign_secret).sign(message)

    def open(self, sealed: bytes) -> bytes:
        """Open an age file sealed to this person.

        Raises:
            UserError: `vault.sealed-unreadable`, sealed to others, to more than it can be, damaged, or no age file.
        """
        return unsealed(sealed, [self._age_secret])


def verify(sign_key: str, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of a signing key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes_of(sign_key)).verify(signature, message)
    except (ValueError, InvalidSignature):
        return False
    return True


def person_of(sign_key: str) -> str:
    """Derive a person's id from the public signing key: 16 characters of a-z and 2-7 (80 bits).

    Raises:
        ValueError: the text is no signing key.
    """
    raw = bytes_of(sign_key)
    if len(raw) != _SIGN_KEY_BYTES:
        raise ValueError("an Ed25519 public key has 32 bytes")
    digest = hashlib.sha256(b"reviewer-app person\0" + raw).digest()
    return base64.b32encode(digest)[:_PERSON_CHARACTERS].decode("ascii").lower()


def seal(plain: bytes, age_keys: Sequence[str]) -> bytes:
    """Seal bytes to one or more people as one age file.

    Raises:
        ValueError: there is no recipient, more than `MOST_RECIPIENTS`, or a text is no age recipient.
    """
    if not 1 <= len(age_keys) <= MOST_RECIPIENTS:
        raise ValueError("a sealed file needs a recipient, and has not more than can be opened")
    sealed: bytes = pyrage.encrypt(plain, [_age_recipient(age_key) for age_key in age_keys])
    return sealed


def unsealed(sealed: bytes, age_secrets: Sequence[str]) -> bytes:
    """Open an age file with any of these secret keys.

    Raises:
        UserError: `vault.sealed-unreadable`.
        ValueError: a text is no age identity.
    """
    identities = [_age_identity(one) for one in age_secrets]
    # What names the recipients is taken apart in a time that grows with its square: whoever can put a file on a
    # store could keep every laptop of the team busy for hours, unsigned. So its length is looked at first.
    if not identities or sealed.find(_ENDS_RECIPIENTS, 0, _LARGEST_RECIPIENTS) < 0:
        raise UserError("vault.sealed-unreadable")
    try:
        plain: bytes = pyrage.decrypt(sealed, identities)
    except pyrage.DecryptError as refused:
        raise UserError("vault.sealed-unreadable") from refused
    return plain


def is_age_key(age_key: str) -> bool:
    """Tell whether a text is an age recipient in the one spelling age gives it."""
    try:
        return str(_age_recipient(age_key)) == age_key
    except ValueError:
        return False


def _age_recipient(age_key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(age_key)
    except pyrage.RecipientError as wrong:
        raise ValueError("no age recipient") from wrong


def _age_identity(age_secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(age_secret)
    except pyrage.IdentityError as wrong:
        raise ValueError("no age identity") from wrong
