"""What a store on a network asks for before it lets anybody in: kept in the system's keyring, under a name."""

import json
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.vault.keyring import LARGEST_SECRET, Keyring

_PREFIX: Final = "store:"


@dataclass(frozen=True, slots=True)
class StoreAccess:
    """A user and a secret: of WebDAV a name and its password, of S3 an access key and its secret."""

    user: str
    secret: str

    def __repr__(self) -> str:
        """Never show the secret."""
        return f"StoreAccess({self.user!r})"


def keep_access(keyring: Keyring | None, name: str, access: StoreAccess) -> None:
    """Keep what a store asks for under a name.

    Raises:
        UserError: "vault.keyring-none", "vault.keyring-locked", "vault.keyring-refused", "store.access-too-long".
    """
    content = json.dumps([access.user, access.secret]).encode()
    if len(content) > LARGEST_SECRET:
        raise UserError("store.access-too-long", name=name)
    _there(keyring).put(_PREFIX + name, content)


def access_named(keyring: Keyring | None, name: str) -> StoreAccess:
    """Give what is kept under a name.

    Raises:
        UserError: "vault.keyring-none", "vault.keyring-locked", "vault.keyring-refused", "store.access-unknown".
    """
    content = _there(keyring).get(_PREFIX + name)
    if content is None:
        raise UserError("store.access-unknown", name=name)
    try:
        user, secret = json.loads(content)
    except ValueError:
        raise UserError("store.access-unknown", name=name) from None
    return StoreAccess(str(user), str(secret))


def forget_access(keyring: Keyring | None, name: str) -> None:
    """Forget what is kept under a name; nothing happens where there is none.

    Raises:
        UserError: "vault.keyring-none", "vault.keyring-locked", "vault.keyring-refused".
    """
    _there(keyring).delete(_PREFIX + name)


def _there(keyring: Keyring | None) -> Keyring:
    if keyring is None:
        raise UserError("vault.keyring-none")
    return keyring
