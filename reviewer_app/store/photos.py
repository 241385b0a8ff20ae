"""The bytes of photos, under their SHA-256, on this laptop."""

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import PhotoContent
from reviewer_app.store.journal import table_of


def keep(connection: Connection, jpeg: bytes) -> str:
    """Keep a photo and give its digest; keeping it again changes nothing."""
    digest = hashlib.sha256(jpeg).hexdigest()
    connection.execute(
        insert(table_of(PhotoContent)).values(digest=digest, value=jpeg).on_conflict_do_nothing()
    )
    return digest


def get(connection: Connection, digest: str) -> bytes | None:
    """Give a photo's JPEG, None while it has not arrived."""
    row = connection.execute(
        select(col(PhotoContent.value)).where(col(PhotoContent.digest) == digest)
    ).first()
    return bytes(row[0]) if row else None
