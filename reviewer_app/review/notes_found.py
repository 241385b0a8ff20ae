"""Finding notes again in the open review: by words, criterion, source, bearing, pupils, person and follow-up."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing, FollowUp
from reviewer_app.review import weigh
from reviewer_app.review.note_search import Sought
from reviewer_app.review.opened import OpenReview, note_order


@dataclass(frozen=True, slots=True)
class Wanted:
    """What notes to show; an empty field asks nothing.

    `bears_on` is a heading, a strand or a criterion; `follow_up` is "open" for what is still to be followed up, or
    "done".
    """

    words: str = ""
    bears_on: str = ""
    source: str = ""
    bearing: str = ""
    group: str = ""
    person: str = ""
    follow_up: str = ""
    untagged: bool = False

    @property
    def everything(self) -> bool:
        """Whether it asks nothing."""
        return self == Wanted()


def find_notes(opened: OpenReview, wanted: Wanted) -> Sequence[Note]:
    """Give the notes wanted of the evidence: those without a criterion first, then the latest seen first."""
    sought = Sought.of(wanted.words)
    found = [one for one in opened.evidence() if _fits(opened, one, wanted, sought)]
    found.sort(key=note_order, reverse=True)
    return sorted(found, key=lambda one: bool(opened.criteria_of(one.id)))


def _fits(opened: OpenReview, note: Note, wanted: Wanted, sought: Sought) -> bool:
    if wanted.person and note.author != wanted.person:
        return False
    if wanted.bearing and note.bearing is not Bearing(wanted.bearing):
        return False
    if not sought.fits(note.text):
        return False
    if wanted.follow_up == FollowUp.OPEN and not weigh.is_to_follow_up(note):
        return False
    if wanted.follow_up == FollowUp.DONE and note.follow_up is not FollowUp.DONE:
        return False
    if wanted.untagged and opened.criteria_of(note.id):
        return False
    if wanted.group and wanted.group not in opened.groups_of(note.id):
        return False
    if wanted.source and weigh.source_of(opened, note) != wanted.source:
        return False
    if wanted.bears_on:
        places = {
            place
            for one in weigh.criteria_known(opened, note.id)
            for place in (one.id, one.heading, one.strand)
        }
        return wanted.bears_on in places
    return True
