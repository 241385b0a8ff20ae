"""What came of evidence forms, as far as the report may say it.

A form filled in for the whole review prints its answers and results. A form filled in at visits never prints by itself:
its results are taken together over several visits, in several classes, and what rests on fewer is not printed (DOMAIN,
"small numbers" and "no teacher scores"). Visits are never counted by their result: a count may point to one class.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Final, TypeVar

from reviewer_app.frameworks import scoring
from reviewer_app.frameworks.answer_words import instead_words, value_words
from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_blocks import Bar, Block, Chart, Grid, Line, PartTitle
from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.rendering import (
    Filled,
    Instead,
    answers_in_words,
    results_in_words,
)
from reviewer_app.frameworks.rules import LadderRule, PositiveShareRule, Rule, SharesRule
from reviewer_app.frameworks.schema import EvidenceForm, ReportSection
from reviewer_app.frameworks.scoring import MET, Result, flat
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.nouns import Activity, Answer, Mark, Note, Override
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.report.content import EvidenceBehind, FormSection
from reviewer_app.report.wording import evidence_line
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from reviewer_app.review.opened import OpenReview, in_evidence

FEWEST: Final = 3
"""Visits, and classes, that must stand behind a number; with two, each teacher could work out the other's."""

_SEEN: Final = (ActivityState.SEEN, ActivityState.WRITTEN_UP)

Passages = Mapping[str, tuple[str, ...]]


def form_sections(opened: OpenReview, passages: Passages) -> tuple[FormSection, ...]:
    """Give every section that prints what came of a form; none for a form that was not filled in.

    Args:
        passages: what stands above the blocks, by the section's id.
    """
    found, first = [], True
    for section in opened.framework.framework.report:
        first = first and section.kind != "findings"
        if section.kind != "results":
            continue
        blocks = _blocks(opened, section)
        if blocks:
            # Where there was too little to print, words about what is printed would be out of place.
            above = () if isinstance(blocks[0], Line) else passages[section.id]
            found.append(FormSection(section.id, section.title, above, blocks, first))
    return tuple(found)


def _blocks(opened: OpenReview, section: ReportSection) -> tuple[Block, ...]:
    framework = opened.framework.framework
    form = framework.form(section.form or "")
    rules = [next(one for one in form.rules if one.id == name) for name in section.rules]
    if form.role == "review":
        filled = _of_review(opened, form)
        return tuple(_told(filled, rules, answered=section.answers)) if filled else ()
    return _over_visits(form, rules, _visits(opened, form))


def _of_review(opened: OpenReview, form: EvidenceForm) -> Filled | None:
    """Read a form of the whole review; None where nothing is answered."""
    framework = opened.framework.framework
    sheet = Sheet(framework, form)
    given = answers.answers_on(opened, sheet, opened.me)
    overrides = answers.overrides_on(opened, sheet, opened.me)
    if not given and not overrides:
        return None
    # The same review reads the same on any day: what asks for today is told its first.
    then = datetime.fromisoformat(f"{opened.review.start}T12:00:00+00:00")
    return Filled(
        framework,
        form,
        Filling(logic_of(framework, form.id), given, lambda: then),
        given,
        results=answers.results_on(opened, sheet, opened.me),
        overrides={rule: Instead(one.value, one.reason) for rule, one in overrides.items()},
        linked=lambda notes: _evidence(opened, notes),
    )


def _evidence(opened: OpenReview, notes: Iterable[str]) -> str:
    """Say from what kinds of activity notes come, as of a finding; never how many they are."""
    found = [opened.get(Note, one) for one in notes if in_evidence(opened, one)]
    activities = [opened.get(Activity, one.activity) for one in found if one is not None]
    kinds = {one.activity_kind for one in activities if one is not None}
    behind = tuple(kind.value for kind in ActivityKind if kind in kinds)
    return evidence_line(EvidenceBehind(behind)) or ""


def _told(filled: Filled, rules: Sequence[Rule], *, answered: bool) -> Iterator[Block]:
    if answered:
        yield from answers_in_words(filled)
    ladders = [one for one in rules if isinstance(one, LadderRule) and _says_something(filled, one)]
    if ladders:
        items = {one.id: one for one in flat(filled.form.items)}
        yield Grid(
            _("Each level holds only if all of its standards, and all of those below it, are met."),
            (_("Area"), _("By the standards"), _("Standards not met")),
            tuple(_ladder_row(filled, items, one) for one in ladders),
        )
        yield _named(ladders)
    others = [one for one in rules if one not in ladders and _says_something(filled, one)]
    yield from results_in_words(filled, others)


