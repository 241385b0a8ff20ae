"""The report's own words, and the versions made of it."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import ReportStage


class Passage(Record):
    """Free text of one report section; its id is `review:section`."""

    section: str = Field(min_length=1, max_length=80)
    text: str = Field(default="", max_length=100_000)


class PassageRow(Passage, table=True):
    """The row of a passage."""

    __tablename__ = "passage"


class ReportVersion(Record):
    """One exported version: its number, for whom and why, and the SHA-256 of the file."""

    number: int = Field(ge=1)
    stage: ReportStage = Field(sa_type=AutoString)
    made_at: Moment
    digest: str = Field(min_length=64, max_length=64)
    recipient: str = Field(default="", max_length=120)
    purpose: str = Field(default="", max_length=200)


class ReportVersionRow(ReportVersion, table=True):
    """The row of a report's version."""

    __tablename__ = "report_version"
