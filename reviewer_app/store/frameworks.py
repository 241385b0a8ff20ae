"""The frameworks this person added on this laptop: their exact texts, inside the encrypted file."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import AddedFramework
from reviewer_app.store.journal import table_of


def add(connection: Connection, framework: AddedFramework) -> None:
    """Keep a version under its id; one that is there stays as it is."""
    connection.execute(
        insert(table_of(AddedFramework)).values(framework.model_dump()).on_conflict_do_nothing()
    )


def drop(connection: Connection, framework: str, version: str) -> None:
    """Forget a version."""
    connection.execute(
        delete(AddedFramework).where(
            col(AddedFramework.framework) == framework, col(AddedFramework.version) == version
        )
    )


def every(connection: Connection) -> list[AddedFramework]:
    """Give all that were added, the versions of each together, the oldest first."""
    table = table_of(AddedFramework)
    rows = connection.execute(
        select(table).order_by(table.c.framework, table.c.added_at, table.c.version)
    )
    return [AddedFramework(**row) for row in rows.mappings()]
