"""What went to which store, and what was taken in."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, distinct, func, select, true
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.journal import JournalRow, TouchedRow
from reviewer_app.model.local import Delivery, TakenIn
from reviewer_app.model.nouns import KIND_OF, Note
from reviewer_app.store.journal import table_of

_DELIVERY: Final = table_of(Delivery)
_JOURNAL: Final = table_of(JournalRow)
_TOUCHED: Final = table_of(TouchedRow)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What waits to be handed over: changes, and how many notes they speak of."""

    changes: int = 0
    notes: int = 0


def sent_to(connection: Connection, store: str, review: str) -> dict[str, Collection[str]]:
    """Give the files known to stand on a store, each with the hashes of the changes it carries."""
    rows = connection.execute(
        select(col(Delivery.name), col(Delivery.carries)).where(
            col(Delivery.store) == store, col(Delivery.review) == review
        )
    )
    return {str(name): json.loads(carries) for name, carries in rows}


def names_on(connection: Connection, store: str, review: str) -> set[str]:
    """Give the names of the files known to stand on a store."""
    rows = connection.execute(
        select(col(Delivery.name)).where(
            col(Delivery.store) == store, col(Delivery.review) == review
        )
    )
    return {str(row[0]) for row in rows}


def stands_on(connection: Connection, review: str, store: str = "") -> set[str]:
    """Give the names of the files that count as sent to a store; to at least one if it is not said which."""
    wanted = select(col(Delivery.name)).where(col(Delivery.review) == review, col(Delivery.listed))
    if store:
        wanted = wanted.where(col(Delivery.store) == store)
    return {str(row[0]) for row in connection.execute(wanted)}


def record_sent(
    connection: Connection,
    store: str,
    review: str,
    files: Mapping[str, Collection[str]],
    sent_at: str,
    *,
    listed: bool = True,
) -> None:
    """Record files that were read back equal from a store; they count as sent once they are `listed` there."""
    for name, carries in files.items():
        row = insert(table_of(Delivery)).values(
            store=store,
            name=name,
            review=review,
            carries=json.dumps(sorted(carries)),
            sent_at=sent_at,
            listed=listed,
        )
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["store", "name"],
                set_={"listed": True, "sent_at": sent_at},
                where=col(Delivery.listed).is_(False),
            )
            if listed
            else row.on_conflict_do_nothing()
        )


def unsent(connection: Connection, review: str, person: str, store: str = "") -> Unsent:
    """Count what of a person's own is known to stand on no store; with `store`, what is not known to stand there."""
    sent = func.json_each(_DELIVERY.c.carries).table_valued("value")
    there = (
        select(sent.c.value)
        .select_from(_DELIVERY.join(sent, true()))
        .where(
            _DELIVERY.c.review == review,
            _DELIVERY.c.listed,
            *([_DELIVERY.c.store == store] if store else []),
        )
    )
    waiting = select(_JOURNAL.c.seq).where(
        _JOURNAL.c.review == review,
        _JOURNAL.c.person == person,
        _JOURNAL.c.hash.not_in(there),
    )
    changes = connection.execute(select(func.count()).select_from(waiting.subquery())).scalar_one()
    if not changes:
        return Unsent()
    notes = connection.execute(
        select(func.count(distinct(_TOUCHED.c.record))).where(
            _TOUCHED.c.kind == KIND_OF[Note], _TOUCHED.c.seq.in_(waiting)
        )
    ).scalar_one()
    return Unsent(int(changes), int(notes))


def forget_sent(connection: Connection, store: str, names: Iterable[str]) -> None:
    """Forget files that are no longer on a store."""
    connection.execute(
        delete(Delivery).where(col(Delivery.store) == store, col(Delivery.name).in_(list(names)))
    )


def changes_sent(connection: Connection, review: str, store: str = "") -> set[str]:
    """Give the hashes of all changes that stand on a store; on at least one if it is not said which."""
    wanted = select(col(Delivery.carries)).where(
        col(Delivery.review) == review, col(Delivery.listed)
    )
    if store:
        wanted = wanted.where(col(Delivery.store) == store)
    return {hash_ for row in connection.execute(wanted) for hash_ in json.loads(row[0])}


def taken_in(connection: Connection, review: str) -> set[str]:
    """Give the names of the files that were taken in whole."""
    rows = connection.execute(select(col(TakenIn.name)).where(col(TakenIn.review) == review))
    return {str(row[0]) for row in rows}


def record_taken_in(
    connection: Connection, review: str, names: Iterable[str], taken_at: str
) -> None:
    """Record files that were taken in whole."""
    for name in names:
        connection.execute(
            insert(table_of(TakenIn))
            .values(name=name, review=review, taken_at=taken_at)
            .on_conflict_do_nothing()
        )
