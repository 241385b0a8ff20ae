"""What waits for this person: visits to write up, notes to tag, words left in mid-sentence."""

from dataclasses import dataclass
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.local import Draft
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.review import weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.visit_words import clock_words

NOTE_PLACE: Final = "note:"
EDIT_PLACE: Final = "edit:"
ANSWER_PLACE: Final = "answer:"
CLOCK_PLACE: Final = "clock:"
"""Where an instrument keeps when it was started: nothing that anybody writes."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits; `record` is the activity or note where it is done, on the page Notes."""

    id: str
    title: str
    second: str
    record: str


def waiting_lines(opened: OpenReview) -> list[WaitingLine]:
    """Say what waits, words left in mid-sentence first."""
    return [
        *_drafts(opened),
        *_to_write_up(opened),
        *_untagged(opened),
        *_questions(opened),
    ]


def activity_of_draft(opened: OpenReview, draft: Draft) -> Activity | None:
    """Give the activity a draft of a note or an answer belongs to, None for a draft of something else."""
    if draft.place.startswith(NOTE_PLACE):
        return opened.get(Activity, draft.place.removeprefix(NOTE_PLACE))
    if draft.place.startswith(EDIT_PLACE):
        note = opened.get(Note, draft.place.removeprefix(EDIT_PLACE))
        return opened.get(Activity, note.activity) if note else None
    if draft.place.startswith(ANSWER_PLACE):
        return opened.get(Activity, draft.place.split(":")[1])
    return None


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


def _what_was_written(draft: Draft) -> str:
    if draft.place.startswith(ANSWER_PLACE):
        return _("A form you were filling in")
    if draft.place.startswith(EDIT_PLACE):
        return _("A note you were changing")
    return _("A note you were writing")


def _to_write_up(opened: OpenReview) -> list[WaitingLine]:
    waiting = weigh.waiting_to_be_written(opened)
    if not waiting:
        return []
    count = len(waiting)
    first = waiting[0]
    title = ngettext(
        "{count} visit seen, not written up", "{count} visits seen, not written up", count
    )
    when = clock_words(first.seen_from or first.planned_start)
    second = f"{first.title}, {when}" if when else first.title
    return [WaitingLine("write-up", title.format(count=count), second, first.id)]


def _untagged(opened: OpenReview) -> list[WaitingLine]:
    notes = weigh.untagged(opened)
    if not notes:
        return []
    count = len(notes)
    title = ngettext("{count} note without a criterion", "{count} notes without a criterion", count)
    return [WaitingLine("untagged", title.format(count=count), _where(opened, notes), notes[0].id)]


def _questions(opened: OpenReview) -> list[WaitingLine]:
    notes = weigh.unaired_questions(opened)
    if not notes:
        return []
    count = len(notes)
    title = ngettext("{count} question to follow up", "{count} questions to follow up", count)
    return [WaitingLine("questions", title.format(count=count), _where(opened, notes), notes[0].id)]


def _where(opened: OpenReview, notes: list[Note]) -> str:
    visits = list(dict.fromkeys(one.activity for one in notes))
    first = opened.get(Activity, visits[0])
    if len(visits) == 1 and first is not None:
        return _("In {title}").format(title=first.title)
    return ngettext("In {count} visit", "In {count} visits", len(visits)).format(count=len(visits))
