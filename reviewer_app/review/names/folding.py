"""One spelling for every way a name is written: small letters, without accents."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "\u0131": "i",
        "ə": "e",
        "Ə": "E",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "’": "'",
        "‘": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
    }
)

_LOOKALIKES: Final = str.maketrans(
    "АВСЕНІЈКМОРЅТУХавсеіјкмопрѕтухѵԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ",
    "ABCEHIJKMOPSTYXabceijkmonpstyxvdqwhABEZHIKMNOPTYXaiknoptux",
)
"""Cyrillic and Greek letters that look like Latin ones: beside a Latin letter of the same word they stand for it."""
_LATIN: Final = re.compile("[A-Za-z]")

UNSEEN: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""What nobody sees in a word though it may stand there: soft hyphens, joiners, marks of direction. For a pattern."""
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")


def folded(word: str) -> str:
    """Fold a word: "Zoë’s" and "ZOE'S" are one."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", word).translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if _LATIN.search(plain):
        plain = plain.translate(_LOOKALIKES)
    return plain.casefold()
