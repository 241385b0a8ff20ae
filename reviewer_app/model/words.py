"""The enumerations of a review; the journal and the tables keep their values, never their names."""

from enum import StrEnum


class Bearing(StrEnum):
    """Which way a note or a finding points (DOMAIN, evidence note)."""

    WWW = "www"
    EBI = "ebi"
    NEUTRAL = "neutral"
    QUESTION = "question"


class FollowUp(StrEnum):
    """Whether a note is to be followed up, whichever way it points; a question is until it is done."""

    NO = "no"
    OPEN = "open"
    DONE = "done"


class ActivityKind(StrEnum):
    """The activity types of a visit (DOMAIN, activity types); remote is a property, not a type."""

    LESSON_VISIT = "lesson-visit"
    LEARNING_WALK = "learning-walk"
    WORK_SCRUTINY = "work-scrutiny"
    PUPIL_VOICE = "pupil-voice"
    STAFF_VOICE = "staff-voice"
    LEADER_MEETING = "leader-meeting"
    GOVERNOR_MEETING = "governor-meeting"
    PARENT_VOICE = "parent-voice"
    DOCUMENT_REVIEW = "document-review"
    EXCELLENCE_SESSION = "excellence-session"
    ENVIRONMENT_WALK = "environment-walk"


class ActivityState(StrEnum):
    """Where an activity stands; seen and written up are two things."""

    PLANNED = "planned"
    RUNNING = "running"
    SEEN = "seen"
    WRITTEN_UP = "written-up"
    NOT_SEEN = "not-seen"


class Going(StrEnum):
    """Since when a member of the team goes to an activity, so that the old plan stays visible."""

    FIRST = "first"
    LATER = "later"
    NO_LONGER = "no-longer"


class Source(StrEnum):
    """What kind of evidence a note is."""

    OBSERVATION = "observation"
    QUOTE = "quote"
    COUNT = "count"


class QuestionKind(StrEnum):
    """What a review adds to its framework for itself."""

    QUESTION = "question"
    CRITERION = "criterion"


class Told(StrEnum):
    """Whom of the school a concern about a child was told to: a role, never a name."""

    SAFEGUARDING_LEAD = "safeguarding-lead"
    HEAD = "head"
    GOVERNORS = "chair-of-governors"


class Role(StrEnum):
    """What a member of the roster may do with evidence."""

    LEAD = "lead"
    DEPUTY = "deputy"
    REVIEWER = "reviewer"
    READER = "reader"


class ReportStage(StrEnum):
    """What a version of the report was made for."""

    DRAFT = "draft"
    FINAL = "final"


class ReportShape(StrEnum):
    """In which shape what the report says leaves."""

    REPORT = "report"
    WORD = "word"
    WEB = "web"
    GOVERNORS = "governors"
    PLAN_TABLE = "plan-table"
    TO_PUBLISH = "to-publish"
    OPEN_DATA = "open-data"


class Reader(StrEnum):
    """Who an export is for: the school, whose report it is; the team; or anybody else, by the school's consent."""

    SCHOOL = "school"
    TEAM = "team"
    OTHER = "other"


class Consenting(StrEnum):
    """Who of the school may consent to its report going further: a role, never a name."""

    HEAD = "head"
    ACTING_HEAD = "acting-head"
    GOVERNORS = "chair-of-governors"


class Given(StrEnum):
    """How a consent was given."""

    IN_PERSON = "in-person"
    EMAIL = "e-mail"
    WRITING = "in-writing"


class FindingRule(StrEnum):
    """What the final report asks of each finding (DOMAIN, "a finding without evidence, an EBI without 'so that'")."""

    ENOUGH = "enough"
    SO_THAT = "so-that"


class Borne(StrEnum):
    """What became of a hypothesis on the visit."""

    OPEN = "open"
    BORNE_OUT = "borne-out"
    PARTLY = "partly"
    NOT_BORNE_OUT = "not-borne-out"
    NOT_PURSUED = "not-pursued"


class Nation(StrEnum):
    """Whose bank holidays a term of working days is reckoned with."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Said(StrEnum):
    """What a school says of a paragraph of a draft."""

    ACCURATE = "accurate"
    INACCURATE = "inaccurate"
    DISCUSS = "discuss"


class CameBy(StrEnum):
    """The way an answer of the school came."""

    FORM = "form"
    EMAIL = "email"
    PHONE = "phone"
    PAPER = "paper"
