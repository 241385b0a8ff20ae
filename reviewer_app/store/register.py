"""The register of schools on this laptop: filing schools, and finding one while someone types.

The register is local: it is never journalled and never sent, and a later one alters no review.

`school_search` is a full-text index over it with short prefixes, without content of its own. Its row ids
are made from the URN, open schools before closed ones: a search that fits thousands can stop at the first.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from sqlalchemy import Connection, RowMapping, func, select, text

from reviewer_app.frameworks.search import folded
from reviewer_app.model.local import RegisterSchool
from reviewer_app.store.full_text import merge_some
from reviewer_app.store.journal import table_of

CLOSED: Final = "Closed"
"""The status of a school that is closed, as the register names it."""

_CLOSED_FROM: Final = 10_000_000_000
"""Added to the row ids of closed schools; a URN has at most ten digits."""

_CANDIDATES: Final = 100
"""Fits that are read and ranked, about 5 ms. Whoever has more goes on typing."""

_PAGES: Final = 60
"""Pages of the index merged in one go."""

_ALSO: Final = {"st": "saint", "saint": "st"}
"""Words that people write in two ways; a school is found by either."""


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school; `opened` and `closed` are ISO dates, and whatever is unknown is "" or None."""

    urn: str
    name: str
    status: str = ""
    phase: str = ""
    ages: str = ""
    authority: str = ""
    town: str = ""
    postcode: str = ""
    street: str = ""
    school_type: str = ""
    pupils: int | None = None
    opened: str = ""
    closed: str = ""


@dataclass(slots=True)
class Counts:
    """What filing schools did. `closed` counts those that were not closed before."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0

    def add(self, other: "Counts") -> None:
        """Add what another slice did."""
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.closed += other.closed


_FACTS: Final = tuple(one.name for one in fields(SchoolRow))
_facts: Final = attrgetter(*_FACTS)

_COLUMNS: Final = (*_FACTS, "folded")
_WRITE: Final = (
    f"INSERT INTO register_school ({', '.join(_COLUMNS)})"  # noqa: S608 (names of our own fields)
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
    " ON CONFLICT (urn) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)


def put_schools(connection: Connection, rows: Sequence[SchoolRow]) -> Counts:
    """File schools under their URN, the last of two with one URN; what is the same is left alone.

    A hundred take about 5 ms, most of it the index, whose parts wait to be merged (`merge_index`).
    """
    fresh = {row.urn: _Filed(row) for row in rows}
    known = {str(row["urn"]): row for row in _rows_of(connection, fresh)}
    counts = Counts()
    changed = []
    for urn, filed in fresh.items():
        before = known.get(urn)
        if before is not None and filed.values == tuple(before[name] for name in _COLUMNS):
            counts.unchanged += 1
            continue
        changed.append(filed)
        counts.added += before is None
        counts.updated += before is not None
        now_closed = filed.row.status == CLOSED
        counts.closed += now_closed and before is not None and before["status"] != CLOSED
    if changed:
        connection.exec_driver_sql(_WRITE, [filed.values for filed in changed])
        _index(connection, changed, known.keys())
    return counts


def merge_index(connection: Connection) -> bool:
    """Merge parts of the index, a few pages of it: about 10 ms. Gives whether there may be more to merge."""
    return merge_some(connection, "school_search", _PAGES)


def count_schools(connection: Connection) -> int:
    """Count the schools on this laptop."""
    statement = select(func.count()).select_from(RegisterSchool)
    return int(connection.execute(statement).scalar_one())


def school(connection: Connection, urn: str) -> RegisterSchool | None:
    """Give the school of this URN, None for none."""
    found = _rows_of(connection, [urn])
    return RegisterSchool(**found[0]) if found else None


def find_schools(connection: Connection, wanted: str, limit: int = 20) -> list[RegisterSchool]:
    """Find schools by URN, or by the beginnings of words of name, town and postcode in any order.

    The school of exactly this URN leads, then those whose name fits, by name; closed schools stand last. Takes a few
    milliseconds among 52,000.
    """
    words = folded(wanted).split()
    if not words:
        return []
    found = _rows_of(connection, dict.fromkeys(_indexed(connection, words)))
    ranked = sorted(found, key=lambda row: _rank(row, words))
    return [RegisterSchool(**row) for row in ranked[:limit]]


def is_closed(found: RegisterSchool) -> bool:
    """Whether a school is to be marked as closed."""
    return found.status == CLOSED


def _indexed(connection: Connection, words: Sequence[str]) -> list[str]:
    """URNs that fit: those that fit by name, and where these are few, those that fit by anything."""
    everything = " AND ".join(f'"{word}"*' for word in words)
    urns = _matching(connection, f"name : ({everything})")
    if len(urns) < _CANDIDATES:
        urns += _matching(connection, everything)
    return urns


def _matching(connection: Connection, query: str) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT rowid FROM school_search WHERE school_search MATCH :query"
            " ORDER BY rowid LIMIT :limit"
        ),
        {"query": query, "limit": _CANDIDATES},
    )
    return [str(rowid % _CLOSED_FROM) for (rowid,) in rows]


def _rank(row: RowMapping, words: Sequence[str]) -> tuple[bool, bool, bool, bool, str, str]:
    """Sorts what was found, the best first."""
    name, wanted = folded(row["name"]), " ".join(words)
    by_name = all(f" {word}" in f" {name}" for word in words)
    return (
        row["urn"] != wanted,
        row["status"] == CLOSED,
        not name.startswith(wanted),
        not by_name,
        name,
        row["urn"],
    )


def _rows_of(connection: Connection, urns: Iterable[str]) -> Sequence[RowMapping]:
    table = table_of(RegisterSchool)
    return connection.execute(select(table).where(table.c.urn.in_(list(urns)))).mappings().all()


def _index(connection: Connection, schools: Iterable["_Filed"], known: Container[str]) -> None:
    """Index schools by their words; those `known` already are taken out first, under both their row ids."""
    filed = [*schools]
    again = [int(one.row.urn) for one in filed if one.row.urn in known]
    if again:
        connection.exec_driver_sql(
            "DELETE FROM school_search WHERE rowid IN (?, ?)",
            [(urn, urn + _CLOSED_FROM) for urn in again],
        )
    rows = [
        (
            int(one.row.urn) + (_CLOSED_FROM if one.row.status == CLOSED else 0),
            one.name,
            one.place,
        )
        for one in filed
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO school_search (rowid, name, place) VALUES (?, ?, ?)", rows
        )


class _Filed:
    """A school as it is filed: the words it is found by, and its values in the order of `_COLUMNS`."""

    __slots__ = ("name", "place", "row", "values")

    def __init__(self, row: SchoolRow) -> None:
        self.row = row
        self.name = _with_other_spellings(folded(row.name))
        place = f"{folded(row.town)} {_postcode_words(row.postcode)} {row.urn}"
        self.place = " ".join(place.split())
        self.values = (*_facts(row), f"{self.name} {self.place}")


def _postcode_words(postcode: str) -> str:
    """A postcode in its two halves and as one word, because people type both."""
    halves = folded(postcode)
    return f"{halves} {halves.replace(' ', '')}"


def _with_other_spellings(name: str) -> str:
    return " ".join([name, *(_ALSO[word] for word in name.split() if word in _ALSO)])
