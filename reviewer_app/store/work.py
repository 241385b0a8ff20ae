"""The unit of work: what a verb may do inside one transaction.

A verb says what changes (`add`, `set`, `remove`, `restore`, `redact`); the unit of work validates it, writes
one change into the journal, and `apply` brings the rows up to date in the same transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import (
    Action,
    Change,
    Operation,
    operations_in,
    redaction_of,
    write_change,
)
from reviewer_app.model.fold import MADE, REMOVED, RecordState, Write
from reviewer_app.model.moment import Clock, Ids, moment_of
from reviewer_app.model.nouns import KIND_OF, KINDS, PARENTS, ROWS, Record
from reviewer_app.model.reasons import Reason
from reviewer_app.model.record import validated
from reviewer_app.model.roster import RosterChain, is_in_own_name, may
from reviewer_app.model.standing import Standing
from reviewer_app.store import apply, drafts, journal
from reviewer_app.store.apply import Applied
from reviewer_app.store.guard import Guard
from reviewer_app.store.journal import Filed, table_of

R = TypeVar("R", bound=Record)

_SYSTEM_FIELDS: Final = frozenset({"id", "review"})


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and on which device: the journal a change goes to."""

    person: str
    device: str


class Work:
    """One unit of work on one review; `finish` writes its one change.

    Attributes:
        connection: the transaction; verbs may read through it and write local tables.
        position: the newest change that had arrived when the work began.
    """

    def __init__(
        self,
        connection: Connection,
        guard: Guard,
        chain: RosterChain,
        review: str,
        author: Author,
        *,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self.connection = connection
        self.review = review
        self.author = author
        self.chain = chain
        self.new_id = ids
        self.now = moment_of(clock())
        self.position = journal.position(connection, review)
        self._guard = guard
        self._operations: list[Operation] = []
        self._written: dict[tuple[str, str], dict[str, Json]] = {}

    def get(self, noun: type[R], record: str) -> R | None:
        """Give a record as it stood when the work began, None where there is none."""
        table = table_of(ROWS[noun])
        row = self.connection.execute(select(table).where(table.c.id == record)).mappings().first()
        return noun.model_validate(dict(row)) if row else None

    def need(self, noun: type[R], record: str) -> R:
        """Give a record that must stand.

        Raises:
            UserError: "review.record-gone".
        """
        found = self.get(noun, record)
        if found is None:
            raise UserError("review.record-gone")
        return found

    def all(self, noun: type[R], **equal: str) -> list[R]:
        """Give the review's records of one noun whose fields equal these."""
        table = table_of(ROWS[noun])
        query = select(table).where(table.c.review == self.review)
        for name, value in equal.items():
            query = query.where(table.c[name] == value)
        return [noun.model_validate(dict(row)) for row in self.connection.execute(query).mappings()]

    def add(self, noun: type[Record], record: str, /, **values: object) -> str:
        """Add a record; adding one that was removed brings it back with these values.

        Raises:
            UserError: "review.value-not-allowed" names the field.
        """
        checked = _checked(noun, record, self.review, values)
        kind = KIND_OF[noun]
        written = {name: checked[name] for name in noun.model_fields if name not in _SYSTEM_FIELDS}
        state = self.state(kind, record)
        replaces = {name: list(state.heads(name)) for name in (*written, MADE) if state.heads(name)}
        self._operations.append(Operation(Action.ADD, kind, record, written, replaces))
        if state.heads(REMOVED):
            self._restore(kind, record, state)
        self._written[(kind, record)] = written
        return record

    def set(
        self, noun: type[Record], record: str, /, *, since: int | None = None, **values: object
    ) -> None:
        """Give fields of a record new values, naming every value they replace.

        `since` is the journal position the writer had seen: a value that came later is not replaced, and both
        are shown. Fields that already have the value are left alone.

        Raises:
            UserError: "review.record-gone", "review.value-not-allowed".
        """
        kind = KIND_OF[noun]
        current = self._current(kind, record)
        whole = {name: value for name, value in current.items() if name not in _SYSTEM_FIELDS}
        checked = _checked(noun, record, self.review, {**whole, **values})
        state = self.state(kind, record, up_to=since)
        changed = {
            name: checked[name]
            for name in values
            if checked[name] != current.get(name) or len(state.heads(name)) > 1
        }
        if changed:
            replaces = {name: list(state.heads(name)) for name in changed if state.heads(name)}
            self._operations.append(Operation(Action.SET, kind, record, changed, replaces))
            self._written[(kind, record)] = {**whole, **changed}

    def _current(self, kind: str, record: str) -> dict[str, Json]:
        """Give a record's values as this work leaves them so far."""
        written = self._written.get((kind, record))
        return written or self.need(KINDS[kind], record).model_dump(mode="json")

    def remove(self, noun: type[Record], record: str, reason: str) -> None:
        """Remove a record and its children; covers only the wording that stands here now.

        Raises:
            UserError: "review.record-gone".
        """
        self.need(noun, record)
        self._remove(KIND_OF[noun], record, reason)

    def _remove(self, kind: str, record: str, reason: str) -> None:
        for child_kind, (name, of) in PARENTS.items():
            if of == kind:
                for child in self.all(KINDS[child_kind], **{name: record}):
                    # One that this work led to another parent stays.
                    if self._written.get((child_kind, child.id), {}).get(name, record) == record:
                        self._remove(child_kind, child.id, reason)
        state = self.state(kind, record)
        replaces = {REMOVED: list(state.heads(REMOVED))} if state.heads(REMOVED) else {}
        self._operations.append(
            Operation(Action.REMOVE, kind, record, {}, replaces, reason, list(state.refs))
        )

    def restore(self, noun: type[Record], record: str) -> None:
        """Bring back a removed record."""
        kind = KIND_OF[noun]
        self._restore(kind, record, self.state(kind, record))

    def _restore(self, kind: str, record: str, state: RecordState) -> None:
        replaces = {REMOVED: list(state.heads(REMOVED))}
        self._operations.append(Operation(Action.RESTORE, kind, record, {}, replaces))

    def drop_draft(self, place: str | None) -> None:
        """Forget the draft at a place: what was typed there is written now. None where nothing was typed."""
        if place is not None:
            drafts.drop(self.connection, self.review, place)

    def redact(self, change: str, wording: Mapping[str, Iterable[str]], reason: str) -> None:
        """Empty fields of an earlier change everywhere; `wording` lists the fields by record id.

        Raises:
            UserError: "review.record-gone" for an unknown change, "review.not-allowed" for another's words.
        """
        filed = next(iter(journal.changes_by_hash(self.connection, [change])), None)
        if filed is None:
            raise UserError("review.record-gone")
        operation = redaction_of(filed.change, wording, reason, kind=journal.CHANGE_KIND)
        self._require(operation, own=filed.change.person == self.author.person)
        self._operations.append(operation)

    def undo(self, change: str, reversals: Mapping[str, str] | None = None) -> None:
        """Take back an earlier change by a new one: what it added goes, what it replaced stands again.

        What someone wrote since stays: only values of that change itself are replaced, or what stands for them
        because a later change was taken back before.

        Args:
            change: the hash of the change.
            reversals: earlier undoing: by the hash of the change that took back, which one it took back.

        Raises:
            UserError: "review.record-gone" for an unknown or emptied change.
        """
        filed = next(iter(journal.changes_by_hash(self.connection, [change])), None)
        if filed is None or filed.change.content is None:
            raise UserError("review.record-gone")
        for operation in reversed(operations_in(filed.change)):
            noun = KINDS.get(operation.kind)
            if noun is None:
                continue
            if operation.action is Action.ADD:
                if self.get(noun, operation.record) is not None:
                    self._remove(operation.kind, operation.record, Reason.UNDONE)
            elif operation.action is Action.REMOVE:
                self.restore(noun, operation.record)
            elif operation.action is Action.RESTORE:
                self._unrestore(filed, operation)
            elif operation.action is Action.SET and self.get(noun, operation.record) is not None:
                self._unset(filed, operation, reversals or {})

    def _unrestore(self, filed: Filed, operation: Operation) -> None:
        """Remove again what was brought back; what stood all the same, its removal being late, goes on standing."""
        kind, record = operation.kind, operation.record
        if self.state(kind, record, up_to=filed.seq - 1).removed:
            self._remove(kind, record, Reason.UNDONE)

    def _unset(self, filed: Filed, operation: Operation, reversals: Mapping[str, str]) -> None:
        """Let the values stand again that a change replaced, as far as nothing replaced its own since.

        Where it replaced two versions, both come back.
        """
        kind, record = operation.kind, operation.record
        before = self.state(kind, record, up_to=filed.seq - 1)
        earlier = before.values()
        now = self.state(kind, record)
        own = {
            name: [
                ref
                for ref in now.heads(name)
                if self._stands_for(ref, filed.change.hash, operation, name, reversals)
            ]
            for name in operation.values
        }
        back = {name: earlier[name] for name, refs in own.items() if refs and name in earlier}
        if back:
            replaced = {
                name: [
                    head
                    for head in before.fields[name].heads
                    if head.ref in operation.replaces.get(name, ())
                ]
                or before.fields[name].heads[:1]
                for name in back
            }
            self._bring_back(kind, record, replaced, own)
            self._written[(kind, record)] = {**self._current(kind, record), **back}

    def _bring_back(
        self,
        kind: str,
        record: str,
        fields: Mapping[str, Sequence[Write]],
        own: Mapping[str, list[str]],
    ) -> None:
        """Write what fields held, the leading value last: of one change the last to be written leads."""
        rounds: list[dict[str, Json]] = []
        for name, heads in fields.items():
            values = {canonical(head.value): head.value for head in heads}
            for number, value in enumerate(reversed(values.values())):
                if number == len(rounds):
                    rounds.append({})
                rounds[number][name] = value
        for number, values_now in enumerate(rounds):
            replaces = {} if number else {name: own[name] for name in values_now}
            self._operations.append(Operation(Action.SET, kind, record, values_now, replaces))

    def _stands_for(
        self, ref: str, change: str, operation: Operation, name: str, reversals: Mapping[str, str]
    ) -> bool:
        """Whether a value is that of a change, or stands again in its place since a later one was taken back."""
        writer = ref.partition("/")[0]
        if writer == change:
            return True
        taken_back = reversals.get(writer)
        if taken_back is None:
            return False
        return any(
            self._stands_for(replaced, change, operation, name, reversals)
            for filed in journal.changes_by_hash(self.connection, [taken_back])
            for one in operations_in(filed.change)
            if (one.kind, one.record) == (operation.kind, operation.record)
            for replaced in one.replaces.get(name, ())
        )

    def state(self, kind: str, record: str, *, up_to: int | None = None) -> RecordState:
        """Fold one record from the journal as it lies here, or lay at an earlier position."""
        return apply.fold_kind(self.connection, self.chain, kind, [record], up_to=up_to)[record]

    def finish(self, salt: str) -> tuple[Change | None, Applied]:
        """Write the one change and bring the rows up to date; nothing is written for an empty work.

        Raises:
            UserError: "review.not-allowed" when the author's role does not allow it.
        """
        if not self._operations:
            return None, Applied(self.review, self.position)
        for operation in self._operations:
            if operation.action is not Action.REDACT:
                self._require(operation)
        number, previous = journal.last_of(
            self.connection, self.review, self.author.person, self.author.device
        )
        tip = self.chain.tip
        change = write_change(
            review=self.review,
            person=self.author.person,
            device=self.author.device,
            number=number + 1,
            previous=previous,
            roster=tip.hash if tip else "",
            time=self.now,
            salt=salt,
            operations=self._operations,
        )
        arrived, touched = journal.append(self.connection, [(change, Standing.COUNTED)])
        targets = [record for kind, record in touched if kind == journal.CHANGE_KIND]
        aimed_at = journal.redacted_among(self.connection, targets)
        touched |= apply.empty_redacted(self.connection, self.chain, aimed_at)
        applied = apply.bring_up_to_date(
            self.connection, self._guard, self.chain, self.review, touched, arrived=arrived
        )
        return change, applied

    def _require(self, operation: Operation, *, own: bool = True) -> None:
        role = self.chain.tip.role_of(self.author.person) if self.chain.tip else None
        if (
            role is None
            or not may(role, operation, own=own)
            or not is_in_own_name(operation, self.author.person)
        ):
            raise UserError("review.not-allowed")


def _checked(
    noun: type[Record], record: str, review: str, values: Mapping[str, object]
) -> dict[str, Json]:
    checked = validated(noun, {**values, "id": record, "review": review})
    return cast("dict[str, Json]", checked.model_dump(mode="json"))
