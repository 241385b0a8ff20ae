"""The report's own words, the versions made of it, what the team says of its drafts, and to whom it may go."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import Consenting, Given, Reader, ReportShape, ReportStage


class Passage(Record):
    """Free text of one report section; its id is `review:section`."""

    section: str = Field(min_length=1, max_length=80)
    text: str = Field(default="", max_length=100_000)


class PassageRow(Passage, table=True):
    """The row of a passage."""

    __tablename__ = "passage"


class ReportVersion(Record):
    """One exported version: its number, its shape, for whom and why, and the SHA-256 of the file, or of all its files.

    Drafts and finals of the report are numbered; another shape carries the number of the report it was made beside.
    `language` is what it is worded in, as `Review.report_language` names it; "" for what the review says. `consent` is
    the id of the school's consent that it left by; "" for the school itself and the team, who need none.
    """

    number: int = Field(ge=1)
    stage: ReportStage = Field(sa_type=AutoString)
    shape: ReportShape = Field(default=ReportShape.REPORT, sa_type=AutoString)
    made_at: Moment
    digest: str = Field(min_length=64, max_length=64)
    recipient: str = Field(default="", max_length=120)
    purpose: str = Field(default="", max_length=200)
    language: str = Field(default="", max_length=10)
    reader: Reader = Field(default=Reader.OTHER, sa_type=AutoString)
    consent: str = Field(default="", max_length=40)


class ReportVersionRow(ReportVersion, table=True):
    """The row of a report's version."""

    __tablename__ = "report_version"


class SharingConsent(Record):
    """That the school agreed to one reader outside it and the team, for one purpose (DOMAIN, "report leaks").

    `given_by` is a role, so that no name is kept. One that was withdrawn stays, with the moment of it.
    """

    recipient: str = Field(min_length=1, max_length=120)
    purpose: str = Field(min_length=1, max_length=200)
    given_by: Consenting = Field(sa_type=AutoString)
    how: Given = Field(sa_type=AutoString)
    given_at: Moment
    withdrawn_at: Moment | None = None


class SharingConsentRow(SharingConsent, table=True):
    """The row of a consent."""

    __tablename__ = "sharing_consent"


class DraftComment(Record):
    """A remark on the draft, for the team alone: never printed, and in no export.

    `subject` is what it stands beside, named as a `CheckedParagraph`'s; `words` are those it is about, as they stood.
    """

    subject: str = Field(min_length=1, max_length=100)
    words: str = Field(default="", max_length=2_000)
    text: str = Field(min_length=1, max_length=4_000)
    done: bool = False
    author: str = Field(min_length=1, max_length=40)
    made_at: Moment


class DraftCommentRow(DraftComment, table=True):
    """The row of a comment."""

    __tablename__ = "draft_comment"


class DraftConfirmation(Record):
    """That one of the team has read a draft and stands by it; its id is `version:author`."""

    version: str = Field(min_length=1, max_length=40)
    author: str = Field(min_length=1, max_length=40)
    confirmed_at: Moment
    remark: str = Field(default="", max_length=2_000)


class DraftConfirmationRow(DraftConfirmation, table=True):
    """The row of a confirmation."""

    __tablename__ = "draft_confirmation"
