"""The system's own keyring, where the key of a profile lives.

Only four services count, and the choice is ours: left to itself the library would also take a
plain-text file, a setting in the environment, or one in a file of its own.
"""

import base64
import binascii
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, kwallet, macOS
from keyring.errors import InitError, KeyringError, KeyringLocked

from reviewer_app.errors import UserError

SERVICE: Final = "reviewer-app"
"""What our entries are filed under."""

LARGEST_SECRET: Final = 900
"""Bytes an entry may hold: Windows takes 2,560 bytes of UTF-16, that is 1,280 base64 characters."""

_NAMES: Final[tuple[tuple[type[KeyringBackend], str], ...]] = (
    (Windows.WinVaultKeyring, "Windows Credential Manager"),
    (macOS.Keyring, "macOS Keychain"),
    (SecretService.Keyring, "Secret Service"),
    (kwallet.DBusKeyring, "KWallet"),
)


class Keyring:
    """One keyring service of the system; secrets are kept in it by name, base64 as text.

    Attributes:
        name: what the service is called.
    """

    def __init__(self, backend: KeyringBackend, name: str) -> None:
        self._backend = backend
        self.name = name

    def get(self, name: str) -> bytes | None:
        """Give a secret, or nothing where none is kept under this name (any more).

        Raises:
            UserError: `vault.keyring-locked`, `vault.keyring-none`, `vault.keyring-refused`, `vault.keyring-damaged`.
        """
        with self._ready():
            text = self._backend.get_password(SERVICE, name)
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as wrong:
            raise UserError("vault.keyring-damaged") from wrong

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret under a name, in place of an earlier one, and read it back.

        Raises:
            UserError: `vault.keyring-locked`, `vault.keyring-none`, `vault.keyring-refused`.
            ValueError: more than 900 bytes.
        """
        if len(secret) > LARGEST_SECRET:
            raise ValueError("a keyring entry holds at most 900 bytes")
        with self._ready():
            self._backend.set_password(SERVICE, name, base64.b64encode(secret).decode("ascii"))
        # KWallet's backend does not look at the answer it gets.
        if self.get(name) != secret:
            raise UserError("vault.keyring-refused")

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none.

        Raises:
            UserError: `vault.keyring-locked`, `vault.keyring-none`, `vault.keyring-refused`.
        """
        with self._ready():
            if self._backend.get_password(SERVICE, name) is not None:
                self._backend.delete_password(SERVICE, name)
            if self._backend.get_password(SERVICE, name) is not None:
                raise UserError("vault.keyring-refused")

    @contextmanager
    def _ready(self) -> Iterator[None]:
        """Check that nothing will wait for an answer, and translate what the service refuses."""
        if isinstance(self._backend, SecretService.Keyring):
            _refuse_locked(self._backend)
        try:
            yield
        except KeyringLocked as locked:
            raise UserError("vault.keyring-locked") from locked
        except InitError as absent:
            raise UserError("vault.keyring-none") from absent
        except KeyringError as refused:
            raise UserError("vault.keyring-refused") from refused


def system_keyring() -> Keyring:
    """Give the best of the allowed keyring services that work here, unlocked.

    Raises:
        UserError: `vault.keyring-none`, `vault.keyring-locked`.
    """
    usable = [(backend.priority, backend, name) for backend, name in _NAMES if backend.viable]
    if not usable:
        raise UserError("vault.keyring-none")
    _, backend, name = max(usable, key=lambda choice: choice[0])
    chosen = backend()
    if isinstance(chosen, SecretService.Keyring):
        _refuse_locked(chosen)
    return Keyring(chosen, name)


def keyring_if_any() -> Keyring | None:
    """Give the system's keyring, None on a computer without one.

    Raises:
        UserError: `vault.keyring-locked`.
    """
    try:
        return system_keyring()
    except UserError as error:
        if error.code == "vault.keyring-none":
            return None
        raise


def _refuse_locked(backend: SecretService.Keyring) -> None:
    """Refuse a collection that is locked or not there yet.

    The library would ask for it to be unlocked or made, and then wait for an answer that never
    comes where nobody sees the question.
    """
    # Installed on Linux only, and only there is this reached.
    import secretstorage  # noqa: PLC0415
    from jeepney.wrappers import DBusErrorResponse  # noqa: PLC0415
    from secretstorage.collection import DEFAULT_COLLECTION  # noqa: PLC0415

    try:
        with closing(secretstorage.dbus_init()) as bus:
            # The library lets the environment name another collection.
            path = getattr(backend, "preferred_collection", DEFAULT_COLLECTION)
            locked = secretstorage.Collection(bus, path).is_locked()
    # An address without a bus behind it comes as a plain OSError.
    except (secretstorage.SecretStorageException, DBusErrorResponse, OSError) as absent:
        raise UserError("vault.keyring-none") from absent
    if locked:
        raise UserError("vault.keyring-locked")
