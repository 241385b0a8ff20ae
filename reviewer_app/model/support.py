"""What the school would like help with after the visit."""

from sqlmodel import Field

from reviewer_app.model.record import Record


class SupportWanted(Record):
    """Support the school would like, in its own words; `from_whom` says of whom, "" where it did not."""

    text: str = Field(default="", max_length=2_000)
    from_whom: str = Field(default="", max_length=200)
    position: float = 0.0


class SupportWantedRow(SupportWanted, table=True):
    """The row of a wish for support."""

    __tablename__ = "support_wanted"
