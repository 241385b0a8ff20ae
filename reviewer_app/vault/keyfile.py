"""The key file: the profile's key, sealed by the recovery code and, where set, a passphrase.

It lies beside the profile and its backups, and holds the database's salt as well, without which
nothing opens. The key is never in it in clear.
"""

import errno
import hashlib
import secrets
import unicodedata
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from reviewer_app.durable import OWNER_ONLY, read_at_most, write_whole
from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.vault.encoding import Base64Text
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.slow_hash import LANES, MEMORY_KIB, PASSES, SALT_BYTES, slow_hash

SHORTEST_PASSPHRASE: Final = 12
"""Characters a passphrase needs."""

_FORMAT: Final = "reviewer-app key file"
_VERSION: Final = 1
_LARGEST_BYTES: Final = 65_536
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_CHECK_BYTES: Final = 16

# What a file may ask for: nothing released asks for less than the cost above, and a hostile file
# must not take all of a small laptop's memory or an hour of its time.
_MEMORY_KIB_MOST: Final = 4 * MEMORY_KIB
_PASSES_MOST: Final = 10
_LANES_MOST: Final = 4

_SealedBy = Literal["recovery", "passphrase"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)


class _Sealing(_Strict):
    """One sealed copy of the key, with the cost of deriving the key that opens it."""

    kdf: Literal["argon2id"] = "argon2id"
    memory_kib: Annotated[int, Field(ge=MEMORY_KIB, le=_MEMORY_KIB_MOST)] = MEMORY_KIB
    passes: Annotated[int, Field(ge=PASSES, le=_PASSES_MOST)] = PASSES
    lanes: Annotated[int, Field(ge=LANES, le=_LANES_MOST)] = LANES
    salt: Annotated[Base64Text, Field(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    nonce: Annotated[Base64Text, Field(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    sealed: Base64Text

    def cipher(self, secret: bytes) -> ChaCha20Poly1305:
        """Derive the key that opens this sealing; about 0.2 s and 64 MiB, by intention."""
        key = slow_hash(
            secret,
            self.salt,
            memory_kib=self.memory_kib,
            passes=self.passes,
            lanes=self.lanes,
        )
        return ChaCha20Poly1305(key)


class KeyFile(_Strict):
    """One profile's key file; see the module for what it holds.

    Attributes:
        profile_id: the profile it belongs to.
        salt: the database's salt, 16 bytes.
    """

    format: Literal["reviewer-app key file"] = _FORMAT
    version: Literal[1] = _VERSION
    profile_id: Annotated[str, Field(min_length=1, max_length=64)]
    salt: Annotated[Base64Text, Field(min_length=SALT_BYTES, max_length=SALT_BYTES, repr=False)]
    check_value: Annotated[
        Base64Text, Field(min_length=_CHECK_BYTES, max_length=_CHECK_BYTES, repr=False)
    ]
    recovery: Annotated[_Sealing, Field(repr=False)]
    passphrase: Annotated[_Sealing | None, Field(repr=False)]

    @classmethod
    def seal(
        cls,
        profile_id: str,
        key: bytes,
        salt: bytes,
        *,
        recovery: RecoveryCode,
        passphrase: str | None,
    ) -> Self:
        """Seal a profile's key (32 bytes), and keep the database's salt (16 bytes) with it.

        Raises:
            UserError: `vault.passphrase-short`.
            ValueError: key or salt has another length.
        """
        if len(key) != _KEY_BYTES or len(salt) != SALT_BYTES:
            raise ValueError("a profile has a key of 32 bytes and a salt of 16")
        return cls(
            profile_id=profile_id,
            salt=salt,
            check_value=_check_value(profile_id, salt, key),
            recovery=_sealing("recovery", profile_id, salt, key, recovery.secret),
            passphrase=None
            if passphrase is None
            else _sealing("passphrase", profile_id, salt, key, new_passphrase(passphrase)),
        )

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens the profile, besides the recovery code."""
        return self.passphrase is not None

    def matches(self, key: bytes) -> bool:
        """Tell whether this is the profile's key, without touching the database."""
        return bytes_eq(_check_value(self.profile_id, self.salt, key), self.check_value)

    def open_with_recovery(self, code: RecoveryCode) -> bytes:
        """Give the profile's key for the printed code.

        Raises:
            UserError: `vault.recovery-code-wrong`, the code of another profile.
        """
        key = self._opened("recovery", self.recovery, code.secret)
        if key is None:
            raise UserError("vault.recovery-code-wrong")
        return key

    def open_with_passphrase(self, text: str) -> bytes:
        """Give the profile's key for the passphrase.

        Raises:
            UserError: `vault.passphrase-wrong`; `vault.passphrase-unset`.
        """
        if self.passphrase is None:
            raise UserError("vault.passphrase-unset")
        key = self._opened("passphrase", self.passphrase, _composed(text))
        if key is None:
            raise UserError("vault.passphrase-wrong")
        return key

    def with_passphrase(self, key: bytes, text: str | None) -> Self:
        """Give a key file that another passphrase opens, or none; the recovery code stays.

        Raises:
            UserError: `vault.passphrase-short`.
            ValueError: this is not the profile's key.
        """
        if not self.matches(key):
            raise ValueError("a key file is changed with its own profile's key")
        sealing = (
            None
            if text is None
            else _sealing("passphrase", self.profile_id, self.salt, key, new_passphrase(text))
        )
        return self.model_copy(update={"passphrase": sealing})

    def with_recovery(self, key: bytes, code: RecoveryCode) -> Self:
        """Give a key file that a new recovery code opens, and the old one no longer; the passphrase stays.

        Raises:
            ValueError: this is not the profile's key.
        """
        if not self.matches(key):
            raise ValueError("a key file is changed with its own profile's key")
        sealing = _sealing("recovery", self.profile_id, self.salt, key, code.secret)
        return self.model_copy(update={"recovery": sealing})

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a key file.

        Raises:
            UserError: `vault.keyfile-missing`, `vault.keyfile-unreadable` (the system refuses),
                `vault.keyfile-invalid` (something else, damaged, or asking for an unheard-of cost),
                `vault.keyfile-newer`.
        """
        try:
            content = read_at_most(path, _LARGEST_BYTES)
        except FileNotFoundError as missing:
            raise UserError("vault.keyfile-missing", path=path) from missing
        except OSError as refused:
            if refused.errno == errno.EFBIG:
                raise UserError("vault.keyfile-invalid", path=path) from refused
            raise UserError(
                "vault.keyfile-unreadable", path=path, reason=refused.strerror
            ) from refused
        return cls.parsed(content, path)

    @classmethod
    def parsed(cls, content: bytes, path: Path) -> Self:
        """Read what `content` gives; `path` is named where it is refused.

        Raises:
            UserError: `vault.keyfile-invalid`, `vault.keyfile-newer`.
        """
        try:
            document = from_json(content)
        except ValueError:
            document = None
        if not isinstance(document, dict) or document.get("format") != _FORMAT:
            raise UserError("vault.keyfile-invalid", path=path)
        version = document.get("version")
        if isinstance(version, int) and version > _VERSION:
            raise UserError("vault.keyfile-newer", path=path)
        digest = document.pop("digest", None)
        try:
            # Told apart here, or a damaged file would make the right code look wrong.
            if digest != _digest(document):
                raise UserError("vault.keyfile-invalid", path=path)
            return cls.model_validate(document)
        except ValidationError as wrong:
            raise UserError("vault.keyfile-invalid", path=path) from wrong

    def without_passphrase(self) -> Self:
        """Give a key file that the recovery code alone opens."""
        return self.model_copy(update={"passphrase": None})

    def content(self) -> bytes:
        """Give the file's bytes."""
        document = self.model_dump(mode="json")
        return canonical({**document, "digest": _digest(document)}) + b"\n"

    def write(self, path: Path) -> None:
        """Write the file, readable by its owner only, whole or not at all.

        Raises:
            UserError: `vault.keyfile-not-written`, with the system's reason.
        """
        try:
            write_whole(path, self.content(), mode=OWNER_ONLY)
        except OSError as refused:
            raise UserError(
                "vault.keyfile-not-written", path=path, reason=refused.strerror
            ) from refused

    def _opened(self, sealed_by: _SealedBy, sealing: _Sealing, secret: bytes) -> bytes | None:
        """Give the key, or nothing where the secret is not the one it was sealed by."""
        context = _context(sealed_by, self.profile_id, self.salt)
        try:
            key = sealing.cipher(secret).decrypt(sealing.nonce, sealing.sealed, context)
        except InvalidTag:
            return None
        return key if self.matches(key) else None


def new_passphrase(text: str) -> bytes:
    """Give the bytes a new passphrase stands for.

    Raises:
        UserError: `vault.passphrase-short`, fewer than 12 characters.
    """
    if len(unicodedata.normalize("NFC", text)) < SHORTEST_PASSPHRASE:
        raise UserError("vault.passphrase-short", shortest=SHORTEST_PASSPHRASE)
    return _composed(text)


def _composed(text: str) -> bytes:
    """Compose accents (NFC): systems differ in how a keyboard's accented letter arrives."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def _sealing(
    sealed_by: _SealedBy, profile_id: str, salt: bytes, key: bytes, secret: bytes
) -> _Sealing:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    empty = _Sealing(salt=secrets.token_bytes(SALT_BYTES), nonce=nonce, sealed=b"")
    sealed = empty.cipher(secret).encrypt(nonce, key, _context(sealed_by, profile_id, salt))
    return empty.model_copy(update={"sealed": sealed})


def _context(sealed_by: _SealedBy, profile_id: str, salt: bytes) -> bytes:
    """What a sealed key is bound to, so that it opens in no other place, profile or file."""
    return canonical(
        {
            "format": _FORMAT,
            "version": _VERSION,
            "profile_id": profile_id,
            "salt": salt.hex(),
            "sealed_by": sealed_by,
        }
    )


def _check_value(profile_id: str, salt: bytes, key: bytes) -> bytes:
    """Derive what tells the right key from a wrong one and says nothing else about it (RFC 5869)."""
    return HKDF(
        algorithm=hashes.SHA256(),
        length=_CHECK_BYTES,
        salt=salt,
        info=b"reviewer-app key check\0" + profile_id.encode(),
    ).derive(key)


def _digest(document: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(document)).hexdigest()
