"""What a change is, and how a set of changes folds into values.

A change is two runs of bytes: a **head**, kept exactly as written and known by its SHA-256, and a **content**
that hangs on a digest in the head. The content holds operations on records; each value stands in it sealed
with a salt of its own, and the digest is taken over the sealed values' digests. So a redaction can empty
single values everywhere, what is left still verifies by itself, and nobody can put other words in their place.
What was replaced or covered is no value and stays: emptying a wording never brings back an older one.
The head names the change before it in its journal (one person, one device, one review), the roster it was
written under, and its stated time.

Folding is a pure function of the set of changes (DESIGN, "Must hold", 3 to 7): a field's value is what
nothing replaces; if several, the latest stated time, then the larger hash, leads. No clock, no order of
arrival decides.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, cast

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import (
    Json,
    canonical,
    digest_of,
    is_count,
    read_object,
    require_canonical,
    seal,
)
from reviewer_app.model.moment import instant

__all__ = [
    "FORMAT",
    "MADE",
    "REASON",
    "REMOVED",
    "Action",
    "Change",
    "FieldState",
    "Json",
    "Operation",
    "RecordState",
    "Write",
    "canonical",
    "effective",
    "fold_record",
    "operations_of",
    "read_change",
    "redaction_of",
    "standing_records",
    "united",
    "write_change",
    "writes_of",
]

FORMAT: Final = 1
WORD_LIMIT: Final = 400
"""Characters in a name, id or reference of a head or an operation."""
MADE: Final = "@made"
"""The field that says that a record was added."""
REMOVED: Final = "@removed"
"""The field that says that a record was removed; its value lists the writes the remover had seen."""
REASON: Final = "@reason"
"""The name under which an operation's reason is sealed and can be emptied like any other words."""


