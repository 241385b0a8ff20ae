"""The guard: nothing but `apply` writes a shared table, whoever asks and however.

Temporary triggers on the writing connection refuse every other insert, update and delete, also those that
raw SQL, an ORM flush, another trigger or a cascade would make.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from reviewer_app.model.nouns import SHARED
from reviewer_app.store import cipher


class Guard:
    """Refuses writes to shared tables on one connection, except inside `open`."""

    def __init__(self, connection: cipher.Connection) -> None:
        self._open = False
        connection.create_function("applying", 0, lambda: int(self._open))
        for table in SHARED:
            name = str(table.__tablename__)
            for action in ("INSERT", "UPDATE", "DELETE"):
                connection.execute(
                    f'CREATE TEMP TRIGGER "guard_{name}_{action.lower()}" BEFORE {action} ON main."{name}" '
                    "WHEN NOT applying() BEGIN "
                    f"SELECT RAISE(ABORT, 'only apply writes {name}'); END"
                )

    @contextmanager
    def open(self, connection: Connection) -> Iterator[Connection]:
        """Let `apply` write, and nothing after it."""
        self._open = True
        try:
            yield connection
        finally:
            self._open = False
