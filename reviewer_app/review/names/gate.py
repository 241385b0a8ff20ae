"""The gate of every export: no report leaves while a name stands that nobody decided about."""

from collections import Counter
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.nouns import (
    Activity,
    Answer,
    AnswerDecision,
    FactualCheck,
    Finding,
    Mark,
    Note,
    Override,
    ParagraphAnswer,
    Record,
)
from reviewer_app.review.names.guard import Found, NameGuard
from reviewer_app.review.names.places import Place
from reviewer_app.review.names.searching import searched
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session

_NOTES: Final[tuple[type[Record], ...]] = (Note,)
_FORMS: Final[tuple[type[Record], ...]] = (Answer, Mark, Override)
_NEVER_PRINTED: Final[tuple[type[Record], ...]] = (FactualCheck, ParagraphAnswer, AnswerDecision)
"""What the school wrote about a draft, and why it was decided so: marked as the rest, and in no file that leaves."""


def names_left(session: Session, opened: OpenReview) -> list[Found]:
    """Give every name still to decide about: those that stand now, then those of earlier wordings.

    Searches what was not searched yet; not for the window's own thread.

    Raises:
        UserError: "profile....": what was found could not be kept.
    """
    guard = NameGuard(opened)
    kept = searched(session, opened.id, guard)
    return [
        *guard.standing(opened, kept),
        *session.database.ask(guard.earlier, opened, kept).result(),
    ]


def require_no_names(session: Session, opened: OpenReview) -> None:
    """Refuse an export while a name stands, but for those in the factual check: nothing of that is printed.

    Raises:
        UserError: "name.stand" says where.
    """
    found = [one for one in names_left(session, opened) if one.place.noun not in _NEVER_PRINTED]
    if found:
        raise UserError("name.stand", where=where_words(found))


def require_no_names_in_plan(opened: OpenReview) -> None:
    """Refuse to print the plan, or to put it in calendars, while a name stands in it.

    Raises:
        UserError: "name.stand" says where.
    """
    found = [one for one in NameGuard(opened).standing(opened) if one.place.noun is Activity]
    if found:
        raise UserError("name.stand", where=where_words(found))


def where_words(found: list[Found]) -> str:
    """Say where names stand, and how many: "2 in notes and 1 in findings"."""
    counted = Counter(_room_of(one) for one in found)
    rooms = {
        "notes": ngettext("{count} in notes", "{count} in notes", counted["notes"]),
        "findings": ngettext("{count} in findings", "{count} in findings", counted["findings"]),
        "forms": ngettext("{count} in forms", "{count} in forms", counted["forms"]),
        "plan": ngettext("{count} in the plan", "{count} in the plan", counted["plan"]),
        "report": ngettext(
            "{count} in the report’s own words",
            "{count} in the report’s own words",
            counted["report"],
        ),
        "earlier": ngettext(
            "{count} in an earlier wording", "{count} in earlier wordings", counted["earlier"]
        ),
    }
    return listed(
        [words.format(count=counted[room]) for room, words in rooms.items() if counted[room]]
    )


def place_words(opened: OpenReview, found: Found) -> str:
    """Name the place a name stands in: "Note, Year 4 mathematics"."""
    words = _field_words(found.place)
    record = opened.get(found.place.noun, found.place.record)
    activity = getattr(record, "activity", "")
    title = getattr(opened.get(Activity, activity), "title", "") if activity else ""
    if title:
        words = _("{what}, {visit}").format(what=words, visit=title)
    return _("{place}, earlier wording").format(place=words) if found.change else words


def _field_words(place: Place) -> str:
    if place.field == "unagreed_because":
        return _("Why the report leaves unagreed")
    return kind_words(place.kind)


def kind_words(kind: str) -> str:
    """Name a kind of record that people write words into."""
    return {
        "note": _("Note"),
        "photo": _("Photo"),
        "finding": _("Finding"),
        "passage": _("Report, own words"),
        "agreement": _("Agreement"),
        "draft_comment": _("Comment on the draft"),
        "draft_confirmation": _("Remark on the draft"),
        "earlier_point": _("Point of the last review"),
        "earlier_estimate": _("Estimate of the last review"),
        "finding_waiver": _("Why a finding stays as it is"),
        "hypothesis": _("What we set out to find out"),
        "support_wanted": _("Support the school would like"),
        "activity": _("Plan"),
        "abbreviation": _("Abbreviation"),
        "own_question": _("Question of the school’s own"),
        "factual_check": _("Factual check"),
        "paragraph_answer": _("Factual check, what the school says"),
        "answer_decision": _("Factual check, why it was decided so"),
        "review": _("Area of excellence"),
    }.get(kind, _("Form"))


def _room_of(found: Found) -> str:
    if found.change:
        return "earlier"
    noun = found.place.noun
    if noun in _NOTES:
        return "notes"
    if noun in _FORMS:
        return "forms"
    if noun is Activity:
        return "plan"
    return "findings" if noun is Finding else "report"
