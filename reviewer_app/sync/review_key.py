"""Review keys: age X25519 keys that a review's bundles and photos are sealed to.

A secret is the text of an age identity (`AGE-SECRET-KEY-1...`) as bytes, so that the age program opens what
we seal. Secrets travel inside rosters and lie inside the encrypted profile, nowhere else.
"""

from collections.abc import Callable, Sequence

import pyrage

from reviewer_app.errors import UserError
from reviewer_app.vault.identity import unsealed


def new_review_key() -> tuple[str, bytes]:
    """Make a review key: the public recipient (`age1...`) and the secret."""
    made = pyrage.x25519.Identity.generate()
    return str(made.to_public()), str(made).encode()


def public_of(secret: bytes) -> str:
    """Give the public recipient of a review secret.

    Raises:
        ValueError: the bytes are no age identity.
    """
    return str(_identity(secret).to_public())


def open_with(secrets: Sequence[bytes]) -> Callable[[bytes], bytes]:
    """Give what opens a payload sealed to any of these review keys.

    The function it gives raises UserError "bundle.no-key"; what it opens was checked for damage before.
    """
    texts = [str(_identity(secret)) for secret in secrets]

    def opened(sealed: bytes) -> bytes:
        try:
            return unsealed(sealed, texts)
        except UserError as refused:
            raise UserError("bundle.no-key") from refused

    return opened


def _identity(secret: bytes) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret.decode("ascii"))
    except pyrage.IdentityError as wrong:
        raise ValueError("no age identity") from wrong