def _says_something(filled: Filled, rule: Rule) -> bool:
    """Say whether a rule has anything to print: a result, too little for one, or what people chose."""
    open_for = filled.results[rule.id].open
    return rule.id in filled.overrides or open_for not in ("nothing-answered", "people-decide")


def _ladder_row(
    filled: Filled, items: Mapping[str, Item], rule: LadderRule
) -> tuple[str, str, str]:
    result = filled.results[rule.id]
    # What was said of a standard not evaluated is not among the inputs.
    missing = [items[one.name].label for one in result.inputs if one.value != MET]
    met = len(result.inputs) - len(missing)
    if result.open:
        level = _("Not enough was answered")
    else:
        level = _("{level} ({met} of {count} standards met)").format(
            level=value_words(filled.framework, rule, scoring.shown_result(result)),
            met=met,
            count=len(result.inputs),
        )
    instead = filled.overrides.get(rule.id)
    if instead is not None:
        chosen = instead_words(filled.framework, rule, instead.value, instead.reason)
        level = _("{level}. {chosen}").format(level=level, chosen=chosen)
    all_met = _("All that were answered are met") if result.open else _("All are met")
    return rule.title, level, "; ".join(one.rstrip(".") for one in missing) or all_met


# Over visits

_OnSheet = TypeVar("_OnSheet", Answer, Mark, Override)
_Sheet = tuple[str, str]
"""An activity, and who filled a form in at it."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit at which a form was filled in: its class, and what each observer's results are."""

    of: str
    results: tuple[Mapping[str, Result], ...]
    chosen: tuple[Mapping[str, str], ...]


def _visits(opened: OpenReview, form: EvidenceForm) -> list[_Visit]:
    """Read the form as everyone filled it in, at every visit that was made and uses it still."""
    given = _by_sheet(opened.all(Answer), form)
    marks = _by_sheet(opened.all(Mark), form)
    chosen = _by_sheet(opened.all(Override), form)
    sheets = sorted({*given, *marks, *chosen})
    found = []
    for activity_id, those in groupby(sheets, key=lambda one: one[0]):
        activity = opened.get(Activity, activity_id)
        if activity is None or activity.state not in _SEEN or not _uses(opened, form, activity):
            continue
        if activity.left_out:
            continue
        filled = list(those)
        framework = opened.framework.framework
        sheet = Sheet(framework, form, activity_id)
        found.append(
            _Visit(
                " ".join(activity.class_name.split()).casefold(),
                tuple(
                    answers.scored(
                        framework,
                        form.id,
                        tuple(given[one]),
                        tuple(marks[one]),
                        answers.photos_on(opened, sheet, one[1]),
                    )
                    for one in filled
                ),
                tuple({one.rule: one.value for one in chosen[of]} for of in filled),
            )
        )
    return found


def _by_sheet(records: Iterable[_OnSheet], form: EvidenceForm) -> dict[_Sheet, list[_OnSheet]]:
    """Give what belongs to a form by the activity it was filled in at and by whom, each in one order."""
    found: dict[_Sheet, list[_OnSheet]] = defaultdict(list)
    for one in records:
        if one.form == form.id:
            found[one.activity, one.author].append(one)
    for of_sheet in found.values():
        of_sheet.sort(key=lambda one: one.id)
    return found


def _uses(opened: OpenReview, form: EvidenceForm, activity: Activity) -> bool:
    """Say whether the review uses the form at an activity still."""
    return form.id in {one.id for one in answers.forms_of(opened, activity)}


@dataclass(frozen=True, slots=True)
class _Mean:
    """One rule over the visits that give a result: each visit counts once, however many people watched it."""

    rule: Rule
    visits: int
    value: Fraction = Fraction()
    shares: Mapping[str, Fraction] | None = None


def _over_visits(
    form: EvidenceForm, rules: Sequence[Rule], visits: Sequence[_Visit]
) -> tuple[Block, ...]:
    if not visits:
        return ()
    means = [mean for rule in rules if (mean := _mean(rule, visits)) is not None]
    if not means:
        return (Line(_too_few(form)),)
    blocks: list[Block] = []
    numbers = [one for one in means if one.shares is None]
    if numbers:
        blocks.append(_number_grid(numbers))
    for _groups, alike in groupby((one for one in means if one.shares is not None), key=_parts):
        blocks += _share_blocks(list(alike))
    chosen = any(
        one.rule.id in those for one in means for visit in visits for those in visit.chosen
    )
    return (*blocks, *_how(means, chosen=chosen))


