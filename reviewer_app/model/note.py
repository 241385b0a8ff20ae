"""Evidence notes, what they bear on, and whom they speak about."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import Bearing, Source

NOTE_LIMIT = 20_000
"""Characters in one note; a note of 400 words is about 2,500."""


class Note(Record):
    """One line of evidence: seen at one moment, written at another.

    `author` is a person's id; `speaker` a category ("a Year 4 pupil"), never a name.
    """

    activity: str = Field(index=True, min_length=1, max_length=40)
    author: str = Field(min_length=1, max_length=40)
    text: str = Field(default="", max_length=NOTE_LIMIT)
    bearing: Bearing = Field(default=Bearing.NEUTRAL, sa_type=AutoString)
    source: Source = Field(default=Source.OBSERVATION, sa_type=AutoString)
    speaker: str = Field(default="", max_length=80)
    seen_at: Moment
    written_at: Moment


class NoteRow(Note, table=True):
    """The row of a note."""

    __tablename__ = "note"


class NoteCriterion(Record):
    """One criterion a note bears on; its id is `note:criterion`."""

    note: str = Field(index=True, min_length=1, max_length=40)
    criterion: str = Field(min_length=1, max_length=80)


class NoteCriterionRow(NoteCriterion, table=True):
    """The row of a note's criterion."""

    __tablename__ = "note_criterion"


class NoteGroup(Record):
    """One group of pupils a note speaks about; its id is `note:group`."""

    note: str = Field(index=True, min_length=1, max_length=40)
    group: str = Field(min_length=1, max_length=80)


class NoteGroupRow(NoteGroup, table=True):
    """The row of a note's group of pupils."""

    __tablename__ = "note_group"


class Photo(Record):
    """A photo of a note: its facts. The bytes lie apart, under their digest.

    `width` and `height` are pixels; `digest` is the SHA-256 of the re-encoded JPEG.
    """

    note: str = Field(index=True, min_length=1, max_length=40)
    digest: str = Field(min_length=64, max_length=64)
    width: int = Field(ge=1, le=2_048)
    height: int = Field(ge=1, le=2_048)
    caption: str = Field(default="", max_length=200)


class PhotoRow(Photo, table=True):
    """The row of a photo's facts."""

    __tablename__ = "photo"
