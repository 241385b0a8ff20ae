"""Text for shapes another program sets: which stretch of it is of which language, and runs from the right.

A browser or a word processor orders the letters by itself; it has to be told what no letter tells.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reviewer_app.language import told
from reviewer_app.report.bidi import base_level, levels
from reviewer_app.report.fonts import SUBSTITUTE
from reviewer_app.report.scripts import languages
from reviewer_app.tongues import BETWEEN, is_double

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
    return "".join(words for words, _language in _told(text))


def _told(text: str) -> list[tuple[str, str]]:
    """Give the words that are shown and the language that has to be told of them, two readings one after the other."""
    if not text:
        return []
    between = (BETWEEN, "")
    beside = [part for one in told(text) for part in (between, *one)][1:]
    return [(_NO_CHARACTERS.sub(SUBSTITUTE, words), language) for words, language in beside]


def begins_with(text: str, strong: str) -> bool:
    """Whether words that are to stand out begin a text that is told once."""
    return bool(strong) and text.startswith(strong) and not is_double(text)


def runs_from_right(text: str) -> bool:
    """Whether the paragraph itself runs from the right."""
    return not text.isascii() and base_level(shown(text)) == 1


def spans(text: str) -> tuple[Span, ...]:
    """Give the stretches of a (clean) text in reading order."""
    parts = _told(text)
    text = "".join(words for words, _language in parts)
    known = [language for words, language in parts for _character in words]
    if text.isascii() and not any(known):
        return (Span(text, "", False),) if text else ()
    base = base_level(text)
    # Within a paragraph from the left a number among words from the right goes with them.
    right = [level % 2 == 1 or (level > base == 0) for level in levels(text, base)]
    told_apart = (script or other for script, other in zip(languages(text), known, strict=True))
    along = zip(text, told_apart, right, strict=True)
    return tuple(
        Span("".join(character for character, _l, _r in group), language, from_right)
        for (language, from_right), group in groupby(along, key=lambda one: (one[1], one[2]))
    )
