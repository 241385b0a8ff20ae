"""The past: every record of a review as it stood once, folded again from the changes that were there then."""

from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import Connection

from reviewer_app.model.changes import effective
from reviewer_app.model.fold import Write, fold_record, standing_records, writes_of
from reviewer_app.model.nouns import KINDS, PARENTS, Record
from reviewer_app.model.replay import permitted
from reviewer_app.model.standing import Standing
from reviewer_app.right_of_way import giving
from reviewer_app.store import apply, journal
from reviewer_app.store.journal import Filed


def records_then(
    connection: Connection, review: str, was_there: Callable[[Filed], bool]
) -> dict[str, dict[str, Record | None]]:
    """Give every record as the changes that `was_there` names make it, by kind and id.

    Words that were redacted since are gone from the past as well.
    """
    chain = journal.chain_in(connection, review)
    changes = {
        filed.change.hash: filed.change
        for filed in giving(journal.changes_of(connection, review))
        if filed.standing == Standing.COUNTED and was_there(filed)
    }
    redactions = apply.redactions_of(connection, chain, changes)
    writes: dict[tuple[str, str], list[Write]] = defaultdict(list)
    for hash_, change in giving(changes.items()):
        for number, operation in effective(change, redactions.get(hash_, ())):
            if operation.kind in KINDS and permitted(chain, change, operation):
                written = writes[operation.kind, operation.record]
                written.extend(writes_of(change, number, operation))
    states = {key: fold_record(*key, written) for key, written in giving(writes.items())}
    records: dict[str, dict[str, Record | None]] = {kind: {} for kind in KINDS}
    for kind, record in giving(standing_records(states, PARENTS, apply.ORDER)):
        records[kind][record] = apply.record_of(review, states[kind, record])
    return records
