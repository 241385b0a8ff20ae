"""Fields with more than one value: two versions of one note, shown until one change names them all."""

from sqlmodel import Field, SQLModel


class DisputeRow(SQLModel, table=True):
    """One value of a disputed field. Derived from the journal like every shared table.

    `value` is JSON; `leads` tells which value the rows show; a `field` of "@removed" is a removal that had
    not seen what came since ("late").
    """

    __tablename__ = "dispute"

    kind: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    review: str = Field(index=True)
    value: str
    person: str
    time: str
    leads: bool
