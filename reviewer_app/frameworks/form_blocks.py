"""Plain blocks of content that a filled form, or what came of several of them, is told in.

The renderer gives them; the window and the report draw them. They hold words only, ready to be read.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PartTitle:
    """The title of a part: a group of questions, or one time round of what is asked again; `level` from 0."""

    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer, by paragraph."""

    question: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `quiet` where it is only about how something was worked out."""

    words: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row is `columns`, and the first cell of a row heads it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One whole, divided: the per cent of each part, in the order of the chart's `parts`."""

    title: str
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Wholes divided into the same parts, one bar each; `spoken` says all of it in words."""

    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class Worked:
    """What a rule made of the answers.

    Attributes:
        title: the rule's own.
        said: the result with how much stands behind it, or why there is none.
        looked_at: the inputs in words, "" for none.
        instead: what a person chose instead, with the reason, "" for nothing.
        rule: the rule's id; `version` is the version that gave the result.
    """

    title: str
    said: str
    looked_at: str
    instead: str
    rule: str
    version: int


Block: TypeAlias = PartTitle | Answered | Line | Grid | Chart | Worked
