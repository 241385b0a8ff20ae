"""What a change is: its bytes, its operations, and how it is emptied and still verifies.

A change is two runs of bytes: a **head**, kept exactly as written and known by its SHA-256, and a **content**
that hangs on a digest in the head. The content holds operations on records; each value stands in it sealed
with a salt of its own, and the digest is taken over the sealed values' digests. So a redaction can empty
single values everywhere, what is left still verifies by itself, and nobody can put other words in their place.
What was replaced or covered is no value and stays: emptying a wording never brings back an older one.
The head names the change before it in its journal (one person, one device, one review), the roster it was
written under, and its stated time. How a set of changes becomes values stands in `fold.py`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from pydantic_core import from_json

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
    "REASON",
    "Action",
    "Change",
    "Json",
    "Operation",
    "canonical",
    "effective",
    "operations_in",
    "read_change",
    "redaction_of",
    "united",
    "write_change",
]

FORMAT: Final = 1
WORD_LIMIT: Final = 400
"""Characters in a name, id or reference of a head or an operation."""
MARK_BYTES: Final = 16
"""Bytes of a hash by which the journal finds a change: more than anybody makes two changes agree in."""
PARSED: Final = 1_024
"""How many contents last taken apart are kept so: each is wanted again at once, when it is filed and folded."""
PARSED_BYTES: Final = 32 * 1024
"""Bytes such a content may have; a larger one, as a framework's, is taken apart anew."""
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


class Operation(NamedTuple):
    """One operation of a change.

    `values` are the fields it writes; `replaces` the refs each of them replaces; a removal has a `reason` and
    the refs it `covers`; a redaction names the change (`record`) and which of its values it `empties`, each as
    "number of the operation/field". `emptied` names the fields whose words are gone.
    """

    action: Action
    kind: str
    record: str
    values: Mapping[str, Json] = MappingProxyType({})
    replaces: Mapping[str, Sequence[str]] = MappingProxyType({})
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

    @property
    def mark(self) -> bytes:
        """The first half of its hash, by which the journal finds it."""
        return bytes.fromhex(self.hash[: 2 * MARK_BYTES])

    def emptied(self, names: Iterable[str]) -> "Change":
        """Give the change with the values of these names ("number/field") emptied; it verifies as before."""
        if self.content is None:
            return self
        return replace(self, content=_emptied(_content(self.content), frozenset(names)))


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
    listed: list[Json] = [one.written(salt, n) for n, one in enumerate(operations)]
    content: dict[str, Json] = {"operations": listed}
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
    return read_change(head, canonical(content))


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
        _require_content(content, digest)
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


def _require_content(content: bytes, digest: str) -> None:
    """Check a content once for all: its form, its digest, and every operation in it."""
    parsed = _content(content)
    try:
        found = _content_digest(parsed)
    except ValueError:
        raise UserError("bundle.change-malformed") from None
    if found != digest:
        raise UserError("bundle.change-content-wrong")
    for one in _listed(parsed):
        _require_operation(one)


def operations_in(change: Change) -> tuple[Operation, ...]:
    """Give the operations of a change that was read, and so verified, before, in their order.

    None where its words never came; one of a newer version stands as `Action.OTHER`.
    """
    if change.content is None:
        return ()
    # What is kept is bounded in bytes too: a few hundred of the largest changes would fill any memory.
    return (_parsed if len(change.content) <= PARSED_BYTES else _taken_apart)(change.content)


def redacts(change: Change) -> bool:
    """Say whether a change empties words of others for good."""
    return any(one.action is Action.REDACT for one in operations_in(change))


def _taken_apart(content: bytes) -> tuple[Operation, ...]:
    # It was read strictly before it was kept, and thousands come at a time: pydantic's reader takes half as long.
    return tuple(
        [_operation(one) for one in from_json(content, cache_strings="keys")["operations"]]
    )


_parsed: Final = lru_cache(PARSED)(_taken_apart)


