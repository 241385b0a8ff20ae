"""What is offered in the place of a name: the role of whoever it may be, from the visit it was seen on."""

import re
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.review.names.folding import folded
from reviewer_app.review.names.lists import words_of
from reviewer_app.review.names.matching import Hit, HitKind
from reviewer_app.review.opened import OpenReview

MOST: Final = 4
"""Roles offered for one name."""

_CLASS_YEAR: Final = re.compile(r"^\s*(?:Y(?:ear)?\s*)?(\d{1,2})", re.IGNORECASE)


def roles_for(opened: OpenReview, hit: Hit, activity: str = "") -> list[str]:
    """Give roles to put in the place of a name, the likeliest first, as they stand inside a sentence."""
    visit = opened.get(Activity, activity) if activity else None
    year = year_words(visit) if visit else ""
    teacher = _("the {year} teacher").format(year=year) if year else _("the class teacher")
    pupil = _("a {year} pupil").format(year=year) if year else _("a pupil")
    adults = [teacher, _("a teaching assistant"), _("a member of staff")]
    if visit and visit.joint_observer:
        adults.insert(1, visit.joint_observer)
    titled = hit.kind is HitKind.TITLED
    offered = [*adults, pupil] if titled else [pupil, *adults]
    return list(dict.fromkeys([*_named(opened, hit), *offered]))[:MOST]


def year_words(visit: Activity) -> str:
    """Say which year group a visit was to: "Year 4"; "" where nothing says."""
    if visit.year_groups.strip():
        groups = visit.year_groups.strip()
        return groups if not groups[:1].isdigit() else _("Year {year}").format(year=groups)
    found = _CLASS_YEAR.match(visit.class_name)
    return _("Year {year}").format(year=found.group(1)) if found else ""


def _named(opened: OpenReview, hit: Hit) -> list[str]:
    """Give the role of someone set-up names, where the hit is one of their names."""
    review = opened.review
    words = set(words_of(folded(hit.text)))
    people = (
        (review.head_name, _("the headteacher")),
        (review.safeguarding_lead, _("the safeguarding lead")),
    )
    return [
        role for name, role in people if words & {one for one in words_of(name) if len(one) > 2}
    ]
