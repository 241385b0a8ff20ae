"""Photos that were taken in and do not yet belong to a note, on this laptop."""

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from reviewer_app.model.local import PhotoDraft
from reviewer_app.store.journal import table_of


def keep(connection: Connection, draft: PhotoDraft) -> None:
    """Keep a photo as it stands; the latest wins, and what was before is overwritten in the file."""
    values = draft.model_dump()
    connection.execute(
        insert(table_of(PhotoDraft))
        .values(**values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def word(connection: Connection, draft: str, caption: str) -> None:
    """Keep what a photo that waits shows, in words; one that waits no more stays gone."""
    connection.execute(
        update(PhotoDraft).where(col(PhotoDraft.id) == draft).values(caption=caption)
    )


def drop(connection: Connection, draft: str) -> None:
    """Forget a photo that was attached to its note, or left out."""
    connection.execute(delete(PhotoDraft).where(col(PhotoDraft.id) == draft))


def ready(connection: Connection, review: str, place: str) -> list[PhotoDraft]:
    """Give the photos that go with the note of a place, in the order they were kept."""
    table = table_of(PhotoDraft)
    rows = connection.execute(
        select(table)
        .where(table.c.review == review, table.c.place == place, table.c.ready)
        .order_by(table.c.saved_at, table.c.id)
    ).mappings()
    return [PhotoDraft(**row) for row in rows]


def of_review(connection: Connection, review: str) -> list[PhotoDraft]:
    """Give every photo of a review that waits, without its picture, in the order they were kept."""
    table = table_of(PhotoDraft)
    facts = [column for column in table.c if column.name != "jpeg"]
    rows = connection.execute(
        select(*facts).where(table.c.review == review).order_by(table.c.saved_at, table.c.id)
    ).mappings()
    return [PhotoDraft(**row, jpeg=b"") for row in rows]


def get(connection: Connection, draft: str) -> PhotoDraft | None:
    """Give a photo that waits with its picture, None where it waits no more."""
    table = table_of(PhotoDraft)
    row = connection.execute(select(table).where(table.c.id == draft)).mappings().first()
    return PhotoDraft(**row) if row else None


def picture(connection: Connection, draft: str) -> bytes | None:
    """Give the JPEG of a photo that waits, None where it waits no more."""
    row = connection.execute(
        select(col(PhotoDraft.jpeg)).where(col(PhotoDraft.id) == draft)
    ).first()
    return bytes(row[0]) if row else None
