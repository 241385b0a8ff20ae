"""Spelling in British English, with no network: which words of a text no list knows, and what may have been meant.

The list is a dictionary written out in full (resources/spelling). It lies in memory as the bytes it is kept as, and a
word is found in it by halving, so that nothing is built up at the start. Reading it takes some 20 ms: never on the
window's thread.
"""

import gzip
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from reviewer_app.places import resource

MOST_OFFERED: Final = 5
"""Words offered in place of one."""
LEARNT: Final = "spelling"
"""The setting that keeps words this person said are right."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_VOWELS: Final = frozenset("aeiouy")
_LONGEST_CODE: Final = 6
"""Letters of a word in capitals that is taken for an abbreviation."""
_ALIKE: Final = 0.82
"""How alike two words must be (0 to 1) to be offered where no single slip of a finger explains it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One word that no list knows, and where it stands in the text."""

    start: int
    word: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.word)


class Spelling:
    """The words that are right.

    Args:
        words: the dictionary, one word a line, sorted by bytes.
        others: further words, in any case.
    """

    def __init__(self, words: bytes, others: Iterable[str] = ()) -> None:
        self._words = words
        self._others = frozenset(one.casefold() for one in others)

    def knows(self, word: str) -> bool:
        """Say whether a word is right: as it stands, without its capital, or in its parts where it has a hyphen."""
        plain = word.replace("’", "'")
        if self._knows_whole(plain):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(self._knows_whole(one) for one in parts)

    def unknown(self, text: str, learnt: Container[str] = ()) -> list[Unknown]:
        """Give the words of a text that no list knows, in their order.

        Short words in capitals are abbreviations, and a word that touches a digit is a name of something (4B, Y6).
        `learnt` holds words a person said are right, in small letters.
        """
        found = []
        for match in _WORD.finditer(text):
            word = match.group()
            code = word.isupper() and len(word) <= _LONGEST_CODE
            beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
            if code or any(one.isdigit() for one in beside) or word.casefold() in learnt:
                continue
            if not self.knows(word):
                found.append(Unknown(match.start(), word))
        return found

    def offers(self, word: str) -> list[str]:
        """Give what may have been meant, the likeliest first; at most five. Takes up to some 100 ms."""
        small = word.replace("’", "'").casefold()
        slips = sorted(
            (rank, one) for one, rank in _slips(small) if one != small and self._knows_whole(one)
        )
        offered = list(dict.fromkeys(one for _rank, one in slips))
        if not offered:
            offered = self._alike(small)
        capital = word[:1].isupper()
        return [one[:1].upper() + one[1:] if capital else one for one in offered[:MOST_OFFERED]]

    def _knows_whole(self, word: str) -> bool:
        for ending in ("", "'s", "'"):
            if ending and not word.endswith(ending):
                continue
            stem = word.removesuffix(ending)
            forms = {stem, stem.casefold()} | ({stem.capitalize()} if stem.isupper() else set())
            if stem.casefold() in self._others or any(self._holds(one) for one in forms):
                return True
        return False

    def _holds(self, word: str) -> bool:
        wanted = word.encode()
        return bool(wanted) and self._line_at(self._place(wanted)) == wanted

    def _place(self, wanted: bytes) -> int:
        """Give where the first line begins that does not sort before what is wanted."""
        low, high = 0, len(self._words)
        while low < high:
            start = self._words.rfind(b"\n", 0, (low + high) // 2) + 1
            if self._line_at(start) < wanted:
                low = self._words.index(b"\n", start) + 1
            else:
                high = start
        return low

    def _line_at(self, start: int) -> bytes:
        end = self._words.find(b"\n", start)
        return self._words[start:end] if end >= 0 else b""

    def _alike(self, word: str) -> list[str]:
        """Give the words with the same beginning that are most alike; nearer words sort first."""
        begin = word[:1].encode()
        lines = self._words[self._place(begin) : self._place(begin + b"\xff")].decode().split("\n")
        matcher = SequenceMatcher(b=word, autojunk=False)
        found = []
        for line in lines:
            if abs(len(line) - len(word)) <= 2:
                matcher.set_seq1(line)
                if matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE:
                    ratio = matcher.ratio()
                    if ratio > _ALIKE:
                        found.append((-ratio, line))
        return [line for _ratio, line in sorted(found)]


def _slips(word: str) -> Iterator[tuple[str, int]]:
    """Give what one slip of a finger may have hidden, each with a rank: the commonest slips first."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], 0
        if tail:
            doubled = head.endswith(tail[0]) or tail[1:2] == tail[0]
            yield head + tail[1:], 1 if doubled else 3
            for letter in _LETTERS:
                vowels = letter in _VOWELS and tail[0] in _VOWELS
                yield head + letter + tail[1:], 2 if vowels else 4
        for letter in _LETTERS:
            doubled = head.endswith(letter) or tail.startswith(letter)
            yield head + letter + tail, 1 if doubled else 3


@cache
def british() -> Spelling:
    """Give the words of British English and those of schools; read once."""
    words = gzip.decompress(resource("spelling", "en_GB.txt.gz").read_bytes())
    return Spelling(words, resource("spelling", "school.txt").read_text("utf-8").split())
