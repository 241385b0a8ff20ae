"""What was answered on evidence forms and what rules made of it, in words: the same in the window and in the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reviewer_app.errors import N_
from reviewer_app.frameworks import scoring
from reviewer_app.frameworks.answering import options_of
from reviewer_app.frameworks.items import (
    ChoiceItem,
    Dimension,
    HolisticItem,
    Item,
    ScaleItem,
    SeveralChoicesItem,
)
from reviewer_app.frameworks.rules import (
    AtLeastRule,
    BestFitRule,
    CountIfRule,
    LadderRule,
    MeanOfMeansRule,
    MeanRule,
    MinimumRule,
    PositiveShareRule,
    Rule,
    SharesRule,
    WeightedSumRule,
)
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Result
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.canonical import Json

_FEWEST_FOR_PER_CENT: Final = 20
"""A share of fewer answers is said as a count: a per cent of so few is finer than what was seen."""

_GIVEN_UP: Final = {
    "relevant": N_(
        "“{label}” is asked in any case: telling whether it has to be takes too many steps."
    ),
    "calculation": N_("“{label}” stays open: working it out takes too many steps."),
    "constraint": N_(
        "The answer to “{label}” is taken as it is: checking it takes too many steps."
    ),
    "filter": N_(
        "All choices of “{label}” are shown: telling which of them fit takes too many steps."
    ),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing an item offers to choose, or that may be chosen instead of a result, in words."""

    id: str
    words: str
    descriptor: str = ""


def offered(framework: Framework, item: Item) -> list[Offered]:
    """Give what an item offers to choose, in words; empty where it is not answered by choosing."""
    match item:
        case HolisticItem():
            return [Offered(str(one.score), str(one.score), one.descriptor) for one in item.points]
        case ChoiceItem() | SeveralChoicesItem():
            return offered_choices(framework, item.choices)
        case _:
            words = _words_of(framework, item)
            return [Offered(one, words[one]) for one in options_of(framework, item) or ()]


def offered_choices(framework: Framework, choices: str) -> list[Offered]:
    """Give a list of choices of the framework, in words."""
    return [
        Offered(one.id, one.label, one.descriptor or "")
        for one in framework.choice_list(choices).choices
    ]


def answer_words(framework: Framework, item: Item, value: Json) -> str:
    """Say an answer: the words of what was chosen, or what was typed."""
    words = {one.id: one.words for one in offered(framework, item)}
    if isinstance(value, list):
        return ", ".join(words.get(str(one), str(one)) for one in value)
    return words.get(str(value), str(value))


def snapshot_words(framework: Framework, dimensions: Sequence[Dimension], value: Json) -> str:
    """Say what held at a moment: its choices, in the order of the dimensions."""
    kept = value if isinstance(value, dict) else {}
    labels = {
        one.id: {option.id: option.words for option in offered_choices(framework, one.choices)}
        for one in dimensions
    }
    said = []
    for place, chosen in kept.items():
        dimension = place.rpartition("/")[2]
        if isinstance(chosen, list):
            said += [labels.get(dimension, {}).get(str(one), str(one)) for one in chosen]
    return ", ".join(said)


def length_words(milliseconds: int) -> str:
    """Say a length of time as a watch shows it: *2:05*, or *1:02:05* from an hour on."""
    seconds = milliseconds // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def result_words(framework: Framework, rule: Rule, result: Result) -> str:
    """Say a result with how much stands behind it: *Mean of 3 answered: 2.67*, *2 of 3 answers*."""
    if result.open:
        return open_words(rule, result)
    if isinstance(rule, SharesRule):
        return _share_words(rule, result)
    count = _count_words(rule, result)
    value = count or value_words(framework, rule, scoring.shown_result(result))
    if result.word:
        value = _("{value}, {word}").format(value=value, word=result.word)
    if count:
        return value
    return _kind_words(rule, len(result.inputs)).format(count=len(result.inputs), value=value)


def open_words(rule: Rule, result: Result) -> str:
    """Say why a rule gives no result."""
    if result.open == "people-decide":
        return _("People decide this; nothing is worked out.")
    if result.open == "needs-more" and rule.needs is not None and rule.needs.answered is not None:
        needed = rule.needs.answered
        words = ngettext(
            "No result yet: it needs {needed} answer and has {count}.",
            "No result yet: it needs {needed} answers and has {count}.",
            needed,
        )
        return words.format(needed=needed, count=len(result.inputs))
    if result.open == "needs-more":
        return _("No result yet: too little is answered.")
    return _("No result yet: nothing is answered.")


