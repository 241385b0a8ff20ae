"""Settings and secrets of this person on this laptop, inside the encrypted file."""

import json

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.canonical import Json
from reviewer_app.model.local import Secret, Setting
from reviewer_app.store.journal import table_of


def put(connection: Connection, name: str, value: Json) -> None:
    """Keep a setting; the latest wins."""
    text = json.dumps(value, ensure_ascii=False)
    connection.execute(
        insert(table_of(Setting))
        .values(name=name, value=text)
        .on_conflict_do_update(index_elements=["name"], set_={"value": text})
    )


def get(connection: Connection, name: str) -> Json:
    """Give a setting, None where it was never made."""
    row = connection.execute(select(col(Setting.value)).where(col(Setting.name) == name)).first()
    value: Json = json.loads(row[0]) if row else None
    return value


def drop(connection: Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(delete(Setting).where(col(Setting.name) == name))


def every(connection: Connection) -> dict[str, Json]:
    """Give all settings."""
    rows = connection.execute(select(col(Setting.name), col(Setting.value)))
    return {str(name): json.loads(value) for name, value in rows}


def put_secret(connection: Connection, name: str, value: bytes) -> None:
    """Keep a secret; the latest wins."""
    connection.execute(
        insert(table_of(Secret))
        .values(name=name, value=value)
        .on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )


def get_secret(connection: Connection, name: str) -> bytes | None:
    """Give a secret, None where there is none."""
    row = connection.execute(select(col(Secret.value)).where(col(Secret.name) == name)).first()
    return bytes(row[0]) if row else None


def drop_secret(connection: Connection, name: str) -> None:
    """Forget a secret."""
    connection.execute(delete(Secret).where(col(Secret.name) == name))
