"""What a device has of everyone: the heads of each journal, and what others have that it has not.

DESIGN, "Must hold", 9: devices compare chain heads and name what is missing of whom.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import WORD_LIMIT, Change

HIGHEST_NUMBER: Final = 9_999_999
"""The highest place in a journal, so that a bundle's name keeps its length."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME: Final = 2 * WORD_LIMIT + 1


@dataclass(frozen=True, slots=True, order=True)
class ChainHead:
    """The last change of an unbroken chain: its place in the journal, counted from 1, and its hash."""

    number: int
    hash: str


Have = Mapping[str, tuple[ChainHead, ...]]
"""Journal (`journal_name`) to the heads of its chains; more than one where the journal is forked."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Changes someone else has and this device has not: those numbered `first` to `last` of one journal."""

    person: str
    device: str
    first: int
    last: int


def journal_name(person: str, device: str) -> str:
    """Name a journal within one review."""
    return f"{person}/{device}"


def have_of(changes: Iterable[Change]) -> dict[str, tuple[ChainHead, ...]]:
    """Give the heads of every chain that reaches back to its journal's first change."""
    heads: dict[str, dict[str, ChainHead]] = {}
    reached: set[str] = set()
    for change in sorted(changes, key=lambda one: (one.number, one.hash)):
        if change.number > 1 and change.previous not in reached:
            continue
        reached.add(change.hash)
        journal = heads.setdefault(journal_name(change.person, change.device), {})
        journal.pop(change.previous, None)
        journal[change.hash] = ChainHead(change.number, change.hash)
    return {name: tuple(sorted(heads[name].values())) for name in sorted(heads)}


def missing(theirs: Have, mine: Have, holds: Callable[[str], bool]) -> tuple[Missing, ...]:
    """Name what another device has and this one has not.

    `holds` says whether a change, by hash, is here. On a fork the first number is the least it can be.
    """
    absent: list[Missing] = []
    for name, heads in theirs.items():
        person, _, device = name.partition("/")
        reach = max((head.number for head in mine.get(name, ())), default=0)
        absent.extend(
            Missing(person, device, min(reach + 1, head.number), head.number)
            for head in heads
            if not holds(head.hash)
        )
    return tuple(absent)


def have_written(have: Have) -> dict[str, Json]:
    """Write what a device has as it stands in a bundle."""
    return {
        name: [{"number": head.number, "hash": head.hash} for head in heads]
        for name, heads in have.items()
    }


def read_have(written: Mapping[str, Json]) -> dict[str, tuple[ChainHead, ...]]:
    """Read what `have_written` wrote.

    Raises:
        UserError: "bundle.contents-malformed".
    """
    if any(len(name) > _LONGEST_NAME for name in written):
        raise UserError("bundle.contents-malformed")
    return {
        name: tuple(sorted(_head(one) for one in _list(heads))) for name, heads in written.items()
    }


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise UserError("bundle.contents-malformed")
    return value


def _head(value: Json) -> ChainHead:
    fields = value if isinstance(value, dict) else {}
    number, hash_ = fields.get("number"), fields.get("hash")
    if (
        type(number) is not int
        or not 1 <= number <= HIGHEST_NUMBER
        or not isinstance(hash_, str)
        or not _HASH.fullmatch(hash_)
    ):
        raise UserError("bundle.contents-malformed")
    return ChainHead(number, hash_)
