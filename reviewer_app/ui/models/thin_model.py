"""What is still thin, in words that say what to do: who could see it, or what to plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _

from reviewer_app.frameworks.schema import Framework
from reviewer_app.model import Activity
from reviewer_app.model.moment import time_of
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.weigh import Thin
from reviewer_app.ui.models.visit_words import (
    clock_words,
    kind_words,
    notes_words,
    weekday_words,
)


@dataclass(frozen=True, slots=True)
class ThinLine:
    """One row of the matrix with little evidence.

    `activity` is a planned one that could show it, "" where there is none; then `plan` is the kind to plan.
    """

    id: str
    title: str
    sentence: str
    activity: str
    plan: ActivityKind | None


def thin_lines(opened: OpenReview, now: datetime) -> list[ThinLine]:
    """Put every thin row into words, thinnest first."""
    return [_line(opened, thin, now) for thin in weigh.thin_rows(opened)]


def _line(opened: OpenReview, thin: Thin, now: datetime) -> ThinLine:
    found = _could_show(opened, thin)
    there = _there(opened.framework.framework, thin)
    if found is not None:
        do = _("{title}, {when}, could show it.").format(title=found.title, when=_when(found, now))
        return ThinLine(thin.row.id, thin.row.title, f"{there} {do}", found.id, None)
    kind = _kind_to_plan(opened.framework.framework, thin)
    if kind is None:
        return ThinLine(thin.row.id, thin.row.title, there, "", None)
    do = _("Nothing planned would show it. Plan: {kind}.").format(kind=kind_words(kind).lower())
    return ThinLine(thin.row.id, thin.row.title, f"{there} {do}", "", kind)


def _there(framework: Framework, thin: Thin) -> str:
    if not thin.notes:
        return _("Nothing yet.")
    shorts = {one.id: one.short.lower() for one in framework.sources}
    if len(thin.sources) == 1:
        only = shorts[thin.sources[0]]
        if thin.notes == 1:
            return _("1 note, from {source}.").format(source=only)
        return _("{notes}, all from {source}.").format(notes=notes_words(thin.notes), source=only)
    return _("{notes} only.").format(notes=notes_words(thin.notes))


def _when(activity: Activity, now: datetime) -> str:
    if not activity.planned_start:
        return _("without a time yet")
    start = time_of(activity.planned_start)
    clock = clock_words(activity.planned_start)
    if start.date() == now.date():
        return _("at {time}").format(time=clock)
    days = (start.date() - now.date()).days
    if days == 1:
        return _("tomorrow at {time}").format(time=clock)
    return _("{weekday} at {time}").format(weekday=weekday_words(start.date()), time=clock)


def _targets_in(framework: Framework, kind: ActivityKind, row: str) -> int:
    """Count what an activity looks for that bears on a row."""
    known = {one.id: one for one in framework.criteria}
    return sum(
        row in (known[target].strand, known[target].heading)
        for target in framework.form_for(kind).targets
    )


def _missing(framework: Framework, thin: Thin, kinds: Iterable[ActivityKind]) -> list[ActivityKind]:
    return [
        kind
        for kind in kinds
        if framework.source_of(kind).id not in thin.sources
        and _targets_in(framework, kind, thin.row.id)
    ]


def _could_show(opened: OpenReview, thin: Thin) -> Activity | None:
    framework = opened.framework.framework
    planned = [one for one in opened.activities() if one.state is ActivityState.PLANNED]
    wanted = set(_missing(framework, thin, {one.activity_kind for one in planned}))
    return next((one for one in planned if one.activity_kind in wanted), None)


def _kind_to_plan(framework: Framework, thin: Thin) -> ActivityKind | None:
    return max(
        _missing(framework, thin, ActivityKind),
        key=lambda kind: _targets_in(framework, kind, thin.row.id),
        default=None,
    )
