"""The factual check: what the school was asked about a draft, what it answered, and what the lead decided of it."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import CameBy, Nation, Said


class FactualCheck(Record):
    """One draft the school was asked to check.

    `version` is the id of the draft, `due` the ISO date the answer is wanted by, as it was told to the school;
    `nation` is the one whose bank holidays were reckoned with. `statement` is what the school says of the whole, and
    `answered_by` who says it, by role or name.
    """

    version: str = Field(min_length=1, max_length=40)
    draft: int = Field(ge=1)
    sent_at: Moment
    due: str = Field(min_length=10, max_length=10)
    nation: Nation = Field(sa_type=AutoString)
    statement: str = Field(default="", max_length=4_000)
    answered_by: str = Field(default="", max_length=200)


class FactualCheckRow(FactualCheck, table=True):
    """The row of a factual check."""

    __tablename__ = "factual_check"


class CheckedParagraph(Record):
    """One paragraph of the draft as the school was sent it; its id is `check:number`.

    `subject` is "finding:ID", "facts" for the lines of the cover, or a section and the number of its paragraph there
    ("introduction:2"); `title` is what it stands under.
    """

    check: str = Field(index=True, min_length=1, max_length=40)
    number: int = Field(ge=1)
    subject: str = Field(min_length=1, max_length=100)
    title: str = Field(max_length=400)
    text: str = Field(min_length=1, max_length=100_000)


class CheckedParagraphRow(CheckedParagraph, table=True):
    """The row of a paragraph that was sent."""

    __tablename__ = "checked_paragraph"


class ParagraphAnswer(Record):
    """What the school says of one paragraph, and by which way it came; its id is the paragraph's."""

    paragraph: str = Field(index=True, min_length=1, max_length=80)
    said: Said = Field(sa_type=AutoString)
    correction: str = Field(default="", max_length=4_000)
    source: str = Field(default="", max_length=1_000)
    came_by: CameBy = Field(sa_type=AutoString)


class ParagraphAnswerRow(ParagraphAnswer, table=True):
    """The row of an answer."""

    __tablename__ = "paragraph_answer"


class AnswerDecision(Record):
    """Whether a point of the school's was accepted, and why; its id is the paragraph's.

    `covers` is the digest of the answer it was decided on: a later answer is not covered.
    """

    paragraph: str = Field(index=True, min_length=1, max_length=80)
    accepted: bool
    reason: str = Field(min_length=1, max_length=2_000)
    covers: str = Field(min_length=16, max_length=16)


class AnswerDecisionRow(AnswerDecision, table=True):
    """The row of a decision."""

    __tablename__ = "answer_decision"
