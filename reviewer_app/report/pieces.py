"""What a report is made of: pieces, each with its kind and its words, and those of them that belong together.

A piece says what it is; how it looks is for each shape to say: the typeset report, Word, the web.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeVar

from reviewer_app.frameworks.form_blocks import Chart
from reviewer_app.report.content import Fact
from reviewer_app.report.fonts import clean

Look: TypeAlias = Literal["kicker", "subtitle", "status", "narrative", "plain", "caption", "strong"]
SetLook: TypeAlias = Literal["question", "answer", "contact"]
"""What only the typeset report sets apart from what is strong, narrative or plain."""


@dataclass(frozen=True, slots=True)
class Title:
    """Whose report it is; a document has one."""

    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of level 2 to 4, below the title; `key` tells the section it heads, whatever its words."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; it begins with the words of `strong`, set apart."""

    text: str
    look: Look | SetLook = "narrative"
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and where it comes from."""

    text: str
    caption: str
    well: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Labels with their values."""

    facts: tuple[Fact, ...]
    of: Literal["cover", "answers", "seen", "sides", "agreed", "team"]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: its first row is `columns`, and the first cell of a row heads it; an empty one is there to be filled.

    `about` holds the key of the section each row is about, where there is such a section; `unsaid` the numbers of the
    rows whose second cell only says that there is nothing to say.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of: Literal["summary", "plan", "previous", "form"]
    caption: str = ""
    about: tuple[str, ...] = ()
    unsaid: frozenset[int] = frozenset()


Piece: TypeAlias = Title | Head | Said | Found | Listed | Tabled


@dataclass(frozen=True, slots=True)
class Together:
    """Paragraphs that belong together: an answer with its question, a wish, a hypothesis, a result, a table's notes."""

    said: tuple[Said, ...]
    of: Literal["answer", "wish", "hypothesis", "result", "notes"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart where the report is typeset; elsewhere its place is taken by what is said `instead`."""

    of: Literal["then-and-now", "sides"] | Chart
    instead: tuple[Piece, ...] = ()


Part: TypeAlias = Piece | Together | Drawn
_Any = TypeVar("_Any", Piece, Part)


def one_by_one(part: Part) -> Iterator[Piece]:
    """Give the pieces of a part for a shape that is not typeset."""
    match part:
        case Together():
            for said in part.said:
                yield from one_by_one(said)
        case Drawn():
            yield from part.instead
        case Said(text, "question"):
            yield Said(text, "strong")
        case Said(text, "answer"):
            yield Said(text)
        case Said(text, "contact"):
            yield Said(text, "plain")
        case _:
            yield part


def in_sections(parts: Sequence[_Any]) -> list[list[_Any]]:
    """Part them before every heading of the second level; what stands before the first is the cover."""
    sections: list[list[_Any]] = [[]]
    for part in parts:
        if isinstance(part, Head) and part.level == 2:
            sections.append([])
        sections[-1].append(part)
    return sections


def printable(text: str) -> str:
    """Give a text ready to print; `spans` tells which of its words are of which language."""
    return clean(text)


def said_plainly(piece: Piece) -> Piece:
    """Give a piece ready to print, every text of it."""
    match piece:
        case Listed():
            facts = (Fact(printable(one.label), printable(one.value)) for one in piece.facts)
            return replace(piece, facts=tuple(facts))
        case Tabled():
            return replace(
                piece,
                columns=tuple(map(printable, piece.columns)),
                rows=tuple(tuple(map(printable, row)) for row in piece.rows),
                caption=printable(piece.caption),
            )
        case Found():
            return replace(piece, text=printable(piece.text), caption=printable(piece.caption))
        case Said():
            return replace(piece, text=printable(piece.text), strong=printable(piece.strong))
        case _:
            return replace(piece, text=printable(piece.text))
