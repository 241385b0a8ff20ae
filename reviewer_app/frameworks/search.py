"""Finding a criterion from a few letters, as someone types after `#`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

_STARTS, _WORDS, _LETTERS = range(3)
"""How well a title fits, the best first."""

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_APOSTROPHES: Final = str.maketrans("", "", "'\u2019")
_PLAIN: Final = str.maketrans(
    {chr(code): chr(code).casefold() if chr(code).isalnum() else " " for code in range(128)}
    | {"'": None}
)
"""What folding makes of the letters that most texts are written in alone."""


def folded(text: str) -> str:
    """Text as searching compares it: no case, no accents, no apostrophes, single spaces."""
    if text.isascii():  # few are not, and a register has 52,000 to fold
        return " ".join(text.translate(_PLAIN).split())
    spelled = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = "".join(one for one in spelled if not unicodedata.combining(one))
    return " ".join(_BETWEEN_WORDS.sub(" ", plain.casefold()).split())


def ranked(titles: Mapping[str, str], text: str, recent: Sequence[str]) -> list[str]:
    """Ids of the titles that fit, the best first; stable, so that equal fits keep their order.

    Args:
        titles: title by id, in the order equal fits keep.
        text: what has been typed; nothing typed fits every title equally.
        recent: ids used lately, the latest first.
    """
    wanted = folded(text)
    fits = {id_: _fit(folded(title), wanted) for id_, title in titles.items()}
    lately = {id_: place for place, id_ in reversed(list(enumerate(recent)))}
    fitting = [
        (fit, lately.get(id_, len(recent)), id_) for id_, fit in fits.items() if fit is not None
    ]
    return [id_ for _, _, id_ in sorted(fitting, key=lambda one: one[:2])]


def _fit(title: str, wanted: str) -> int | None:
    if title.startswith(wanted):
        return _STARTS
    words = title.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return _WORDS
    letters = wanted.replace(" ", "")
    starts = [place for place, letter in enumerate(f" {title}") if letter == " "]
    if any(title[start] == letters[0] and _in_order(letters, title[start:]) for start in starts):
        return _LETTERS
    return None


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
