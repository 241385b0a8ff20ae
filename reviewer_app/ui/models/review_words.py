"""What the window says of the review as a whole: which it is, which day, what is being written, what comes next."""

from datetime import date, datetime, timedelta

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import time_of
from reviewer_app.model.words import ActivityState
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.waiting_model import CLOCK_PLACE, EDIT_PLACE, NOTE_PLACE


def heading_lines(opened: OpenReview, today: date) -> str:
    """Say beside the school's name which review this is, and which day of it."""
    practice = _("Practice") if opened.review.practice else ""
    lines = (opened.framework.framework.title, day_of(opened, today), practice)
    return "\n".join(line for line in lines if line)


def day_of(opened: OpenReview, today: date) -> str:
    """Say which day of the review it is, "" on any other day."""
    start = date.fromisoformat(opened.review.start)
    number = (today - start).days + 1
    if not 1 <= number <= opened.review.days:
        return ""
    return _("Day {number} of {days}").format(number=number, days=opened.review.days)


def unsaved_words(opened: OpenReview) -> str:
    """Say how many notes wait to be finished, and how many texts of any other kind; "" for none."""
    written = [place for place in opened.drafts if not place.startswith(CLOCK_PLACE)]
    notes = sum(place.startswith((NOTE_PLACE, EDIT_PLACE)) for place in written)
    texts = len(written) - notes
    if not texts:
        return _notes_being_written(notes) if notes else ""
    if not notes:
        words = ngettext("{count} text being written", "{count} texts being written", texts)
        return words.format(count=texts)
    words = ngettext("{notes}, {count} other text", "{notes}, {count} other texts", texts)
    return words.format(notes=_notes_being_written(notes), count=texts)


def _notes_being_written(notes: int) -> str:
    words = ngettext("{count} note being written", "{count} notes being written", notes)
    return words.format(count=notes)


def next_words(opened: OpenReview, now: datetime) -> str:
    """Say what comes next on the plan: "Next: 12:50 Pupil voice, library"."""
    for activity in opened.activities():
        if activity.state is ActivityState.PLANNED and activity.planned_start:
            start = time_of(activity.planned_start)
            if now <= start < now + timedelta(hours=24):
                place = f", {activity.place}" if activity.place else ""
                return _("Next: {time} {what}").format(
                    time=f"{start:%H:%M}", what=f"{activity.title}{place}"
                )
    return ""
