"""Apply: the one way rows come up to date with the journal.

Local edits, receiving, redaction, migration and replay all end here: the touched records are folded again
from every counted change that speaks of them, and their rows are written. So a row never depends on the
order in which changes arrived.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from pydantic import ValidationError
from sqlalchemy import Connection, bindparam, delete, insert, select

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation, effective, operations_in, united
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.fold import RecordState, Write, fold_record, writes_of
from reviewer_app.model.nouns import KIND_OF, KINDS, PARENTS, ROWS, SHARED, Note, Record
from reviewer_app.model.replay import permitted
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import Standing
from reviewer_app.store import journal, search
from reviewer_app.store.guard import Guard
from reviewer_app.store.journal import table_of

ORDER: Final = tuple(KINDS)
"""The kinds, parents before children."""

# Put together once, as in `journal`: what is written for each record, and what is asked of its children.
_TABLES: Final = {kind: table_of(ROWS[noun]) for kind, noun in KINDS.items()}
_DELETE: Final = {
    kind: delete(table).where(table.c.id == bindparam("record")) for kind, table in _TABLES.items()
}
_INSERT: Final = {kind: insert(table) for kind, table in _TABLES.items()}
_PARENTS_NOW: Final = {
    kind: select(_TABLES[kind].c[name]).where(
        _TABLES[kind].c.id.in_(bindparam("records", expanding=True))
    )
    for kind, (name, _of) in PARENTS.items()
}
_DISPUTES: Final = table_of(DisputeRow)
_SETTLE: Final = delete(_DISPUTES).where(
    _DISPUTES.c.kind == bindparam("of"), _DISPUTES.c.record == bindparam("record")
)
_DISPUTE: Final = insert(_DISPUTES)

_CHILDREN: Final = {
    parent: [(kind, name) for kind, (name, of) in PARENTS.items() if of == parent]
    for parent in {of for _name, of in PARENTS.values()}
}


_NOTE: Final = KIND_OF[Note]

Parsed = dict[str, list[tuple[int, Operation]]]
"""The operations of changes by the change's hash, each with its number."""


@dataclass(slots=True)
class Applied:
    """What `apply` brought up to date: the records that stand now, or None for those that do not.

    `disputed` holds the ids of those among them that have two versions.
    """

    review: str
    position: int
    records: dict[str, dict[str, Record | None]] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)

    def of(self, kind: str) -> Mapping[str, Record | None]:
        """Give the records of one kind."""
        return self.records.get(kind, {})


def bring_up_to_date(
    connection: Connection,
    guard: Guard,
    chain: RosterChain,
    review: str,
    touched: Iterable[tuple[str, str]],
) -> Applied:
    """Fold the touched records again and write their rows, children before parents."""
    pending: dict[str, set[str]] = defaultdict(set)
    for kind, record in touched:
        if kind in KINDS:
            pending[kind].add(record)
    applied = Applied(review, 0)
    parsed: Parsed = {}
    with guard.open(connection):
        for kind in reversed(ORDER):
            if pending[kind]:
                states = fold_kind(connection, chain, kind, sorted(pending[kind]), parsed=parsed)
                for parent_kind, record in _parents(connection, kind, states):
                    pending[parent_kind].add(record)
                applied.records[kind], disputed = _write(connection, review, kind, states)
                applied.disputed |= disputed
    applied.position = journal.position(connection, review)
    return applied


def fold_kind(
    connection: Connection,
    chain: RosterChain,
    kind: str,
    records: list[str],
    *,
    up_to: int | None = None,
    parsed: Parsed | None = None,
) -> dict[str, RecordState]:
    """Fold records of one kind from every counted change, or from those that had arrived `up_to`.

    `parsed` keeps what was taken apart already, for the next kind.
    """
    touching = journal.changes_touching(connection, kind, records, up_to=up_to)
    counted = [(record, filed) for record, filed in touching if filed.standing == Standing.COUNTED]
    parsed = {} if parsed is None else parsed
    changes = {filed.change.hash: filed.change for _record, filed in counted}
    fresh = {hash_: change for hash_, change in changes.items() if hash_ not in parsed}
    redactions = redactions_of(connection, chain, fresh)
    for hash_, change in fresh.items():
        parsed[hash_] = effective(change, redactions.get(hash_, ()))
    writes: dict[str, list[Write]] = {record: [] for record in records}
    for record, filed in counted:
        change = filed.change
        for number, operation in parsed[change.hash]:
            if (
                operation.kind == kind
                and operation.record == record
                and permitted(chain, change, operation)
            ):
                writes[record].extend(writes_of(change, number, operation))
    return {record: fold_record(kind, record, writes[record]) for record in records}


def redactions_of(
    connection: Connection, chain: RosterChain, targets: Mapping[str, Change]
) -> dict[str, list[tuple[Change, Operation]]]:
    """Give the counted and permitted redactions aimed at each of these changes."""
    found: dict[str, list[tuple[Change, Operation]]] = defaultdict(list)
    for target, filed in journal.changes_touching(connection, journal.CHANGE_KIND, sorted(targets)):
        by = filed.change
        if filed.standing != Standing.COUNTED:
            continue
        for operation in operations_in(by):
            if operation.action is Action.REDACT and operation.record == target:
                own = by.person == targets[target].person
                if permitted(chain, by, operation, own=own):
                    found[target].append((by, operation))
    return found


