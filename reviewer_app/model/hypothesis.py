"""Hypotheses: what the team set out to find out, and what it found."""

from sqlmodel import AutoString, Field

from reviewer_app.model.record import Record
from reviewer_app.model.words import Borne


class Hypothesis(Record):
    """A trail the team formed before the visit and followed on it.

    `heading` is the framework's it bears on, "" for none; `found` says what the visit showed; `position` orders them.
    """

    heading: str = Field(default="", max_length=80)
    text: str = Field(default="", max_length=1_000)
    outcome: Borne = Field(default=Borne.OPEN, sa_type=AutoString)
    found: str = Field(default="", max_length=4_000)
    position: float = 0.0


class HypothesisRow(Hypothesis, table=True):
    """The row of a hypothesis."""

    __tablename__ = "hypothesis"
