"""Audit: does the journal's chain check, digest by digest, and do the rows say what it says?"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model import KINDS, ROWS
from reviewer_app.model.changes import Change, operations_of, read_change
from reviewer_app.model.standing import Standing, judge
from reviewer_app.store import apply, journal
from reviewer_app.store.journal import table_of


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
    chain = journal.chain_in(connection, review)
    judgement = judge([one.change for one in filed], chain)
    problems: list[str] = []
    for one in filed:
        problems.extend(_digest_problems(one.change))
        if judgement.standing[one.change.hash] != one.standing:
            problems.append(f"{one.change.hash}: filed as {one.standing}")
        if judgement.standing[one.change.hash] is Standing.MISPLACED:
            problems.append(f"{one.change.hash}: does not follow the change it names")
    problems.extend(row_problems(connection, review))
    held = sum(1 for one in filed if one.standing != Standing.COUNTED)
    redacted = sum(
        1
        for one in filed
        if one.change.content is None
        or any(operation.emptied for operation in operations_of(one.change.content))
    )
    return Audit(review, len(filed), redacted, held, tuple(problems))


def row_problems(connection: Connection, review: str) -> list[str]:
    """Compare every row of a review with what its journal says."""
    chain = journal.chain_in(connection, review)
    problems: list[str] = []
    for kind, noun in KINDS.items():
        table = table_of(ROWS[noun])
        rows = {
            str(row["id"]): dict(row)
            for row in connection.execute(select(table).where(table.c.review == review)).mappings()
        }
        for record, state in apply.fold_kind(connection, chain, kind, sorted(rows)).items():
            said = apply.record_of(review, state) if state.exists else None
            if said is None or said.model_dump(mode="json") != rows[record]:
                problems.append(f"{kind} {record}: the row is not what the journal says")
    return problems


def _digest_problems(change: Change) -> list[str]:
    if hashlib.sha256(change.head).hexdigest() != change.hash:
        return [f"{change.hash}: the head was altered"]
    try:
        read = read_change(change.head, change.content)
    except UserError as error:
        return [f"{change.hash}: {error.happened}"]
    return [] if read == change else [f"{change.hash}: filed as something its head does not say"]
