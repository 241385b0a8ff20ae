"""The lists the guard knows names by, read once from `resources/names`."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from unicodedata import unidata_version

from reviewer_app import __version__
from reviewer_app.places import resource
from reviewer_app.review.names.folding import folded

_WEAK: Final = "!"
_PLACE: Final = "@"
_TOWN: Final = "~"


@dataclass(frozen=True, slots=True)
class AlsoWord:
    """What else a given name is.

    Attributes:
        weak: a word that begins a sentence without an article, so that "is" and "has" behind it tell nothing.
        place: a place or a time first; only someone who speaks or is spoken to is a name.
        town: a name first, and a place behind "in", "from" or "to".
    """

    weak: bool
    place: bool
    town: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of words.

    Attributes:
        given: given names that are no English words.
        given_words: given names that are words, places or times too, and how sure each is.
        family: family names that are no English words.
        words: words of English, small.
        proper: what is written with a capital and is no given name; some of it is a family name.
        alone: words that look like names and are none.
        phrases: by their first two words, phrases that look like names and are none, the longest first.
        casts: by the phrase that names a work or a person, the names that are not hits beside it.
        initials: capitals that are no one's initials.
    """

    given: frozenset[str]
    given_words: Mapping[str, AlsoWord]
    family: frozenset[str]
    words: frozenset[str]
    proper: frozenset[str]
    alone: frozenset[str]
    phrases: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]
    casts: Mapping[tuple[str, ...], frozenset[str]]
    initials: frozenset[str]


@lru_cache(1)
def lists() -> Lists:
    """Give the lists; reading them takes about 20 ms, once."""
    folder = resource("names")
    known = [line.partition(":") for line in _lines(folder / "known.txt")]
    phrases: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    alone: set[str] = set()
    casts: dict[tuple[str, ...], frozenset[str]] = {}
    for phrase, colon, cast in known:
        words = words_of(phrase)
        if len(words) == 1:
            alone.add(words[0])
        else:
            phrases.setdefault((words[0], words[1]), []).append(words)
        if colon:
            casts[words] = frozenset(cast.split())
    return Lists(
        given=_words(folder / "given.txt"),
        given_words={
            word.rstrip(_WEAK + _PLACE + _TOWN): AlsoWord(
                _WEAK in word, _PLACE in word, _TOWN in word
            )
            for word in _words(folder / "given-words.txt")
        },
        family=_words(folder / "family.txt"),
        words=_words(folder / "words.txt"),
        proper=_words(folder / "proper.txt"),
        alone=frozenset(alone),
        phrases={first: tuple(sorted(of, key=len, reverse=True)) for first, of in phrases.items()},
        casts=casts,
        initials=_words(folder / "initials.txt"),
    )


@lru_cache(1)
def edition() -> str:
    """Give what tells these lists, and the rules over them, from those of another version of the program."""
    whole = hashlib.sha256()
    for path in sorted(resource("names").glob("*.txt")):
        whole.update(path.read_bytes())
    return f"{__version__} {unidata_version} {whole.hexdigest()}"


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase into folded words, as the guard cuts a note."""
    return tuple(folded(phrase).replace(",", " ").replace(".", " ").split())


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _words(path: Path) -> frozenset[str]:
    return frozenset(word for line in _lines(path) for word in line.split())
