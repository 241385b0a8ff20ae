"""Apply: the one way rows come up to date with the journal.

Local edits, receiving, redaction, migration and replay all end here: the touched records are folded again
from every counted change that speaks of them, and their rows are written. So a row never depends on the
order in which changes arrived.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, cast

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from reviewer_app.model.changes import Action, Change, Operation, operations_in, united
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.fold import RecordState, fold_record, writes_of
from reviewer_app.model.nouns import KIND_OF, KINDS, PARENTS, ROWS, SHARED, Note, Record
from reviewer_app.model.replay import permitted
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import Standing
from reviewer_app.store import journal, search
from reviewer_app.store.apart import (
    NOTHING,
    Apart,
    Made,
    Permitting,
    Said,
    made_of,
    only_addition,
    take_apart,
)
from reviewer_app.store.guard import Guard
from reviewer_app.store.journal import Filed, Key, among, listed, table_of

ORDER: Final = tuple(KINDS)
"""The kinds, parents before children."""

_TABLES: Final = {kind: table_of(ROWS[noun]) for kind, noun in KINDS.items()}
_COLUMNS: Final = {
    kind: tuple(column.name for column in table.columns) for kind, table in _TABLES.items()
}
# Put together once, as in `journal`, and rows go in as they are: where thousands come at a time, SQLAlchemy's care
# for each value takes longer than SQLite.
_INSERT: Final = {
    kind: 'INSERT OR REPLACE INTO "{}" ("{}") VALUES ({})'.format(  # noqa: S608
        kind, '", "'.join(columns), ", ".join("?" * len(columns))
    )
    for kind, columns in _COLUMNS.items()
}
_IN_COLUMNS: Final = {kind: itemgetter(*columns) for kind, columns in _COLUMNS.items()}
_DELETE: Final = {kind: f'DELETE FROM "{kind}" WHERE id = ?' for kind in _TABLES}  # noqa: S608
_STANDING: Final = {
    kind: select(table.c.id).where(table.c.id.in_(among("records")))
    for kind, table in _TABLES.items()
}
_PARENTS_NOW: Final = {
    kind: select(_TABLES[kind].c[name]).where(_TABLES[kind].c.id.in_(among("records")))
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
    touched: Iterable[Key],
    *,
    arrived: Sequence[Filed] = (),
    apart: Apart | None = None,
) -> Applied:
    """Fold the touched records again and write their rows, children before parents.

    `arrived` are changes filed in this very transaction: they need not be read back, and a record of which only they
    speak has no row yet. `apart` is what they say, where it was taken apart before and no redaction is aimed at any of
    them.
    """
    pending: dict[str, set[str]] = defaultdict(set)
    for kind, record in touched:
        if kind in KINDS:
            pending[kind].add(record)
    applied = Applied(review, 0)
    arriving = _as_redacted(connection, chain, review, arrived) if apart is None else apart
    up_to = arrived[0].seq - 1 if arrived else None
    reading = _Reading(connection, chain, arriving, up_to=up_to)
    with guard.open(connection):
        for kind in reversed(ORDER):
            if pending[kind]:
                folding = reading.fold(review, kind, sorted(pending[kind]))
                for parent_kind, record in _parents(connection, folding, pending):
                    pending[parent_kind].add(record)
                applied.records[kind], disputed = _write(connection, review, folding)
                applied.disputed |= disputed
    applied.position = arrived[-1].seq if arrived else journal.position(connection, review)
    return applied


def _as_redacted(
    connection: Connection,
    chain: RosterChain,
    review: str,
    arrived: Sequence[Filed],
) -> Apart:
    """Give what changes say that arrived, as far as no redaction empties it."""
    here = {one.change.hash: one.change for one in arrived}
    aimed_at = journal.redacted_among(connection, here)
    redactions = redactions_of(connection, chain, {hash_: here[hash_] for hash_ in aimed_at})
    return take_apart(chain, review, ((one.change, one.standing) for one in arrived), redactions)


def fold_kind(
    connection: Connection,
    chain: RosterChain,
    kind: str,
    records: list[str],
    *,
    up_to: int | None = None,
) -> dict[str, RecordState]:
    """Fold records of one kind from every counted change, or from those that had arrived `up_to`."""
    said, _new = _Reading(connection, chain, up_to=up_to).said(kind, records)
    return {record: _folded(kind, record, ones) for record, ones in said.items()}


@dataclass(frozen=True, slots=True)
class _Folding:
    """What became of records of one kind.

    `plain` holds those that one operation adds and nothing else speaks of; `states` all others; `new` those that had no
    row before.
    """

    kind: str
    plain: Mapping[str, Made]
    states: Mapping[str, RecordState]
    new: frozenset[str]


class _Reading:
    """Reads of the journal what is said of records; each change once, of however many kinds it speaks.

    What `arriving` changes say, the last of all, is at hand; the journal is read `up_to` where they begin.
    """

    def __init__(
        self,
        connection: Connection,
        chain: RosterChain,
        arriving: Apart = NOTHING,
        *,
        up_to: int | None = None,
    ) -> None:
        self._connection, self._chain = connection, chain
        self._arriving = arriving
        self._up_to = up_to
        self._permitting = Permitting(chain)
        self._read: dict[int, dict[Key, list[Said]]] = {}

    def fold(self, review: str, kind: str, records: Sequence[str]) -> _Folding:
        """Fold records of one kind; what a single operation says needs no folding."""
        said, new = self.said(kind, records)
        made = self._arriving.made.get(kind, {})
        plain: dict[str, Made] = {}
        states: dict[str, RecordState] = {}
        for record, ones in said.items():
            if len(ones) == 1 and record in made:
                plain[record] = made[record]
            elif (values := only_addition(ones)) is not None:
                plain[record] = made_of(review, kind, record, values)
            else:
                states[record] = _folded(kind, record, ones)
        return _Folding(kind, plain, states, new)

    def said(
        self, kind: str, records: Sequence[str]
    ) -> tuple[dict[str, Sequence[Said]], frozenset[str]]:
        """Give every operation that counts by record, and the records of which only `arriving` changes speak."""
        touching = journal.touching(self._connection, kind, records, up_to=self._up_to)
        self._read_again({seq for _record, seq in touching})
        arriving = self._arriving.said.get(kind, {})
        said: dict[str, Sequence[Said]] = {record: arriving.get(record, ()) for record in records}
        before: dict[str, list[Said]] = {record: [] for record, _seq in touching}
        for record, seq in touching:
            before[record] += self._read[seq].get((kind, record), ())
        for record, ones in before.items():
            said[record] = (*ones, *said[record])
        return said, frozenset(records) - before.keys()

    def _read_again(self, seqs: set[int]) -> None:
        fresh = sorted(seqs - self._read.keys())
        for seq in fresh:
            self._read[seq] = {}
        filed = journal.changes_at(self._connection, fresh)
        counted = {one.change.hash: one.change for one in filed if one.standing == Standing.COUNTED}
        redactions = redactions_of(self._connection, self._chain, counted)
        for seq, change, standing in filed:
            if standing == Standing.COUNTED:
                for one in self._permitting.said(change, redactions.get(change.hash, ())):
                    operation = one[2]
                    self._read[seq].setdefault((operation.kind, operation.record), []).append(one)


def _folded(kind: str, record: str, said: Iterable[Said]) -> RecordState:
    writes = (
        write
        for change, number, operation in said
        for write in writes_of(change, number, operation)
    )
    return fold_record(kind, record, writes)


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
    connection: Connection, chain: RosterChain, aimed_at: Iterable[str]
) -> set[tuple[str, str]]:
    """Empty the words that counted redactions take from these changes; give the records they spoke of.

    `aimed_at` are those that redactions aim at (`journal.redacted_among`).
    """
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
    """Make the noun a state stands for; where every wording of a text was emptied, it stands without it."""
    return _made_of(review, state)[1]


def _made_of(review: str, state: RecordState) -> Made:
    values = state.values()
    values.update(
        (name, "")
        for name, field_ in KINDS[state.kind].model_fields.items()
        if field_.is_required() and name in state.fields and not state.fields[name].heads
    )
    return made_of(review, state.kind, state.record, values)


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
    connection: Connection, review: str, folding: _Folding
) -> tuple[dict[str, Record | None], set[str]]:
    kind = folding.kind
    made = dict(folding.plain)
    for record, state in folding.states.items():
        stands = state.exists and (not state.removed or _living_child(connection, kind, record))
        made[record] = _made_of(review, state) if stands else ({}, None)
    written = {record: noun for record, (_values, noun) in made.items()}
    before = [record for record in made if record not in folding.new]
    indexed = search.entries_of(connection, before) if kind == _NOTE else None
    _write_rows(connection, kind, made, before)
    if indexed is not None:
        search.keep_in_step(connection, indexed, cast("dict[str, Note | None]", written))
    disputes = [
        row
        for record, state in folding.states.items()
        if written[record] is not None
        for row in disputes_of(review, state)
    ]
    if disputes:
        connection.execute(_DISPUTE, disputes)
    return written, {str(row["record"]) for row in disputes}


def _write_rows(
    connection: Connection,
    kind: str,
    made: Mapping[str, Made],
    before: Iterable[str],
) -> None:
    """Write the rows of what stands; of what had one `before`, take away what is there no more."""
    settled = [{"of": kind, "record": record} for record in before]
    if settled:
        connection.execute(_SETTLE, settled)
    gone = [(record,) for record in before if made[record][1] is None]
    if gone:
        connection.exec_driver_sql(_DELETE[kind], gone)
    dump, columns = KINDS[kind].__pydantic_serializer__.to_python, _IN_COLUMNS[kind]
    # Almost every noun is what was said of it word for word, and need not be written out as JSON again.
    rows = [
        columns(said if noun.__dict__ == said else dump(noun, mode="json"))
        for said, noun in made.values()
        if noun is not None
    ]
    if rows:
        connection.exec_driver_sql(_INSERT[kind], rows)


def _living_child(connection: Connection, kind: str, record: str) -> bool:
    for child_kind, name in _CHILDREN.get(kind, ()):
        child = _TABLES[child_kind]
        if connection.execute(select(child.c.id).where(child.c[name] == record).limit(1)).first():
            return True
    return False


def _parents(
    connection: Connection, folding: _Folding, pending: Mapping[str, Collection[str]]
) -> set[Key]:
    """Give every parent whose standing may hang on these records: those they have, or had until now.

    What is new and stands can only bring a parent back: of those, only a parent that is not there; and who is
    `pending` is looked at anyway.
    """
    kind = folding.kind
    if kind not in PARENTS:
        return set()
    name, parent_kind = PARENTS[kind]
    parents = {
        str(said[name])
        for record, (said, _noun) in folding.plain.items()
        if record in folding.new and name in said
    }.difference(pending.get(parent_kind, ()))
    parents -= _found(connection, _STANDING[parent_kind], parents)
    parents.update(
        str(said[name])
        for record, (said, _noun) in folding.plain.items()
        if record not in folding.new and name in said
    )
    parents.update(
        str(head.value)
        for state in folding.states.values()
        if name in state.fields
        for head in state.fields[name].heads
    )
    before = {one for one in (*folding.plain, *folding.states) if one not in folding.new}
    parents |= _found(connection, _PARENTS_NOW[kind], before)
    return {(parent_kind, record) for record in parents}


def _found(
    connection: Connection, statement: Select[tuple[str]], records: Collection[str]
) -> set[str]:
    if not records:
        return set()
    asked = {"records": listed(sorted(records))}
    return {str(row[0]) for row in connection.execute(statement, asked)}


def clear(connection: Connection, guard: Guard) -> None:
    """Empty every shared table and the index of notes, before a rebuild."""
    with guard.open(connection):
        for row in SHARED:
            connection.execute(delete(table_of(row)))
    search.make(connection)
