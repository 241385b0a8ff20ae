"""Two versions of a note, or of anything else, in words: whose each is, and wherein they differ."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import (
    KIND_OF,
    KINDS,
    Activity,
    ActivityMember,
    Estimate,
    FindingNote,
    Note,
    NoteCriterion,
    NoteGroup,
    Record,
    ReportVersion,
    Review,
)
from reviewer_app.model.words import FollowUp
from reviewer_app.review.differing import differing
from reviewer_app.review.names.gate import kind_words
from reviewer_app.review.names.places import WRITTEN, words_in
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.versions import RecordVersion
from reviewer_app.review.wording import reason_words
from reviewer_app.ui.models.note_stream_model import POINTING, quote_words
from reviewer_app.ui.models.visit_words import clock_words, date_words, first_name
from reviewer_app.ui.widgets.stream import bearing_spoken

_LONGEST: Final = 90
"""Letters of what has two versions that a list shows; enough to know it by."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: whose, since when, its words and where these differ, and what else differs.

    `differs` are pairs of start and length in `text`; `removed` is a version that the record goes.
    """

    key: str
    who: str
    when: str
    text: str
    differs: tuple[tuple[int, int], ...]
    besides: tuple[str, ...]
    removed: bool = False


@dataclass(frozen=True, slots=True)
class DisputedLine:
    """A record with two versions in a list: what it is, and how it begins."""

    noun: type[Record]
    record: str
    title: str
    words: str


def disputed_lines(opened: OpenReview) -> list[DisputedLine]:
    """Say what has two versions, in the order of the rooms of a review."""
    found = []
    for kind, noun in KINDS.items():
        for record in opened.all(noun):
            if record.id in opened.disputed:
                name = _main_field(record, ())
                words = words_in(kind, getattr(record, name, ""))
                found.append(
                    DisputedLine(
                        noun, record.id, what_words(noun), shorten(words, _LONGEST, placeholder="…")
                    )
                )
    return found


def what_words(noun: type[Record]) -> str:
    """Name what has two versions: "Note", "Finding"."""
    return {
        Review: _("What was set up"),
        ReportVersion: _("Version of the report"),
        Estimate: _("Estimate"),
        ActivityMember: _("Who goes where"),
        NoteCriterion: _("What a note bears on"),
        NoteGroup: _("Pupils a note speaks about"),
        FindingNote: _("Evidence of a finding"),
    }.get(noun) or kind_words(KIND_OF[noun])


def version_lines(
    opened: OpenReview, versions: Sequence[RecordVersion[Record]]
) -> list[VersionLine]:
    """Put versions into words, in their order."""
    named = {name for one in versions for name in one.differs}
    kept = [_words(one.record, named) for one in versions if not one.removed]
    return [_line(opened, one, kept, named) for one in versions]


def _main_field(record: Record, named: Container[str]) -> str:
    """Give the field whose words show best which record it is: one that differs, else the first that is written."""
    fields = WRITTEN.get(type(record), ())
    return next((name for name in fields if name in named), next(iter(fields), ""))


def _words(record: Record, named: Container[str]) -> str:
    return words_in(KIND_OF[type(record)], getattr(record, _main_field(record, named), ""))


def _line(
    opened: OpenReview,
    version: RecordVersion[Record],
    kept: Sequence[str],
    named: Container[str],
) -> VersionLine:
    when = _("{date}, {time}").format(
        date=date_words(time_of(version.time).date()), time=clock_words(version.time)
    )
    who = first_name(opened, version.person)
    if version.removed:
        reason = reason_words(version.reason)
        gone = _("The note was removed.") if isinstance(version.record, Note) else _("Removed.")
        besides = (gone, *([reason] if reason else []))
        return VersionLine(version.key, who, when, "", (), besides, removed=True)
    words = _words(version.record, named)
    others = [one for one in kept if one != words]
    return VersionLine(
        version.key, who, when, words, differing(words, others), _besides(opened, version, named)
    )


def _besides(
    opened: OpenReview, version: RecordVersion[Record], named: Container[str]
) -> tuple[str, ...]:
    """Say what else of a record differs; of what has no words of its own, that it does."""
    record = version.record
    if isinstance(record, Note):
        return tuple(
            words(opened, record) for name, words in _BESIDES.items() if name in version.differs
        )
    shown = _main_field(record, named)
    written = WRITTEN.get(type(record), ())
    told = [
        words_in(KIND_OF[type(record)], getattr(record, name)) or _("Nothing there")
        for name in written
        if name in version.differs and name != shown
    ]
    if any(name not in written for name in version.differs):
        told.append(_("Other things than words differ as well."))
    return tuple(told)


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
