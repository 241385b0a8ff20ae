"""The timetable: what is planned, who goes, what changed, what was not seen and why; and who is free when."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from reviewer_app.model.moment import instant, time_of
from reviewer_app.model.nouns import Activity, ActivityMember
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import ActivityKind, ActivityState, Going, Role
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work

Fact = str | int | bool | None

FIRST_START: Final = time(9, 0)
LAST_END: Final = time(15, 30)
"""Between these times pupils and staff are there to be seen."""

LUNCH: Final = (time(12, 0), time(13, 0))
"""Kept free: the team meets (DOMAIN, on site), and so do pupils and staff."""

_SLOT_STEP: Final = timedelta(minutes=15)
_NOTICE: Final = timedelta(minutes=10)
"""What a colleague needs to get to a room, and the school to be told."""

_GOING: Final = (Role.REVIEWER, Role.DEPUTY, Role.LEAD)
_USUAL_MINUTES: Final = {
    ActivityKind.LESSON_VISIT: 25,
    ActivityKind.LEARNING_WALK: 30,
    ActivityKind.PUPIL_VOICE: 30,
    ActivityKind.EXCELLENCE_SESSION: 60,
}


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A time at which someone of the team has nothing else to do."""

    start: datetime
    person: str


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A stretch in which one person has nothing to do: where a visit could still be planned."""

    person: str
    start: datetime
    minutes: int


def usual_minutes(kind: ActivityKind) -> int:
    """Give how long an activity of a kind is planned for to begin with, in minutes."""
    return _USUAL_MINUTES.get(kind, 40)


def days_of(opened: OpenReview) -> list[date]:
    """Give the days of the review."""
    start = date.fromisoformat(opened.review.start)
    return [start + timedelta(days=count) for count in range(opened.review.days)]


def next_free_slot(opened: OpenReview, minutes: int, now: datetime) -> FreeSlot | None:
    """Give the next slot of so many minutes in which someone is free, None where no such slot is left.

    Of several who are free, the one with the fewest activities on that day goes; of those alike, a reviewer
    before the lead. An activity that names nobody takes everyone's time.
    """
    going = sorted(
        (one for one in opened.people() if one.role in _GOING),
        key=lambda one: _GOING.index(one.role),
    )
    for start in _starts(opened, minutes, now):
        day = _on(opened, start.date())
        end = start + timedelta(minutes=minutes)
        busy = [opened.members_of(one.id) for one in day if _meanwhile(one, start, end)]
        free = [
            one.person
            for one in going
            if not any(not people or one.person in people for people in busy)
        ]
        if free:
            load = Counter(person for one in day for person in opened.members_of(one.id))
            return FreeSlot(start, min(free, key=lambda person: load[person]))
    return None


def going_people(opened: OpenReview) -> list[str]:
    """Give who goes to visits, the lead first."""
    ranked = {role: at for at, role in enumerate(reversed(_GOING))}
    found = [one for one in opened.people() if one.role in ranked]
    return [one.person for one in sorted(found, key=lambda one: ranked[one.role])]


def free_times(opened: OpenReview, day: date, now: datetime) -> list[FreeTime]:
    """Give when each person is free on a day, from now on: within school hours, lunch left out.

    Only stretches in which a lesson could be visited count. An activity that names nobody takes everyone's time.
    """
    least = timedelta(minutes=usual_minutes(ActivityKind.LESSON_VISIT))
    activities = _on(opened, day)
    hours = [
        datetime.combine(day, one, tzinfo=now.tzinfo) for one in (FIRST_START, *LUNCH, LAST_END)
    ]
    found = []
    for person in going_people(opened):
        taken = sorted(
            (begins, begins + timedelta(minutes=one.minutes))
            for one in activities
            if one.planned_start and _goes(opened, one, person)
            for begins in (time_of(one.planned_start),)
        )
        for begin, end in ((hours[0], hours[1]), (hours[2], hours[3])):
            at = max(begin, _quarter(now + _NOTICE))
            for start, until in [*taken, (end, end)]:
                if min(start, end) - at >= least:
                    length = (min(start, end) - at).total_seconds()
                    found.append(FreeTime(person, at, int(length // 60)))
                at = max(at, until)
    return found


def _goes(opened: OpenReview, activity: Activity, person: str) -> bool:
    people = opened.members_of(activity.id)
    return not people or person in people


def _quarter(moment: datetime) -> datetime:
    """Give the next quarter of an hour."""
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole - (whole - moment) // _SLOT_STEP * _SLOT_STEP


def _starts(opened: OpenReview, minutes: int, now: datetime) -> Iterator[datetime]:
    """Give every quarter of an hour an activity could still begin at, the soonest first."""
    for day in days_of(opened):
        start = datetime.combine(day, FIRST_START, tzinfo=now.tzinfo)
        last = datetime.combine(day, LAST_END, tzinfo=now.tzinfo) - timedelta(minutes=minutes)
        lunch = [datetime.combine(day, one, tzinfo=now.tzinfo) for one in LUNCH]
        while start <= last:
            at_lunch = start < lunch[1] and lunch[0] < start + timedelta(minutes=minutes)
            if start >= now + _NOTICE and not at_lunch:
                yield start
            start += _SLOT_STEP


def _on(opened: OpenReview, day: date) -> list[Activity]:
    return [
        one
        for one in opened.activities()
        if one.state is not ActivityState.NOT_SEEN
        and one.planned_start
        and time_of(one.planned_start).date() == day
    ]


def _meanwhile(activity: Activity, start: datetime, end: datetime) -> bool:
    if not activity.planned_start:
        return False
    begins = time_of(activity.planned_start)
    return begins < end and start < begins + timedelta(minutes=activity.minutes)


def plan(
    work: Work,
    /,
    kind: ActivityKind,
    title: str,
    *,
    start: str | None = None,
    people: Iterable[str] = (),
    **facts: Fact,
) -> str:
    """Plan an activity. `start` is a moment; `facts` are further fields of an activity.

    Raises:
        UserError: "review.value-not-allowed".
    """
    activity = work.add(
        Activity,
        work.new_id(),
        activity_kind=kind,
        title=title.strip(),
        planned_start=start,
        **facts,
    )
    for person in people:
        work.add(ActivityMember, f"{activity}:{person}", activity=activity, person=person)
    return activity


def change(work: Work, /, activity: str, *, since: int | None = None, **facts: Fact) -> None:
    """Change facts of an activity: its time, place, class, subject, who joins. When it first stood is remembered.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    before = work.need(Activity, activity)
    work.set(Activity, activity, since=since, **facts)
    if "planned_start" in facts:
        work.set(Activity, activity, first_start=_first_start(before, facts["planned_start"]))