def value_words(framework: Framework, rule: Rule, value: str) -> str:
    """Say a result's value: the label of a point of the scale, yes or no, or the number itself."""
    words = {one.id: one.words for one in offered_values(framework, rule)}
    if isinstance(rule, PositiveShareRule) and value:
        return _("{number} %").format(number=value)
    return words.get(value, value)


def offered_values(framework: Framework, rule: Rule) -> list[Offered]:
    """Give what may be chosen instead of a result; empty where it is a number."""
    if isinstance(rule, AtLeastRule):
        return [Offered("yes", _("Yes")), Offered("no", _("No"))]
    if isinstance(rule, LadderRule | BestFitRule) and rule.heading is not None:
        return [Offered(one.id, one.label) for one in framework.points_for(rule.heading)]
    if isinstance(rule, LadderRule):
        labels = {point.id: point.label for scale in framework.scales for point in scale.points}
        return [Offered(one.point, labels.get(one.point, one.point)) for one in rule.levels]
    return []


def instead_words(framework: Framework, rule: Rule, value: str, reason: str) -> str:
    """Say what a person chose instead of a result, and why."""
    chosen = value_words(framework, rule, value)
    return _("Chosen instead: {value}. {reason}").format(value=chosen, reason=reason)


def input_words(
    framework: Framework, form: EvidenceForm, items: Mapping[str, Item], result: Result
) -> str:
    """Say what a rule looked at: *Explaining: High; Checking: Low*."""
    titles = {one.id: one.title for one in form.rules}
    said = []
    for one in result.inputs:
        item = items.get(one.name)
        label = item.label if item is not None else titles.get(one.name, one.name)
        value = answer_words(framework, item, one.value) if item is not None else one.value
        words = _("{label} {value}") if label.endswith(("?", ":")) else _("{label}: {value}")
        said.append(words.format(label=label, value=value))
    return "; ".join(dict.fromkeys(said))


def _words_of(framework: Framework, item: Item) -> dict[str, str]:
    words = {
        "low": _("Low"),
        "medium": _("Medium"),
        "high": _("High"),
        "yes": _("Yes"),
        "no": _("No"),
        scoring.MET: _("Met"),
        "not-met": _("Not met"),
        scoring.NOT_EVALUATED: _("Not evaluated"),
        scoring.NOT_APPLICABLE: _("N/A"),
        scoring.NOT_SEEN: _("Not seen"),
    }
    if isinstance(item, ScaleItem):
        words |= {one.id: one.label for one in framework.scale(item.scale).points}
    return words


def _kind_words(rule: Rule, count: int) -> str:
    match rule:
        case MeanRule():
            return _("Mean of {count} answered: {value}")
        case MeanOfMeansRule():
            return ngettext(
                "Mean of {count} result: {value}", "Mean of {count} results: {value}", count
            )
        case CountIfRule():
            return _("Counted among {count} answered: {value}")
        case PositiveShareRule():
            return _("Share of {count} answered: {value}")
        case MinimumRule():
            return _("Lowest of {count} answered: {value}")
        case WeightedSumRule():
            return _("Weighted sum of {count} answered: {value}")
        case LadderRule():
            return ngettext(
                "From {count} standard: {value}", "From {count} standards: {value}", count
            )
        case AtLeastRule():
            return _("Reached: {value}")
        case _:
            return "{value}"


def _count_words(rule: Rule, result: Result) -> str:
    """Say a share of a few answers as how many they are; "" for any other result."""
    asked = len(result.inputs)
    if (
        not isinstance(rule, PositiveShareRule)
        or not isinstance(result.value, Fraction)
        or asked >= _FEWEST_FOR_PER_CENT
    ):
        return ""
    words = ngettext("{n} of {count} answer", "{n} of {count} answers", asked)
    return words.format(n=scoring.shown(result.value * asked / 100), count=asked)


def _share_words(rule: SharesRule, result: Result) -> str:
    shares = ", ".join(
        _("{title} {number} %").format(
            title=group.title, number=scoring.shown(result.shares[group.id], 0)
        )
        for group in rule.groups
    )
    seen = len(result.inputs)
    words = ngettext("Of {count} moment seen: {shares}", "Of {count} moments seen: {shares}", seen)
    return words.format(count=seen, shares=shares)


def given_up_words(expression: str, label: str) -> str:
    """Say what a form does without an expression that takes too many steps; see `Filling.given_up`."""
    return _(_GIVEN_UP[expression]).format(label=label)
