"""What is said of visits in the window: kinds, times, days and people, in plain words."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.moment import moment_of, month_name, time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import wording
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.wording import is_schools_session, kind_words


def could_words(framework: Framework, kind: ActivityKind) -> str:
    """Say what someone could do, after "could"."""
    if is_schools_session(framework, kind):
        return _("see what the school puts on")
    return {
        ActivityKind.LESSON_VISIT: _("visit a lesson"),
        ActivityKind.LEARNING_WALK: _("go on a learning walk"),
        ActivityKind.WORK_SCRUTINY: _("look at pupils’ work"),
        ActivityKind.PUPIL_VOICE: _("talk with pupils"),
        ActivityKind.STAFF_VOICE: _("talk with staff"),
        ActivityKind.LEADER_MEETING: _("meet leaders"),
        ActivityKind.GOVERNOR_MEETING: _("meet governors"),
        ActivityKind.PARENT_VOICE: _("talk with parents"),
        ActivityKind.DOCUMENT_REVIEW: _("read documents and figures"),
        ActivityKind.EXCELLENCE_SESSION: _("see the area of excellence"),
        ActivityKind.ENVIRONMENT_WALK: _("walk round the school"),
    }[kind]


def kind_choices(framework: Framework) -> list[tuple[str, str]]:
    """Give every kind of activity with its words, for a field to choose from."""
    return [(kind.value, kind_words(framework, kind)) for kind in ActivityKind]


def weekday_words(day: date) -> str:
    """Name the day of the week."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def date_words(day: date) -> str:
    """Say a date, such as *Wednesday 18 November*."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday_words(day), day=day.day, month=month_name(day.month)
    )


def clock_words(moment: str | None) -> str:
    """Say the time of a moment as the wall showed it; "" for none."""
    return f"{time_of(moment):%H:%M}" if moment else ""


def span_words(start: str | None, end: str | None) -> str:
    """Say from when to when, as far as it is known."""
    if start and end:
        return _("{start} to {end}").format(start=clock_words(start), end=clock_words(end))
    if start:
        return _("from {start}").format(start=clock_words(start))
    return ""


def planned_end(activity: Activity) -> str | None:
    """Give the moment an activity is planned to end, None without a time."""
    if not activity.planned_start:
        return None
    return moment_of(time_of(activity.planned_start) + timedelta(minutes=activity.minutes))


def visit_span(activity: Activity) -> str:
    """Say when an activity was seen, or else when it is planned."""
    if activity.seen_from:
        return span_words(activity.seen_from, activity.seen_to)
    return span_words(activity.planned_start, planned_end(activity))


def on_day(day: date, at: time, like: datetime) -> str:
    """Give the moment of a time on a day, with the offset of `like`."""
    return moment_of(datetime.combine(day, at, tzinfo=like.tzinfo))


def notes_words(count: int) -> str:
    """Count notes."""
    return ngettext("{count} note", "{count} notes", count).format(count=count)


def minutes_words(count: int) -> str:
    """Count minutes."""
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def sentence(parts: Iterable[str]) -> str:
    """Join the parts that say something with commas, the first letter a capital."""
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def first_name(opened: OpenReview, person: str) -> str:
    """Give how a colleague appears: by first name; "You" for oneself."""
    if person == opened.me:
        return _("You")
    name = wording.first_name(opened, person)
    return name if opened.name_of(person) else sentence((name,))


def people_words(opened: OpenReview, people: Iterable[str]) -> str:
    """Say who goes, oneself first."""
    others = sorted(first_name(opened, one) for one in people if one != opened.me)
    return listed([_("You"), *others] if opened.me in people else others)


def old_plan_words(opened: OpenReview, activity: Activity) -> str:
    """Say what the plan was before it changed: "moved from 10:20, instead of Asha"; "" where it did not."""
    said = []
    if activity.first_start:
        was = time_of(activity.first_start)
        when = clock_words(activity.first_start)
        if activity.planned_start and time_of(activity.planned_start).date() != was.date():
            when = _("{weekday} {time}").format(weekday=weekday_words(was.date()), time=when)
        said.append(_("moved from {time}").format(time=when))
    gone = sorted(wording.first_name(opened, one) for one in opened.no_longer_at(activity.id))
    if gone:
        said.append(_("instead of {names}").format(names=listed(gone)))
    return ", ".join(said)


def from_now_words(moment: str, now: datetime) -> str:
    """Say how long until a moment, or since it."""
    minutes = round((time_of(moment) - now).total_seconds() / 60)
    if minutes < 0:
        return _("It was to begin {length} ago.").format(length=_length_words(-minutes))
    if minutes == 0:
        return _("It begins now.")
    return _("{length} from now.").format(length=_length_words(minutes))


def _length_words(minutes: int) -> str:
    if minutes < 90:
        return minutes_words(minutes)
    hours = round(minutes / 60)
    if hours < 36:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    days = round(hours / 24)
    return ngettext("{count} day", "{count} days", days).format(count=days)