class Action(StrEnum):
    """What an operation does; `OTHER` is one that only a newer version knows, and does nothing here."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"
    RESTORE = "restore"
    REDACT = "redact"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a change.

    `values` are the fields it writes; `replaces` the refs each of them replaces; a removal has a `reason` and
    the refs it `covers`; a redaction names the change (`record`) and which of its values it `empties`, each as
    "number of the operation/field". `emptied` names the fields whose words are gone.
    """

    action: Action
    kind: str
    record: str
    values: Mapping[str, Json] = field(default_factory=dict)
    replaces: Mapping[str, Sequence[str]] = field(default_factory=dict)
    reason: str = ""
    covers: Sequence[str] = ()
    empties: Sequence[str] = ()
    emptied: Sequence[str] = ()

    def written(self, salt: str, number: int) -> dict[str, Json]:
        """Give the operation as it stands in a change, its words sealed."""
        written: dict[str, Json] = {"do": self.action.value, "kind": self.kind, "id": self.record}
        words = {**self.values, **({REASON: self.reason} if self.reason else {})}
        if words:
            written["values"] = {
                name: seal(value, salt, f"{number}/{name}") for name, value in words.items()
            }
        if self.replaces:
            written["replaces"] = {name: list(refs) for name, refs in self.replaces.items()}
        if self.covers:
            written["covers"] = list(self.covers)
        if self.empties:
            written["empties"] = list(self.empties)
        return written


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the exact bytes of its head, its content as far as it is not emptied, what the head says.

    `number` counts from 1 in its journal; `previous` is the hash of the change before, "" for the first;
    `roster` the hash of the roster it was written under; `time` a moment; `digest` the content's digest.
    `content` is None only where the words have not arrived at all.
    """

    head: bytes
    content: bytes | None
    hash: str
    review: str
    person: str
    device: str
    number: int
    previous: str
    roster: str
    time: str
    digest: str

    @property
    def journal(self) -> tuple[str, str, str]:
        """The journal it belongs to: review, person, device."""
        return (self.review, self.person, self.device)

    def emptied(self, names: Iterable[str]) -> "Change":
        """Give the change with the values of these names ("number/field") emptied; it verifies as before."""
        if self.content is None:
            return self
        return replace(self, content=_emptied(self.content, frozenset(names)))


def write_change(
    *,
    review: str,
    person: str,
    device: str,
    number: int,
    previous: str,
    roster: str,
    time: str,
    salt: str,
    operations: Sequence[Operation],
) -> Change:
    """Make a change; `salt` is at least 16 random bytes as hexadecimal, so that a short text cannot be guessed."""
    content = canonical({"operations": [one.written(salt, n) for n, one in enumerate(operations)]})
    head = canonical(
        {
            "format": FORMAT,
            "review": review,
            "person": person,
            "device": device,
            "number": number,
            "previous": previous,
            "roster": roster,
            "time": time,
            "content": _content_digest(content),
        }
    )
    return read_change(head, content)


def read_change(head: bytes, content: bytes | None) -> Change:
    """Read a change from its bytes; fields this version does not know stay in the bytes.

    Raises:
        UserError: "bundle.change-malformed", "bundle.change-newer" or "bundle.change-content-wrong".
    """
    try:
        parsed = read_object(head)
        format_ = parsed.get("format")
        if is_count(format_) and format_ != FORMAT:
            raise UserError("bundle.change-newer")
        require_canonical(head, parsed)
        names = ("review", "person", "device", "previous", "roster", "time", "content")
        words = [parsed.get(name) for name in names]
        if not (is_count(format_) and is_count(parsed.get("number")) and _is_words(words)):
            raise UserError("bundle.change-malformed")
        review, person, device, previous, roster, time, digest = cast("list[str]", words)
        instant(time)
    except ValueError:
        raise UserError("bundle.change-malformed") from None
    if content is not None:
        if _content_digest(content) != digest:
            raise UserError("bundle.change-content-wrong")
        operations_of(content)
    return Change(
        head=head,
        content=content,
        hash=hashlib.sha256(head).hexdigest(),
        review=review,
        person=person,
        device=device,
        number=cast("int", parsed["number"]),
        previous=previous,
        roster=roster,
        time=time,
        digest=digest,
    )


def operations_of(content: bytes) -> list[Operation]:
    """Read the operations of a content, in their order; one of a newer version stands as `Action.OTHER`.

    Raises:
        UserError: "bundle.change-malformed".
    """
    return [_operation(one) for one in _listed(content)]


def redaction_of(
    change: Change, wording: Mapping[str, Iterable[str]], reason: str, *, kind: str
) -> Operation:
    """Make the redaction that empties these fields (by record id) and the reasons given with them.

    `kind` is the name under which changes themselves are filed.
    """
    gone = {record: frozenset(names) for record, names in wording.items()}
    listed = operations_of(change.content) if change.content is not None else []
    empties = [
        f"{number}/{name}"
        for number, one in enumerate(listed)
        for name in (*one.values, *((REASON,) if one.reason else ()))
        if name in gone.get(one.record, frozenset())
    ]
    return Operation(Action.REDACT, kind, change.hash, reason=reason, empties=empties)


def united(one: Change, other: Change) -> Change:
    """Unite two copies of one change: a value stands if either copy still has it."""
    if one.content is None or other.content is None:
        return other if one.content is None else one
    listed: list[Json] = [
        {**mine, "values": _fuller(mine["values"], theirs["values"])} if "values" in mine else mine
        for mine, theirs in zip(_listed(one.content), _listed(other.content), strict=True)
    ]
    return replace(one, content=canonical({**_content(one.content), "operations": listed}))


def _fuller(mine: Json, theirs: Json) -> Json:
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        return mine
    return {name: theirs[name] if isinstance(one, str) else one for name, one in mine.items()}


_ACTIONS: Final = frozenset(action.value for action in Action)


def _listed(content: bytes) -> list[dict[str, Json]]:
    """Read a content down to its operations, values still sealed."""
    return cast("list[dict[str, Json]]", _content(content)["operations"])


def _content(content: bytes) -> dict[str, Json]:
    try:
        parsed = read_object(content)
        require_canonical(content, parsed)
    except ValueError:
        raise UserError("bundle.change-malformed") from None
    listed = parsed.get("operations")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise UserError("bundle.change-malformed")
    return parsed


def _content_digest(content: bytes) -> str:
    """Give what a head says of its content, the same however much of it is emptied."""
    try:
        return hashlib.sha256(_emptied(content, None)).hexdigest()
    except ValueError:
        raise UserError("bundle.change-malformed") from None


def _emptied(content: bytes, gone: frozenset[str] | None) -> bytes:
    parsed = _content(content)
    listed = cast("list[dict[str, Json]]", parsed["operations"])
    left: list[Json] = [_without(one, number, gone) for number, one in enumerate(listed)]
    return canonical({**parsed, "operations": left})


def _without(raw: dict[str, Json], number: int, gone: frozenset[str] | None) -> dict[str, Json]:
    """Give an operation with some sealed values (None: all) as their digests."""
    values = raw.get("values")
    if "values" not in raw:
        return raw
    if not isinstance(values, dict):
        raise ValueError("values are named")  # noqa: TRY004 (one error for whatever a file can hold)
    return {
        **raw,
        "values": {
            name: digest_of(value) if gone is None or f"{number}/{name}" in gone else value
            for name, value in values.items()
        },
    }


def _operation(raw: dict[str, Json]) -> Operation:
    do, sealed = raw.get("do"), raw.get("values", {})
    kind, record = raw.get("kind", ""), raw.get("id", "")
    if not isinstance(do, str) or not isinstance(sealed, dict):
        raise UserError("bundle.change-malformed")
    if do not in _ACTIONS or not do:
        return Operation(
            Action.OTHER,
            kind if isinstance(kind, str) else "",
            record if isinstance(record, str) else "",
            emptied=[name for name, one in sealed.items() if isinstance(one, str)],
        )
    replaces, covers, empties = (
        raw.get("replaces", {}),
        raw.get("covers", []),
        raw.get("empties", []),
    )
    values = {name: one[1] for name, one in sealed.items() if isinstance(one, list)}
    reason = values.pop(REASON, "")
    if not (
        _is_words([kind, record])
        and isinstance(replaces, dict)
        and all(_is_words(refs) for refs in replaces.values())
        and _is_words(covers)
        and _is_words(empties)
    ):
        raise UserError("bundle.change-malformed")
    return Operation(
        action=Action(do),
        kind=cast("str", kind),
        record=cast("str", record),
        values=values,
        replaces=cast("dict[str, list[str]]", replaces),
        reason=reason if isinstance(reason, str) else "",
        covers=cast("list[str]", covers),
        empties=cast("list[str]", empties),
        emptied=[name for name, one in sealed.items() if isinstance(one, str)],
    )


def _is_words(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, str) and len(one) <= WORD_LIMIT for one in value
    )


def effective(
    change: Change, redactions: Iterable[tuple[Change, Operation]]
) -> list[tuple[int, Operation]]:
    """Give the operations of a change that count, numbered, with what the redactions aimed at it empty.

    Emptying is a union, so neither the redactions' order nor what is already empty here matters.
    """
    gone = {name for _by, redaction in redactions for name in redaction.empties}
    emptied = change.emptied(gone) if gone else change
    return list(enumerate(operations_of(emptied.content))) if emptied.content is not None else []


@dataclass(frozen=True, slots=True)
class Write:
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
        hash_, _slash, number = self.ref.partition("/")
        return (hash_, int(number))


@dataclass(frozen=True, slots=True)
class FieldState:
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
        return len({canonical(head.value) for head in self.heads}) > 1

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
    standing = {ref for name, one in fields.items() if name != REMOVED for ref in one.refs}
    removals = fields[REMOVED].heads if REMOVED in fields else ()
    covering = [removal for removal in removals if removal.value is not None]
    uncovered = standing - {ref for removal in covering for ref in _covered(removal, standing)}
    removed = bool(covering) and not uncovered and len(covering) == len(removals)
    return RecordState(
        kind=kind,
        record=record,
        fields=fields,
        exists=MADE in fields,
        removed=removed,
        late=bool(covering) and not removed,
        refs=tuple(sorted({ref for written in by_field.values() for ref in written})),
    )


def _fold_field(writes: Iterable[Write]) -> FieldState:
    """Find what nothing replaces; a later operation of one change replaces an earlier one of the same."""
    written = sorted(writes, key=lambda write: write.place)
    last = dict(write.place for write in written)
    replaced = {ref for write in written for ref in write.replaces}
    heads = [
        write
        for write in written
        if write.ref not in replaced and last[write.place[0]] == write.place[1]
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


def _covered(removal: Write, standing: Iterable[str]) -> set[str]:
    """Give the refs a removal covers: those it names, and what its own change wrote before it."""
    named = set(cast("dict[str, list[str]]", removal.value)["covers"])
    hash_, number = removal.place
    own = {ref for ref in standing if ref.startswith(f"{hash_}/") and int(ref[65:]) < number}
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
