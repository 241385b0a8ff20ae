"""The item types of an evidence form: what is asked, and what may be answered.

An item's `type` decides its model (DOMAIN, "Item types a form must support"). Conditions and calculations are
expressions as XLSForm writes them: XPath in which `${item}` stands for an answer.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID_PATTERN: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NAME_PATTERN: Final = r"^[A-Za-z_][A-Za-z0-9_.-]*$"
CHOICE_PATTERN: Final = r"^\S+$"
LINE_PATTERN: Final = r"^[^\n]*$"

Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, min_length=1, max_length=40)]
Name = Annotated[str, StringConstraints(pattern=NAME_PATTERN, min_length=1, max_length=64)]
"""What expressions call an item or a list of choices by, as XLSForm allows it."""
ChoiceName = Annotated[str, StringConstraints(pattern=CHOICE_PATTERN, min_length=1, max_length=64)]
Short = Annotated[str, StringConstraints(pattern=LINE_PATTERN, min_length=1, max_length=24)]
Title = Annotated[str, StringConstraints(pattern=LINE_PATTERN, min_length=1, max_length=100)]
Sentence = Annotated[str, StringConstraints(pattern=LINE_PATTERN, min_length=1, max_length=400)]
Wording = Annotated[str, StringConstraints(pattern=LINE_PATTERN, min_length=1, max_length=2_000)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


class Part(BaseModel):
    """A part of a framework: immutable, of exactly the types named, with no key unknown to us."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", str_strip_whitespace=True)


class Trait(Part):
    """Something more about a choice, by the name a filter asks for it."""

    name: Name
    value: Sentence


class Choice(Part):
    """One of several things to choose; `value` is what a calculation takes it for, where it counts.

    `traits` are what a filter may ask besides `name` (the id) and `label`.
    """

    id: ChoiceName
    label: Sentence
    value: float | None = None
    descriptor: Sentence | None = None
    traits: tuple[Trait, ...] = ()


class ChoiceList(Part):
    """A named list of choices that several items share."""

    id: Name
    choices: Annotated[tuple[Choice, ...], Field(min_length=1)]


class Timing(Part):
    """When a timed set asks.

    `count` times, evenly over `minutes` (the first at the end of the first part); an answer later than
    `late_after_seconds` is kept and marked late. `began` is the id of a `time` item in the same list of items: starting
    the set answers it with the time of day, where it is open.
    """

    count: Annotated[int, Field(ge=1, le=60)]
    minutes: Annotated[int, Field(ge=1, le=240)]
    late_after_seconds: Annotated[int, Field(ge=5, le=600)] = 60
    began: Name | None = None


class Dimension(Part):
    """One thing a snapshot says: which of a list of choices held at that moment."""

    id: Identifier
    label: Title
    choices: Name
    several: bool = False


class ItemBase(Part):
    """What every item has.

    `criterion` is the id of the criterion its answer bears on. An item is asked only where `relevant` holds; an answer
    that breaks `constraint` is kept and marked with `constraint_message`. Words may hold `${item}` for an answer.
    """

    id: Name
    label: Wording
    hint: Wording | None = None
    criterion: Identifier | None = None
    required: bool = False
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Sentence | None = None


class ScaleItem(ItemBase):
    """A point of one of the framework's scales; where allowed also "not applicable" or "not seen"."""

    type: Literal["scale"]
    scale: Identifier
    not_applicable: bool = False
    not_seen: bool = False


class LevelItem(ItemBase):
    """Low, medium or high, as behaviours are rated; N/A where the behaviour cannot be shown."""

    type: Literal["low-medium-high"]
    not_applicable: bool = False


class HolisticPoint(Part):
    """One score of a holistic item, and what it looks like."""

    score: Annotated[int, Field(ge=0, le=100)]
    descriptor: Sentence


class HolisticItem(ItemBase):
    """A score that a person chooses from the whole picture; never computed.

    `suggestion` is the id of a rule whose result is shown apart, and changes nothing.
    """

    type: Literal["holistic"]
    points: Annotated[tuple[HolisticPoint, ...], Field(min_length=2)]
    suggestion: Identifier | None = None


class MetItem(ItemBase):
    """A standard: met, not met, or not evaluated."""

    type: Literal["met"]


