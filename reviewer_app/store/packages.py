"""Packages of findings that were handed in to the office whose laptop this is; local, in no journal."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import ReceivedFindings
from reviewer_app.store.journal import table_of


def keep(connection: Connection, came: Sequence[ReceivedFindings]) -> None:
    """Keep what came; what is here already stays as it is."""
    rows = [one.model_dump() for one in came]
    connection.execute(insert(table_of(ReceivedFindings)).on_conflict_do_nothing(), rows)


def forget(connection: Connection, review: str) -> int:
    """Forget what came of a review; gives how many packages that were."""
    return connection.execute(
        delete(ReceivedFindings).where(col(ReceivedFindings.review) == review)
    ).rowcount
