"""What a review framework holds: frozen, strict models of one file in `forms/`.

Format 1. Words that people read stay as their author wrote them; ids are what records keep.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final, Literal, Protocol, TypeVar

from pydantic import Field, StringConstraints

from reviewer_app.frameworks.items import (
    LINE_PATTERN,
    ChoiceList,
    Identifier,
    Item,
    Name,
    Paragraph,
    Part,
    Sentence,
    Short,
    Title,
)
from reviewer_app.frameworks.rules import Rule
from reviewer_app.frameworks.search import ranked
from reviewer_app.model.words import ActivityKind

NOT_ENOUGH: Final = "not-enough"
"""The id an estimate keeps for "not enough to say", which is legal under every scale."""

TARGET_LIMIT: Final = 9
"""Criteria shown during capture at one time (DOMAIN, "too many indicators at once")."""

PLACEHOLDERS: Final = ("school", "dates", "lead", "excellence", "agreed", "words")
"""What `{...}` may name in the report's starting wording.

`{agreed}` is the sentence that says how far the report is agreed. `{words}` prints nothing: it marks a paragraph about
the words of a scale, left out of a report that uses none.
"""

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")

VERSION_PATTERN: Final = r"^[0-9]+(\.[0-9]+)*$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(-[A-Z]{2})?$"

Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN, min_length=1, max_length=20)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN, min_length=1)]
CriterionTitle = Annotated[
    str, StringConstraints(pattern=LINE_PATTERN, min_length=1, max_length=40)
]

Fact = Literal[
    "class_name",
    "subject",
    "year_groups",
    "pupils",
    "disadvantaged",
    "send",
    "joint_observer",
    "place",
]
"""The fields of an activity that a form may ask for, by their names in `model.activity`."""

SectionKind = Literal[
    "introduction",
    "summary-table",
    "findings",
    "area-of-excellence",
    "last-review",
    "results",
    "what-was-seen",
    "who-agreed",
    "how-to-read",
    "signatures",
]


class ScalePoint(Part):
    """One word of a scale; `short` is for narrow columns, `value` what a rule takes it for, where it counts."""

    id: Identifier
    label: Title
    short: Short
    descriptor: Sentence
    value: float | None = None


class NotEnough(ScalePoint):
    """The framework's own words for "not enough to say"; its id is the same in every framework."""

    id: Literal["not-enough"] = NOT_ENOUGH


class Scale(Part):
    """An ordered scale, the strongest point first."""

    id: Identifier
    title: Title
    points: Annotated[tuple[ScalePoint, ...], Field(min_length=2)]


class Strand(Part):
    """A row of the evidence matrix within a heading, where a heading is too broad for one row."""

    id: Identifier
    short: Short
    title: Title


class Heading(Part):
    """One heading of the review, and of the report.

    `scale` is the id of the scale its estimate uses, or None where nothing is estimated. The heading
    of kind "excellence" takes its full title from the school's own area of excellence.
    """

    id: Identifier
    kind: Literal["standard", "excellence"] = "standard"
    title: Title
    short: Short
    covers: Sentence
    scale: Identifier | None = None
    strands: tuple[Strand, ...] = ()


class Criterion(Part):
    """One thing worth seeing, under one heading; `prompts` are the questions to keep in mind."""

    id: Identifier
    heading: Identifier
    strand: Identifier | None = None
    title: CriterionTitle
    description: Sentence
    prompts: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class PupilGroup(Part):
    """A group of pupils a note may speak about; `spoken` is what a screen reader says."""

    id: Identifier
    short: Short
    spoken: Title


class Source(Part):
    """A column of the evidence matrix: the kind of place that evidence comes from."""

    id: Identifier
    short: Short
    title: Title
    activities: Annotated[tuple[ActivityKind, ...], Field(min_length=1)]


class FormItem(Part):
    """One fact of an activity to fill in; `id` is the field of the activity that keeps it."""

    id: Fact
    label: Short
    hint: Sentence | None = None


class EvidenceForm(Part):
    """What capture shows for one or more activity types.

    `role` says when: a "main" form belongs to every activity of its types, one form to each type; an "also" form can be
    chosen beside it; a "review" form is filled in once for the whole review, and has no activities. `targets` are ids
    of criteria to look for, `prompts` what to look at, `questions` what to ask, `items` what to fill in, `rules` what
    is made of the answers.
    """

    id: Identifier
    role: Literal["main", "also", "review"] = "main"
    title: Title
    activities: tuple[ActivityKind, ...] = ()
    targets: tuple[Identifier, ...] = ()
    facts: tuple[FormItem, ...] = ()
    prompts: tuple[Sentence, ...] = ()
    questions: tuple[Sentence, ...] = ()
    items: tuple[Item, ...] = ()
    rules: tuple[Rule, ...] = ()


class ReportSection(Part):
    """One section of the report, in order; `wording` is its starting text by paragraph.

    A section of the kind "results" prints what came of one form. Of a form filled in at activities these are its
    `rules` alone, taken over several visits; of one filled in for the whole review its answers too, unless `answers`
    says no.
    """

    id: Identifier
    kind: SectionKind
    title: Title
    wording: tuple[Paragraph, ...] = ()
    form: Identifier | None = None
    rules: tuple[Identifier, ...] = ()
    answers: bool = True

    def starting_text(self, values: Mapping[str, str | None]) -> tuple[str, ...]:
        """The starting paragraphs with each `{placeholder}` replaced by its value.

        A paragraph that names a placeholder whose value is None is left out.

        Raises:
            KeyError: a placeholder has no value (a bug: the wording holds only `PLACEHOLDERS`).
        """
        return tuple(
            PLACEHOLDER.sub(lambda found: values[found[1]] or "", paragraph)
            for paragraph in self.wording
            if all(values[name] is not None for name in PLACEHOLDER.findall(paragraph))
        )


