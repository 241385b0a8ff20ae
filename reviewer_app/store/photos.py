"""The bytes of photos, under their SHA-256, on this laptop."""

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import PhotoContent
from reviewer_app.model.note import NoteRow, PhotoRow
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


def wanting(connection: Connection, review: str) -> list[str]:
    """Give the digests of a review's photos that have not arrived; no photo is read for it."""
    photo, content = table_of(PhotoRow), table_of(PhotoContent)
    rows = connection.execute(
        select(photo.c.digest)
        .outerjoin(content, content.c.digest == photo.c.digest)
        .where(photo.c.review == review, content.c.digest.is_(None))
        .distinct()
        .order_by(photo.c.digest)
    )
    return [str(row[0]) for row in rows]


def of_author(connection: Connection, review: str, author: str) -> list[str]:
    """Give the digests of the photos of one person's notes."""
    photo, note = table_of(PhotoRow), table_of(NoteRow)
    rows = connection.execute(
        select(photo.c.digest)
        .join(note, note.c.id == photo.c.note)
        .where(photo.c.review == review, note.c.author == author)
        .distinct()
        .order_by(photo.c.digest)
    )
    return [str(row[0]) for row in rows]