def _first_start(activity: Activity, start: Fact) -> str | None:
    """Give when an activity stood before it was moved to a start; None where that is when it first did."""
    first = activity.first_start or activity.planned_start
    same = first is None or (isinstance(start, str) and instant(first) == instant(start))
    return None if same else first


def send(work: Work, activity: str, people: Iterable[str]) -> None:
    """Say who goes to an activity; everyone else no longer does, and who went by the old plan is remembered."""
    wanted = set(people)
    known = {one.person: one for one in work.all(ActivityMember, activity=activity)}
    for person in sorted(wanted - known.keys()):
        going = Going.LATER if known else Going.FIRST
        work.add(
            ActivityMember, f"{activity}:{person}", activity=activity, person=person, going=going
        )
    for person, member in sorted(known.items()):
        if person in wanted:
            if member.going is Going.NO_LONGER:
                work.set(ActivityMember, member.id, going=Going.FIRST)
        elif member.going is Going.LATER:
            work.remove(ActivityMember, member.id, Reason.SOMEONE_ELSE)
        else:
            work.set(ActivityMember, member.id, going=Going.NO_LONGER)


def go_along(work: Work, activity: str, person: str) -> None:
    """Say that someone goes to an activity too."""
    members = work.all(ActivityMember, activity=activity)
    there = {one.person for one in members if one.going is not Going.NO_LONGER}
    if person not in there:
        send(work, activity, there | {person})


def replan(work: Work, /, activity: str, people: Iterable[str], **facts: Fact) -> None:
    """Change facts of an activity and who goes to it: one step, taken back as one.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    change(work, activity, since=None, **facts)
    send(work, activity, people)


def settle(work: Work) -> None:
    """Take the plan as it stands as the one agreed with the school: earlier times and people are forgotten."""
    for activity in work.all(Activity):
        if activity.first_start is not None:
            work.set(Activity, activity.id, first_start=None)
    for member in work.all(ActivityMember):
        if member.going is Going.NO_LONGER:
            work.remove(ActivityMember, member.id, Reason.SOMEONE_ELSE)
        elif member.going is Going.LATER:
            work.set(ActivityMember, member.id, going=Going.FIRST)


def not_seen(work: Work, activity: str, because: str) -> None:
    """Say that an activity was not seen, and why; it stays on the plan."""
    work.set(Activity, activity, state=ActivityState.NOT_SEEN, not_seen_because=because.strip())


def back_on_plan(work: Work, activity: str) -> None:
    """Put an activity that was not seen back on the plan."""
    work.set(Activity, activity, state=ActivityState.PLANNED, not_seen_because="")


def remove(work: Work, activity: str, reason: str) -> None:
    """Take an activity off the plan, with its notes; History keeps them."""
    work.remove(Activity, activity, reason)
