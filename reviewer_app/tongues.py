"""Text that knows which of its words are the program's own, and that may say the same in two languages.

A report is spoken aloud: a reader has to be told which language each word is in. So the program's sentences carry marks
where they may stand beside words of another language: around what is the program's own, as against what people typed
and what is put into its gaps; and around two readings of one text, the leading language first. Marked text is an
ordinary string, put together like any other; `readings` takes it apart again where it is set.

The marks are noncharacters, which Unicode keeps for use inside a program (Unicode Standard 15, 23.7): no font draws
them, and what people typed is rid of them by `typed` before it stands among marked text.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

_OWN, _TYPED = "\ufdd0", "\ufdd1"
_FIRST, _SECOND, _END = "\ufdd2", "\ufdd3", "\ufdd4"

MARKS: Final = re.compile("[\ufdd0-\ufdd4]")
"""Any of the marks."""

_GAP: Final = re.compile(r"(\{[a-z_]*\})")
_TURNS: Final = re.compile("([\ufdd0\ufdd1])")
_SPACED: Final = re.compile(" ([\ufdd0-\ufdd4]+) ")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

BETWEEN: Final = " / "
"""What parts two readings on one line."""

Stretch = tuple[str, bool]
"""Some words, and whether they are the program's own."""


def typed(text: str) -> str:
    """Give what a person typed, without anything that would be read as a mark."""
    return MARKS.sub(_REPLACEMENT, text)


def own(sentence: str) -> str:
    """Mark a sentence of the program's own; what is put into its gaps is marked by itself, or is what people typed."""
    parts = _GAP.split(sentence)
    return "".join(
        part if index % 2 or not part else f"{_OWN}{part}{_TYPED}"
        for index, part in enumerate(parts)
    )


def wholly_own(text: str) -> str:
    """Mark a text that has no gaps any more as the program's own."""
    return f"{_OWN}{text}{_TYPED}" if text else text


def both(first: str, second: str) -> str:
    """Put two readings of one text together, the leading language first; what reads alike in both stays as it is."""
    return first if first == second else f"{_FIRST}{first}{_SECOND}{second}{_END}"


def is_double(text: str) -> bool:
    """Say whether a text says something in two languages."""
    return _FIRST in text


def reading(text: str, which: int) -> str:
    """Give one reading of a text, 0 or 1, with what is the program's own still marked."""
    if _FIRST not in text:
        return text
    kept: list[str] = []
    inside: list[int] = []
    for character in text:
        if character == _FIRST:
            inside.append(0)
        elif character == _SECOND and inside:
            inside[-1] = 1
        elif character == _END and inside:
            inside.pop()
        elif all(one == which for one in inside):
            kept.append(character)
    return "".join(kept)


def in_each(text: str, say: Callable[[str, int], str]) -> str:
    """Say something of each reading of a text, and put what is said together again."""
    if not is_double(text):
        return say(text, 0)
    return both(say(reading(text, 0), 0), say(reading(text, 1), 1))


def readings(text: str) -> tuple[tuple[Stretch, ...], ...]:
    """Take a text apart: one reading, or two where it says something in two languages."""
    if not MARKS.search(text):
        return (((text, False),),)
    found = tuple(
        dict.fromkeys(
            _stretches(reading(text, which)) for which in range(2 if is_double(text) else 1)
        )
    )
    if len(found) == 2 and _unmarked(found[0]) == _unmarked(found[1]):
        return found[:1]
    return found


def _stretches(text: str) -> tuple[Stretch, ...]:
    """Words that belong together; what has no letters belongs to the words before it, or to those after it."""
    found: list[Stretch] = []
    waiting = ""
    is_own = False
    for part in _TURNS.split(_SPACED.sub(r" \1", text)):
        if part in (_OWN, _TYPED):
            is_own = part == _OWN
        elif found and (found[-1][1] == is_own or not any(map(str.isalpha, part))):
            found[-1] = (found[-1][0] + part, found[-1][1])
        elif any(map(str.isalpha, part)):
            found.append((waiting + part, is_own))
            waiting = ""
        else:
            waiting += part
    return tuple(found) or ((waiting, False),)


def _unmarked(stretches: Sequence[Stretch]) -> str:
    return "".join(words for words, _own in stretches)


def plain(text: str) -> str:
    """Give a text without marks: its two readings, where it has them, one after the other.

    Where a single part of it has two, that part alone is said twice.
    """
    if not MARKS.search(text):
        return text
    parts = in_place(text)
    if parts is not None:
        before, double, after = parts
        text = f"{before}{plain(double)}{after}"
        return MARKS.sub("", _SPACED.sub(r" \1", text))
    return BETWEEN.join(_unmarked(one).strip() for one in readings(text))


def in_place(text: str) -> tuple[str, str, str] | None:
    """Part a text of which a single place has two readings, and the rest is words that were typed, said once."""
    groups = _groups(text)
    if len(groups) != 1:
        return None
    start, stop = groups[0]
    before, double, after = text[:start], text[start:stop], text[stop:]
    return (before, double, after) if any(map(str.isalpha, before + after)) else None


def each_reading(text: str) -> tuple[str, ...]:
    """Give each reading of a text, without marks."""
    return tuple(map(_unmarked, readings(text)))


def _groups(text: str) -> list[tuple[int, int]]:
    """Where each outermost pair of readings begins and ends."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for place, character in enumerate(text):
        if character == _FIRST:
            start = place if not depth else start
            depth += 1
        elif character == _END and depth:
            depth -= 1
            if not depth:
                found.append((start, place + 1))
    return found