def empty_redacted(
    connection: Connection, chain: RosterChain, targets: Iterable[str]
) -> set[tuple[str, str]]:
    """Empty the words that counted redactions take from these changes; give the records they spoke of."""
    aimed_at = journal.redacted_among(connection, targets)
    here = {one.change.hash: one for one in journal.changes_by_hash(connection, aimed_at)}
    changes = {hash_: filed.change for hash_, filed in here.items()}
    redactions = redactions_of(connection, chain, changes)
    for hash_, aimed in redactions.items():
        emptied = changes[hash_].emptied(names_emptied(aimed))
        if emptied.content != changes[hash_].content:
            journal.replace_content(connection, here[hash_], emptied)
            search.note_redaction(connection)
    return journal.records_touched(connection, redactions)


def unite(
    connection: Connection, chain: RosterChain, copies: Iterable[Change]
) -> set[tuple[str, str]]:
    """Take over words that only these copies of changes here still have; give the records they spoke of.

    Words that a counted redaction takes away stay away.
    """
    copied = {one.hash: one for one in copies}
    here = {one.change.hash: one for one in journal.changes_by_hash(connection, copied)}
    fuller = {
        hash_: united(filed.change, copied[hash_])
        for hash_, filed in here.items()
        if filed.change.content != copied[hash_].content
    }
    redactions = redactions_of(connection, chain, fuller)
    changed: list[str] = []
    for hash_, change in fuller.items():
        left = change.emptied(names_emptied(redactions.get(hash_, ())))
        if left.content != here[hash_].change.content:
            journal.replace_content(connection, here[hash_], left)
            changed.append(hash_)
    return journal.records_touched(connection, changed)


def names_emptied(redactions: Iterable[tuple[Change, Operation]]) -> set[str]:
    """Give the names ("number/field") that redactions of one change empty together."""
    return {name for _by, operation in redactions for name in operation.empties}


def record_of(review: str, state: RecordState) -> Record | None:
    """Make the noun a state stands for.

    A field this version does not know is passed over; a value it does not allow falls back on the field's
    default; a record that still does not validate is not shown (its changes stay in the journal).
    """
    noun = KINDS[state.kind]
    values: dict[str, Json] = {
        name: value for name, value in state.values().items() if name in noun.model_fields
    }
    # Where every wording of a text was emptied, the record stands without it.
    values.update(
        (name, "")
        for name, field_ in noun.model_fields.items()
        if field_.is_required() and name in state.fields and not state.fields[name].heads
    )
    values["id"], values["review"] = state.record, review
    try:
        return noun.model_validate(values)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: value for name, value in values.items() if name not in wrong}
        try:
            return noun.model_validate(kept)
        except ValidationError:
            return None


def disputes_of(review: str, state: RecordState) -> list[dict[str, object]]:
    """Give the rows of a record's disputed fields, and of a removal that came too early ("late")."""
    return [
        {
            "kind": state.kind,
            "record": state.record,
            "field": name,
            "ref": head.ref,
            "review": review,
            "value": json.dumps(head.value, ensure_ascii=False, sort_keys=True),
            "person": head.person,
            "time": head.instant,
            "leads": place == 0,
        }
        for name, one in state.fields.items()
        if one.disputed or (name == "@removed" and state.late)
        for place, head in enumerate(one.heads)
    ]


def _write(
    connection: Connection, review: str, kind: str, states: Mapping[str, RecordState]
) -> tuple[dict[str, Record | None], set[str]]:
    written: dict[str, Record | None] = {}
    for record, state in states.items():
        stands = state.exists and (not state.removed or _living_child(connection, kind, record))
        written[record] = record_of(review, state) if stands else None
    indexed = search.entries_of(connection, list(written)) if kind == _NOTE else None
    connection.execute(_DELETE[kind], [{"record": record} for record in written])
    connection.execute(_SETTLE, [{"of": kind, "record": record} for record in written])
    rows = [record.model_dump(mode="json") for record in written.values() if record is not None]
    if rows:
        connection.execute(_INSERT[kind], rows)
    if indexed is not None:
        search.keep_in_step(connection, indexed, cast("dict[str, Note | None]", written))
    disputes = [
        row
        for record, state in states.items()
        if written[record] is not None
        for row in disputes_of(review, state)
    ]
    if disputes:
        connection.execute(_DISPUTE, disputes)
    return written, {str(row["record"]) for row in disputes}


def _living_child(connection: Connection, kind: str, record: str) -> bool:
    for child_kind, name in _CHILDREN.get(kind, ()):
        child = _TABLES[child_kind]
        if connection.execute(select(child.c.id).where(child.c[name] == record).limit(1)).first():
            return True
    return False


def _parents(
    connection: Connection, kind: str, states: Mapping[str, RecordState]
) -> set[tuple[str, str]]:
    """Give every parent these records have, or had until now: its standing may hang on them."""
    if kind not in PARENTS:
        return set()
    name, parent_kind = PARENTS[kind]
    found = {
        (parent_kind, str(head.value))
        for state in states.values()
        if name in state.fields
        for head in state.fields[name].heads
    }
    ids = list(states)
    for start in range(0, len(ids), 500):
        before = connection.execute(_PARENTS_NOW[kind], {"records": ids[start : start + 500]})
        found.update((parent_kind, str(row[0])) for row in before)
    return found


def clear(connection: Connection, guard: Guard) -> None:
    """Empty every shared table and the index of notes, before a rebuild."""
    with guard.open(connection):
        for row in SHARED:
            connection.execute(delete(table_of(row)))
    search.make(connection)
