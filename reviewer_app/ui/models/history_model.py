"""The history of a note in words: who did what to it, when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.wording import step_words
from reviewer_app.store.history import Version
from reviewer_app.ui.models.visit_words import clock_words, date_words, first_name


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step: what was done and by whom, when, and the wording it gave ("" for none)."""

    title: str
    when: str
    words: str


def history_lines(opened: OpenReview, versions: Sequence[Version]) -> list[HistoryLine]:
    """Put the steps into words, the latest first."""
    return [
        HistoryLine(
            _("{who}: {what}").format(who=first_name(opened, one.person), what=step_words(one)),
            _("{date}, {time}").format(
                date=date_words(time_of(one.time).date()), time=clock_words(one.time)
            ),
            _("These words were emptied for good.")
            if one.redacted
            else str(one.values.get("text", "")),
        )
        for one in reversed(versions)
    ]
