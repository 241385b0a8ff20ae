"""The journal's own tables: what everything shared is derived from."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class JournalRow(SQLModel, table=True):
    """One change as the exact bytes written.

    `seq` is the order of arrival on this laptop and decides nothing; What a redaction emptied
    is gone from `content`; it is None only where the words have not arrived. A change is found by its `mark`, half the
    bytes of its hash: the order of hashes is no order of arrival, so that a gathering writes all pages of an index of
    them again and again, and this one has a quarter of those that the hashes in full would take.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("mark"),
        # Every commit asks where its journal ends: without it that takes as long as the review is large.
        Index("ix_journal_place", "review", "person", "device", "number"),
    )

    seq: int | None = Field(default=None, primary_key=True)
    hash: str
    mark: bytes
    review: str = Field(index=True)
    person: str
    device: str
    number: int
    previous: str
    roster: str
    time: str
    digest: str
    standing: str
    head: bytes
    content: bytes | None = None


class TouchedRow(SQLModel, table=True):
    """Which records a change speaks of: an index of the journal, kept when the words are redacted."""

    __tablename__ = "touched"
    __table_args__ = ({"sqlite_with_rowid": False},)

    kind: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, index=True)


class RosterRow(SQLModel, table=True):
    """One roster of a review as the exact bytes signed; a chain apart from the journals.

    `signature` is the signer's over `raw`; `sealed` holds the review's secret keys, sealed to every member.
    """

    __tablename__ = "roster"

    hash: str = Field(primary_key=True)
    review: str = Field(index=True)
    number: int
    raw: bytes
    signature: bytes
    sealed: bytes