def _mean(rule: Rule, visits: Sequence[_Visit]) -> _Mean | None:
    """Take a rule together over visits; None where too few, or too few classes, stand behind it."""
    classes, values = set(), []
    for visit in visits:
        observed = [
            value
            for results, chosen in zip(visit.results, visit.chosen, strict=True)
            if (value := _value(rule, results[rule.id], chosen.get(rule.id, ""))) is not None
        ]
        if observed:
            # Visits whose class nobody noted may all be to one.
            classes.add(visit.of)
            values.append({key: _middle([one[key] for one in observed]) for key in observed[0]})
    if len(values) < FEWEST or len(classes) < FEWEST:
        return None
    over = {key: _middle([one[key] for one in values]) for key in values[0]}
    if isinstance(rule, SharesRule):
        return _Mean(rule, len(values), shares=over)
    return _Mean(rule, len(values), over[""])


def _value(rule: Rule, result: Result, chosen: str) -> dict[str, Fraction] | None:
    """Give what one observer's form gives: a number under "", or the shares of a timed set; None for nothing."""
    if isinstance(rule, SharesRule):
        return dict(result.shares) or None
    number = scoring.number_in(chosen) if chosen else None
    if number is None and isinstance(result.value, Fraction):
        number = result.value
    return None if number is None else {"": number}


def _middle(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _number_grid(means: Sequence[_Mean]) -> Grid:
    rows = []
    for one in means:
        number = scoring.shown(one.value, 1)
        number = number if "." in number else f"{number}.0"
        if isinstance(one.rule, PositiveShareRule):
            number = _("{number} %").format(number=scoring.shown(one.value, 0))
        rows.append((one.rule.title, number, str(one.visits)))
    return Grid(
        _("Means over visits, each visit counting once."),
        (_("What was looked at"), _("Mean"), _("Visits")),
        tuple(rows),
    )


def _parts(mean: _Mean) -> tuple[str, ...]:
    groups = mean.rule.groups if isinstance(mean.rule, SharesRule) else ()
    return tuple(one.title for one in groups)


def _share_blocks(means: Sequence[_Mean]) -> Iterator[Block]:
    """Give shares of the same parts side by side: a chart of them, and the table it draws."""
    parts = _parts(means[0])
    whole = [tuple(_per_cent(one)) for one in means]
    titles = [one.rule.title for one in means]
    yield PartTitle(listed([titles[0], *(_lower(one) for one in titles[1:])]))
    spoken = [
        _("{title}: {shares}.").format(
            title=title,
            shares=", ".join(
                _("{title} {number} %").format(title=part, number=share)
                for part, share in zip(parts, shares, strict=True)
            ),
        )
        for title, shares in zip(titles, whole, strict=True)
    ]
    bars = tuple(Bar(title, shares) for title, shares in zip(titles, whole, strict=True))
    yield Chart(parts, bars, " ".join(spoken))
    rows = [
        (part, *(_("{number} %").format(number=shares[place]) for shares in whole))
        for place, part in enumerate(parts)
    ]
    rows.append((_("Visits"), *(str(one.visits) for one in means)))
    yield Grid(
        _("Shares of the moments seen, each visit counting once."),
        (_("At these moments"), *(titles if len(titles) > 1 else [_("Share")])),
        tuple(rows),
    )


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _per_cent(mean: _Mean) -> Iterator[int]:
    for share in (mean.shares or {}).values():
        yield int(scoring.shown(share, 0))


def _how(means: Sequence[_Mean], *, chosen: bool) -> Iterator[Line]:
    """Say by which rules the numbers came about, and what they leave out."""
    explained: dict[str, list[str]] = {}
    for one in means:
        if one.rule.explanation:
            explained.setdefault(one.rule.explanation, []).append(one.rule.title)
    for explanation, titles in explained.items():
        said = listed([titles[0], *(_lower(one) for one in titles[1:])])
        words = _("{title}: {explanation}").format(title=said, explanation=explanation)
        yield Line(words, quiet=True)
    if chosen:
        yield Line(
            _(
                "Where an observer chose another value than the one worked out, and said why, that value counts."
            ),
            quiet=True,
        )
    yield _named([one.rule for one in means])


def _named(rules: Sequence[Rule]) -> Line:
    """Name the rules by which results were worked out, so that they can be looked up in the framework."""
    named = ", ".join(
        _("{rule} (version {version})").format(rule=one.id, version=one.version) for one in rules
    )
    words = ngettext(
        "Worked out by the rule {rules}.", "Worked out by the rules {rules}.", len(rules)
    )
    return Line(words.format(rules=named), quiet=True)


def _too_few(form: EvidenceForm) -> str:
    return _(
        "“{form}” was filled in at too few visits, or in too few classes, to say anything here without pointing to one "
        "of them."
    ).format(form=form.title)
