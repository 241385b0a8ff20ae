"""The plan on paper and in people's own calendars: visit sheets to jot on, and the days as a calendar file."""

from datetime import date, timedelta
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.model.moment import day_and_month, full_day, time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.report.content import Fact
from reviewer_app.report.sheet_content import DaySheets, PlanLine, VisitSheet
from reviewer_app.review.names.gate import require_no_names_in_plan
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.targets import targets_of
from reviewer_app.review.timetable import days_of
from reviewer_app.review.wording import first_name, kind_words, where_words, with_words
from reviewer_app.store.files import write_atomically

_STILL_TO_SEE = (ActivityState.PLANNED, ActivityState.RUNNING)


def sheets_name(opened: OpenReview, day: date) -> str:
    """Give the file name of a day's sheets."""
    # What typesets is imported where it is used: a start does not wait for it.
    from reviewer_app.report.naming import sheets_file_name  # noqa: PLC0415

    return sheets_file_name(opened.review.school_name, day_and_month(day))


def calendar_name(opened: OpenReview) -> str:
    """Give the file name of the plan as a calendar."""
    from reviewer_app.report.naming import calendar_file_name  # noqa: PLC0415

    return calendar_file_name(opened.review.school_name)


def export_sheets(
    session: Session, opened: OpenReview, day: date, path: Path, *, mine: bool = False
) -> int:
    """Write the sheets of a day as a PDF; gives how many visits have one. `opened` is read and left as it is.

    Raises:
        UserError: "plan.day-outside", "name.stand", "report.build-failed", "file.not-written".
    """
    require_no_names_in_plan(opened)
    content = sheets_of(opened, day, session.clock().date(), mine=mine)
    write_atomically(path, session.builder.build_sheets(content))
    return len(content.visits)


def export_calendar(session: Session, opened: OpenReview, path: Path, *, mine: bool = False) -> int:
    """Write the visits that have a time as a calendar file; gives how many there are.

    Raises:
        UserError: "name.stand", "file.not-written".
    """
    from reviewer_app.report.calendar import (  # noqa: PLC0415 (a start does not wait for it)
        CalendarVisit,
        PlanCalendar,
        write_calendar,
    )

    require_no_names_in_plan(opened)
    school = opened.review.school_name
    visits = tuple(
        CalendarVisit(
            f"{one.id}@{opened.id}",
            one.title,
            time_of(one.planned_start),
            one.minutes,
            ", ".join(filter(None, (school, where_words(one)))),
            _joined((_kind(opened, one), one.class_name, with_words(one), _who(opened, one))),
            dropped=one.state is ActivityState.NOT_SEEN,
        )
        for one in opened.activities()
        if one.planned_start and (not mine or opened.is_mine(one.id))
    )
    name = _("{school}: peer review").format(school=school)
    write_atomically(path, write_calendar(PlanCalendar(name, session.clock(), visits)))
    return len(visits)


def sheets_of(opened: OpenReview, day: date, built_on: date, *, mine: bool = False) -> DaySheets:
    """Give what the sheets of a day say: the whole team's, or `mine` alone.

    Raises:
        UserError: "plan.day-outside".
    """
    if day not in days_of(opened):
        raise UserError("plan.day-outside", day=full_day(day))
    found = [
        one
        for one in opened.activities()
        if (when := one.planned_start or one.seen_from)
        and time_of(when).date() == day
        and (not mine or opened.is_mine(one.id))
    ]
    return DaySheets(
        opened.review.school_name,
        full_day(day),
        built_on.isoformat(),
        whose=first_name(opened, opened.me) if mine else "",
        plan=tuple(_plan_line(opened, one) for one in found),
        visits=tuple(_sheet(opened, one) for one in found if one.state in _STILL_TO_SEE),
    )


def _plan_line(opened: OpenReview, activity: Activity) -> PlanLine:
    about = _joined(
        (_kind(opened, activity), activity.class_name, where_words(activity), with_words(activity))
    )
    return PlanLine(
        _time(activity), activity.title, about, _who(opened, activity), _remark(opened, activity)
    )


def _sheet(opened: OpenReview, activity: Activity) -> VisitSheet:
    framework = opened.framework.framework
    form = framework.form_for(activity.activity_kind)
    titles = {one.id: one.title for one in framework.criteria}
    values = {str(one.id): getattr(activity, one.id) for one in form.facts}
    return VisitSheet(
        _time(activity),
        activity.title,
        _joined((_kind(opened, activity), where_words(activity), _who(opened, activity))),
        _remark(opened, activity),
        tuple(
            Fact(one.label, "" if values[one.id] is None else str(values[one.id]))
            for one in form.facts
        ),
        tuple(titles.get(one, one) for one in targets_of(opened, activity)),
        form.prompts,
        form.questions,
    )


def _kind(opened: OpenReview, activity: Activity) -> str:
    return kind_words(opened.framework.framework, activity.activity_kind)


def _time(activity: Activity) -> str:
    if not activity.planned_start:
        return ""
    start = time_of(activity.planned_start)
    end = start + timedelta(minutes=activity.minutes)
    return _("{start} to {end}").format(start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _who(opened: OpenReview, activity: Activity) -> str:
    return listed(sorted(first_name(opened, one) for one in opened.members_of(activity.id)))


def _remark(opened: OpenReview, activity: Activity) -> str:
    """Say what the plan was before, and why it was not seen."""
    said = []
    if activity.first_start:
        was = time_of(activity.first_start)
        when = f"{was:%H:%M}"
        if activity.planned_start and time_of(activity.planned_start).date() != was.date():
            when = _("{day} at {time}").format(day=full_day(was.date()), time=when)
        said.append(_("Moved from {time}.").format(time=when))
    gone = sorted(first_name(opened, one) for one in opened.no_longer_at(activity.id))
    if gone:
        said.append(_("Instead of {names}.").format(names=listed(gone)))
    if activity.state is ActivityState.NOT_SEEN:
        because = activity.not_seen_because
        said.append(_("Not seen: {reason}.").format(reason=because) if because else _("Not seen."))
    return " ".join(said)


def _joined(parts: tuple[str, ...]) -> str:
    return ", ".join(part for part in parts if part)
