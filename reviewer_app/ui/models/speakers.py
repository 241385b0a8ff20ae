"""Whom a quotation can be of: categories of people, never a name."""

import re
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity

_YEAR: Final = re.compile(r"\bYears? (\d{1,2})\b|\b(\d{1,2})\s?[A-Za-z]\b")


def speakers_of(activity: Activity) -> tuple[str, ...]:
    """Give the categories a quotation of a visit is likely to be of, those of the visit itself first."""
    facts = f"{activity.class_name} {activity.title} {activity.year_groups}"
    found = [one or two for one, two in _YEAR.findall(facts)]
    years = [
        _("a Year {year} pupil").format(year=year)
        for year in dict.fromkeys(found)
        if _is_year(year)
    ]
    own = [*years, *([activity.joint_observer] if activity.joint_observer else [])]
    usual = (
        _("a pupil"),
        _("a teacher"),
        _("a teaching assistant"),
        _("a subject leader"),
        _("a senior leader"),
        _("a governor"),
        _("a parent or carer"),
        _("another member of staff"),
    )
    return tuple(dict.fromkeys((*own, *usual)))


def _is_year(number: str) -> bool:
    """Say whether a number can be a year of school in England."""
    return 1 <= int(number) <= 13
