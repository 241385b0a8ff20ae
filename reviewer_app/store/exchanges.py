"""Where a review is exchanged from this laptop, and what every exchange came to."""

from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import ExchangePlace, PastExchange
from reviewer_app.store.journal import table_of

KEPT: Final = 200
"""How many past exchanges of one review are kept; older ones go."""


def put_place(connection: Connection, place: ExchangePlace) -> None:
    """Keep where a review is exchanged; the latest wins."""
    values = place.model_dump()
    connection.execute(
        insert(table_of(ExchangePlace))
        .values(**values)
        .on_conflict_do_update(index_elements=["review"], set_=values)
    )


def place_of(connection: Connection, review: str) -> ExchangePlace | None:
    """Give where a review is exchanged, None where nobody chose."""
    found = connection.execute(
        select(table_of(ExchangePlace)).where(col(ExchangePlace.review) == review)
    )
    return next((ExchangePlace(**row) for row in found.mappings()), None)


def drop_place(connection: Connection, review: str) -> None:
    """Forget where a review is exchanged."""
    connection.execute(delete(ExchangePlace).where(col(ExchangePlace.review) == review))


def record(connection: Connection, past: PastExchange) -> None:
    """Record an exchange; of each review the latest `KEPT` stay.

    One that happened by itself and came to nothing takes the place of one before it that came to the same.
    """
    table = table_of(PastExchange)
    before = next(iter(past_of(connection, past.review, 1)), None)
    if before is not None and _came_to_nothing(past) and _outcome(past) == _outcome(before):
        connection.execute(delete(table).where(table.c.id == before.id))
    connection.execute(insert(table).values(**past.model_dump(exclude={"id"})))
    kept = (
        select(table.c.id)
        .where(table.c.review == past.review)
        .order_by(table.c.id.desc())
        .limit(KEPT)
    )
    connection.execute(delete(table).where(table.c.review == past.review, table.c.id.not_in(kept)))


def _came_to_nothing(past: PastExchange) -> bool:
    moved = past.sent or past.photos_sent or past.received or past.photos_received
    return past.by_itself and not moved


def _outcome(past: PastExchange) -> dict[str, object]:
    return past.model_dump(exclude={"id", "began_at"})


def past_of(connection: Connection, review: str, limit: int = KEPT) -> list[PastExchange]:
    """Give the exchanges of a review, the latest first."""
    rows = connection.execute(
        select(table_of(PastExchange))
        .where(col(PastExchange.review) == review)
        .order_by(col(PastExchange.id).desc())
        .limit(limit)
    )
    return [PastExchange(**row) for row in rows.mappings()]


def credentials_used(connection: Connection) -> set[str]:
    """Give the names under which the keyring keeps what a place of any review asks for."""
    rows = connection.execute(select(col(ExchangePlace.credentials)).distinct())
    return {str(row[0]) for row in rows} - {""}
