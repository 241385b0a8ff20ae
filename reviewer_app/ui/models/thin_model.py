"""What is still thin, in words that say what could show it: what is planned, or who could go when."""

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of, time_of
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import advice, weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.timetable import usual_minutes
from reviewer_app.review.weigh import Thin
from reviewer_app.review.wording import kind_words
from reviewer_app.ui.models.visit_words import (
    clock_words,
    could_words,
    first_name,
    notes_words,
    weekday_words,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """An activity that one press puts on the plan; `told` is said once it stands there."""

    kind: ActivityKind
    title: str
    start: str
    minutes: int
    person: str
    told: str


@dataclass(frozen=True, slots=True)
class ThinLine:
    """One row of the matrix with little evidence.

    `activity` is one on the plan that could show it, "" where there is none; `offer` what can be planned instead,
    None where no time is left.
    """

    id: str
    title: str
    sentence: str
    activity: str = ""
    offer: Offer | None = None


def thin_lines(opened: OpenReview, now: datetime) -> list[ThinLine]:
    """Put every thin row into words: first those that something should be planned for, then thinnest first."""
    lines = [_line(opened, thin, now) for thin in weigh.thin_rows(opened)]
    return sorted(lines, key=lambda one: one.offer is None)


def _line(opened: OpenReview, thin: Thin, now: datetime) -> ThinLine:
    framework = opened.framework.framework
    row, there = thin.row, _there(framework, thin)
    look = advice.next_look(opened, thin, now)
    if look.planned is not None:
        title, when = look.planned.title, _when(look.planned.planned_start, now)
        do = _("{title}, {when}, could show it.").format(title=title, when=when)
        return ThinLine(row.id, row.title, f"{there} {do}", activity=look.planned.id)
    if look.kind is None or look.slot is None:
        return ThinLine(row.id, row.title, there)
    start = moment_of(look.slot.start)
    who, when = first_name(opened, look.slot.person), _when(start, now)
    do = _("{who} could {do} {when}.").format(
        who=who, do=could_words(framework, look.kind), when=when
    )
    kind = kind_words(framework, look.kind)
    whom = _("you") if look.slot.person == opened.me else who
    offer = Offer(
        look.kind,
        _("{kind}: {heading}").format(kind=kind, heading=row.title),
        start,
        usual_minutes(look.kind),
        look.slot.person,
        _("Planned {when}: {kind}, {who}.").format(when=when, kind=kind.lower(), who=whom),
    )
    return ThinLine(row.id, row.title, f"{there} {do}", offer=offer)


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


def _when(moment: str | None, now: datetime) -> str:
    if not moment:
        return _("without a time yet")
    start = time_of(moment)
    clock = clock_words(moment)
    if start.date() == now.date():
        return _("today at {time}").format(time=clock)
    if (start.date() - now.date()).days == 1:
        return _("tomorrow at {time}").format(time=clock)
    return _("{weekday} at {time}").format(weekday=weekday_words(start.date()), time=clock)
