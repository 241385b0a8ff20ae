"""How a set of changes folds into values.

Folding is a pure function of the set of changes (DESIGN, "Must hold", 3 to 7): a field's value is what
nothing replaces; if several, the latest stated time, then the larger hash, leads. No clock, no order of
arrival decides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Action, Change, Operation
from reviewer_app.model.moment import instant

MADE: Final = "@made"
"""The field that says that a record was added."""
REMOVED: Final = "@removed"
"""The field that says that a record was removed; its value lists the writes the remover had seen."""


def place_of(ref: str) -> tuple[str, int]:
    """Give the change a ref (change hash / number of the operation) stands in, and the operation's number."""
    hash_, _slash, number = ref.partition("/")
    return (hash_, int(number))


class Write(NamedTuple):
    """One value written to one field, known by its ref (change hash / number of the operation).

    An emptied write has no value any more, but keeps its place: what it replaced stays replaced.
    """

    ref: str
    field: str
    value: Json
    replaces: Sequence[str]
    instant: str
    person: str
    emptied: bool = False

    @property
    def rank(self) -> tuple[str, str]:
        """What decides which of several values leads: latest stated time, then hash."""
        return (self.instant, self.ref)

    @property
    def place(self) -> tuple[str, int]:
        """The change it stands in, and the number of its operation."""
        return place_of(self.ref)


