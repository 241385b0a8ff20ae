"""Findings, the notes behind them, why one stays as it is, estimates, agreement."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import Bearing, FindingRule


class Finding(Record):
    """One sentence the report will say: what went well, or even better if.

    `position` orders findings within heading and kind; `builds_on` is the id of the WWW an EBI builds on.
    """

    heading: str = Field(min_length=1, max_length=80)
    bearing: Bearing = Field(sa_type=AutoString)
    text: str = Field(default="", max_length=4_000)
    position: float = 0.0
    builds_on: str = Field(default="", max_length=40)
    cost: str = Field(default="", max_length=400)


class FindingRow(Finding, table=True):
    """The row of a finding."""

    __tablename__ = "finding"


class FindingNote(Record):
    """One note behind a finding, or against it; its id is `finding:note`."""

    finding: str = Field(index=True, min_length=1, max_length=40)
    note: str = Field(min_length=1, max_length=40)
    against: bool = False


class FindingNoteRow(FindingNote, table=True):
    """The row of a finding's evidence."""

    __tablename__ = "finding_note"


class FindingWaiver(Record):
    """That a finding stays as it is though it breaks a rule, and why; its id is `finding:rule`."""

    finding: str = Field(index=True, min_length=1, max_length=40)
    rule: FindingRule = Field(sa_type=AutoString)
    reason: str = Field(min_length=1, max_length=400)


class FindingWaiverRow(FindingWaiver, table=True):
    """The row of a waiver."""

    __tablename__ = "finding_waiver"


class Estimate(Record):
    """The scale word for a heading, as agreed; its id is `review:heading`.

    `word` is the id of a scale point, or "not-enough" ("not enough to say", always legal).
    """

    heading: str = Field(min_length=1, max_length=80)
    word: str = Field(min_length=1, max_length=80)


class EstimateRow(Estimate, table=True):
    """The row of an estimate."""

    __tablename__ = "estimate"


class Agreement(Record):
    """What one person, by role, agreed in the room, and which wording it covers.

    `wording` names what was agreed as "finding=hash" words joined by spaces: a later wording is not covered.
    `name` is filled only by consent. `different_view` is the person's own view where it differs.
    """

    role: str = Field(min_length=1, max_length=80)
    name: str = Field(default="", max_length=80)
    agreed_at: Moment
    wording: str = Field(default="", max_length=100_000)
    different_view: str = Field(default="", max_length=4_000)


class AgreementRow(Agreement, table=True):
    """The row of an agreement."""

    __tablename__ = "agreement"