def redaction_of(
    change: Change, wording: Mapping[str, Iterable[str]], reason: str, *, kind: str
) -> Operation:
    """Make the redaction that empties these fields (by record id) and the reasons given with them.

    `kind` is the name under which changes themselves are filed.
    """
    gone = {record: frozenset(names) for record, names in wording.items()}
    empties = [
        f"{number}/{name}"
        for number, one in enumerate(operations_in(change))
        for name in (*one.values, *((REASON,) if one.reason else ()))
        if name in gone.get(one.record, frozenset())
    ]
    return Operation(Action.REDACT, kind, change.hash, reason=reason, empties=empties)


def united(one: Change, other: Change) -> Change:
    """Unite two copies of one change: a value stands if either copy still has it."""
    if one.content is None or other.content is None:
        return other if one.content is None else one
    ours, others = _content(one.content), _content(other.content)
    listed: list[Json] = [
        {**mine, "values": _fuller(mine["values"], theirs["values"])} if "values" in mine else mine
        for mine, theirs in zip(_listed(ours), _listed(others), strict=True)
    ]
    return replace(one, content=canonical({**ours, "operations": listed}))


def _fuller(mine: Json, theirs: Json) -> Json:
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        return mine
    return {name: theirs[name] if isinstance(one, str) else one for name, one in mine.items()}


_KNOWN: Final = {action.value: action for action in Action if action is not Action.OTHER}
_NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


def _listed(parsed: Mapping[str, Json]) -> list[dict[str, Json]]:
    """Give the operations of a content that was read, values still sealed."""
    return cast("list[dict[str, Json]]", parsed["operations"])


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


def _content_digest(parsed: Mapping[str, Json]) -> str:
    """Give what a head says of its content, the same however much of it is emptied.

    Raises:
        ValueError: what stands in it as a value is none.
    """
    return hashlib.sha256(_emptied(parsed, None)).hexdigest()


def _emptied(parsed: Mapping[str, Json], gone: frozenset[str] | None) -> bytes:
    left: list[Json] = [_without(one, n, gone) for n, one in enumerate(_listed(parsed))]
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


def _require_operation(raw: dict[str, Json]) -> None:
    """Check the form of an operation whose sealed values were checked; of a newer one only what is read here.

    Raises:
        UserError: "bundle.change-malformed".
    """
    do, sealed = raw.get("do"), raw.get("values", {})
    if not isinstance(do, str) or not isinstance(sealed, dict):
        raise UserError("bundle.change-malformed")
    if do not in _KNOWN:
        return
    replaces = raw.get("replaces", {})
    if not (
        _is_words([raw.get("kind", ""), raw.get("id", "")])
        and isinstance(replaces, dict)
        and all(_is_words(refs) for refs in replaces.values())
        and _is_words(raw.get("covers", []))
        and _is_words(raw.get("empties", []))
    ):
        raise UserError("bundle.change-malformed")


def _operation(raw: Mapping[str, Any]) -> Operation:
    """Take an operation apart whose form was checked, by `_require_operation`: thousands are at a time."""
    sealed: Mapping[str, Json] = raw.get("values", _NOTHING)
    action = _KNOWN.get(raw["do"])
    if action is None:
        kind, record = raw.get("kind", ""), raw.get("id", "")
        return Operation(
            Action.OTHER,
            kind if isinstance(kind, str) else "",
            record if isinstance(record, str) else "",
            emptied=[name for name, one in sealed.items() if isinstance(one, str)],
        )
    values = {name: one[1] for name, one in sealed.items() if isinstance(one, list)}
    emptied = () if len(values) == len(sealed) else [name for name in sealed if name not in values]
    reason = values.pop(REASON, "")
    return Operation(
        action,
        raw.get("kind", ""),
        raw.get("id", ""),
        values,
        raw.get("replaces", _NOTHING),
        reason if isinstance(reason, str) else "",
        raw.get("covers", ()),
        raw.get("empties", ()),
        emptied,
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
    return list(enumerate(operations_in(emptied)))
