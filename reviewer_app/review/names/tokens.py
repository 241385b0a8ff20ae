"""A text cut into words, each with what the guard asks of it."""

import re
from dataclasses import dataclass
from typing import Final

from reviewer_app.review.names import cues
from reviewer_app.review.names.folding import UNSEEN, folded

_WITHIN: Final = rf"[{UNSEEN}\u0300-\u036f]"
"""What may stand within a word, and after it, and parts nothing: what nobody sees, and accents apart from letters."""
_WORD: Final = re.compile(
    rf"[^\W\d_]\.(?=[^\W\d_]\.)|"
    rf"[^\W\d_](?:[^\W\d_]|{_WITHIN}+(?=[^\W\d_'’])|[\u0300-\u036f]|['’‘\u02bc\-\u2010\u2011](?=[^\W\d_]))*|\d+"
)
_ENDS: Final = frozenset('.!?:;•*\n\r“"–—|>[')
_POSSESSIVES: Final = frozenset(mark + s for mark in "'’‘\u02bc" for s in "sS")


@dataclass(slots=True)
class Word:
    """One word of a text.

    Attributes:
        start, end: where it stands, in characters, without a possessive 's.
        folded: the word in small letters, without accents and without a possessive 's.
        before: what stands between the word before and this one.
        capital: whether it begins with a capital, or is in a script that has none.
        shout: whether all of it is capitals, two or more.
        possessive: whether a 's followed.
        opens: whether a sentence begins here, so that a capital tells nothing.
        masked: whether it is known to be no name.
    """

    start: int
    end: int
    text: str
    folded: str
    before: str
    capital: bool
    shout: bool
    possessive: bool
    opens: bool
    masked: bool = False

    @property
    def joined(self) -> bool:
        """Whether only a space parts it from the word before."""
        return self.before in (" ", "\u00a0", "  ")


def is_without_case(letter: str) -> bool:
    """Whether a letter is of a script that knows no capitals, such as Arabic or Chinese."""
    return letter.isalpha() and letter.lower() == letter.upper()


def words_in(text: str) -> list[Word]:
    """Cut a text into words."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        before = text[last:start]
        last = end
        possessive = word[-2:] in _POSSESSIVES
        if possessive:
            word = word[:-2]
            end -= 2
        capital = word[0].isupper() or is_without_case(word[0])
        found.append(
            Word(
                start,
                end,
                word,
                folded(word),
                before,
                capital,
                capital and len(word) > 1 and word.isupper(),
                possessive,
                before != " " and _opens(before, found),
            )
        )
    return found


def _opens(before: str, found: list[Word]) -> bool:
    """Whether a sentence begins behind what stands before a word."""
    if not found:
        return True
    if "." in before and (len(found[-1].text) == 1 or found[-1].folded in cues.ABBREVIATED):
        before = before.replace(".", "", 1)
    return not _ENDS.isdisjoint(before)
