"""Two versions of a note in words: whose each is, and wherein they differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import FollowUp
from reviewer_app.review.differing import differing
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.versions import NoteVersion
from reviewer_app.review.wording import reason_words
from reviewer_app.ui.models.note_stream_model import POINTING, quote_words
from reviewer_app.ui.models.visit_words import clock_words, date_words, first_name
from reviewer_app.ui.widgets.stream import bearing_spoken


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: whose, since when, its words and where these differ, and what else differs.

    `differs` are pairs of start and length in `text`; `text` is "" for a version that the note goes.
    """

    key: str
    who: str
    when: str
    text: str
    differs: tuple[tuple[int, int], ...]
    besides: tuple[str, ...]


def version_lines(opened: OpenReview, versions: Sequence[NoteVersion]) -> list[VersionLine]:
    """Put versions into words, in their order."""
    kept = [one.note.text for one in versions if not one.removed]
    return [_line(opened, one, kept) for one in versions]


def _line(opened: OpenReview, version: NoteVersion, kept: Sequence[str]) -> VersionLine:
    when = _("{date}, {time}").format(
        date=date_words(time_of(version.time).date()), time=clock_words(version.time)
    )
    who = first_name(opened, version.person)
    if version.removed:
        reason = reason_words(version.reason)
        besides = (_("The note was removed."), *([reason] if reason else []))
        return VersionLine(version.key, who, when, "", (), besides)
    others = [one for one in kept if one != version.note.text]
    return VersionLine(
        version.key,
        who,
        when,
        version.note.text,
        differing(version.note.text, others),
        tuple(
            words(opened, version.note)
            for name, words in _BESIDES.items()
            if name in version.differs
        ),
    )


def _pointing(_opened: OpenReview, note: Note) -> str:
    return bearing_spoken(POINTING[note.bearing]) or _("Neither WWW nor EBI")


def _seen(_opened: OpenReview, note: Note) -> str:
    return _("Seen at {time}").format(time=clock_words(note.seen_at))


def _speaker(_opened: OpenReview, note: Note) -> str:
    return quote_words(note.speaker) if note.speaker else _("Not a quotation")


def _follow_up(_opened: OpenReview, note: Note) -> str:
    return {
        FollowUp.NO: _("Not flagged to follow up"),
        FollowUp.OPEN: _("Follow up"),
        FollowUp.DONE: _("Followed up"),
    }[note.follow_up]


def _visit(opened: OpenReview, note: Note) -> str:
    found = opened.get(Activity, note.activity)
    return _("In {title}").format(title=found.title if found else "")


def _place(_opened: OpenReview, note: Note) -> str:
    return _("Moved among the notes") if note.rank else _("Stands where its time says")


_BESIDES: Final[Mapping[str, Callable[[OpenReview, Note], str]]] = {
    "bearing": _pointing,
    "seen_at": _seen,
    "speaker": _speaker,
    "follow_up": _follow_up,
    "activity": _visit,
    "rank": _place,
}
"""What of a note besides its words can be said to differ."""