class Translation(Part):
    """One text of the file, and how it reads in another language."""

    text: Paragraph
    says: Paragraph


class OtherLanguage(Part):
    """What the file's texts are in another language; what is not here is read in the file's own."""

    language: Language
    texts: Annotated[tuple[Translation, ...], Field(min_length=1)]


class Counterpart(Part):
    """What a heading or a criterion of the earlier version is in this one.

    `was` is its id there and `now` its id here; without `now` it is gone, without `was` it is new. One that was divided
    has a row for each of its parts. `why` says why the two cannot be compared, where they cannot.
    """

    was: Identifier | None = None
    now: Identifier | None = None
    comparable: bool = True
    why: Sentence | None = None


class PointCounterpart(Part):
    """What a point of a scale was called; `scale` is its scale here."""

    scale: Identifier
    was: Identifier
    now: Identifier


class ItemCounterpart(Part):
    """What an item of a form was called; `form` is its form here."""

    form: Identifier
    was: Name
    now: Name


class Earlier(Part):
    """How this version follows from earlier ones, for what is said from year to year.

    `id` is that of the framework they belong to, None for this one's own. What keeps its id needs no row.
    """

    id: Identifier | None = None
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    headings: tuple[Counterpart, ...] = ()
    criteria: tuple[Counterpart, ...] = ()
    points: tuple[PointCounterpart, ...] = ()
    items: tuple[ItemCounterpart, ...] = ()


class Framework(Part):
    """A review framework, whole: ids are unique in each list, every reference leads somewhere."""

    format: Literal[1]
    id: Identifier
    version: Version
    language: Language
    title: Title
    summary: Sentence
    credits: Paragraph
    licence: Title
    scales: tuple[Scale, ...] = ()
    not_enough: NotEnough
    headings: Annotated[tuple[Heading, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    groups: tuple[PupilGroup, ...] = ()
    choices: tuple[ChoiceList, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    forms: Annotated[tuple[EvidenceForm, ...], Field(min_length=1)]
    report: Annotated[tuple[ReportSection, ...], Field(min_length=1)]
    earlier: tuple[Earlier, ...] = ()
    translations: tuple[OtherLanguage, ...] = ()

    def __hash__(self) -> int:
        """Tell frameworks apart without looking at every value; what is kept for one is asked for all the time."""
        return hash((self.id, self.version, self.title))

    def heading(self, heading: str) -> Heading:
        """The heading of this id. Raises KeyError for an id the framework does not have."""
        return _by_id(self.headings, heading)

    def criterion(self, criterion: str) -> Criterion:
        """The criterion of this id. Raises KeyError for an id the framework does not have."""
        return _by_id(self.criteria, criterion)

    def group(self, group: str) -> PupilGroup:
        """The group of pupils of this id. Raises KeyError for an id it does not have."""
        return _by_id(self.groups, group)

    def scale(self, scale: str) -> Scale:
        """The scale of this id. Raises KeyError for an id the framework does not have."""
        return _by_id(self.scales, scale)

    def excellence_heading(self) -> Heading | None:
        """The area of excellence, in a framework that has one."""
        return next((one for one in self.headings if one.kind == "excellence"), None)

    def points_for(self, heading: str) -> tuple[ScalePoint, ...]:
        """What may be agreed for a heading, strongest first; empty where it has no scale."""
        scale = self.heading(heading).scale
        return () if scale is None else (*self.scale(scale).points, self.not_enough)

    def point(self, heading: str, word: str) -> ScalePoint:
        """The point a heading's estimate keeps by its id. Raises KeyError for any other word."""
        return _by_id(self.points_for(heading), word)

    def criteria_of(self, heading: str) -> tuple[Criterion, ...]:
        """The criteria of one heading, in the framework's order."""
        return tuple(one for one in self.criteria if one.heading == heading)

    def form_for(self, activity_type: str) -> EvidenceForm:
        """The main evidence form of an activity type; every type has exactly one."""
        return next(
            one for one in self.forms if one.role == "main" and activity_type in one.activities
        )

    def form(self, form: str) -> EvidenceForm:
        """The form of this id. Raises KeyError for an id the framework does not have."""
        return _by_id(self.forms, form)

    def choice_list(self, choices: str) -> ChoiceList:
        """The list of choices of this id. Raises KeyError for an id the framework does not have."""
        return _by_id(self.choices, choices)

    def source_of(self, activity_type: str) -> Source:
        """The matrix column of an activity type; every type has exactly one."""
        return next(one for one in self.sources if activity_type in one.activities)

    def search_criteria(self, text: str, recent: Sequence[str] = ()) -> tuple[Criterion, ...]:
        """At most nine criteria whose title fits what is being typed, the best first.

        A title that starts so leads, then words that start so, then letters in order from the start of
        a word. Within each, those in `recent` (ids, the latest first) lead, then the framework's order.
        """
        titles = {one.id: one.title for one in self.criteria}
        return tuple(self.criterion(one) for one in ranked(titles, text, recent)[:TARGET_LIMIT])


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_P = TypeVar("_P", bound=_Identified)


def _by_id(parts: Iterable[_P], wanted: str) -> _P:
    for part in parts:
        if part.id == wanted:
            return part
    raise KeyError(wanted)
