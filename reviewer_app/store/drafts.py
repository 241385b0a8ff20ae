"""Drafts: text being typed, kept on this laptop until it is committed or discarded."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import Draft
from reviewer_app.store.journal import table_of


def keep(connection: Connection, draft: Draft) -> None:
    """Keep a draft; the latest wins, and the moment and position it was started at stay."""
    values = draft.model_dump()
    renewed = {name: values[name] for name in ("text", "cursor", "extra", "saved_at")}
    connection.execute(
        insert(table_of(Draft))
        .values(**values)
        .on_conflict_do_update(index_elements=["review", "place"], set_=renewed)
    )


def drop(connection: Connection, review: str, place: str) -> None:
    """Forget a draft that was committed or discarded."""
    connection.execute(delete(Draft).where(col(Draft.review) == review, col(Draft.place) == place))


def of_review(connection: Connection, review: str) -> list[Draft]:
    """Give every draft of a review."""
    table = table_of(Draft)
    rows = connection.execute(select(table).where(table.c.review == review)).mappings()
    return [Draft(**row) for row in rows]
