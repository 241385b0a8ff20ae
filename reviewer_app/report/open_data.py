"""What a review found as open data: the format `review.json`, and how it is written (docs/open-data.md).

It says what the report says, so that nobody has to type it again: no notes, no names of people, no ids of people, and
counts only where the report prints them. Facts that are not known are null, never an empty word.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

FORMAT: Final = "reviewer-app/review"
VERSION: Final = 1
"""Goes up when something that is there means something else; what is only added leaves it as it is."""

TOGETHER: Final = "reviewer-app/reviews"
"""The format of a file that holds many reviews, each as one alone is written."""

FILE: Final = "review.json"
SCHEMA: Final = "review-1.schema.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Part(BaseModel):
    """A part of the format: everything it has is always there, and it has nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reader(_Part):
    """Whom this copy was made for, and what for."""

    recipient: str
    purpose: str


class School(_Part):
    """The school as the review was set up with it; `urn` is its number in the English register."""

    name: str
    urn: str | None
    town: str | None
    phase: str | None
    ages: str | None
    authority: str | None
    pupils: int | None


class Visit(_Part):
    """The first day, as an ISO date, and how many days."""

    start: str
    days: int


class Bound(_Part):
    """The framework: `hash` is the SHA-256 of its exact text."""

    id: str
    version: str
    hash: str
    title: str


class Word(_Part):
    """A word of a scale: its id in the framework, and how it is written there."""

    id: str
    label: str


class Earlier(_Part):
    """The word agreed at the last review; `note` says why it cannot be compared, or what to bear in mind."""

    word: Word | None
    note: str | None


class Found(_Part):
    """A finding in the sentence of the report.

    `builds_on` is what an EBI starts from and what it costs; `agreed`: everybody who agreed the findings has agreed it
    as it is worded here.
    """

    text: str
    builds_on: str | None
    agreed: bool


class HeadingFound(_Part):
    """What was found under one heading. `school_title` is what the school calls its area of excellence."""

    id: str
    title: str
    kind: Literal["standard", "excellence"]
    school_title: str | None
    scale: tuple[Word, ...]
    estimate: Word | None
    last_time: Earlier | None
    went_well: tuple[Found, ...]
    even_better: tuple[Found, ...]


class Counted(_Part):
    """How often one kind of activity took place."""

    kind: str
    count: int


class Years(_Part):
    """How many lessons were visited in one or more year groups."""

    name: str
    lessons: int


class Seen(_Part):
    """What the review rests on; what would point to one class or one person is not counted."""

    activities: tuple[Counted, ...]
    minutes_in_lessons: int | None
    year_groups: tuple[Years, ...]
    subjects: tuple[str, ...]
    pupils_spoken_to: int | None


def _day(text: str) -> str:
    """Take an ISO date as it is written here, and no other."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text


Day: TypeAlias = Annotated[str, AfterValidator(_day)]


class Agreed(_Part):
    """Who agreed the findings, by role, on which day; `different_view` is that person's own, where it differs."""

    role: str
    date: Day
    different_view: str | None


class LastPoint(_Part):
    """An EBI of the last review and what became of it."""

    heading: str | None
    text: str
    outcome: str | None


class LastReview(_Part):
    """The last review: when it was, as it was typed, and its EBIs."""

    when: str | None
    even_better: tuple[LastPoint, ...]


Outcome: TypeAlias = Literal["borne-out", "partly", "not-borne-out", "not-pursued"]
"""What became of a hypothesis; one that is still open is no data yet."""


class Examined(_Part):
    """What the team set out to find out, what became of it, and what it found. `heading` is the framework's, by id."""

    heading: str | None
    text: str
    outcome: Outcome
    found: str | None


class Support(_Part):
    """Support the school would like; `from_whom` says of whom, by role."""

    text: str
    from_whom: str | None


class OpenData(_Part):
    """The findings of one peer review of a school."""

    model_config = ConfigDict(title="The findings of a peer review")

    format: Literal["reviewer-app/review"] = Field(default=FORMAT)
    version: Literal[1] = Field(default=VERSION)
    made_for: Reader
    language: str
    school: School
    visit: Visit
    framework: Bound
    headings: tuple[HeadingFound, ...]
    seen: Seen
    agreed: tuple[Agreed, ...]
    last_review: LastReview
    hypotheses: tuple[Examined, ...]
    support_wanted: tuple[Support, ...]


def written(data: OpenData) -> bytes:
    """Write the data as JSON in UTF-8: the same findings give the same bytes."""
    return _as_json(data.model_dump(mode="json"))


def written_together(many: Iterable[OpenData]) -> Iterator[bytes]:
    """Write the data of many reviews as one JSON file, each as `written` would; no more than one is held at a time."""
    head = json.dumps({"format": TOGETHER, "version": VERSION}, ensure_ascii=False, indent=2)
    yield head.removesuffix("\n}").encode() + b',\n  "reviews": ['
    between = b"\n    "
    for one in many:
        # A line's end inside a word is written as two letters, so that every line begins where JSON lets it.
        yield between + written(one).rstrip(b"\n").replace(b"\n", b"\n    ")
        between = b",\n    "
    yield b"\n  ]\n}\n"


def read(content: bytes, name: str) -> OpenData:
    """Read what `written` wrote; keys it does not know are passed over (docs/open-data.md, "Versions").

    Args:
        content: JSON in UTF-8.
        name: what the file is called, for whoever is told that it cannot be read.

    Raises:
        UserError: "open-data.unreadable", "open-data.newer".
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UserError("open-data.unreadable", name=name, reason=_("it is no JSON")) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        reason = _("it is another kind of file")
        raise UserError("open-data.unreadable", name=name, reason=reason)
    version = data.get("version")
    if type(version) is int and version > VERSION:
        raise UserError("open-data.newer", name=name)
    if type(version) is not int:
        # True and 1.0 equal 1, and are no versions.
        raise _not_as_it_should_be(name, "version")
    try:
        return OpenData.model_validate(data, extra="ignore")
    except ValidationError as error:
        place = "/".join(str(part) for part in error.errors()[0]["loc"])
        raise _not_as_it_should_be(name, place) from None


def _not_as_it_should_be(name: str, place: str) -> UserError:
    reason = _("{place} is missing, or not as it should be").format(place=place)
    return UserError("open-data.unreadable", name=name, reason=reason)


def written_schema() -> bytes:
    """Write the format's JSON Schema, as it lies in `resources/open-data`."""
    schema = OpenData.model_json_schema(mode="serialization")
    return _as_json({"$schema": _DIALECT, "$id": SCHEMA, **schema})


def _as_json(value: dict[str, Any]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
