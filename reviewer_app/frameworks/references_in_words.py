"""Answers that words name: `${item}` in a label, a hint or a message."""

import re
from collections.abc import Callable
from typing import Final

_REFERENCE: Final = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


def names_in(text: str) -> list[str]:
    """Give every `${name}` of a text, in order."""
    return [found[1] for found in _REFERENCE.finditer(text)]


def filled_in(text: str, answer: Callable[[str], str]) -> str:
    """Give a text with each `${name}` replaced by its answer."""
    return _REFERENCE.sub(lambda found: answer(found[1]), text)
