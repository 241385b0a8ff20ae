"""What was answered on evidence forms, what people chose instead of a rule's result, and what a review adds.

An answer belongs to one person: two people at one lesson answer apart. On a form of the whole review the answer is the
team's, and `author` is empty.
"""

import hashlib
from typing import Annotated

from pydantic import AfterValidator
from sqlmodel import AutoString, Field

from reviewer_app.model.canonical import read_value
from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import QuestionKind

ANSWER_LIMIT = 20_000
"""Characters in one answer's JSON; a narrative of 2,000 words is about 12,000."""


def place_of(activity: str, author: str, form: str, item: str, row: str = "") -> str:
    """Give the id of what is answered in one place, the same on every laptop: 20 hexadecimal digits."""
    place = f"{activity}\n{author}\n{form}\n{item}\n{row}"
    return hashlib.sha256(place.encode()).hexdigest()[:20]


def _checked(text: str) -> str:
    if text:
        read_value(text)
    return text


JsonText = Annotated[str, AfterValidator(_checked)]
"""JSON as text, or "". It may come from another's program: what is none never reaches those who read it."""


class Answer(Record):
    """One answer; its id is `place_of` its place.

    `activity` is "" on a form of the whole review; `row` says which time round it is inside repeats ("2", "2.1"), ""
    outside. `value` is JSON: text, a number, or a list of choices.
    """

    activity: str = Field(default="", index=True, max_length=40)
    author: str = Field(default="", max_length=40)
    form: str = Field(min_length=1, max_length=80)
    item: str = Field(min_length=1, max_length=80)
    row: str = Field(default="", max_length=20)
    value: JsonText = Field(min_length=1, max_length=ANSWER_LIMIT)
    answered_at: Moment


class AnswerRow(Answer, table=True):
    """The row of an answer."""

    __tablename__ = "answer"


class Mark(Record):
    """One moment of an instrument: a tap, a stretch of time, a snapshot, a line of a running record.

    `offset_ms` counts from the instrument's start on a clock that never jumps; `length_ms` is a stretch's length.
    `value` is JSON: what held at that moment. `number` says which of a timed set it is, 0 for what is not timed.
    """

    activity: str = Field(index=True, min_length=1, max_length=40)
    author: str = Field(min_length=1, max_length=40)
    form: str = Field(min_length=1, max_length=80)
    item: str = Field(min_length=1, max_length=80)
    row: str = Field(default="", max_length=20)
    number: int = Field(default=0, ge=0, le=60)
    at: Moment
    offset_ms: int = Field(default=0, ge=0, le=86_400_000)
    length_ms: int = Field(default=0, ge=0, le=86_400_000)
    value: JsonText = Field(default="", max_length=4_000)
    late: bool = False
    missed: bool = False


class MarkRow(Mark, table=True):
    """The row of a moment."""

    __tablename__ = "mark"


class Override(Record):
    """What a person chose instead of a rule's result, or where a rule gives none; its id is `place_of` the rule.

    `rule_version` is the version of the rule it was chosen against; `reason` is always given.
    """

    activity: str = Field(default="", index=True, max_length=40)
    author: str = Field(min_length=1, max_length=40)
    form: str = Field(min_length=1, max_length=80)
    rule: str = Field(min_length=1, max_length=80)
    rule_version: int = Field(ge=1, le=1_000)
    value: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=2_000)


class OverrideRow(Override, table=True):
    """The row of an override."""

    __tablename__ = "override"


class OwnQuestion(Record):
    """A question of the school's own, or one more criterion, of this review alone."""

    kind: QuestionKind = Field(sa_type=AutoString)
    heading: str = Field(min_length=1, max_length=80)
    text: str = Field(min_length=1, max_length=400)
    position: float = 0.0


class OwnQuestionRow(OwnQuestion, table=True):
    """The row of a question of the review's own."""

    __tablename__ = "own_question"


class ChosenForm(Record):
    """A form beside the main ones that this review uses, or no longer does; its id is `review:form`."""

    form: str = Field(min_length=1, max_length=80)
    used: bool = True


class ChosenFormRow(ChosenForm, table=True):
    """The row of a form that was chosen."""

    __tablename__ = "chosen_form"
