"""Evidence notes with their photos, what they bear on, and whom they speak about."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import Bearing, FollowUp, Source

NOTE_LIMIT = 20_000
"""Characters in one note; a note of 400 words is about 2,500."""
RANK_LIMIT = 1_000
"""Characters of a sort key. Only a note put between two that were moved before gets a longer one, by about five."""


class Note(Record):
    """One line of evidence: seen at one moment, written at another.

    `author` is a person's id; `speaker` a category ("a Year 4 pupil"), never a name. `rank` is a sort key where
    someone moved the note among the others of its visit, "" where its time says where it stands. `shaped` says
    which notes it was split from ("from ID"), split into ("into ID ...") or joined with ("with ID ..."), for History.
    """

    activity: str = Field(index=True, min_length=1, max_length=40)
    author: str = Field(min_length=1, max_length=40)
    text: str = Field(default="", max_length=NOTE_LIMIT)
    bearing: Bearing = Field(default=Bearing.NEUTRAL, sa_type=AutoString)
    source: Source = Field(default=Source.OBSERVATION, sa_type=AutoString)
    speaker: str = Field(default="", max_length=80)
    follow_up: FollowUp = Field(default=FollowUp.NO, sa_type=AutoString)
    seen_at: Moment
    written_at: Moment
    rank: str = Field(default="", max_length=RANK_LIMIT)
    shaped: str = Field(default="", max_length=400)


class NoteRow(Note, table=True):
    """The row of a note."""

    __tablename__ = "note"


class NoteJoin(Record):
    """A note that was joined to another; its id is that of the note which went, `into` the one that stands.

    Whatever still points at the note that went (a finding linked on another laptop meanwhile) is led on by it.
    """

    into: str = Field(min_length=1, max_length=40)


class NoteJoinRow(NoteJoin, table=True):
    """The row of a joined note."""

    __tablename__ = "note_join"


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

    `width` and `height` are pixels; `digest` is the SHA-256 of the re-encoded JPEG. A photo that answers a question
    of a form names it by `form`, `item` and `row`; it hangs on a note all the same, and goes where its note goes.
    """

    note: str = Field(index=True, min_length=1, max_length=40)
    digest: str = Field(min_length=64, max_length=64)
    width: int = Field(ge=1, le=2_048)
    height: int = Field(ge=1, le=2_048)
    caption: str = Field(min_length=1, max_length=200)
    form: str = Field(default="", max_length=80)
    item: str = Field(default="", max_length=80)
    row: str = Field(default="", max_length=20)
    added_at: Moment


class PhotoRow(Photo, table=True):
    """The row of a photo's facts."""

    __tablename__ = "photo"
