"""The report's embedded fonts, and which of them can draw a given text.

Inter carries labels, headings and tables; Noto Serif carries narrative. A character neither has is
drawn as a visible substitute and can be reported, never dropped in silence.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reviewer_app.places import resource

SANS: Final = "Inter-Regular"
SANS_MEDIUM: Final = "Inter-Medium"
SANS_SEMIBOLD: Final = "Inter-SemiBold"
SANS_BOLD: Final = "Inter-Bold"
SERIF: Final = "NotoSerif-Regular"
SERIF_ITALIC: Final = "NotoSerif-Italic"
FONT_NAMES: Final = (SANS, SANS_MEDIUM, SANS_SEMIBOLD, SANS_BOLD, SERIF, SERIF_ITALIC)

# Who draws a character when the wanted font has no glyph for it.
_FALLBACK: Final = {
    SANS: SERIF,
    SANS_MEDIUM: SERIF,
    SANS_SEMIBOLD: SERIF,
    SANS_BOLD: SERIF,
    SERIF: SANS,
    SERIF_ITALIC: SANS,
}
SUBSTITUTE: Final = "\N{REPLACEMENT CHARACTER}"

# Everything that is white space, but for the spaces that must not break.
_WHITE_SPACE: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")

# A TTFont object remembers which glyphs each open document used and is not made for two documents
# being built at the same time, so whoever typesets holds this.
typesetting: Final = threading.RLock()


def register_fonts(folder: Path | None = None) -> None:
    """Make the report's fonts known to reportlab, once per process."""
    folder = folder or resource("fonts")
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in FONT_NAMES:
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text one font can draw."""

    font: str
    text: str


def clean(text: str) -> str:
    """One line of printable text: composed, without control or invisible direction characters.

    Runs of white space, line ends included, become one space; a no-break space stays.
    """
    composed = _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(
        character
        for character in composed
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    ).strip(" ")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a passage, parted where a person left an empty line."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return tuple(part for part in map(clean, parts) if part)


def _has_glyph(font: str, character: str) -> bool:
    face: Any = pdfmetrics.getFont(font).face  # type: ignore[attr-defined]
    # The last code of a font's table may be there and lead to glyph 0, the one for what is not there.
    return bool(face.charToGlyph.get(ord(character)))


def _font_for(font: str, character: str) -> str | None:
    if _has_glyph(font, character):
        return font
    other = _FALLBACK[font]
    return other if _has_glyph(other, character) else None


def _placed(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Each character with the font to draw it; a combining mark stays with its base."""
    previous = font
    for character in text:
        if unicodedata.combining(character) and _has_glyph(previous, character):
            yield previous, character
            continue
        chosen = _font_for(font, character)
        previous = chosen or _font_for(font, SUBSTITUTE) or font
        yield previous, character if chosen else SUBSTITUTE


def runs(text: str, font: str) -> tuple[Run, ...]:
    """`text` (already clean) as stretches the embedded fonts can draw, in `font` where possible."""
    return tuple(
        Run(name, "".join(character for _, character in group))
        for name, group in groupby(_placed(text, font), key=lambda placed: placed[0])
    )
