"""Abbreviations of a review: what "TA" stands for here."""

from sqlmodel import Field

from reviewer_app.model.record import Record

SHORT_LIMIT = 20
"""Characters of an abbreviation."""


class Abbreviation(Record):
    """One abbreviation as the team writes it, and what it stands for; its id is `review:short`.

    `words` is "" where the team takes one of the framework's or the program's own out of use.
    """

    short: str = Field(min_length=1, max_length=SHORT_LIMIT)
    words: str = Field(default="", max_length=120)


class AbbreviationRow(Abbreviation, table=True):
    """The row of an abbreviation."""

    __tablename__ = "abbreviation"
