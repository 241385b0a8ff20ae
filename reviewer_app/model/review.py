"""A review, the framework it binds to, and the points its last review left."""

from sqlmodel import Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record


class Review(Record):
    """One visit to one school. Its `id` is its `review`.

    `start` is an ISO date, `days` a count; `retention_end` the ISO date on which the evidence is destroyed.
    `language` is the one the framework is read in, "" for its main one; `report_language` is the one the report's own
    wording is printed in: "" for the framework's, "en-GB", "cy", or "cy+en" for both beside each other.
    School facts are copied in at set-up, so that a later register never alters a review.
    `contact` is whom to talk to about the report; a concern about a child goes to `safeguarding_lead`.
    `unagreed_because` says why a final report may leave though nothing of it was agreed; "" while nobody said so.
    Photos are off while `photos_allowed_by` is "": it says who allowed them, `photos_allowed_at` when.
    """

    school_name: str = Field(min_length=1, max_length=200)
    school_urn: str = Field(default="", max_length=20)
    school_town: str = Field(default="", max_length=100)
    school_phase: str = Field(default="", max_length=60)
    school_ages: str = Field(default="", max_length=20)
    school_authority: str = Field(default="", max_length=100)
    school_pupils: int | None = Field(default=None, ge=0, le=20_000)
    framework_id: str = Field(min_length=1, max_length=80)
    framework_version: str = Field(min_length=1, max_length=40)
    framework_hash: str = Field(min_length=64, max_length=64)
    language: str = Field(default="", max_length=10)
    report_language: str = Field(default="", max_length=10)
    start: str = Field(min_length=10, max_length=10)
    days: int = Field(ge=1, le=10)
    excellence_title: str = Field(default="", max_length=200)
    last_review: str = Field(default="", max_length=40)
    head_name: str = Field(default="", max_length=80)
    contact: str = Field(default="", max_length=200)
    safeguarding_lead: str = Field(default="", max_length=80)
    safeguarding_place: str = Field(default="", max_length=80)
    safeguarding_number: str = Field(default="", max_length=40)
    retention_end: str = Field(default="", max_length=10)
    practice: bool = False
    unagreed_because: str = Field(default="", max_length=400)
    photos_allowed_by: str = Field(default="", max_length=200)
    photos_allowed_at: Moment | None = None
    made_at: Moment


class ReviewRow(Review, table=True):
    """The row of a review."""

    __tablename__ = "review"


class FrameworkText(Record):
    """The exact text of the framework a review is bound to, kept so that the file may go."""

    text: str = Field(min_length=1, max_length=1_000_000)


class FrameworkTextRow(FrameworkText, table=True):
    """The row of a framework's text."""

    __tablename__ = "framework_text"


class EarlierPoint(Record):
    """An EBI of the last review, and what became of it."""

    heading: str = Field(default="", max_length=80)
    text: str = Field(default="", max_length=4_000)
    outcome: str = Field(default="", max_length=4_000)
    position: float = 0.0


class EarlierPointRow(EarlierPoint, table=True):
    """The row of a point of the last review."""

    __tablename__ = "earlier_point"


class EarlierEstimate(Record):
    """The word agreed for a heading at the last review, as a point of today's scale.

    `word` is "" where the two reviews cannot be compared. `why` says why not, or what to bear in mind; "" for nothing.
    """

    heading: str = Field(min_length=1, max_length=80)
    word: str = Field(default="", max_length=80)
    why: str = Field(default="", max_length=400)


class EarlierEstimateRow(EarlierEstimate, table=True):
    """The row of an estimate of the last review."""

    __tablename__ = "earlier_estimate"
