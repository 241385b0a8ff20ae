"""What the report says: plain values only, picklable, with no ids of secrets in them.

Everything a person wrote arrives here as they wrote it; everything the report itself says around it
(labels, headings, plural forms) is worded in `outline`. An absent fact is an absent value, never an
empty word to be printed.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from reviewer_app.frameworks.form_blocks import Block
from reviewer_app.model.words import Reader

SignatureRole: TypeAlias = Literal["lead", "head"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the cover: a label and its value, both ready to print."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One heading's estimate. `last_time` is the last review's word, `now` the agreed one.

    `last_note` says why the two cannot be compared, or what to bear in mind where they are. `scale` are the words that
    could be agreed, the strongest last.
    """

    heading: str
    last_time: str | None
    now: str | None
    last_note: str = ""
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceBehind:
    """What a finding rests on: the kinds of activity, as values of `model.words.ActivityKind`, or `SCHOOLS_SESSION`.

    Never how many notes: a single one, from a conversation, would point to who was spoken to.
    """

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One finding, in the very sentence that was agreed.

    `builds_on` is a sentence of its own: the good practice an EBI starts from, and what it costs. `short` names the
    part of its heading all its notes are about, "" where they are about several.
    """

    id: str
    text: str
    builds_on: str | None = None
    evidence: EvidenceBehind | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class HeadingFindings:
    """The findings under one heading of the framework: what went well first, always.

    `short` is the heading where a column is narrow.
    """

    heading: str
    went_well: tuple[ReportFinding, ...] = ()
    even_better: tuple[ReportFinding, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class AreaOfExcellence:
    """The strength the school put forward, and what the team found of it."""

    title: str
    outcome: str | None
    passages: tuple[str, ...]
    findings: HeadingFindings | None = None


@dataclass(frozen=True, slots=True)
class PreviousEbi:
    """An EBI of the last review, and what became of it."""

    text: str
    became: str | None


@dataclass(frozen=True, slots=True)
class ReportHypothesis:
    """What the team set out to find out, and what it found. `outcome` is the value of a `model.words.Borne`."""

    id: str
    text: str
    outcome: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class ReportSupport:
    """Support the school would like, in its own words, and of whom, by role, where it said so."""

    id: str
    text: str
    from_whom: str | None = None


LEADERS_AND_STAFF: Final = "leaders-and-staff"
"""Stands for meetings with leaders and conversations with staff, where one alone is too few to count."""

SCHOOLS_SESSION: Final = "schools-session"
"""Stands for a session the school put on, under a framework that knows no area of excellence."""


@dataclass(frozen=True, slots=True)
class ActivityCount:
    """How many of one activity took place.

    `kind` is the value of a `model.words.ActivityKind`, `LEADERS_AND_STAFF` or `SCHOOLS_SESSION`.
    """

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class ScaleWord:
    """A word of a scale this report uses, and what the framework means by it."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Section:
    """A further section a framework asks for, under its own title; `words` are explained below its passages."""

    title: str
    passages: tuple[str, ...]
    words: tuple[ScaleWord, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSection:
    """What came of an evidence form, under the title of its section, below the section's passages.

    `first`: it stands before the findings, as what the review is about.
    """

    id: str
    title: str
    passages: tuple[str, ...]
    blocks: tuple[Block, ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class YearGroups:
    """How many lessons were visited in one or more year groups, joined until two classes stand behind it."""

    name: str
    lessons: int


@dataclass(frozen=True, slots=True)
class WhatWasSeen:
    """What the review rests on, in counts only; `minutes` is the time spent in lessons.

    `uncounted`: something was seen, but too little to be counted without pointing to a class or a person.
    """

    activities: tuple[ActivityCount, ...] = ()
    minutes: int | None = None
    year_groups: tuple[YearGroups, ...] = ()
    subjects: tuple[str, ...] = ()
    pupils_spoken_to: int | None = None
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """A finding that is not agreed as it is worded now: by these roles; by nobody where there are none."""

    text: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedBy:
    """Who agreed the findings, by role; a name only where that person consented."""

    role: str
    name: str | None
    date: str


@dataclass(frozen=True, slots=True)
class FactsChecked:
    """That the school was asked to check a draft, and what came of it.

    `sent` and `due` are ISO dates; `corrections` is how many the school asked for, `accepted` how many were made.
    """

    draft: int
    sent: str
    due: str
    answered: bool = False
    corrections: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A member of the team, as colleagues know them: first name and role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """One place for a signature. A name is printed only where one is given."""

    role: SignatureRole
    title: str
    name: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Sealing:
    """Whose certificate will seal the final file; `self_issued` as the certificate says; which final it is."""

    certificate_name: str
    self_issued: bool
    date: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring about the report: a role or a name as given, and how to reach them."""

    who: str
    reach: str


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """Which draft this is, and the day it was made, in words."""

    number: int
    made_on: str = ""


@dataclass(frozen=True, slots=True)
class CopyOf:
    """Of which sealed final this is another shape: its number, and the day it was made, in words.

    `published`: it is for everybody to read, without estimates, and names nobody who has not agreed to it.
    """

    number: int
    made_on: str
    published: bool = False


@dataclass(frozen=True, slots=True)
class MadeFor:
    """Whom an export was made for ("the headteacher") and why ("for the factual check").

    `with_data`: its findings lie in the file as data too. A programme's computers read them; a school's own copy holds
    them only if its head said so. `reader` is who that is: the words alone would not tell.
    """

    recipient: str = ""
    purpose: str = ""
    with_data: bool = False
    reader: Reader = Reader.OTHER


@dataclass(frozen=True, slots=True)
class Look:
    """The logo and colour of a school or programme. `logo` is a PNG, `logo_of` whose it is; `colour` as "#1f4e79".

    The colour can be read on white; each is empty where there is none.
    """

    logo: bytes = b""
    logo_of: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A JSON file that lies inside the report: its name, what it is in a sentence, and its bytes."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything one report says.

    `built_on` is the ISO date the file itself carries, so that the same content gives the same
    bytes on any day; `month` is the footer's date in words. `language` is that of the report's own words (BCP 47),
    `also_in` the second of a report in two, "" for none; `written_in` is that of what people typed, "" for the same.
    """

    programme: str
    school: str
    dates: str
    days: str
    month: str
    built_on: str
    language: str = "en-GB"
    also_in: str = ""
    written_in: str = ""
    facts: tuple[Fact, ...] = ()
    summary: tuple[SummaryRow, ...] = ()
    introduction: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    findings: tuple[HeadingFindings, ...] = ()
    excellence: AreaOfExcellence | None = None
    sections: tuple[Section, ...] = ()
    forms: tuple[FormSection, ...] = ()
    support: tuple[ReportSupport, ...] = ()
    previous: tuple[PreviousEbi, ...] = ()
    hypotheses: tuple[ReportHypothesis, ...] = ()
    seen: WhatWasSeen = WhatWasSeen()
    agreed: tuple[AgreedBy, ...] = ()
    not_agreed: tuple[NotAgreed, ...] = ()
    different_view: tuple[str, ...] = ()
    facts_checked: FactsChecked | None = None
    reviewers: tuple[Reviewer, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    sealing: Sealing | None = None
    contact: Contact | None = None
    draft: DraftStatus | None = None
    copy_of: CopyOf | None = None
    made_for: MadeFor | None = None
    attached: AttachedFile | None = None
    look: Look = Look()
