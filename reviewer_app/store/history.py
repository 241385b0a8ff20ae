"""History: every value a record ever had, by whom, when and why, read from the journal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from reviewer_app.model.changes import Action, Change, Json, Operation, effective
from reviewer_app.model.moment import instant
from reviewer_app.model.standing import Standing
from reviewer_app.store import apply, journal


@dataclass(frozen=True, slots=True)
class Version:
    """One step of a record's history.

    Attributes:
        time: a moment.
        values: the words it wrote, as far as they are not redacted.
        redacted: whether words of this step were emptied. A redaction is a step of its own (`Action.REDACT`).
    """

    change: str
    person: str
    device: str
    time: str
    action: Action
    values: Mapping[str, Json]
    reason: str
    standing: str
    redacted: bool


def history_of(connection: Connection, review: str, kind: str, record: str) -> list[Version]:
    """Give the history of one record, oldest first by the time its authors stated."""
    chain = journal.chain_in(connection, review)
    touching = [filed for _record, filed in journal.changes_touching(connection, kind, [record])]
    redactions = apply.redactions_of(
        connection, chain, {filed.change.hash: filed.change for filed in touching}
    )
    versions: list[tuple[tuple[str, int, str], Version]] = []
    for filed in touching:
        aimed = redactions.get(filed.change.hash, ())
        for number, operation in effective(filed.change, aimed):
            if operation.kind == kind and operation.record == record:
                version = _version(filed.change, operation, filed.standing)
                versions.append((_place(filed.change), version))
                versions.extend(_emptied(aimed, number))
    return [version for _place, version in sorted(versions, key=lambda one: one[0])]


def _place(change: Change) -> tuple[str, int, str]:
    """Order by the stated time; what one person wrote within a millisecond, as they wrote it."""
    return (instant(change.time), change.number, change.hash)


def _version(change: Change, operation: Operation, standing: str) -> Version:
    return Version(
        change=change.hash,
        person=change.person,
        device=change.device,
        time=change.time,
        action=operation.action,
        values=operation.values,
        reason=operation.reason,
        standing=standing,
        redacted=bool(operation.emptied),
    )


def _emptied(
    aimed: Iterable[tuple[Change, Operation]], number: int
) -> Iterator[tuple[tuple[str, int, str], Version]]:
    """Give the redactions that emptied words of one operation, as steps of their own."""
    for by, redaction in aimed:
        if any(name.startswith(f"{number}/") for name in redaction.empties):
            yield _place(by), _version(by, redaction, Standing.COUNTED)
