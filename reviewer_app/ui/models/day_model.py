"""One day of the plan by person: who is where when, what the plan was before, and when each is free."""

from dataclasses import dataclass
from datetime import date, datetime, time

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.timetable import (
    FIRST_START,
    LAST_END,
    FreeTime,
    free_times,
    going_people,
)
from reviewer_app.review.wording import kind_words, state_words
from reviewer_app.ui.models.agenda_model import activities_on, place_parts
from reviewer_app.ui.models.visit_words import (
    clock_words,
    first_name,
    minutes_words,
    old_plan_words,
    people_words,
    sentence,
)
from reviewer_app.ui.widgets.day_cells import DayCell

FREE = "free"
"""Begins the id of a free time: "free:PERSON:MINUTE"."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day in columns: the persons, their names, the cells, and from which minute to which it reaches.

    `ghosts` are where visits still to come stood before they were moved.
    """

    people: tuple[str, ...]
    names: tuple[str, ...]
    cells: tuple[DayCell, ...]
    first: int
    last: int
    ghosts: tuple[DayCell, ...] = ()


def planned_day(opened: OpenReview, day: date, now: datetime, only: str = "") -> PlannedDay:
    """Give a day by person, oneself first; of one person alone where `only` names them."""
    activities = activities_on(opened, day)
    everyone = people_on(opened, activities)
    people = [only] if only in everyone else everyone
    cells = [cell for one in activities for cell in _cells(opened, one, people)]
    free = [one for one in free_times(opened, day, now) if one.person in people]
    cells += [_free_cell(opened, one, people) for one in free]
    cells.sort(key=lambda one: (one.column, one.start, one.id))
    coming = day >= now.date()
    ghosts = [one for each in activities if coming for one in _ghosts(opened, each, people)]
    starts = [minute_of(FIRST_START), *(one.start for one in (*cells, *ghosts))]
    ends = [minute_of(LAST_END), *(one.end for one in (*cells, *ghosts))]
    first, last = min(starts) // 30 * 30, -(-max(ends) // 30) * 30
    names = tuple(first_name(opened, one) for one in people)
    return PlannedDay(tuple(people), names, tuple(cells), first, min(last, 24 * 60), tuple(ghosts))


def people_on(opened: OpenReview, activities: list[Activity]) -> list[str]:
    """Give whose columns a day has: who goes to visits, oneself first, then whoever else was sent to one."""
    going = sorted(going_people(opened), key=lambda one: one != opened.me)
    sent = sorted({person for one in activities for person in opened.members_of(one.id)})
    return list(dict.fromkeys([*going, *sent]))


def minute_of(when: time | datetime) -> int:
    """Give the minute of the day."""
    return when.hour * 60 + when.minute


def _cells(opened: OpenReview, activity: Activity, people: list[str]) -> list[DayCell]:
    start = activity.planned_start or activity.seen_from
    if not start:
        return []
    members = opened.members_of(activity.id)
    columns = [people.index(one) for one in members if one in people] if members else [0]
    state = activity.state
    planned = state is ActivityState.PLANNED and activity.planned_start is not None
    old = old_plan_words(opened, activity)
    if state is ActivityState.NOT_SEEN:
        reason = activity.not_seen_because
        second = _("Not seen: {reason}").format(reason=reason) if reason else _("Not seen")
    else:
        plain = state is ActivityState.PLANNED and not activity.left_out
        stands = "" if plain else state_words(activity)
        second = sentence((stands, old, *place_parts(activity)))
    kind = kind_words(opened.framework.framework, activity.activity_kind)
    who = people_words(opened, members) or _("everyone")
    spoken = ", ".join(
        part
        for part in (
            clock_words(start),
            activity.title,
            who,
            minutes_words(activity.minutes),
            kind.lower(),
            second,
        )
        if part
    )
    return [
        DayCell(
            f"{activity.id}:{people[column]}" if members else activity.id,
            column,
            minute_of(time_of(start)),
            activity.minutes,
            activity.title,
            second,
            spoken if len(columns) < 2 else _in_column(opened, spoken, people[column]),
            "struck"
            if state is ActivityState.NOT_SEEN
            else "done"
            if state is ActivityState.WRITTEN_UP
            else "plain",
            moves=planned,
            wide=not members,
        )
        for column in columns
    ]


def _ghosts(opened: OpenReview, activity: Activity, people: list[str]) -> list[DayCell]:
    """Give where a visit still to come stood: with whoever no longer goes, else with those who go."""
    start, gone = activity.planned_start, opened.no_longer_at(activity.id)
    was = activity.first_start or start
    if not start or not was or activity.state is not ActivityState.PLANNED:
        return []
    elsewhere = time_of(was).date() != time_of(start).date()
    if elsewhere or not (gone or activity.first_start):
        return []
    holders = gone or opened.members_of(activity.id)
    columns = [people.index(one) for one in holders if one in people] if holders else [0]
    words = _("Was here: {title}").format(title=activity.title)
    return [
        DayCell(
            activity.id,
            column,
            minute_of(time_of(was)),
            activity.minutes,
            words,
            wide=not holders,
        )
        for column in columns
    ]


def _in_column(opened: OpenReview, spoken: str, person: str) -> str:
    """Say in whose column it stands, where it stands in several."""
    words = _("{visit}. In your column") if person == opened.me else _("{visit}. {who}’s column")
    return words.format(visit=spoken, who=first_name(opened, person))


def _free_cell(opened: OpenReview, free: FreeTime, people: list[str]) -> DayCell:
    start = minute_of(free.start)
    until = start + free.minutes
    words = _("Free until {time}").format(time=f"{until // 60:02}:{until % 60:02}")
    spoken = _("{time}, {who}: free until {until}, Enter plans a visit").format(
        time=f"{free.start:%H:%M}",
        who=first_name(opened, free.person),
        until=f"{until // 60:02}:{until % 60:02}",
    )
    return DayCell(
        f"{FREE}:{free.person}:{start}",
        people.index(free.person),
        start,
        free.minutes,
        words,
        spoken=spoken,
        free=True,
    )
