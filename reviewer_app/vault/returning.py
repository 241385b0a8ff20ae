"""A person's keys as they lie on a store, so that the printed recovery code brings them to a new laptop.

Sealed by the profile's key, which the recovery code opens and nothing else that is sent along: a passphrase may be
guessed, a code of 128 random bits may not. The same keys are always sealed to the same bytes (AES-SIV, RFC 5297), so
that handing over again sends nothing new.
"""

from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.vault.encoding import Base64Text, text_of
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.recovery import RecoveryCode

_KEY_BYTES: Final = 64
_PURPOSE: Final = b"reviewer-app keys on a store\0"


class _Sealed(BaseModel):
    """The key file without its passphrase, as its own bytes, and the sealed keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    key_file: Base64Text
    keys: Base64Text


def seal_keys(key_file: KeyFile, key: bytes, identity: Identity, review: str) -> bytes:
    """Seal a person's keys for the store of one review.

    Args:
        key_file: the profile's, of which only what the recovery code opens is sent.
        key: the profile's key.
        identity: whose keys they are.
        review: its id; they open for no other.
    """
    sealed = AESSIV(_derived(key)).encrypt(identity.to_bytes(), [review.encode()])
    return canonical(
        {"key_file": text_of(key_file.without_passphrase().content()), "keys": text_of(sealed)}
    )


class Opener:
    """Opens what `seal_keys` sealed, with one recovery code.

    A person's keys lie on a store once for each review, under one seal: it is tried once, since each costs 64 MiB and
    three passes.
    """

    def __init__(self, code: RecoveryCode) -> None:
        self._code = code
        self._tried: dict[bytes, bytes | UserError] = {}

    def open(self, sealed: bytes, review: str) -> Identity:
        """Give the person whose keys these are; slow, by intention.

        Raises:
            UserError: "keys.malformed"; "vault.recovery-code-wrong": the code of someone else.
        """
        try:
            kept = _Sealed.model_validate_json(sealed)
            key = self._key_in(kept.key_file)
            return Identity.from_bytes(AESSIV(_derived(key)).decrypt(kept.keys, [review.encode()]))
        except (InvalidTag, ValueError) as wrong:
            raise UserError("keys.malformed") from wrong

    def _key_in(self, content: bytes) -> bytes:
        if content not in self._tried:
            self._tried[content] = self._try(content)
        found = self._tried[content]
        if isinstance(found, UserError):
            raise found
        return found

    def _try(self, content: bytes) -> bytes | UserError:
        try:
            key_file = KeyFile.parsed(content, Path())
        except UserError:
            return UserError("keys.malformed")
        try:
            return key_file.open_with_recovery(self._code)
        except UserError as wrong:
            return wrong


def _derived(key: bytes) -> bytes:
    """Derive the key that seals on stores from the profile's own (RFC 5869)."""
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE).derive(key)
