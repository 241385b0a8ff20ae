"""A note editor whose words and tags are kept as the draft of one place, from the first key on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from PySide6.QtCore import Signal

from reviewer_app.frameworks.search import folded
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import time_of
from reviewer_app.model.words import FollowUp
from reviewer_app.review import weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.photo_panel import PhotoTarget
from reviewer_app.ui.models.note_stream_model import (
    Tags,
    criterion_words,
    follow_up_chips,
    group_words,
    pointing_of_word,
    quote_words,
)
from reviewer_app.ui.models.visit_words import clock_words, on_day
from reviewer_app.ui.models.waiting_model import EDIT_PLACE, activity_of_place
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme.utf16 import characters
from reviewer_app.ui.widgets import ChipKind, NoteEditor, Suggestion
from reviewer_app.ui.widgets.pictures_given import GivenPicture
from reviewer_app.ui.widgets.time_entry import parse_time

_QUOTED: Final = ":quoted"
"""The id of the chip that says who is quoted; no criterion and no group has a colon first."""

_FOLLOW_UP: Final = ":follow-up"
"""The id of the chip that says that the note is to be followed up."""


class TagSuggestions:
    """What `#` and `@` offer, those used lately first.

    What was used is read from the notes once, so that a key costs the same however many notes there are.
    """

    def __init__(self, opened: OpenReview) -> None:
        self._opened = opened
        self._recent = weigh.recent_criteria(opened)
        self._targets: tuple[str, ...] = ()

    def look_for(self, targets: Sequence[str]) -> None:
        """Let what to look for on a visit come right after what was used lately."""
        self._targets = tuple(targets)

    def used(self, criteria: Sequence[str]) -> None:
        """Let criteria lead from now on: they were just used."""
        self._recent = list(dict.fromkeys((*criteria, *self._recent)))

    def offer(self, sign: str, letters: str) -> list[Suggestion]:
        """Give criteria for `#`, groups of pupils for `@`, the best first."""
        framework = self._opened.framework.framework
        if sign == "@":
            wanted = folded(letters)
            return [
                Suggestion(one.id, one.short, "" if one.spoken == one.short else one.spoken)
                for one in framework.groups
                if any(word.startswith(wanted) for word in (*folded(one.short).split(), ""))
                or folded(one.short).startswith(wanted)
            ]
        return [
            Suggestion(one.id, one.title, framework.heading(one.heading).short)
            for one in framework.search_criteria(letters, (*self._recent, *self._targets))
        ]


class DraftedEditor(NoteEditor):
    """The card a note is written in, with its draft kept under `place`.

    Signals:
        tags_changed(): which way it points, its tags, or the time it was seen changed.
    """

    tags_changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        suggestions: TagSuggestions,
        desk: PhotoDesk,
        *,
        placeholder: str = "",
    ) -> None:
        super().__init__(
            suggestions.offer, placeholder=placeholder, pointing_of_word=pointing_of_word
        )
        self._bridge, self._desk = bridge, desk
        self._place = ""
        self._note_tags = Tags()
        self.names = NameMarks(bridge, self.words, activity=self._activity)
        self.draft_due.connect(self._keep)
        self.words.pictures_given.connect(self._take_pictures)
        self.bearing_chosen.connect(self._pointed)
        self.tag_chosen.connect(self.tag)
        self.tag_removed.connect(self._untagged)
        self.seen_time_chosen.connect(self._moved)

    @property
    def place(self) -> str:
        """The draft's place; "" while nothing is being written."""
        return self._place

    @property
    def note_tags(self) -> Tags:
        """What the note carries besides its words."""
        return self._note_tags

    def _activity(self) -> str:
        """Give the visit written about, for the roles that are offered in place of a name."""
        found = activity_of_place(self._bridge.opened, self._place) if self._place else None
        return found.id if found else ""

    def begin(self, place: str, text: str, cursor: int, tags: Tags, *, seen: str = "") -> None:
        """Show words and tags; tells nobody. `seen` is the time shown while `tags` names none."""
        self._place = place
        self.set_draft(text, cursor)
        self._show_tags(tags, seen)

    def begin_draft(self, draft: Draft) -> None:
        """Show a kept draft, cursor and all."""
        self.begin(draft.place, draft.text, draft.cursor, Tags.of_draft(draft))

    def set_moment(self, moment: str) -> None:
        """Say when the thing was seen; tells nobody."""
        self._show_tags(replace(self._note_tags, seen_at=moment))

    def tag(self, sign: str, tag: str) -> None:
        """Add a criterion (`#`) or group of pupils (`@`)."""
        self._take(self._note_tags.with_tag(sign, tag))

    def toggle_criterion(self, criterion: str) -> None:
        """Add a criterion, or take it off where it is there."""
        if criterion in self._note_tags.criteria:
            self._untagged(criterion)
        else:
            self.tag("#", criterion)

    def point(self, pointing: str) -> None:
        """Say which way the note points; the same again takes it back."""
        self._toggle_bearing(pointing)  # type: ignore[arg-type]

    def quote(self, speaker: str) -> None:
        """Say whose words these are, by category; "" for nobody's."""
        self._take(replace(self._note_tags, speaker=speaker))

    def toggle_follow_up(self) -> None:
        """Flag the note to follow up, or take the flag off."""
        flagged = self._note_tags.follow_up is FollowUp.OPEN
        self._take(replace(self._note_tags, follow_up=FollowUp.NO if flagged else FollowUp.OPEN))

    def parts_at_cursor(self) -> tuple[str, str]:
        """Give the words before and after the cursor."""
        at = characters(self.text, self.words.cursor_position())
        return self.text[:at].strip(), self.text[at:].strip()

    def keep_now(self) -> None:
        """Save the draft at once, cursor and all."""
        self.flush()
        text, cursor, extra = self.text, self.words.cursor_position(), self._note_tags.to_extra()
        kept = self._bridge.opened.draft(self._place)
        if text.strip() and (
            kept is None or (kept.text, kept.cursor, kept.extra) != (text, cursor, extra)
        ):
            self._keep(text, cursor)

    def _take_pictures(self, given: list[GivenPicture]) -> None:
        """Pictures pasted or dropped go on the note that is being changed, or wait for the one being written."""
        if self._place:
            note = self._place.removeprefix(EDIT_PLACE)
            changing = note != self._place
            target = self._desk.for_note(note) if changing else PhotoTarget(self._place)
            self._desk.take(given, target)

    def _keep(self, text: str, cursor: int) -> None:
        if self._place:
            kept = text if text.strip() else ""
            self._bridge.keep_draft(self._place, kept, cursor, self._note_tags.to_extra())

    def _pointed(self, pointing: str) -> None:
        self._take(replace(self._note_tags, pointing=pointing))  # type: ignore[arg-type]

    def _untagged(self, tag: str) -> None:
        tags = self._note_tags
        if tag == _QUOTED:
            self._take(replace(tags, speaker=""))
        elif tag == _FOLLOW_UP:
            self._take(replace(tags, follow_up=FollowUp.NO))
        else:
            self._take(tags.without(tag))
        self.setFocus()

    def _moved(self, typed: str) -> None:
        moment: time | None = parse_time(typed)
        if moment is None:
            return
        tags = self._note_tags
        like = time_of(tags.seen_at) if tags.seen_at else self._bridge.session.clock()
        seen_at = on_day(like.date(), moment, like)
        self._take(replace(tags, seen_at=seen_at))

    def _take(self, tags: Tags) -> None:
        self._show_tags(tags)
        if self.text.strip():
            self._keep(self.text, self.words.cursor_position())
        self.tags_changed.emit()

    def _show_tags(self, tags: Tags, seen: str = "") -> None:
        self._note_tags = tags
        self.set_bearing(tags.pointing)
        opened = self._bridge.opened
        criteria: list[tuple[str, str, ChipKind]] = [
            (one, criterion_words(opened, one), "quiet") for one in tags.criteria
        ]
        groups: list[tuple[str, str, ChipKind]] = [
            (one, group_words(opened, one), "outlined") for one in tags.groups
        ]
        quoted: list[tuple[str, str, ChipKind]] = (
            [(_QUOTED, quote_words(tags.speaker), "outlined")] if tags.speaker else []
        )
        flagged: list[tuple[str, str, ChipKind]] = [
            (_FOLLOW_UP, words, kind) for words, kind in follow_up_chips(tags.follow_up)
        ]
        self.set_tags([*flagged, *quoted, *criteria, *groups])
        shown = clock_words(tags.seen_at) or seen
        if shown:
            self.set_seen_time(shown)