class YesNoItem(ItemBase):
    """Yes or no; N/A where the question does not apply."""

    type: Literal["yes-no"]
    not_applicable: bool = True


class ChoiceItem(ItemBase):
    """One of a list of choices; `filter` is an expression that holds for those that are offered."""

    type: Literal["choice"]
    choices: Name
    filter: Expression | None = None
    look: Literal["list", "row", "menu"] = "list"
    other: bool = False


class SeveralChoicesItem(ItemBase):
    """Any number of a list of choices."""

    type: Literal["choices"]
    choices: Name
    filter: Expression | None = None
    other: bool = False


class NumberItem(ItemBase):
    """A number. Outside its range it is refused (`block`) or kept and marked (`warn`)."""

    type: Literal["number"]
    lowest: float | None = None
    highest: float | None = None
    outside: Literal["warn", "block"] = "warn"
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    unit: Short | None = None


class TextItem(ItemBase):
    """One line of text."""

    type: Literal["text"]


class NarrativeItem(ItemBase):
    """Text of several paragraphs."""

    type: Literal["narrative"]


class DateItem(ItemBase):
    """A day."""

    type: Literal["date"]


class TimeItem(ItemBase):
    """A time of day."""

    type: Literal["time"]


class QuoteItem(ItemBase):
    """What someone said, with the kind of speaker and never a name."""

    type: Literal["quote"]
    speakers: Annotated[tuple[Title, ...], Field(min_length=1)]


class PhotoItem(ItemBase):
    """A photo or a file."""

    type: Literal["photo"]


class EvidenceLinkItem(ItemBase):
    """Notes of the review that bear the answer out; at least `least` of them."""

    type: Literal["evidence-link"]
    least: Annotated[int, Field(ge=0, le=20)] = 0


class SnapshotsItem(ItemBase):
    """A timed set: at each moment, what held then; a moment may be missed."""

    type: Literal["snapshots"]
    timing: Timing
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]


class MatrixRow(Part):
    """One row of a matrix, such as the teacher or the pupils."""

    id: Identifier
    label: Title


class MatrixItem(ItemBase):
    """A grid: for each row, one answer in each column; timed where `timing` is given."""

    type: Literal["matrix"]
    rows: Annotated[tuple[MatrixRow, ...], Field(min_length=1)]
    columns: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    timing: Timing | None = None


class TallyItem(ItemBase):
    """A count of taps, each with its time; shown with its rate per minute."""

    type: Literal["tally"]


class StopwatchItem(ItemBase):
    """Stretches of time, started and stopped; shown as a total and a share of the visit."""

    type: Literal["stopwatch"]


class RunningRecordItem(ItemBase):
    """Lines with the time and who acted."""

    type: Literal["running-record"]
    actors: Annotated[tuple[Title, ...], Field(min_length=1)]


class CalculatedItem(ItemBase):
    """A value worked out from other answers; nobody types it. Shown where `shown`."""

    type: Literal["calculated"]
    calculation: Expression
    shown: bool = True


class WordsItem(ItemBase):
    """Words between questions; nothing is answered."""

    type: Literal["words"]


class GroupItem(ItemBase):
    """Items that belong together, asked only where the group is relevant."""

    type: Literal["group"]
    items: Annotated[tuple["Item", ...], Field(min_length=1)]


class RepeatItem(ItemBase):
    """Items asked again and again: a fixed number of `times`, or as often as wanted."""

    type: Literal["repeat"]
    items: Annotated[tuple["Item", ...], Field(min_length=1)]
    times: Annotated[int, Field(ge=1, le=60)] | None = None


Item = Annotated[
    ScaleItem
    | LevelItem
    | HolisticItem
    | MetItem
    | YesNoItem
    | ChoiceItem
    | SeveralChoicesItem
    | NumberItem
    | TextItem
    | NarrativeItem
    | DateItem
    | TimeItem
    | QuoteItem
    | PhotoItem
    | EvidenceLinkItem
    | SnapshotsItem
    | MatrixItem
    | TallyItem
    | StopwatchItem
    | RunningRecordItem
    | CalculatedItem
    | WordsItem
    | GroupItem
    | RepeatItem,
    Field(discriminator="type"),
]
