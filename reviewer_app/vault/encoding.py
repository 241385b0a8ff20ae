"""How the vault writes bytes as text: one way only, so that equal is equal."""

import base64
import binascii
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer


def text_of(raw: bytes) -> str:
    """Write bytes as base64 for URLs, without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def bytes_of(text: str) -> bytes:
    """Read what `text_of` wrote.

    Raises:
        ValueError: it is not the one spelling `text_of` gives these bytes.
    """
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as wrong:
        raise ValueError("no base64 text") from wrong
    # The decoder skips strange characters and ignores spare bits; a signed text may not.
    if text_of(raw) != text:
        raise ValueError("no canonical base64 text")
    return raw


def _raw(value: object) -> object:
    return bytes_of(value) if isinstance(value, str) else value


Base64Text = Annotated[bytes, BeforeValidator(_raw), PlainSerializer(text_of, return_type=str)]
"""Bytes of a pydantic model that stand in its JSON document as the text of `text_of`."""
