"""History: every value a record ever had, by whom, when and why, read from the journal."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, effective
from reviewer_app.store import apply, journal


@dataclass(frozen=True, slots=True)
class Version:
    """One step of a record's history. `time` is a moment; `redacted` tells that its words were emptied."""

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
    versions = [
        Version(
            change=filed.change.hash,
            person=filed.change.person,
            device=filed.change.device,
            time=filed.change.time,
            action=operation.action,
            values=operation.values,
            reason=operation.reason,
            standing=filed.standing,
            redacted=filed.change.hash in redactions,
        )
        for filed in touching
        for _number, operation in effective(filed.change, redactions.get(filed.change.hash, ()))
        if operation.kind == kind and operation.record == record
    ]
    return sorted(versions, key=lambda one: (one.time, one.change))
