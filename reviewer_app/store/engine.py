"""SQLAlchemy over one connection to the encrypted file."""

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection as SqlConnection
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from reviewer_app import right_of_way
from reviewer_app.store.cipher import Connection


def engine_of(connection: Connection) -> Engine:
    """Give SQLAlchemy over this one connection, with explicit transactions that also cover the schema.

    A writer begins at once (`BEGIN IMMEDIATE`), so that it never fails half way for a lock.
    """
    query_only = connection.execute("PRAGMA query_only").fetchone()[0]
    begin = "BEGIN" if query_only else "BEGIN IMMEDIATE"
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=dbapi2,
        # Without this pool SQLAlchemy opens one connection per thread, each of them unknown to the lane.
        poolclass=StaticPool,
    )

    @event.listens_for(engine, "begin")
    def _begin(opened: SqlConnection) -> None:
        opened.exec_driver_sql(begin)

    @event.listens_for(engine, "before_cursor_execute")
    def _give_way(*_about: object) -> None:
        right_of_way.give()

    return engine
