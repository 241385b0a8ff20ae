"""Audit: does the journal's chain check, digest by digest, and do the rows say what it says?

The rows are compared with the pure replay of `model`, which shares no writing code with `apply`.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, select

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change, operations_in, read_change
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.journal import TouchedRow
from reviewer_app.model.nouns import KINDS, PARENTS, ROWS
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.roster import read_roster
from reviewer_app.model.standing import Standing
from reviewer_app.store import apply, journal
from reviewer_app.store.journal import Filed, table_of

_DISPUTE: Final = "dispute"

Rows = dict[str, dict[str, object]]
"""Rows by what tells them apart."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: counts, and a line for everything that does not check."""

    review: str
    changes: int
    redacted: int
    held: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything checks."""
        return not self.problems


def audit(connection: Connection, review: str) -> Audit:
    """Check every change of a review: its hash, its content's digest, its place in the chain, and the rows."""
    filed = journal.changes_of(connection, review)
    rosters = [read_roster(raw) for raw, _s, _k in journal.rosters_of(connection, review)]
    replayed = replay([one.change for one in filed], rosters, PARENTS, tuple(KINDS))
    problems = [
        *_change_problems(filed, replayed),
        *(f"{one}: is not found by its hash" for one in journal.mismarked(connection, review)),
        *_touched_problems(connection, filed),
        *_row_problems(connection, review, replayed),
    ]
    held = sum(1 for one in filed if one.standing != Standing.COUNTED)
    redacted = sum(
        1
        for one in filed
        if one.change.content is None
        or any(operation.emptied for operation in operations_in(one.change))
    )
    return Audit(review, len(filed), redacted, held, tuple(problems))


def _change_problems(filed: list[Filed], replayed: Replay) -> Iterator[str]:
    for one in filed:
        change = one.change
        yield from _digest_problems(change)
        standing = replayed.judgement.standing[change.hash]
        if standing != one.standing:
            yield f"{change.hash}: filed as {one.standing}, but it is {standing.value}"
        if standing is Standing.MISPLACED:
            yield f"{change.hash}: does not follow the change it names"
        if change.emptied(replayed.emptied.get(change.hash, ())).content != change.content:
            yield f"{change.hash}: words that were redacted are still here"


def _digest_problems(change: Change) -> Iterator[str]:
    if hashlib.sha256(change.head).hexdigest() != change.hash:
        yield f"{change.hash}: the head was altered"
        return
    try:
        if read_change(change.head, change.content) != change:
            yield f"{change.hash}: filed as something its head does not say"
    except UserError as error:
        yield f"{change.hash}: {error.happened}"


def _touched_problems(connection: Connection, filed: list[Filed]) -> Iterator[str]:
    rows = connection.execute(select(table_of(TouchedRow)))
    seqs = {one.seq for one in filed}
    kept = {(row.kind, row.record, row.seq) for row in rows if row.seq in seqs}
    said = {(*record, one.seq) for one in filed for record in journal.touched_by(one.change)}
    for kind, record, seq in sorted(kept ^ said):
        yield f"{kind} {record}: the index of change {seq} is not what it says"


def _row_problems(connection: Connection, review: str, replayed: Replay) -> Iterator[str]:
    said = rows_said(review, replayed)
    for kind, noun in KINDS.items():
        yield from _differences(
            kind, _rows_in(connection, table_of(ROWS[noun]), review), said[kind]
        )
    kept = _rows_in(connection, table_of(DisputeRow), review)
    yield from _differences(_DISPUTE, kept, said[_DISPUTE])


def _differences(kind: str, kept: Rows, said: Rows) -> Iterator[str]:
    for key in sorted(kept.keys() | said.keys()):
        if key not in said:
            yield f"{kind} {key}: a row of which the journal says nothing"
        elif key not in kept:
            yield f"{kind} {key}: the journal says it stands, and there is no row"
        elif kept[key] != said[key]:
            names = [name for name in said[key] if kept[key].get(name) != said[key][name]]
            yield f"{kind} {key}: the row is not what the journal says ({', '.join(names)})"


def _rows_in(connection: Connection, table: Table, review: str) -> Rows:
    rows = connection.execute(select(table).where(table.c.review == review)).mappings()
    return {_key(dict(row)): dict(row) for row in rows}


def _key(row: dict[str, object]) -> str:
    if "id" in row:
        return str(row["id"])
    return " ".join(str(row[name]) for name in ("kind", "record", "field", "ref"))


def rows_said(review: str, replayed: Replay) -> dict[str, Rows]:
    """Give every row of a review as its journal says it, by kind, with the disputes under "dispute"."""
    said: dict[str, Rows] = {kind: {} for kind in (*KINDS, _DISPUTE)}
    wanted: set[tuple[str, str]] = set()
    for kind in reversed(KINDS):
        parent, parent_kind = PARENTS.get(kind, ("", ""))
        for (of, record), state in replayed.states.items():
            if of != kind or not state.exists:
                continue
            shown = apply.record_of(review, state)
            if shown is None or not (state.alive or (kind, record) in wanted):
                continue
            said[kind][record] = shown.model_dump(mode="json")
            if parent:
                wanted.add((parent_kind, str(getattr(shown, parent))))
            for row in apply.disputes_of(review, state):
                said[_DISPUTE][_key(row)] = json.loads(json.dumps(row))
    return said
