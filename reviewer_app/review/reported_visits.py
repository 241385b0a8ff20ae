"""What the report says was seen: counted so that no count points to one class, one group or one member of staff."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from reviewer_app.errors import N_
from reviewer_app.language import in_any_language
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.report.content import (
    LEADERS_AND_STAFF,
    SCHOOLS_SESSION,
    ActivityCount,
    WhatWasSeen,
)
from reviewer_app.review import year_groups
from reviewer_app.review.opened import OpenReview

SMALL_GROUP: Final = 6
"""Below this many pupils a group is not counted in a report (DOMAIN, "small numbers")."""

_CORE: Final = (N_("English"), N_("mathematics"), N_("science"))
_SEEN: Final = (ActivityState.SEEN, ActivityState.WRITTEN_UP)


def what_was_seen(opened: OpenReview) -> WhatWasSeen:
    """Say what was seen, in counts, year groups and subjects of which none points to one class."""
    seen = _seen(opened)
    lessons = lessons_seen(opened)
    countable = lessons if classes_of(lessons) > 1 else []
    pupils = sum(one.pupils or 0 for one in seen if one.activity_kind is ActivityKind.PUPIL_VOICE)
    return WhatWasSeen(
        activities=_counts(opened, seen, lessons=bool(countable)),
        minutes=sum(_minutes(one) for one in countable) or None,
        year_groups=year_groups.joined([(one.year_groups, one.class_name) for one in countable]),
        subjects=_subjects(lessons),
        pupils_spoken_to=pupils if pupils >= SMALL_GROUP else None,
        uncounted=bool(seen),
    )


def lessons_seen(opened: OpenReview) -> Sequence[Activity]:
    """Give the lesson visits that were seen and are in evidence."""
    return [one for one in _seen(opened) if one.activity_kind is ActivityKind.LESSON_VISIT]


def classes_of(lessons: Sequence[Activity]) -> int:
    """Count the classes behind lessons; one without a class counts as a class of its own."""
    return len({one.class_name or one.id for one in lessons})


def kind_said(opened: OpenReview, kind: ActivityKind) -> str:
    """Give what the report calls a kind of activity: without an area of excellence, no session is on it."""
    if (
        kind is ActivityKind.EXCELLENCE_SESSION
        and opened.framework.framework.excellence_heading() is None
    ):
        return SCHOOLS_SESSION
    return kind.value


def _seen(opened: OpenReview) -> Sequence[Activity]:
    return [one for one in opened.visits_in_evidence() if one.state in _SEEN]


def _counts(
    opened: OpenReview, seen: Sequence[Activity], *, lessons: bool
) -> tuple[ActivityCount, ...]:
    """Count activities by kind, so that no count points to one class or one member of staff.

    A single meeting or conversation could be with one person: then both kinds are counted together,
    and not at all where that is still one.
    """
    counts: dict[str, int] = Counter(kind_said(opened, one.activity_kind) for one in seen)
    if not lessons:
        counts.pop(ActivityKind.LESSON_VISIT, None)
    people = (ActivityKind.LEADER_MEETING, ActivityKind.STAFF_VOICE)
    if any(counts.get(kind, 0) == 1 for kind in people):
        together = sum(counts.pop(kind, 0) for kind in people)
        if together > 1:
            counts[LEADERS_AND_STAFF] = together
    order = [kind.value for kind in ActivityKind]
    order.insert(order.index(ActivityKind.STAFF_VOICE), LEADERS_AND_STAFF)
    order.insert(order.index(ActivityKind.EXCELLENCE_SESSION), SCHOOLS_SESSION)
    return tuple(ActivityCount(kind, counts[kind]) for kind in order if counts.get(kind))


def _minutes(activity: Activity) -> int:
    if activity.seen_from and activity.seen_to:
        length = time_of(activity.seen_to) - time_of(activity.seen_from)
        minutes = round(length.total_seconds() / 60)
        if 0 < minutes <= activity.minutes * 3:
            return minutes
    return activity.minutes


def _subjects(lessons: Sequence[Activity]) -> tuple[str, ...]:
    """Give the subjects seen in two classes or more, as a single class could point to one teacher.

    English, mathematics and science come first, then the others by name; one spelling for each.
    """
    seen: dict[str, list[Activity]] = defaultdict(list)
    for one in lessons:
        if one.subject.strip():
            seen[one.subject.strip().casefold()].append(one)
    named = {
        key: min(one.subject.strip() for one in of)
        for key, of in seen.items()
        if classes_of(of) > 1
    }
    core = [one.casefold() for subject in _CORE for one in in_any_language(subject)]
    first = [subject for subject in core if subject in named]
    return tuple(named[key] for key in [*first, *sorted(set(named) - set(first))])
