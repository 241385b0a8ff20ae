"""Glyphs as the rules of a script choose and place them, and the codes by which reportlab embeds them.

reportlab knows characters, not glyphs. A glyph that is not simply that of its character is made known to it as a
character in private use, one for each glyph and the text it stands for, so that the text can be read out of the file.
Whoever typesets forgets the codes of the document before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import pdfmetrics

# Supplementary private use (planes 15 and 16), of which the last two of each plane are no characters.
_FIRST_CODE: Final = 0xF0000
_EXTRA_GLYPH: Final = "\N{ZERO WIDTH SPACE}"
# As reportlab sets all other text: letter by letter.
_PLAIN: Final = dict.fromkeys(("kern", "liga", "clig", "calt"), False)

_code_of: dict[tuple[str, int, str], str] = {}
_text_of: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its code, and in thousandths of the font's size its own width and where it is moved to."""

    code: str
    width: float
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """What cannot be parted: some characters, their glyphs in reading order, and how far they reach."""

    text: str
    glyphs: tuple[Glyph, ...]
    advance: float


def forget_codes() -> None:
    """Begin a new document: its bytes do not depend on those before."""
    for (font, _glyph, _text), code in _code_of.items():
        face = _face(font)
        del face.charToGlyph[ord(code)], face.charWidths[ord(code)]
    shaped.cache_clear()
    _code_of.clear()
    _text_of.clear()


def text_of_code(character: str) -> str:
    """Give the text a code stands for; any other character stands for itself."""
    return _text_of.get(character, character)


@cache
def shaped(text: str, font: str, *, from_right: bool, plain: bool) -> tuple[Cluster, ...]:
    """The clusters of a text of one font and direction, in reading order; a `plain` one has no ligatures."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    shaper = _shaper(font)
    uharfbuzz.shape(shaper, buffer, _PLAIN if plain else {})
    scale = 1000 / shaper.face.upem
    drawn = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    if from_right:
        drawn.reverse()
    found = [
        (start, list(group)) for start, group in groupby(drawn, key=lambda one: one[0].cluster)
    ]
    stops = [start for start, _glyphs in found[1:]] + [len(text)]
    return tuple(
        _cluster(text[start:stop], font, glyphs, scale, from_right=from_right)
        for (start, glyphs), stop in zip(found, stops, strict=True)
    )


def _cluster(
    text: str, font: str, drawn: Sequence[tuple[Any, Any]], scale: float, *, from_right: bool
) -> Cluster:
    """A cluster from its glyphs in reading order; each is given its share of the text."""
    advance = sum(place.x_advance for _glyph, place in drawn)
    pen = advance if from_right else 0
    glyphs: list[Glyph] = []
    for (glyph, place), share in zip(drawn, _shares(text, len(drawn)), strict=True):
        pen -= place.x_advance if from_right else 0
        code = _code(font, glyph.codepoint, share)
        right, up = (pen + place.x_offset) * scale, place.y_offset * scale
        glyphs.append(Glyph(code, _face(font).charWidths[ord(code)], right, up))
        pen += 0 if from_right else place.x_advance
    return Cluster(text, tuple(glyphs), advance * scale)


def _shares(text: str, glyphs: int) -> Iterator[str]:
    """A character each, and the last takes what is left; glyphs beyond the text are read as nothing."""
    yield from (text[place : place + 1] or _EXTRA_GLYPH for place in range(glyphs - 1))
    yield text[glyphs - 1 :] or _EXTRA_GLYPH


def _code(font: str, glyph: int, text: str) -> str:
    face = _face(font)
    if len(text) == 1 and face.charToGlyph.get(ord(text)) == glyph:
        return text
    code = _code_of.get((font, glyph, text))
    if code is None:
        number = len(_code_of)
        code = chr(_FIRST_CODE + number + 2 * (number // 0xFFFE))
        _code_of[font, glyph, text] = code
        _text_of[code] = text
        face.charToGlyph[ord(code)] = glyph
        face.charWidths[ord(code)] = face._pdfScale(_shaper(font).get_glyph_h_advance(glyph))  # noqa: SLF001
    return code


def _face(font: str) -> Any:
    return pdfmetrics.getFont(font).face  # type: ignore[attr-defined]


@cache
def _shaper(font: str) -> Any:
    return uharfbuzz.Font(uharfbuzz.Face(_face(font)._ttf_data))  # noqa: SLF001 (read once)
