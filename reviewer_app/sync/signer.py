"""Whoever signed a file that vouches for itself: the key stands in its header, and the person's id hangs on the key."""

import hashlib

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Container
from reviewer_app.vault.identity import person_of, verify


def check_signer(container: Container, wrong: str) -> None:
    """Check that a file is signed with the key it names, which is the key of the person it names.

    Raises:
        UserError: `wrong`; "file.damaged".
    """
    sign_key = container.word("sign_key")
    try:
        named = person_of(sign_key) == container.word("person")
    except ValueError:
        named = False
    if not named or not verify(sign_key, container.raw_header, container.tail):
        raise UserError(wrong)


def check_payload(container: Container, wrong: str) -> None:
    """Check that the sealed bytes are those that the signed header names.

    Raises:
        UserError: `wrong`; "file.damaged".
    """
    if hashlib.sha256(container.sealed).hexdigest() != container.word("payload"):
        raise UserError(wrong)
