"""What waits for this person: visits to write up, notes to tag, words left in mid-sentence."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.local import Draft
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.review import factual_check, weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.wording import undecided_title
from reviewer_app.ui.models.version_words import disputed_lines
from reviewer_app.ui.models.visit_words import clock_words, date_words

if TYPE_CHECKING:
    from reviewer_app.review.exchange_rounds import Standing

NOTE_PLACE: Final = "note:"
EDIT_PLACE: Final = "edit:"
UNTAGGED: Final = "untagged:"
"""What the page Notes is asked for to show every note that bears on no criterion yet."""
FOLLOW_UP: Final = "follow-up"
"""What the page Evidence is asked for to show every note that is to be followed up."""
UNDECIDED: Final = "notes"
"""What the page Team is asked for to show what waits for somebody's decision."""
CHECKED: Final = "checked"
"""What the page Report is asked for to show the factual check."""
ANSWER_PLACE: Final = "answer:"
PHOTO_PLACE: Final = "photo:"
"""Where a photo waits that goes on a note which stands."""
CLOCK_PLACE: Final = "clock:"
"""Where an instrument keeps when it was started: nothing that anybody writes."""

_FEW: Final = 4
"""As many notes to follow up have a line each; the others are counted."""
_LONGEST: Final = 80
"""Letters of a note that are shown; enough to know it by."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits, and where it is done.

    `record` is what `page` is asked for: an activity, a note or `UNTAGGED` of Notes, `FOLLOW_UP` of Evidence, `CHECKED`
    of Report, `UNDECIDED` of Team.
    `to_follow_up` is the note that can be said to be done right here.
    """

    id: str
    title: str
    second: str
    record: str
    to_follow_up: str = ""
    page: str = "notes"


def waiting_lines(opened: OpenReview, today: date) -> list[WaitingLine]:
    """Say what waits, words left in mid-sentence first."""
    return [
        *_drafts(opened),
        *_two_versions(opened),
        *_factual_check(opened, today),
        *_photos(opened),
        *_to_write_up(opened),
        *_untagged(opened),
        *_to_follow_up(opened),
    ]


def undecided_lines(standing: "Standing | None") -> list[WaitingLine]:
    """Say of whose words somebody has to say whether they count: one's own, and what is this person's to decide."""
    members = () if standing is None else standing.members
    waiting = (one.undecided for one in members if one.undecided is not None)
    return [
        WaitingLine(
            f"undecided:{one.person}",
            undecided_title(one),
            _("Nothing is lost: it stands on the page Team until then"),
            UNDECIDED,
            page="team",
        )
        for one in waiting
        if one.mine or one.decides
    ]


def activity_of_draft(opened: OpenReview, draft: Draft) -> Activity | None:
    """Give the activity a draft of a note or an answer belongs to, None for a draft of something else."""
    return activity_of_place(opened, draft.place)


def activity_of_place(opened: OpenReview, place: str) -> Activity | None:
    """Give the activity that the place of a draft or of a photo belongs to, None for the place of something else."""
    kind, _colon, record = place.partition(":")
    if kind in (EDIT_PLACE[:-1], PHOTO_PLACE[:-1]):
        note = opened.get(Note, record)
        return opened.get(Activity, note.activity) if note else None
    if kind in (NOTE_PLACE[:-1], ANSWER_PLACE[:-1]):
        return opened.get(Activity, record.partition(":")[0])
    return None


def _two_versions(opened: OpenReview) -> list[WaitingLine]:
    """Say how much has two versions to choose from; they stand on the page Team."""
    count = len(disputed_lines(opened))
    if not count:
        return []
    words = ngettext(
        "{count} entry was changed in two places",
        "{count} entries were changed in two places",
        count,
    ).format(count=count)
    return [WaitingLine("two-versions", words, _("Both versions are kept"), "", page="team")]


