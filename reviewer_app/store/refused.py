"""Files that could not be added: why, and which of them need not be read again.

Nothing that could now be read may be hidden by that. So a file is read again once the place says that it is another,
once anything is known here that was not (a roster, a key, another version of the program), where the place says nothing
that can be trusted, when a person asks for it, and once a day whatever is said.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from reviewer_app.errors import UserError
from reviewer_app.model.local import Quarantined
from reviewer_app.model.moment import time_of
from reviewer_app.store.journal import table_of

SETTLED: Final = timedelta(seconds=10)
"""How long a file must have been found the same: one that is written anew at once may bear the same time there."""
READ_ANYHOW: Final = timedelta(days=1)
"""After how long a file is read again, whatever the place says of it."""

_TABLE: Final = table_of(Quarantined)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files lie and for which review they are read; nowhere and none for those given by their paths."""

    place: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was read and refused: its name, why, and what the place says of it, "" for nothing."""

    name: str
    error: UserError
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What reading came to: files that were `added`, those that were `read` and refused.

    Of their place and review nothing but `still` is kept, unless that is None. `knowing` is a digest of what was known
    as they were read, "" for what is never known again, and `now` a moment.
    """

    added: Collection[str]
    read: Collection[Refused]
    still: Collection[str] | None
    knowing: str
    now: str


def record(connection: Connection, shelf: Shelf, found: Found) -> None:
    """Keep what was refused, and forget what is in, whichever review it was read for."""
    for name in found.added:
        connection.execute(
            delete(_TABLE).where(_TABLE.c.place == shelf.place, _TABLE.c.name == name)
        )
    if found.still is not None:
        _keep_only(connection, shelf, found.still)
    for one in found.read:
        _keep(connection, shelf, one, found)


def _keep_only(connection: Connection, shelf: Shelf, names: Collection[str]) -> None:
    kept = connection.execute(select(_TABLE.c.name).where(_on(shelf))).scalars()
    for name in [one for one in kept if one not in names]:
        connection.execute(delete(_TABLE).where(_at(shelf, name)))


def _keep(connection: Connection, shelf: Shelf, one: Refused, found: Found) -> None:
    same = and_(_at(shelf, one.name), _TABLE.c.mark == one.mark, _TABLE.c.reason == one.error.code)
    found_at = connection.execute(select(_TABLE.c.found_at).where(same)).scalar()
    values = {
        "mark": one.mark,
        "knowing": found.knowing,
        "reason": one.error.code,
        "parameters": json.dumps({key: str(value) for key, value in one.error.parameters.items()}),
        "found_at": found_at or found.now,
        "read_at": found.now,
    }
    connection.execute(
        insert(_TABLE)
        .values(place=shelf.place, review=shelf.review, name=one.name, **values)
        .on_conflict_do_update(index_elements=["place", "review", "name"], set_=values)
    )


def read_all_again(connection: Connection) -> None:
    """Let every file be read again, as when a person asks for it."""
    connection.execute(update(_TABLE).values(mark=""))


def need_no_reading(
    connection: Connection, shelf: Shelf, knowing: str, now: str
) -> Mapping[str, Refused]:
    """Give by name the files that need no reading while the place says the same of them."""
    rows = connection.execute(
        select(_TABLE).where(_on(shelf), _TABLE.c.knowing == knowing, _TABLE.c.mark != "")
    )
    found = {}
    for row in rows.mappings():
        read_at = time_of(row["read_at"])
        stood, since = read_at - time_of(row["found_at"]), time_of(now) - read_at
        if stood >= SETTLED and timedelta(0) <= since < READ_ANYHOW:
            error = UserError(row["reason"], **json.loads(row["parameters"]))
            found[str(row["name"])] = Refused(str(row["name"]), error, str(row["mark"]))
    return found


def every(connection: Connection) -> list[tuple[str, UserError, str]]:
    """Give all files that could not be added, each once: name, why, and when it was found so."""
    rows = connection.execute(
        select(
            _TABLE.c.place,
            _TABLE.c.name,
            _TABLE.c.reason,
            _TABLE.c.parameters,
            _TABLE.c.found_at,
        ).order_by(_TABLE.c.found_at, _TABLE.c.name, _TABLE.c.review)
    )
    once = {(place, name): rest for place, name, *rest in rows}
    return [
        (str(name), UserError(reason, **json.loads(parameters)), str(found))
        for (_place, name), (reason, parameters, found) in once.items()
    ]


def _on(shelf: Shelf) -> ColumnElement[bool]:
    return and_(_TABLE.c.place == shelf.place, _TABLE.c.review == shelf.review)


def _at(shelf: Shelf, name: str) -> ColumnElement[bool]:
    return and_(_on(shelf), _TABLE.c.name == name)
