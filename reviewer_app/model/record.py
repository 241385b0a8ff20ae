"""The base of every shared noun: an immutable, validated record of one review.

Each noun is two classes: the immutable record (validates; what verbs and pages handle) and its row
(`table=True`; what the store reads and writes). Row classes do not validate, so nothing but the store's
`apply` makes them.
"""

from sqlmodel import Field, SQLModel


class Record(SQLModel):
    """One record of a review, as the journal says it is now."""

    model_config = {"frozen": True, "extra": "forbid"}

    id: str = Field(primary_key=True, min_length=1, max_length=120)
    review: str = Field(index=True, min_length=1, max_length=40)
