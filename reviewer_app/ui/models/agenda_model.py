"""The days of a review as the window shows them: what is when, how it stands, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.timetable import days_of
from reviewer_app.review.wording import kind_words, state_words, where_words, with_words
from reviewer_app.ui.models.visit_words import (
    clock_words,
    date_words,
    from_now_words,
    minutes_words,
    notes_words,
    old_plan_words,
    people_words,
    sentence,
    weekday_words,
)

Phase = Literal["before", "during", "after"]


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One activity of a day in words. `chip` says how it stands, or who goes."""

    id: str
    time: str
    title: str
    second: str
    chip: str
    state: ActivityState
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """One day of the review: the nearest to now.

    `next_step` is the id of what to do next, "" where nothing is left.
    """

    phase: Phase
    day: date
    title: str
    subtitle: str
    lines: tuple[AgendaLine, ...]
    next_step: str

    @property
    def before(self) -> tuple[AgendaLine, ...]:
        """What stands before the next step; all of it where nothing is left to do."""
        return self.lines[: self._next_at()]

    @property
    def after(self) -> tuple[AgendaLine, ...]:
        """What stands after the next step."""
        return self.lines[self._next_at() + 1 :]

    def _next_at(self) -> int:
        return next(
            (at for at, line in enumerate(self.lines) if line.id == self.next_step), len(self.lines)
        )


def day_of(activity: Activity) -> date | None:
    """Give the day an activity stands on: as planned, else as seen; None without either."""
    when = activity.planned_start or activity.seen_from
    return time_of(when).date() if when else None


def activities_on(opened: OpenReview, day: date) -> list[Activity]:
    """Give the activities of a day in order."""
    return [one for one in opened.activities() if day_of(one) == day]


def without_day(opened: OpenReview) -> list[Activity]:
    """Give the activities that have no time yet, or stand on none of the days."""
    days = set(days_of(opened))
    return [one for one in opened.activities() if day_of(one) not in days]


def nearest_day(opened: OpenReview, now: datetime) -> tuple[Phase, date]:
    """Give whether the review is still to come, on, or over, and the day of it nearest to now."""
    days = days_of(opened)
    today = now.date()
    if today < days[0]:
        return "before", days[0]
    if today > days[-1]:
        return "after", days[-1]
    return "during", today


def agenda_of(opened: OpenReview, now: datetime) -> Agenda:
    """Give the day nearest to now."""
    phase, day = nearest_day(opened, now)
    activities = activities_on(opened, day)
    following = next_activity(opened, activities) if phase != "after" else None
    return Agenda(
        phase,
        day,
        _title(opened, phase, day, now),
        _subtitle(opened, phase, day, activities),
        tuple(line_of(opened, one) for one in activities),
        following.id if following else "",
    )


def next_activity(opened: OpenReview, activities: list[Activity]) -> Activity | None:
    """Give what I do next: what runs, else my first planned activity."""
    mine = [one for one in activities if opened.is_mine(one.id)]
    running = [one for one in mine if one.state is ActivityState.RUNNING]
    planned = [one for one in mine if one.state is ActivityState.PLANNED]
    return next(iter(running or planned), None)


def line_of(opened: OpenReview, activity: Activity, *, long: bool = False) -> AgendaLine:
    """Put one activity into words; `long` with its kind and length, as for planning."""
    return AgendaLine(
        activity.id,
        clock_words(activity.planned_start or activity.seen_from),
        activity.title,
        _second(opened, activity, long=long),
        chip_words(opened, activity),
        activity.state,
        activity.left_out,
    )


def chip_words(opened: OpenReview, activity: Activity) -> str:
    """Say how an activity stands; who goes, while it is only planned."""
    if activity.state is ActivityState.PLANNED and not activity.left_out:
        return people_words(opened, opened.members_of(activity.id))
    return state_words(activity)


def place_words(activity: Activity) -> str:
    """Say which pupils, where and with whom."""
    return sentence(place_parts(activity))


def place_parts(activity: Activity) -> tuple[str, ...]:
    """Give which pupils, where and with whom, each "" where it is not known."""
    where, beside = where_words(activity), with_words(activity)
    return (activity.class_name, activity.year_groups, where, beside)


def next_step_words(opened: OpenReview, activity: Activity, now: datetime) -> tuple[str, str]:
    """Put what comes next into a title and a line."""
    when = clock_words(activity.planned_start)
    title = f"{when} {activity.title}" if when else activity.title
    if activity.state is ActivityState.RUNNING:
        since = _("Running since {time}").format(time=clock_words(activity.seen_from))
        count = len(opened.notes_of(activity.id))
        return title, f"{sentence((since, notes_words(count) if count else ''))}."
    place = place_words(activity)
    until = from_now_words(activity.planned_start, now) if activity.planned_start else ""
    return title, " ".join(part for part in (f"{place}." if place else "", until) if part)


def _title(opened: OpenReview, phase: Phase, day: date, now: datetime) -> str:
    if phase == "before":
        left = (day - now.date()).days
        return ngettext(
            "The review begins tomorrow", "The review begins in {count} days", left
        ).format(count=left)
    if phase == "after":
        return _("The days at the school are over")
    number = days_of(opened).index(day) + 1
    if opened.review.days == 1:
        return _("{weekday}, the day of the review").format(weekday=weekday_words(day))
    return _("{weekday}, day {number} of {days}").format(
        weekday=weekday_words(day), number=number, days=opened.review.days
    )


def _subtitle(opened: OpenReview, phase: Phase, day: date, activities: list[Activity]) -> str:
    if phase == "before":
        return _("First day: {date}.").format(date=date_words(day))
    if phase == "after":
        return _("This was the last day: {date}.").format(date=date_words(day))
    coming = [
        one
        for one in activities
        if one.state is ActivityState.PLANNED and opened.is_mine(one.id) and one.planned_start
    ]
    if not coming:
        if any(one.state is ActivityState.RUNNING and opened.is_mine(one.id) for one in activities):
            return _("The last of your day is running.")
        return _("Nothing more is planned for you today.") if activities else ""
    if len(coming) == 1:
        return _("Next at {time}, the last of the day.").format(
            time=clock_words(coming[0].planned_start)
        )
    return _("Next at {time}, then {title} at {then}.").format(
        time=clock_words(coming[0].planned_start),
        title=coming[1].title,
        then=clock_words(coming[1].planned_start),
    )


def _second(opened: OpenReview, activity: Activity, *, long: bool) -> str:
    if activity.state is ActivityState.NOT_SEEN:
        if not activity.not_seen_because:
            return _("Not seen")
        return _("Not seen: {reason}").format(reason=activity.not_seen_because)
    kind = kind_words(opened.framework.framework, activity.activity_kind)
    who = _others(opened, activity)
    if long:
        old = old_plan_words(opened, activity)
        return sentence(
            (who, minutes_words(activity.minutes), old, kind.lower(), *place_parts(activity))
        )
    count = len(opened.notes_of(activity.id))
    if count or activity.state is not ActivityState.PLANNED:
        words = notes_words(count) if count else _("no notes yet")
        return sentence((who, words, with_words(activity)))
    return place_words(activity) or kind


def _others(opened: OpenReview, activity: Activity) -> str:
    """Say who went where I did not; "" where it is mine, or the chip still says who goes."""
    if opened.is_mine(activity.id) or activity.state is ActivityState.PLANNED:
        return ""
    return people_words(opened, opened.members_of(activity.id))
