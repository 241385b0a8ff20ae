"""Text for shapes another program sets: which stretch of it is of which language, and runs from the right.

A browser or a word processor orders the letters by itself; it has to be told what no letter tells.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reviewer_app.report.bidi import base_level, levels
from reviewer_app.report.fonts import SUBSTITUTE
from reviewer_app.report.scripts import languages

# Code points that are no characters (Unicode Standard, 23.7): XML 1.0 knows no U+FFFE and U+FFFF, HTML none of them.
_NO_CHARACTERS: Final = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one language ("" for the report's own) and direction."""

    text: str
    language: str
    from_right: bool


def shown(text: str) -> str:
    """Give (clean) text with a visible substitute for what no file of these shapes may hold."""
    return text if text.isascii() else _NO_CHARACTERS.sub(SUBSTITUTE, text)


def runs_from_right(text: str) -> bool:
    """Whether the paragraph itself runs from the right."""
    return not text.isascii() and base_level(text) == 1


def spans(text: str) -> tuple[Span, ...]:
    """Give the stretches of a (clean) text in reading order."""
    text = shown(text)
    if text.isascii():
        return (Span(text, "", False),) if text else ()
    base = base_level(text)
    # Within a paragraph from the left a number among words from the right goes with them.
    right = [level % 2 == 1 or (level > base == 0) for level in levels(text, base)]
    along = zip(text, languages(text), right, strict=True)
    return tuple(
        Span("".join(character for character, _l, _r in group), language, from_right)
        for (language, from_right), group in groupby(along, key=lambda one: (one[1], one[2]))
    )
