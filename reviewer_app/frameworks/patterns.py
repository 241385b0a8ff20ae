"""The patterns of `regex`, tried on an answer in a bounded number of steps, whatever the pattern.

Forms come from strangers, and answers may be made into patterns: an engine that tries every way through a pattern can
take longer than a life on a short text. Here each place of the pattern is tried at each place of the text once, so
that what repeats inside what repeats costs no more than anything else. A pattern is read as Python reads it, without
what looks back at what was found (references, looking ahead and behind) and without what changes how it is read.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reviewer_app.frameworks.cost import Meter

SUBJECT: Final = 2_000
"""Characters of an answer that a pattern is tried on."""
LONGEST: Final = 1_200
"""Steps of a pattern with its counted repeats written out, and rounds of all of these."""
DEEPEST: Final = 50

_ATOM: Final = re.compile(
    r"(?P<edge>\\[bBAZ]|[\^$])|\[\^?\]?(?:\\.|[^\]\\])*\]|"
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^0-9xuUN])|[^\\()\[|*+?]",
    re.DOTALL,
)
_COUNT: Final = re.compile(r"\*|\+|\?|\{(?!\})(?P<least>\d{0,4})(?P<comma>,)?(?P<most>\d{0,4})\}")
_COUNTS: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class PatternError(ValueError):
    """A pattern cannot be used."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as steps: a letter to take, an edge to stand at, or the steps that may come next.

    A step is a pattern of one letter or edge, whether it takes a letter, and where to go on; the last is None.
    """

    steps: tuple["_Step | None", ...]

    def fits(self, text: str, meter: Meter) -> bool:
        """Say whether the whole text is as the pattern says; each place tried is a step.

        Raises:
            TooCostlyError: that takes too many steps to tell.
        """
        width = min(len(text), SUBJECT) + 1
        subject = text[:SUBJECT]
        tried = bytearray(len(self.steps) * width)
        waiting = [(0, 0)]
        while waiting:
            at, place = waiting.pop()
            if tried[at * width + place]:
                continue
            tried[at * width + place] = 1
            meter.take(1)
            step = self.steps[at]
            if step is None:
                if place == width - 1:
                    return True
                continue
            if step.one is not None:
                if step.one.match(subject, place) is None:
                    continue
                place += step.takes
            # The first way is tried first.
            waiting.extend((to, place) for to in reversed(step.then))
        return False


@dataclass(frozen=True, slots=True)
class _Step:
    one: re.Pattern[str] | None
    takes: bool
    then: tuple[int, ...]


_Part = Callable[["_Steps"], None]
"""What writes the steps of a part of a pattern, as often as it is asked."""


class _Steps:
    """The steps written so far."""

    def __init__(self) -> None:
        self.done: list[_Step | None] = []
        self._rounds = 0

    def begin_round(self) -> None:
        """Write a part once more; what is empty writes no step, and could still be asked for without end."""
        self._rounds += 1
        if self._rounds > LONGEST:
            raise PatternError

    def add(self, step: _Step | None) -> int:
        if len(self.done) >= LONGEST:
            raise PatternError
        self.done.append(step)
        return len(self.done) - 1

    def fork(self) -> int:
        """Keep room for a step that goes on elsewhere, see `lead`."""
        return self.add(_Step(None, False, ()))

    def lead(self, at: int, *then: int) -> None:
        self.done[at] = _Step(None, False, then)


@lru_cache(maxsize=256)
def pattern_of(text: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: it is none, or asks for what is not used here, or is too long.
    """
    flags = re.DOTALL
    if text.startswith("(?i)"):
        text, flags = text.removeprefix("(?i)"), flags | re.IGNORECASE
    reader = _Reader(text, flags)
    whole = reader.either(0)
    if reader.at != len(text):
        raise PatternError
    steps = _Steps()
    whole(steps)
    steps.add(None)
    return Pattern(tuple(steps.done))


class _Reader:
    """A pattern being read, from left to right."""

    def __init__(self, text: str, flags: int) -> None:
        self.text, self.flags, self.at = text, flags, 0

    def taken(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) * found
        return found

    def either(self, depth: int) -> _Part:
        if depth > DEEPEST:
            raise PatternError
        ways = [self.row(depth)]
        while self.taken("|"):
            ways.append(self.row(depth))
        return ways[0] if len(ways) == 1 else _either(ways)

    def row(self, depth: int) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self.counted(self.part(depth)))
        return _row(parts)

    def part(self, depth: int) -> _Part:
        if self.taken("("):
            if self.text.startswith("?", self.at) and not self.taken("?:"):
                raise PatternError
            inner = self.either(depth + 1)
            if not self.taken(")"):
                raise PatternError
            return inner
        found = _ATOM.match(self.text, self.at)
        if found is None:
            raise PatternError
        self.at = found.end()
        return _one(_letter(found[0], self.flags), takes=found["edge"] is None)

    def counted(self, part: _Part) -> _Part:
        found = _COUNT.match(self.text, self.at)
        if found is None:
            return part
        self.at = found.end()
        # Taking as little as can be finds the same whole texts; giving nothing back does not.
        self.taken("?")
        if _COUNT.match(self.text, self.at):
            raise PatternError
        if found[0] in _COUNTS:
            return _repeated(part, *_COUNTS[found[0]])
        least = int(found["least"] or 0)
        most = int(found["most"]) if found["most"] else None
        if not found["comma"]:
            most = least
        if most is not None and most < least:
            raise PatternError
        return _repeated(part, least, most)


@lru_cache(maxsize=1024)
def _letter(text: str, flags: int) -> re.Pattern[str]:
    # Python warns of signs that other languages read otherwise inside square brackets.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(r"\{" if text == "{" else text, flags)
        except (re.error, OverflowError):
            raise PatternError from None


def _one(letter: re.Pattern[str], *, takes: bool) -> _Part:
    def write(steps: _Steps) -> None:
        steps.add(_Step(letter, takes, (len(steps.done) + 1,)))

    return write


def _row(parts: Sequence[_Part]) -> _Part:
    def write(steps: _Steps) -> None:
        for part in parts:
            part(steps)

    return write


def _either(ways: Sequence[_Part]) -> _Part:
    def write(steps: _Steps) -> None:
        fork = steps.fork()
        begun, ends = [], []
        for way in ways:
            begun.append(len(steps.done))
            way(steps)
            ends.append(steps.fork())
        steps.lead(fork, *begun)
        for end in ends:
            steps.lead(end, len(steps.done))

    return write


def _repeated(part: _Part, least: int, most: int | None) -> _Part:
    def write(steps: _Steps) -> None:
        for _time in range(least):
            steps.begin_round()
            part(steps)
        if most is None:
            fork = steps.fork()
            part(steps)
            steps.lead(steps.fork(), fork)
            steps.lead(fork, fork + 1, len(steps.done))
            return
        forks = []
        for _time in range(most - least):
            forks.append(steps.fork())
            part(steps)
        for fork in forks:
            steps.lead(fork, fork + 1, len(steps.done))

    return write
