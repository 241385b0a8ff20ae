"""The timetable: what is planned, who goes, what changed, what was not seen and why."""

from collections.abc import Iterable

from reviewer_app.model import Activity, ActivityMember
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.store.work import Work

Fact = str | int | bool | None


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
    """Change facts of an activity: its time, place, class, subject, who joins.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    work.set(Activity, activity, since=since, **facts)


def send(work: Work, activity: str, people: Iterable[str]) -> None:
    """Say who goes to an activity; everyone else no longer does."""
    wanted = set(people)
    there = {one.person for one in work.all(ActivityMember, activity=activity)}
    for person in sorted(wanted - there):
        work.add(ActivityMember, f"{activity}:{person}", activity=activity, person=person)
    for person in sorted(there - wanted):
        work.remove(ActivityMember, f"{activity}:{person}", "someone else goes")


def not_seen(work: Work, activity: str, because: str) -> None:
    """Say that an activity was not seen, and why; it stays on the plan."""
    work.set(Activity, activity, state=ActivityState.NOT_SEEN, not_seen_because=because.strip())


def back_on_plan(work: Work, activity: str) -> None:
    """Put an activity that was not seen back on the plan."""
    work.set(Activity, activity, state=ActivityState.PLANNED, not_seen_because="")


def remove(work: Work, activity: str, reason: str) -> None:
    """Take an activity off the plan, with its notes; History keeps them."""
    work.remove(Activity, activity, reason)
