"""Where the words of two texts differ."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

Spans = tuple[tuple[int, int], ...]
"""Pairs of start and length in a text."""

_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]")

_MOST_STEPS: Final = 2_000_000
"""Pieces of one text times pieces of the other up to which they are compared one by one."""


def differing(text: str, others: Sequence[str]) -> Spans:
    """Say where the words of a text differ from those of others: pairs of start and length."""
    pieces = _PIECE.findall(text)
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    marked: set[int] = set()
    for other in others:
        for tag, start, end, _from, _to in steps(pieces, _PIECE.findall(other)):
            if tag != "equal":
                marked.update(range(start, end))
    found: list[tuple[int, int]] = []
    for at in sorted(marked):
        before = found[-1] if found else (0, -1)
        if found and not text[sum(before) : starts[at]].strip():
            found[-1] = (before[0], starts[at + 1] - before[0])
        else:
            found.append((starts[at], len(pieces[at])))
    return tuple(found)


def steps(olds: Sequence[str], news: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Give how one list becomes the other; of two whole books, only what stands between equal ends is told apart."""
    short = min(len(olds), len(news))
    head = 0
    while head < short and olds[head] == news[head]:
        head += 1
    tail = 0
    while tail < short - head and olds[-1 - tail] == news[-1 - tail]:
        tail += 1
    middle, other = olds[head : len(olds) - tail], news[head : len(news) - tail]
    steps: list[tuple[str, int, int, int, int]] = [("equal", 0, head, 0, head)]
    if len(middle) * len(other) > _MOST_STEPS:
        steps.append(("replace", head, head + len(middle), head, head + len(other)))
    else:
        matcher = SequenceMatcher(None, middle, other, autojunk=False)
        steps += [
            (tag, start + head, end + head, from_ + head, to + head)
            for tag, start, end, from_, to in matcher.get_opcodes()
        ]
    steps.append(("equal", len(olds) - tail, len(olds), len(news) - tail, len(news)))
    return steps


def words_at(text: str, spans: Spans) -> tuple[str, ...]:
    """Give the words that stand at places of a text."""
    parts = (text[start : start + length].strip() for start, length in spans)
    return tuple(one for one in parts if one)
