"""What the window says of a concern that was told: the role, the time, and by whom of the team."""

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import ConcernTold
from reviewer_app.model.words import Told
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.reporting import moment_words
from reviewer_app.ui.models.visit_words import first_name


def role_words(role: Told) -> str:
    """Name whom of the school a concern was told to, as it stands inside a sentence."""
    return {
        Told.SAFEGUARDING_LEAD: _("the safeguarding lead"),
        Told.HEAD: _("the head"),
        Told.GOVERNORS: _("the chair of governors"),
    }[role]


def choice_words(role: Told) -> str:
    """Name whom it was told to as a button does."""
    return {
        Told.SAFEGUARDING_LEAD: _("The safeguarding lead"),
        Told.HEAD: _("The head"),
        Told.GOVERNORS: _("The chair of governors"),
    }[role]


def told_words(opened: OpenReview, told: ConcernTold) -> str:
    """Say when which role was told, and who of the team did."""
    return _("{moment}: {person} told {role}").format(
        moment=moment_words(told.told_at),
        person=first_name(opened, told.told_by),
        role=role_words(told.role),
    )
