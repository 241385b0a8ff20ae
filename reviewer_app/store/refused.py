"""Files that could not be added: why, and which of them need not be read again.

Nothing that could now be read may be hidden by that. So a file is read again once the place says that it is another,
once anything is known here that was not (a roster, a key, another version of the program), where the place says nothing
that can be trusted, when a person asks for it, and once a day whatever is said.

Files that were refused beside many others for one reason have one row together: a store that somebody filled with junk
fills no table.
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

_TOGETHER: Final = "*"
_MORE: Final = "more"
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
class Alike:
    """So many files that were refused for one reason; `marks` is a digest of each with what the place says of it.

    It is the word for all of them that a mark is for one: "" for nothing that can be trusted.
    """

    error: UserError
    count: int
    marks: str = ""

    @property
    def name(self) -> str:
        """What their row goes by; no file of the team's is called so."""
        return f"{_TOGETHER}{self.error.code}"


@dataclass(frozen=True, slots=True)
class Found:
    """What reading came to: files that were `added`, those that were `read` and refused.

    Of their place and review nothing but `still` is kept, unless that is None. `knowing` is a digest of what was known
    as they were read, "" for what is never known again, and `now` a moment. `alike` were read and refused beside them.
    """

    added: Collection[str]
    read: Collection[Refused]
    still: Collection[str] | None
    knowing: str
    now: str
    alike: Collection[Alike] = ()


def record(connection: Connection, shelf: Shelf, found: Found) -> None:
    """Keep what was refused, and forget what is in, whichever review it was read for."""
    for name in found.added:
        connection.execute(
            delete(_TABLE).where(_TABLE.c.place == shelf.place, _TABLE.c.name == name)
        )
    if found.still is not None:
        _keep_only(connection, shelf, found.still)
    for one in found.read:
        _keep(connection, shelf, one, {}, found)
    for many in found.alike:
        together = Refused(many.name, many.error, many.marks)
        _keep(connection, shelf, together, {_MORE: many.count}, found)


def _keep_only(connection: Connection, shelf: Shelf, names: Collection[str]) -> None:
    kept = connection.execute(select(_TABLE.c.name).where(_on(shelf))).scalars()
    for name in [one for one in kept if one not in names]:
        connection.execute(delete(_TABLE).where(_at(shelf, name)))


def _keep(
    connection: Connection, shelf: Shelf, one: Refused, besides: Mapping[str, int], found: Found
) -> None:
    same = and_(_at(shelf, one.name), _TABLE.c.mark == one.mark, _TABLE.c.reason == one.error.code)
    found_at = connection.execute(select(_TABLE.c.found_at).where(same)).scalar()
    values = {
        "mark": one.mark,
        "knowing": found.knowing,
        "reason": one.error.code,
        "parameters": json.dumps(
            {key: str(value) for key, value in {**one.error.parameters, **besides}.items()}
        ),
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
    """Give by name the files that need no reading while the place says the same of them; many by `Alike.name`."""
    rows = connection.execute(
        select(_TABLE).where(_on(shelf), _TABLE.c.knowing == knowing, _TABLE.c.mark != "")
    )
    found = {}
    for row in rows.mappings():
        read_at = time_of(row["read_at"])
        stood, since = read_at - time_of(row["found_at"]), time_of(now) - read_at
        if stood >= SETTLED and timedelta(0) <= since < READ_ANYHOW:
            error, _more = _told(row["reason"], row["parameters"])
            found[str(row["name"])] = Refused(str(row["name"]), error, str(row["mark"]))
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that could not be added: its name, why, when it was found so; or `more` of them, for one reason."""

    name: str
    error: UserError
    found_at: str
    more: int = 0


def every(connection: Connection) -> list[Kept]:
    """Give all files that could not be added, each once; those that are told together come last."""
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
    kept = []
    for (_place, name), (reason, parameters, found_at) in once.items():
        error, more = _told(reason, parameters)
        kept.append(Kept(str(name), error, str(found_at), more))
    return sorted(kept, key=lambda one: one.more > 0)


def _told(reason: str, parameters: str) -> tuple[UserError, int]:
    said = json.loads(parameters)
    more = int(said.pop(_MORE, 0))
    return UserError(reason, **said), more


def _on(shelf: Shelf) -> ColumnElement[bool]:
    return and_(_TABLE.c.place == shelf.place, _TABLE.c.review == shelf.review)


def _at(shelf: Shelf, name: str) -> ColumnElement[bool]:
    return and_(_on(shelf), _TABLE.c.name == name)
