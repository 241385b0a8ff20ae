"""The report's embedded fonts, and which of them can draw a given text.

Inter carries labels, headings and tables; Noto Serif carries narrative; other scripts have fonts of their own, read
when they first occur. A character none has is drawn as a visible substitute and reported, never dropped in silence.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reviewer_app.places import resource
from reviewer_app.report.scripts import STRAY_JOINER, script_font

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
# Signs that enclose digits: by their category invisible, by their looks not.
_ARABIC_SIGNS: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
_JOINERS: Final = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")

# Everything that is white space, but for the spaces that must not break.
_WHITE_SPACE: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")

# Letters and marks nothing is ever seen of (DerivedCoreProperties.txt, Default_Ignorable_Code_Point, those that are not
# of category Cf), such as what turns a sign into its coloured form.
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

# A TTFont object remembers which glyphs each open document used and is not made for two documents
# being built at the same time, so whoever typesets holds this.
typesetting: Final = threading.RLock()


def register_fonts() -> None:
    """Make the report's fonts known to reportlab, once per process."""
    folder = resource("fonts")
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

    Runs of white space, line ends included, become one space; a no-break space stays, and so do the joiners between
    letters they shape.
    """
    spaced = _WHITE_SPACE.sub(" ", text)
    if spaced.isascii():
        shown = "".join(filter(str.isprintable, spaced))
    else:
        kept = filter(_is_shown, _UNSEEN.sub("", spaced))
        shown = unicodedata.normalize("NFC", STRAY_JOINER.sub("", "".join(kept)))
    return _WHITE_SPACE.sub(" ", shown).strip(" ")


def _is_shown(character: str) -> bool:
    return (
        unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        or character in _JOINERS
        or character in _ARABIC_SIGNS
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a passage, parted where a person left an empty line."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return tuple(part for part in map(clean, parts) if part)


def has_glyph(font: str, character: str) -> bool:
    """Whether a font draws a character. What is in private use means nothing to anyone else."""
    face: Any = pdfmetrics.getFont(font).face  # type: ignore[attr-defined]
    # The last code of a font's table may be there and lead to glyph 0, the one for what is not there.
    return bool(face.charToGlyph.get(ord(character))) and unicodedata.category(character) != "Co"


@cache
def _font_for(font: str, character: str) -> str | None:
    if has_glyph(font, character):
        return font
    other = _FALLBACK[font]
    if has_glyph(other, character):
        return other
    of_script = script_font(character)
    if of_script is None:
        return None
    _register_script(of_script)
    return of_script if has_glyph(of_script, character) else None


def _register_script(name: str) -> None:
    """Make the font of a script known to reportlab: a hundredth of a second each, so only once it is needed."""
    if name not in pdfmetrics.getRegisteredFontNames():
        file = resource("fonts", "scripts", f"{name}.ttf")
        # Without the Latin letters that reportlab otherwise embeds with every font.
        pdfmetrics.registerFont(TTFont(name, str(file), asciiReadable=False))


def placed(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Each character with the font to draw it; a mark or a joiner stays with its base."""
    previous = font
    for character in text:
        if character in _JOINERS:
            yield previous, character
            continue
        if unicodedata.combining(character) and has_glyph(previous, character):
            yield previous, character
            continue
        chosen = _font_for(font, character)
        previous = chosen or _font_for(font, SUBSTITUTE) or font
        yield previous, character if chosen else SUBSTITUTE


def undrawable(text: str, font: str) -> str:
    """Give the characters of a (clean) text that are drawn as substitutes, each once and in order."""
    if text.isascii():
        return ""
    drawn = zip(text, placed(text, font), strict=True)
    return "".join(dict.fromkeys(before for before, (_font, after) in drawn if before != after))


def runs(text: str, font: str) -> tuple[Run, ...]:
    """`text` (already clean) as stretches the embedded fonts can draw, in `font` where possible."""
    if text.isascii():
        return (Run(font, text),) if text else ()
    return tuple(
        Run(name, "".join(character for _, character in group))
        for name, group in groupby(placed(text, font), key=lambda one: one[0])
    )