class FieldState(NamedTuple):
    """A field's writes that nothing replaces: those with a value, the leading one first; refs of emptied ones.

    Equal values stand apart in `heads`, so that a new value names them all, and are no dispute.
    """

    heads: tuple[Write, ...]
    emptied: tuple[str, ...] = ()

    @property
    def value(self) -> Json:
        """The leading value; None where every wording was emptied."""
        return self.heads[0].value if self.heads else None

    @property
    def disputed(self) -> bool:
        """Whether there is more than one value."""
        return len(self.heads) > 1 and len({canonical(head.value) for head in self.heads}) > 1

    @property
    def refs(self) -> tuple[str, ...]:
        """What a new value replaces: every ref that nothing replaces yet."""
        return (*(head.ref for head in self.heads), *self.emptied)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What the changes say of one record.

    `exists` while some counted change added it; `removed` when a removal covers every value it has; `late`
    when a removal had not seen something that came since, so that the record stands.
    """

    kind: str
    record: str
    fields: Mapping[str, FieldState]
    exists: bool
    removed: bool
    late: bool
    refs: tuple[str, ...]

    @property
    def alive(self) -> bool:
        """Whether the record stands by itself; a living child can still bring it back."""
        return self.exists and not self.removed

    def values(self) -> dict[str, Json]:
        """Give the leading value of every ordinary field that has one."""
        return {
            name: state.value
            for name, state in self.fields.items()
            if state.heads and not name.startswith("@")
        }

    def heads(self, name: str) -> tuple[str, ...]:
        """Give the refs that a new value of the field replaces."""
        return self.fields[name].refs if name in self.fields else ()


def writes_of(change: Change, number: int, operation: Operation) -> list[Write]:
    """Give the field values one operation of a change writes."""
    ref = f"{change.hash}/{number}"
    when = instant(change.time)

    def write(name: str, value: Json, *, emptied: bool = False) -> Write:
        replaces = operation.replaces.get(name, ())
        return Write(ref, name, value, replaces, when, change.person, emptied)

    writes: list[Write] = []
    if operation.action in (Action.ADD, Action.SET):
        writes += [
            write(name, value)
            for name, value in operation.values.items()
            if not name.startswith("@")
        ]
        writes += [
            write(name, None, emptied=True)
            for name in operation.emptied
            if not name.startswith("@")
        ]
    if operation.action is Action.ADD:
        writes.append(write(MADE, True))
    elif operation.action is Action.REMOVE:
        writes.append(
            write(REMOVED, {"reason": operation.reason, "covers": list(operation.covers)})
        )
    elif operation.action is Action.RESTORE:
        writes.append(write(REMOVED, None))
    return writes


def fold_record(kind: str, record: str, writes: Iterable[Write]) -> RecordState:
    """Fold every counted write of one record into its state; the order of `writes` does not matter."""
    by_field: dict[str, dict[str, Write]] = {}
    for write in writes:
        by_field.setdefault(write.field, {})[write.ref] = write
    fields = {name: _fold_field(written.values()) for name, written in by_field.items()}
    removed, late = _removal_in(fields)
    return RecordState(
        kind=kind,
        record=record,
        fields=fields,
        exists=MADE in fields,
        removed=removed,
        late=late,
        refs=tuple(sorted({ref for written in by_field.values() for ref in written})),
    )


def _fold_field(writes: Iterable[Write]) -> FieldState:
    """Find what nothing replaces; a later operation of one change replaces an earlier one of the same.

    But for one that names nothing where an earlier one of its change did: it stands beside that one, as where both of
    two versions come back.
    """
    written = list(writes)
    if len(written) == 1:
        [only] = written
        return FieldState((), (only.ref,)) if only.emptied else FieldState((only,))
    placed = sorted(((write.place, write) for write in written), key=lambda one: one[0])
    last: dict[str, int] = {}
    naming: set[str] = set()
    for (hash_, number), write in placed:
        if write.replaces or hash_ not in naming:
            last[hash_] = number
        if write.replaces:
            naming.add(hash_)
    replaced = {ref for write in written for ref in write.replaces}
    heads = [
        write
        for (hash_, number), write in placed
        if write.ref not in replaced and number >= last[hash_]
    ]
    return FieldState(
        tuple(
            sorted(
                (head for head in heads if not head.emptied),
                key=lambda write: write.rank,
                reverse=True,
            )
        ),
        tuple(head.ref for head in heads if head.emptied),
    )


def _removal_in(fields: Mapping[str, FieldState]) -> tuple[bool, bool]:
    """Say whether a record is removed, and whether a removal had not seen something that stands."""
    removals = fields[REMOVED].heads if REMOVED in fields else ()
    covering = [removal for removal in removals if removal.value is not None]
    if not covering:
        return False, False
    standing = {ref for name, one in fields.items() if name != REMOVED for ref in one.refs}
    uncovered = standing - {ref for removal in covering for ref in _covered(removal, standing)}
    removed = not uncovered and len(covering) == len(removals)
    return removed, not removed


def _covered(removal: Write, standing: Iterable[str]) -> set[str]:
    """Give the refs a removal covers: those it names, and what its own change wrote before it."""
    named = set(cast("dict[str, list[str]]", removal.value)["covers"])
    hash_, number = removal.place
    own = {ref for ref in standing if (place := place_of(ref))[0] == hash_ and place[1] < number}
    return named | own


def standing_records(
    states: Mapping[tuple[str, str], RecordState],
    parents: Mapping[str, tuple[str, str]],
    order: Sequence[str],
    living_child: Callable[[str, str], bool] = lambda _kind, _record: False,
) -> set[tuple[str, str]]:
    """Say which records stand: those alive, and removed ones with a living child (must hold, 7).

    `order` lists the kinds, parents before children; `living_child` answers for children outside `states`.
    """
    by_kind: dict[str, list[RecordState]] = {}
    for state in states.values():
        by_kind.setdefault(state.kind, []).append(state)
    standing: set[tuple[str, str]] = set()
    wanted: set[tuple[str, str]] = set()
    for kind in reversed(order):
        for state in by_kind.get(kind, ()):
            key = (kind, state.record)
            if state.exists and (state.alive or key in wanted or living_child(*key)):
                standing.add(key)
                name, parent_kind = parents.get(kind, ("", ""))
                parent = state.fields[name].value if name in state.fields else None
                if isinstance(parent, str):
                    wanted.add((parent_kind, parent))
    return standing
