"""The notes of one visit as lines: when seen, which way they point, their words and tags."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing, FollowUp, Source
from reviewer_app.review import capture
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.visit_words import clock_words, date_words, first_name
from reviewer_app.ui.widgets.chip import ChipKind
from reviewer_app.ui.widgets.photo_strip import StreamPhoto
from reviewer_app.ui.widgets.stream import Pointing

POINTING: Final[dict[Bearing, Pointing]] = {
    Bearing.WWW: "www",
    Bearing.EBI: "ebi",
    Bearing.QUESTION: "question",
    Bearing.NEUTRAL: "",
}


def bearing_of(pointing: str) -> Bearing:
    """Give what a note keeps for which way it points; "" is neither."""
    return Bearing(pointing) if pointing else Bearing.NEUTRAL


def pointing_of_word(word: str) -> Pointing:
    """Say which way a note points whose first word this is; "" for a word like any other."""
    return POINTING[capture.bearing_of_word(word) or Bearing.NEUTRAL]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note in words. `note` is the note itself, None while it is on its way."""

    id: str
    text: str
    time: str
    pointing: Pointing
    criteria: tuple[str, ...]
    groups: tuple[str, ...]
    remark: str
    note: Note | None = None
    speaker: str = ""
    photos: tuple[StreamPhoto, ...] = ()
    two_versions: bool = False
    follow_up: FollowUp = FollowUp.NO

    @property
    def written(self) -> str:
        """When it was written, for hover and screen reader; put into words only when asked."""
        return written_words(self.note) if self.note else ""

    def with_remark(self, remark: str) -> "NoteLine":
        """Say something else beside its chips, such as the visit it belongs to."""
        return replace(self, remark=remark)


class NoteLines:
    """The notes of activities in words; what did not change is not put into words again."""

    def __init__(self, opened: OpenReview) -> None:
        self._opened = opened
        self._kept: dict[str, tuple[tuple[int, int], NoteLine]] = {}

    def of(self, activity: str) -> list[NoteLine]:
        """Give the notes of an activity in the order they were seen."""
        return [self._line(note) for note in self._opened.notes_of(activity)]

    def _line(self, note: Note) -> NoteLine:
        edition = self._opened.edition_of(note.id)
        kept = self._kept.get(note.id)
        if kept is None or kept[0] != edition:
            kept = self._kept[note.id] = (edition, line_of_note(self._opened, note))
        return kept[1]


def line_of_note(opened: OpenReview, note: Note) -> NoteLine:
    """Put one note into words."""
    return NoteLine(
        note.id,
        note.text,
        clock_words(note.seen_at),
        POINTING[note.bearing],
        tuple(criterion_words(opened, one) for one in opened.criteria_of(note.id)),
        tuple(group_words(opened, one) for one in opened.groups_of(note.id)),
        first_name(opened, note.author) if note.author != opened.me else "",
        note,
        note.speaker,
        photos_of_note(opened, note.id),
        note.id in opened.disputed,
        note.follow_up,
    )


def photos_of_note(opened: OpenReview, note: str) -> tuple[StreamPhoto, ...]:
    """Give the photos of a note with what each shows."""
    return tuple(StreamPhoto(one.id, one.caption) for one in opened.photos_of(note))


def lines_with_pending(lines: Sequence[NoteLine], pending: Iterable[NoteLine]) -> list[NoteLine]:
    """Put notes on their way where they will stand: after the last one that was not seen later."""
    found = list(lines)
    for line in pending:
        before = [at for at, one in enumerate(found) if one.time <= line.time]
        found.insert(before[-1] + 1 if before else 0, line)
    return found


def written_words(note: Note) -> str:
    """Say when a note was written; with the day where it is another than the day it was seen."""
    clock = clock_words(note.written_at)
    written = time_of(note.written_at).date()
    if written == time_of(note.seen_at).date():
        return _("written at {time}").format(time=clock)
    return _("written on {date} at {time}").format(date=date_words(written), time=clock)


def criterion_words(opened: OpenReview, criterion: str) -> str:
    """Give the title of a criterion, its id where the framework has none such."""
    return next(
        (one.title for one in opened.framework.framework.criteria if one.id == criterion), criterion
    )


def follow_up_chips(follow_up: FollowUp) -> tuple[tuple[str, ChipKind], ...]:
    """Give the chip that says whether a note is to be followed up; none for one that is not."""
    if follow_up is FollowUp.NO:
        return ()
    if follow_up is FollowUp.OPEN:
        return ((_("Follow up"), "question"),)
    return ((_("Followed up"), "quiet"),)


def two_versions_words() -> str:
    """Say on a chip that there is to choose between two versions."""
    return _("Two versions")


def quote_words(speaker: str) -> str:
    """Say on a chip who is quoted."""
    return _("Quote: {speaker}").format(speaker=speaker)


def group_words(opened: OpenReview, group: str) -> str:
    """Give the short name of a group of pupils, its id where the framework has none such."""
    return next((one.short for one in opened.framework.framework.groups if one.id == group), group)


@dataclass(frozen=True, slots=True)
class Tags:
    """What a note being written carries besides its words.

    `seen_at` is a moment, "" for unset; `speaker` the category of whoever is quoted, "" for no quotation.
    """

    pointing: Pointing = ""
    criteria: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    seen_at: str = ""
    speaker: str = ""
    follow_up: FollowUp = FollowUp.NO

    def with_tag(self, sign: str, tag: str) -> "Tags":
        """Add a criterion (`#`) or a group of pupils (`@`)."""
        if sign == "@":
            return replace(self, groups=_added(self.groups, tag))
        return replace(self, criteria=_added(self.criteria, tag))

    def without(self, tag: str) -> "Tags":
        """Take a tag off."""
        return replace(
            self,
            criteria=tuple(one for one in self.criteria if one != tag),
            groups=tuple(one for one in self.groups if one != tag),
        )

    def to_extra(self) -> str:
        """Write as a draft keeps it."""
        return json.dumps(
            {
                "bearing": self.pointing,
                "criteria": self.criteria,
                "groups": self.groups,
                "seen_at": self.seen_at,
                "speaker": self.speaker,
                "follow_up": self.follow_up,
            }
        )

    @classmethod
    def of_draft(cls, draft: Draft) -> "Tags":
        """Read what a draft kept."""
        kept = json.loads(draft.extra)
        return cls(
            kept.get("bearing", ""),
            tuple(kept.get("criteria", ())),
            tuple(kept.get("groups", ())),
            kept.get("seen_at", ""),
            kept.get("speaker", ""),
            FollowUp(kept.get("follow_up", FollowUp.NO)),
        )

    @classmethod
    def of_note(cls, opened: OpenReview, note: Note) -> "Tags":
        """Take what a note carries."""
        return cls(
            POINTING[note.bearing],
            tuple(opened.criteria_of(note.id)),
            tuple(opened.groups_of(note.id)),
            note.seen_at,
            note.speaker if note.source is Source.QUOTE else "",
            note.follow_up,
        )


def _added(tags: Sequence[str], tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, tag)))
