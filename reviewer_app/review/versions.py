"""Two versions of one note, where two people or two laptops changed it: both stand until somebody chooses.

What was seen is what is settled: a version that came after both were looked at is not replaced, and stays to be
chosen from (DESIGN, "Must hold", 6 and 7).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Final, cast

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.fold import REMOVED
from reviewer_app.model.nouns import KIND_OF, ROWS, Note
from reviewer_app.store.history import Version, history_of
from reviewer_app.store.journal import table_of
from reviewer_app.store.work import Work

_KIND: Final = KIND_OF[Note]


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """One version of a note: whole, as it would stand were this one chosen.

    Attributes:
        key: what the version is chosen by.
        time: when it was written, as its author stated it (a moment).
        differs: the fields in which the versions differ, with this one's values.
        removed: this version is that the note goes; `reason` says why.
    """

    key: str
    person: str
    time: str
    note: Note
    differs: Mapping[str, Json] = field(default_factory=dict)
    removed: bool = False
    reason: str = ""


def versions_of(connection: Connection, review: str, note: str) -> list[NoteVersion]:
    """Give the versions of a note, the one that leads first; none where there is but one wording."""
    standing = _standing(connection, note)
    table = table_of(DisputeRow)
    query = select(table).where(table.c.kind == _KIND, table.c.record == note)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if standing is None or not rows:
        return []
    removals = [row for row in rows if row["field"] == REMOVED]
    worded = sorted((row for row in rows if row["field"] != REMOVED), key=itemgetter("time", "ref"))
    history = history_of(connection, review, _KIND, note)
    versions = [_told(one, history) for one in _worded(standing, list(reversed(worded)))]
    if not versions:
        versions = [_as_it_stands(standing, history)]
    return [*versions, *(one for row in removals if (one := _removal(standing, row)) is not None)]


def choose_version(work: Work, note: str, key: str, *, since: int) -> None:
    """Let one version of a note stand for all that were seen; the others stay in its history.

    `since` is the journal position at which they were read.

    Raises:
        UserError: "review.record-gone" where the version, or the note, is there no more.
    """
    chosen = next(
        (one for one in versions_of(work.connection, work.review, note) if one.key == key), None
    )
    if chosen is None:
        raise UserError("review.record-gone")
    if chosen.removed:
        work.remove(Note, note, chosen.reason)
        return
    settle(work, note, since=since, **chosen.differs)


def settle(work: Work, note: str, *, since: int, **values: object) -> None:
    """Give a note the values that stand for every version seen; a removal among them is taken back.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    if work.state(_KIND, note).late:
        work.restore(Note, note)
    work.set(Note, note, since=since, **values)


def _worded(standing: Note, rows: list[dict[str, object]]) -> list[NoteVersion]:
    """Put the values of differing fields together by who wrote them; what one wrote twice stands twice."""
    found: list[NoteVersion] = []
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
            found.append(NoteVersion(key, person, str(row["time"]), standing))
            at = len(found) - 1
        found[at] = replace(found[at], differs={**found[at].differs, name: value})
    whole = [replace(one, note=_with(standing, one.differs)) for one in found]
    apart: dict[str, NoteVersion] = {}
    for one in whole:
        # The same words written twice are one version.
        apart.setdefault(one.note.model_dump_json(), one)
    return sorted(apart.values(), key=lambda one: one.note != standing)


def _with(standing: Note, values: Mapping[str, Json]) -> Note:
    return Note.model_validate({**standing.model_dump(), **values})


def _told(version: NoteVersion, history: Sequence[Version]) -> NoteVersion:
    """Give a version with whoever wrote it first: where both came back by undo, one person wrote both again."""
    for one in history:
        values = {name: one.values.get(name) for name in version.differs}
        if values == version.differs:
            return replace(version, person=one.person, time=one.time)
    return version


def _as_it_stands(standing: Note, history: Sequence[Version]) -> NoteVersion:
    """Give the note as it stands, with whoever wrote its words."""
    [*_before, wrote] = [one for one in history if one.values.get("text") == standing.text]
    return NoteVersion(wrote.change, wrote.person, wrote.time, standing)


def _removal(standing: Note, row: Mapping[str, object]) -> NoteVersion | None:
    """Give that the note goes as a version; None for a removal that was taken back."""
    value = json.loads(str(row["value"]))
    if value is None:
        return None
    key, person, time = str(row["ref"]), str(row["person"]), str(row["time"])
    reason = str(value["reason"])
    return NoteVersion(key, person, time, standing, removed=True, reason=reason)


def _standing(connection: Connection, note: str) -> Note | None:
    table = table_of(ROWS[Note])
    row = connection.execute(select(table).where(table.c.id == note)).mappings().first()
    return Note.model_validate(dict(row)) if row else None
