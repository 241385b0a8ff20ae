"""What Today says now and on the days to come, kept for the next start."""

from datetime import date, datetime, time

from reviewer_app.model.nouns import Activity
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.timetable import days_of
from reviewer_app.ui.components.day_list import row_of
from reviewer_app.ui.components.next_step_card import step_of
from reviewer_app.ui.components.thin_list import thin_rows
from reviewer_app.ui.components.today_glance import DayLook
from reviewer_app.ui.components.waiting_list import waiting_row
from reviewer_app.ui.models.agenda_model import agenda_of
from reviewer_app.ui.models.waiting_model import waiting_lines


def day_look(opened: OpenReview, now: datetime) -> DayLook:
    """Say what Today says at a moment."""
    agenda = agenda_of(opened, now)
    step = step_of(opened, agenda, now)
    return DayLook(
        not opened.all(Activity),
        agenda.title,
        agenda.subtitle,
        tuple(row_of(one) for one in agenda.before),
        step.title if step else "",
        step.text if step else "",
        step.action if step else "",
        tuple(row_of(one) for one in agenda.after),
        tuple(thin_rows(opened, now)[1]),
        tuple(waiting_row(one) for one in waiting_lines(opened, now.date())),
    )


def looks_from(opened: OpenReview, now: datetime) -> dict[date, DayLook]:
    """Give the looks of today and of the review's days to come, by date."""
    days = {now.date(): now} | {
        day: datetime.combine(day, time(7), now.tzinfo)
        for day in days_of(opened)
        if day > now.date()
    }
    return {day: day_look(opened, moment) for day, moment in days.items()}
