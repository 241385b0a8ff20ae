"""Which font draws what neither Inter nor Noto Serif has, and what a script tells of the language.

The fonts lie in `resources/fonts/scripts`, made by `tests/data/make_fonts.py`, each cut down to what is named here.
"""

import re
from bisect import bisect_right
from itertools import groupby
from typing import Final

SCRIPT_FONTS: Final[dict[str, tuple[range, ...]]] = {
    "NotoSansHebrew-Regular": (range(0x0590, 0x0600), range(0xFB1D, 0xFB50)),
    "NotoSansArabic-Regular": (
        range(0x0600, 0x0700),
        range(0x0750, 0x0780),
        range(0x08A0, 0x0900),
        range(0xFB50, 0xFE00),
        range(0xFE70, 0xFEFF),
    ),
    "NotoSansDevanagari-Regular": (range(0x0900, 0x0980), range(0xA8E0, 0xA900)),
    "NotoSansBengali-Regular": (range(0x0980, 0x0A00),),
    "NotoSansGurmukhi-Regular": (range(0x0A00, 0x0A80),),
    "NotoSansGujarati-Regular": (range(0x0A80, 0x0B00),),
    "NotoSansTamil-Regular": (range(0x0B80, 0x0C00),),
    "NotoSansTelugu-Regular": (range(0x0C00, 0x0C80),),
    "NotoSansKannada-Regular": (range(0x0C80, 0x0D00),),
    "NotoSansMalayalam-Regular": (range(0x0D00, 0x0D80),),
    "NotoSansSinhala-Regular": (range(0x0D80, 0x0E00),),
    "NotoSansThai-Regular": (range(0x0E00, 0x0E80),),
    "NotoSansArmenian-Regular": (range(0x0530, 0x0590),),
    "NotoSansGeorgian-Regular": (range(0x10A0, 0x1100), range(0x1C90, 0x1CC0)),
    "NotoSansEthiopic-Regular": (range(0x1200, 0x13A0),),
    "DroidSansFallback": (
        range(0x3000, 0x3100),
        range(0x4E00, 0xA000),
        range(0xAC00, 0xD7A4),
        range(0xFF00, 0xFFF0),
    ),
}

_STARTS: Final = sorted(
    (part.start, part.stop, name) for name, parts in SCRIPT_FONTS.items() for part in parts
)


def script_font(character: str) -> str | None:
    """Give the font of the script a character belongs to, whether or not it has a glyph for it."""
    place = bisect_right(_STARTS, (ord(character), 0x110000)) - 1
    if place < 0:
        return None
    _start, stop, name = _STARTS[place]
    return name if ord(character) < stop else None


_OF_SCRIPTS: Final = "".join(f"{chr(start)}-{chr(stop - 1)}" for start, stop, _name in _STARTS)

# Combining marks, and Greek, of which only the language has to be told, stand beside the scripts with a font; and words
# that may be longer than a line, which reportlab would break as if a space stood there.
_SET_APART: Final = re.compile(
    f"[\u0300-\u03ff\u1ab0-\u1aff\u1dc0-\u1dff\u1f00-\u1fff{_OF_SCRIPTS}]|[^ ]{{24}}"
)

# The joiners shape the letters of some scripts; anywhere else nothing is seen of them.
STRAY_JOINER: Final = re.compile(
    f"(?<![{_OF_SCRIPTS}])[\u200c\u200d]|[\u200c\u200d](?![{_OF_SCRIPTS}])"
)

# Between these a line may end (Unicode Standard Annex 14, class ID): Han, kana and Hangul.
_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
# What a line neither begins with nor, of the second kind, ends with (the same, classes CL, EX, NS and OP).
_NOT_FIRST: Final = frozenset(
    "、。，．：；？！）］｝〉》」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}”’%"
)
_NOT_LAST: Final = frozenset("（［｛〈《「『【〔([{“‘")


def set_apart(text: str) -> bool:
    """Say whether a text needs more than its characters drawn one after another from the left."""
    return _SET_APART.search(text) is not None


def may_break_between(before: str, after: str) -> bool:
    """Say whether a line may end between two characters that no space parts."""
    if before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return bool(_IDEOGRAPHS.match(before) or _IDEOGRAPHS.match(after))


# Letters that Arabic has not, told apart by the languages that do (Urdu first: it has the Persian ones as well).
_URDU: Final = re.compile("[ٹڈڑںھہےۓ]")
_PERSIAN: Final = re.compile("[پچژگکی]")

_LANGUAGES: Final[tuple[tuple[range, str], ...]] = (
    (range(0x0370, 0x0400), "el"),
    (range(0x0530, 0x0590), "hy"),
    (range(0x0590, 0x0600), "he"),
    (range(0x0600, 0x0900), "ar"),
    (range(0x0900, 0x0980), "und-Deva"),
    (range(0x0980, 0x0A00), "bn"),
    (range(0x0A00, 0x0A80), "pa"),
    (range(0x0A80, 0x0B00), "gu"),
    (range(0x0B80, 0x0C00), "ta"),
    (range(0x0C00, 0x0C80), "te"),
    (range(0x0C80, 0x0D00), "kn"),
    (range(0x0D00, 0x0D80), "ml"),
    (range(0x0D80, 0x0E00), "si"),
    (range(0x0E00, 0x0E80), "th"),
    (range(0x10A0, 0x1100), "ka"),
    (range(0x1200, 0x13A0), "und-Ethi"),
    (range(0x1C90, 0x1CC0), "ka"),
    (range(0x1F00, 0x2000), "el"),
    (range(0x3040, 0x3100), "ja"),
    (range(0x4E00, 0xA000), "zh"),
    (range(0xAC00, 0xD7A4), "ko"),
    (range(0xFB1D, 0xFB50), "he"),
    (range(0xFB50, 0xFEFF), "ar"),
)


_BY_SCRIPT: Final = frozenset(["fa", "ur", *(language for _points, language in _LANGUAGES)])


def is_told_by_script(language: str) -> bool:
    """Say whether a language is one that its letters tell."""
    return language in _BY_SCRIPT


def languages(text: str) -> list[str]:
    """Give the language of each character as far as its script tells (BCP 47); empty where it does not.

    Spaces and signs between two words of one such language belong to it. Where several languages share a script and
    nothing tells which it is, the script alone is named. One Greek letter by itself is a sign, not Greek.
    """
    told = [_language_of(character) for character in text]
    if "ja" in told:
        told = ["ja" if one == "zh" else one for one in told]
    if "ar" in told:
        arabic = "ur" if _URDU.search(text) else "fa" if _PERSIAN.search(text) else "ar"
        told = [arabic if one == "ar" else one for one in told]
    before = 0
    stretches = [(one, len(list(group))) for one, group in groupby(told)]
    for number, (one, length) in enumerate(stretches):
        if one == "el" and length == 1:
            told[before] = ""
        if not one and 0 < number < len(stretches) - 1:
            around, following = stretches[number - 1][0], stretches[number + 1][0]
            if around == following and not any(
                character.isalnum() for character in text[before : before + length]
            ):
                told[before : before + length] = [around] * length
        before += length
    return told


def _language_of(character: str) -> str:
    place = bisect_right(_LANGUAGES, ord(character), key=lambda entry: entry[0].start) - 1
    if place < 0:
        return ""
    points, language = _LANGUAGES[place]
    return language if ord(character) in points else ""