def _drafts(opened: OpenReview) -> list[WaitingLine]:
    lines = []
    for draft in sorted(opened.drafts.values(), key=lambda one: one.saved_at, reverse=True):
        activity = activity_of_draft(opened, draft)
        if activity is not None:
            changing = draft.place.startswith(EDIT_PLACE)
            lines.append(
                WaitingLine(
                    f"draft:{draft.place}",
                    _what_was_written(draft),
                    _("Kept from {time}, {title}").format(
                        time=clock_words(draft.saved_at), title=activity.title
                    ),
                    draft.place.removeprefix(EDIT_PLACE) if changing else activity.id,
                )
            )
    return lines


def _photos(opened: OpenReview) -> list[WaitingLine]:
    """Photos that were taken in and not kept; those kept go with the words they were kept for."""
    lines = []
    waiting = (one for one in opened.photo_drafts.values() if not one.ready)
    for photo in sorted(waiting, key=lambda one: one.saved_at, reverse=True):
        activity = activity_of_place(opened, photo.place)
        if activity is not None:
            second = _("Taken in at {time}, {title}").format(
                time=clock_words(photo.saved_at), title=activity.title
            )
            title = _("A photo that is not kept yet")
            lines.append(WaitingLine(f"photo:{photo.id}", title, second, activity.id))
    return lines


def _what_was_written(draft: Draft) -> str:
    if draft.place.startswith(ANSWER_PLACE):
        return _("A form you were filling in")
    if draft.place.startswith(EDIT_PLACE):
        return _("A note you were changing")
    return _("A note you were writing")


def _to_write_up(opened: OpenReview) -> list[WaitingLine]:
    """Give every visit seen and not yet written up, a line each: one action opens it."""
    lines = []
    for one in weigh.waiting_to_be_written(opened):
        when = clock_words(one.seen_from or one.planned_start)
        second = _("Seen at {time}, to write up").format(time=when) if when else _("To write up")
        lines.append(WaitingLine(f"write-up:{one.id}", one.title, second, one.id))
    return lines


def _untagged(opened: OpenReview) -> list[WaitingLine]:
    notes = weigh.untagged(opened)
    if not notes:
        return []
    count = len(notes)
    title = ngettext("{count} note without a criterion", "{count} notes without a criterion", count)
    return [WaitingLine("untagged", title.format(count=count), _where(opened, notes), UNTAGGED)]


def _to_follow_up(opened: OpenReview) -> list[WaitingLine]:
    """Give every note still to be followed up, a line each while they are few."""
    notes = weigh.to_follow_up(opened)
    lines = []
    for note in notes[:_FEW]:
        activity = opened.get(Activity, note.activity)
        second = _("To follow up, {title}").format(title=activity.title if activity else "")
        lines.append(
            WaitingLine(f"follow-up:{note.id}", _shortly(note.text), second, note.id, note.id)
        )
    more = len(notes) - _FEW
    if more > 0:
        title = ngettext("{count} more to follow up", "{count} more to follow up", more)
        where = _where(opened, notes[_FEW:])
        lines.append(
            WaitingLine("follow-up", title.format(count=more), where, FOLLOW_UP, page="evidence")
        )
    return lines


def _factual_check(opened: OpenReview, today: date) -> list[WaitingLine]:
    """Say until when the school has, and once it answered how many of its points wait for whoever leads."""
    check = factual_check.latest(opened)
    if check is None or not opened.leads():
        return []
    waits = len(factual_check.waiting(opened, check))
    second = _("Factual check of draft {number}").format(number=check.draft)
    if waits:
        title = ngettext(
            "{count} answer of the school waits for you",
            "{count} answers of the school wait for you",
            waits,
        ).format(count=waits)
    elif factual_check.has_answered(opened, check):
        return []
    else:
        due = date.fromisoformat(check.due)
        until = _("The school has until {day}") if due >= today else _("The school had until {day}")
        title = until.format(day=date_words(due))
    return [WaitingLine("factual-check", title, second, CHECKED, page="report")]


def _shortly(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _where(opened: OpenReview, notes: list[Note]) -> str:
    visits = list(dict.fromkeys(one.activity for one in notes))
    first = opened.get(Activity, visits[0])
    if len(visits) == 1 and first is not None:
        return _("In {title}").format(title=first.title)
    return ngettext("In {count} visit", "In {count} visits", len(visits)).format(count=len(visits))
