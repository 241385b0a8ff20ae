"""Scoring rules as a framework states them (DOMAIN, "Scoring rules"). How they score stands in `scoring.py`."""

from typing import Annotated, Final, Literal

from pydantic import Field

from reviewer_app.frameworks.items import ChoiceName, Identifier, Name, Part, Sentence, Title


class Needs(Part):
    """What there must be before a rule says anything: so many inputs answered, or so large a share of them."""

    answered: Annotated[int, Field(ge=1, le=1_000)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None


class RuleBase(Part):
    """What every rule has.

    `version` counts up when its authors change what it means; a result keeps it. `heading` is the heading it speaks of.
    """

    id: Identifier
    version: Annotated[int, Field(ge=1, le=1_000)]
    title: Title
    heading: Identifier | None = None
    explanation: Sentence | None = None
    needs: Needs | None = None


class MeanRule(RuleBase):
    """The mean of what is answered; N/A, "not seen" and what is open leave the denominator."""

    kind: Literal["mean"]
    inputs: Annotated[tuple[Name, ...], Field(min_length=1)]


class MeanOfMeansRule(RuleBase):
    """The mean of other rules' results, each counting once however many inputs it had."""

    kind: Literal["mean-of-means"]
    rules: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class CountIfRule(RuleBase):
    """How many answers are one of `values`; "na" or "not-seen" only where `values` names it."""

    kind: Literal["count-if"]
    inputs: Annotated[tuple[Name, ...], Field(min_length=1)]
    values: Annotated[tuple[str, ...], Field(min_length=1)]


class Threshold(Part):
    """A word that holds from a result on."""

    at_least: float
    word: Title


class PositiveShareRule(RuleBase):
    """The percentage of answers that are one of `values`, and the word of the highest threshold it reaches."""

    kind: Literal["positive-share"]
    inputs: Annotated[tuple[Name, ...], Field(min_length=1)]
    values: Annotated[tuple[str, ...], Field(min_length=1)]
    thresholds: tuple[Threshold, ...] = ()


class LadderLevel(Part):
    """One level of a ladder: the standards that must all be met. `point` is a point of the heading's scale."""

    point: Identifier
    standards: tuple[Name, ...] = ()


class LadderRule(RuleBase):
    """The highest level of which all standards, and all those of every level below it, are met.

    Levels stand from the lowest up. The lowest is what holds where none other does; it may have no standards. A level
    of which no standard was asked is neither reached nor in the way.
    """

    kind: Literal["ladder"]
    levels: Annotated[tuple[LadderLevel, ...], Field(min_length=2)]


class BestFitRule(RuleBase):
    """What people judge to fit best: the rule lays out its inputs, and only a person gives the result."""

    kind: Literal["best-fit"]
    inputs: tuple[Name, ...] = ()


class MinimumRule(RuleBase):
    """The lowest of what is answered."""

    kind: Literal["minimum"]
    inputs: Annotated[tuple[Name, ...], Field(min_length=1)]


class Weight(Part):
    """How much an input counts."""

    input: Name
    weight: Annotated[float, Field(gt=0)]


class WeightedSumRule(RuleBase):
    """The sum of what is answered, each times its weight; nothing while an input is open or not seen.

    N/A was not asked, and adds nothing.
    """

    kind: Literal["weighted-sum"]
    weights: Annotated[tuple[Weight, ...], Field(min_length=1)]


class AtLeastRule(RuleBase):
    """Whether another rule's result reaches a number."""

    kind: Literal["at-least"]
    rule: Identifier
    at_least: float


class ShareGroup(Part):
    """Choices that count together, such as all that is active instruction."""

    id: Identifier
    title: Title
    choices: Annotated[tuple[ChoiceName, ...], Field(min_length=1)]


class SharesRule(RuleBase):
    """How the moments of a timed set that were seen divide into groups of choices, in per cent.

    `dimension` is what is looked at; `row`, in a matrix, whose. Inside a repeat `needs` holds for each turn: one of
    which too few moments were seen is left out whole.
    """

    kind: Literal["shares"]
    input: Name
    dimension: Identifier
    row: Identifier | None = None
    groups: Annotated[tuple[ShareGroup, ...], Field(min_length=1)]


Rule = Annotated[
    MeanRule
    | MeanOfMeansRule
    | CountIfRule
    | PositiveShareRule
    | LadderRule
    | BestFitRule
    | MinimumRule
    | WeightedSumRule
    | AtLeastRule
    | SharesRule,
    Field(discriminator="kind"),
]

OVER_VISITS: Final = (
    "mean",
    "mean-of-means",
    "minimum",
    "weighted-sum",
    "positive-share",
    "shares",
)
"""Kinds of rule whose results may be taken together over several visits, and so printed.

A level, or whether a number was reached, would have to be counted visit by visit, and a count may point to one class.
"""
