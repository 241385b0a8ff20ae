"""What a team told the name guard: words that are no names, names that stay, names to look out for.

Each is a record of its own, so that what two laptops say at once joins. The words lie in a field, never in an id: a
field can be emptied.
"""

from sqlmodel import Field

from reviewer_app.model.record import Record

WORD_LIMIT = 120
"""Characters of one name or word."""


class DismissedWord(Record):
    """A word the team said is no name here; `word` is folded, `reason` may be empty."""

    word: str = Field(min_length=1, max_length=WORD_LIMIT)
    reason: str = Field(default="", max_length=400)


class DismissedWordRow(DismissedWord, table=True):
    """The row of a dismissed word."""

    __tablename__ = "dismissed_word"


class NameWaiver(Record):
    """A name that may stay in one place, and why. `place` is "kind/record/field"; `word` is folded."""

    place: str = Field(min_length=1, max_length=280)
    word: str = Field(min_length=1, max_length=WORD_LIMIT)
    reason: str = Field(min_length=1, max_length=400)


class NameWaiverRow(NameWaiver, table=True):
    """The row of a waiver."""

    __tablename__ = "name_waiver"


class ListedName(Record):
    """A name to look out for, as a digest: the guard knows it, and nobody can read it back."""

    digest: str = Field(min_length=64, max_length=64)


class ListedNameRow(ListedName, table=True):
    """The row of a name to look out for."""

    __tablename__ = "listed_name"
