"""That a concern about a child was passed on: when, to which role, and by whom of the team. Nothing else, ever."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import Told


class ConcernTold(Record):
    """One concern that was told to someone of the school.

    There is no field for words, for a child, or for the visit it came up at, so that none can be kept (DOMAIN, "What
    goes wrong on visits": only time and the role told are logged). `told_by` is a person's id.
    """

    role: Told = Field(sa_type=AutoString)
    told_at: Moment
    told_by: str = Field(min_length=1, max_length=40)


class ConcernToldRow(ConcernTold, table=True):
    """The row of a concern that was told."""

    __tablename__ = "concern_told"
