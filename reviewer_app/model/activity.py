"""Activities: what is planned, running, seen, or not seen because."""

from sqlmodel import AutoString, Field

from reviewer_app.model.moment import Moment
from reviewer_app.model.record import Record
from reviewer_app.model.words import ActivityKind, ActivityState, Going


class Activity(Record):
    """One slot of the timetable and what became of it.

    `planned_start` is a moment, `minutes` a length; `seen_from` and `seen_to` are moments, "" while unknown.
    `first_start` is when it was planned for before it was moved, None where it was not: the old plan stays visible
    (DOMAIN, "What goes wrong on visits"). What was seen at one that is `left_out` is no evidence: its notes stay, and
    count nowhere.
    People are roles ("the mathematics lead"), never names.
    """

    activity_kind: ActivityKind = Field(sa_type=AutoString)
    title: str = Field(min_length=1, max_length=120)
    planned_start: Moment | None = None
    first_start: Moment | None = None
    minutes: int = Field(default=25, ge=1, le=600)
    place: str = Field(default="", max_length=80)
    class_name: str = Field(default="", max_length=40)
    subject: str = Field(default="", max_length=60)
    year_groups: str = Field(default="", max_length=60)
    joint_observer: str = Field(default="", max_length=80)
    remote: bool = False
    pupils: int | None = Field(default=None, ge=0, le=2_000)
    disadvantaged: int | None = Field(default=None, ge=0, le=2_000)
    send: int | None = Field(default=None, ge=0, le=2_000)
    state: ActivityState = Field(default=ActivityState.PLANNED, sa_type=AutoString)
    seen_from: Moment | None = None
    seen_to: Moment | None = None
    not_seen_because: str = Field(default="", max_length=400)
    left_out: bool = False


class ActivityRow(Activity, table=True):
    """The row of an activity."""

    __tablename__ = "activity"


class ActivityMember(Record):
    """One member of the team who goes to an activity, or did before the plan changed; its id is `activity:person`."""

    activity: str = Field(index=True, min_length=1, max_length=40)
    person: str = Field(min_length=1, max_length=40)
    going: Going = Field(default=Going.FIRST, sa_type=AutoString)


class ActivityMemberRow(ActivityMember, table=True):
    """The row of who goes where."""

    __tablename__ = "activity_member"
