"""Two versions of one note, or of anything else two people can write: both stand until somebody chooses.

What was seen is what is settled: a version that came after both were looked at is not replaced, and stays to be
chosen from (DESIGN, "Must hold", 6 and 7).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Generic, TypeVar, cast

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.fold import REMOVED
from reviewer_app.model.nouns import KIND_OF, ROWS, Note, Record
from reviewer_app.store.history import Version, history_of
from reviewer_app.store.journal import table_of
from reviewer_app.store.work import Work

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordVersion(Generic[R]):
    """One version of a record: whole, as it would stand were this one chosen.

    Attributes:
        key: what the version is chosen by.
        time: when it was written, as its author stated it (a moment).
        differs: the fields in which the versions differ, with this one's values.
        removed: this version is that the record goes; `reason` says why.
    """

    key: str
    person: str
    time: str
    record: R
    differs: Mapping[str, Json] = field(default_factory=dict)
    removed: bool = False
    reason: str = ""


def versions_of(
    connection: Connection, review: str, noun: type[R], record: str
) -> list[RecordVersion[R]]:
    """Give the versions of a record, the one that leads first; none where there is but one wording."""
    standing = _standing(connection, noun, record)
    table = table_of(DisputeRow)
    kind = KIND_OF[noun]
    query = select(table).where(table.c.kind == kind, table.c.record == record)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if standing is None or not rows:
        return []
    removals = [row for row in rows if row["field"] == REMOVED]
    worded = sorted((row for row in rows if row["field"] != REMOVED), key=itemgetter("time", "ref"))
    history = history_of(connection, review, kind, record)
    versions = [_told(one, history) for one in _worded(standing, list(reversed(worded)))]
    if not versions:
        versions = [_as_it_stands(standing, history)]
    return [*versions, *(one for row in removals if (one := _removal(standing, row)) is not None)]


def choose_version(work: Work, noun: type[Record], record: str, key: str, *, since: int) -> None:
    """Let one version of a record stand for all that were seen; the others stay in its history.

    `since` is the journal position at which they were read.

    Raises:
        UserError: "review.record-gone" where the version, or the record, is there no more.
    """
    chosen = next((one for one in versions_in(work, noun, record) if one.key == key), None)
    if chosen is None:
        raise UserError("review.record-gone")
    if chosen.removed:
        work.remove(noun, record, chosen.reason)
        return
    settle(work, noun, record, since=since, **chosen.differs)


def versions_in(work: Work, noun: type[R], record: str) -> list[RecordVersion[R]]:
    """Give the versions of a record as they stand when the work begins."""
    return versions_of(work.connection, work.review, noun, record)


def settle(work: Work, noun: type[Record], record: str, *, since: int, **values: object) -> None:
    """Give a record the values that stand for every version seen; a removal among them is taken back.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    if work.state(KIND_OF[noun], record).late:
        work.restore(noun, record)
    work.set(noun, record, since=since, **values)


def keepers_of(versions: Sequence[RecordVersion[Note]], person: str) -> tuple[int, list[int]]:
    """Say which version of a note goes on standing there, and which become notes of this person's own.

    What somebody else wrote stays where it is: nobody writes a note in another's name.

    Raises:
        UserError: "note.keep-anothers" where others wrote two of them; "review.record-gone" where there are not two
            wordings any more.
    """
    worded = [number for number, one in enumerate(versions) if not one.removed]
    if len({versions[number].record.text for number in worded}) < 2:
        raise UserError("review.record-gone")
    others = [number for number in worded if versions[number].person != person]
    if len(others) > 1:
        raise UserError("note.keep-anothers")
    stays = others[0] if others else worded[0]
    return stays, [number for number in worded if number != stays]


def _worded(standing: R, rows: list[dict[str, object]]) -> list[RecordVersion[R]]:
    """Put the values of differing fields together by who wrote them; what one wrote twice stands twice."""
    found: list[RecordVersion[R]] = []
    for row in rows:
        name, person = str(row["field"]), str(row["person"])
        value = cast("Json", json.loads(str(row["value"])))
        key = str(row["ref"])
        at = next(
            (
                number
                for number, one in enumerate(found)
                if one.person == person and name not in one.differs
            ),
            None,
        )
        if at is None:
            found.append(RecordVersion(key, person, str(row["time"]), standing))
            at = len(found) - 1
        found[at] = replace(found[at], differs={**found[at].differs, name: value})
    whole = [replace(one, record=_with(standing, one.differs)) for one in found]
    apart: dict[str, RecordVersion[R]] = {}
    for one in whole:
        # The same words written twice are one version.
        apart.setdefault(one.record.model_dump_json(), one)
    return sorted(apart.values(), key=lambda one: one.record != standing)


def _with(standing: R, values: Mapping[str, Json]) -> R:
    return type(standing).model_validate({**standing.model_dump(), **values})


def _told(version: RecordVersion[R], history: Sequence[Version]) -> RecordVersion[R]:
    """Give a version with whoever wrote it first: where both came back by undo, one person wrote both again."""
    for one in history:
        values = {name: one.values.get(name) for name in version.differs}
        if values == version.differs:
            return replace(version, person=one.person, time=one.time)
    return version


def _as_it_stands(standing: R, history: Sequence[Version]) -> RecordVersion[R]:
    """Give the record as it stands, with whoever wrote last what stands whole, or some of it."""
    now = standing.model_dump(mode="json")
    written = [
        (one, [now[name] == value for name, value in one.values.items() if name in now])
        for one in history
    ]
    some = [one for one, stands in written if any(stands)]
    [*_before, wrote] = [one for one, stands in written if stands and all(stands)] or some
    return RecordVersion(wrote.change, wrote.person, wrote.time, standing)


def _removal(standing: R, row: Mapping[str, object]) -> RecordVersion[R] | None:
    """Give that the record goes as a version; None for a removal that was taken back."""
    value = json.loads(str(row["value"]))
    if value is None:
        return None
    key, person, time = str(row["ref"]), str(row["person"]), str(row["time"])
    reason = str(value["reason"])
    return RecordVersion(key, person, time, standing, removed=True, reason=reason)


def _standing(connection: Connection, noun: type[R], record: str) -> R | None:
    table = table_of(ROWS[noun])
    row = connection.execute(select(table).where(table.c.id == record)).mappings().first()
    return noun.model_validate(dict(row)) if row else None
