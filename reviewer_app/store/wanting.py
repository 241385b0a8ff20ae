"""Words that were emptied here for a redaction that counts no more, as a later roster cuts it off.

What a laptop shows hangs on the changes it has, not on when it got them (DESIGN, "Must hold", 3): so the words are
wanted back, and every place the team meets at is read through once more, until a copy that still has them has come.
"""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Change
from reviewer_app.model.replay import lacks
from reviewer_app.store import apply, journal, settings


def note(connection: Connection, review: str, changes: Iterable[str]) -> None:
    """Remember which of these changes (by hash) lack words that nothing takes from them; everywhere is asked anew."""
    wanted = {*_wanted(connection, review), *_lacking(connection, review, changes)}
    if wanted:
        _keep(connection, review, wanted, ())


def may_lie_at(connection: Connection, review: str, place: str) -> bool:
    """Whether words are wanted that this place may have: it was not read through for them yet."""
    return bool(_wanted(connection, review)) and place not in _read(connection, review)


def settle(connection: Connection, review: str, place: str) -> None:
    """Remember that a place was read through, and forget what has come back."""
    wanted = _wanted(connection, review)
    if wanted:
        left = _lacking(connection, review, wanted)
        _keep(connection, review, left, (*_read(connection, review), place))


def _lacking(connection: Connection, review: str, hashes: Iterable[str]) -> set[str]:
    found = journal.changes_by_hash(connection, hashes)
    changes: dict[str, Change] = {one.change.hash: one.change for one in found}
    chain = journal.chain_in(connection, review)
    redactions = apply.redactions_of(connection, chain, changes)
    return {hash_ for hash_, change in changes.items() if lacks(change, redactions.get(hash_, ()))}


def _wanted(connection: Connection, review: str) -> set[str]:
    return {str(one) for one in _kept(connection, review).get("changes", ())}


def _read(connection: Connection, review: str) -> tuple[str, ...]:
    return tuple(str(one) for one in _kept(connection, review).get("read", ()))


def _kept(connection: Connection, review: str) -> dict[str, list[str]]:
    kept = settings.get(connection, _name(review))
    return {} if kept is None else cast("dict[str, list[str]]", kept)


def _keep(connection: Connection, review: str, changes: Iterable[str], read: Iterable[str]) -> None:
    wanted: list[Json] = [*sorted(changes)]
    places: list[Json] = [*sorted(set(read))]
    if wanted:
        settings.put(connection, _name(review), {"changes": wanted, "read": places})
    else:
        settings.drop(connection, _name(review))


def _name(review: str) -> str:
    return f"wanting/{review}"
