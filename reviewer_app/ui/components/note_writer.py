"""Where the next note of a visit is written: one card, whose words are never lost and never wait."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState, Source
from reviewer_app.review import arrange, capture
from reviewer_app.review.targets import targets_of
from reviewer_app.ui.components.drafted_editor import DraftedEditor, TagSuggestions
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.note_stream_model import (
    NoteLine,
    Tags,
    bearing_of,
    criterion_words,
    group_words,
)
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.models.waiting_model import NOTE_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, announce

_TICK_MILLISECONDS = 15_000
MANY = 2
"""As many lines as can become notes of their own."""


class NoteWriter(QWidget):
    """The raised card under the notes of one visit, with a quiet line above it where there is something to say.

    Signals:
        writing(key, NoteLine): the note to show at once, while it is on its way.
        written(key, note id): it arrived; the id is "" where it was refused, and the words are back.
        tags_changed(): for what shows which criteria the note carries.
        split_asked(): what was pasted is to become several notes.
    """

    BLEED = 16
    writing = Signal(str, object)
    written = Signal(str, str)
    tags_changed = Signal()
    split_asked = Signal()

    def __init__(self, bridge: Bridge, suggestions: TagSuggestions, desk: PhotoDesk) -> None:
        super().__init__()
        self._bridge = bridge
        self._suggestions = suggestions
        self._activity = ""
        self._over = ""
        self._count = 0
        self._typed: set[str] = set()
        self.banner = Banner("")
        self.banner.hide()
        self._offers_lines = False
        self.banner.acted.connect(self._act)
        self.editor = DraftedEditor(
            bridge, suggestions, desk, placeholder=_("Write what you see; Enter keeps it")
        )
        self.setFocusProxy(self.editor)
        self.editor.committed.connect(self.commit)
        self.editor.tags_changed.connect(self.tags_changed)
        self.editor.text_changed.connect(self._text_changed)
        self.editor.lines_pasted.connect(self._offer_lines)
        self.editor.draft_due.connect(lambda _text, _cursor: self._typed.add(self.editor.place))
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MILLISECONDS)
        self._tick.timeout.connect(self._show_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.banner)
        column.addWidget(self.editor)

    @property
    def activity(self) -> str:
        """The activity written about; "" for none."""
        return self._activity

    def open(self, activity: str) -> None:
        """Write about an activity: its draft is simply there, or the card is empty."""
        self.leave()
        self._activity = activity
        found = self._bridge.opened.get(Activity, activity)
        if found is not None:
            self._suggestions.look_for(targets_of(self._bridge.opened, found))
        place = f"{NOTE_PLACE}{activity}"
        draft = self._bridge.opened.draft(place)
        self.banner.hide()
        if draft is None:
            self._start_next()
        else:
            self._over = self._when_over()
            self.editor.begin_draft(draft)
            if place not in self._typed:
                kept = _("Kept from {time}").format(time=clock_words(draft.saved_at))
                self._offers_lines = False
                self.banner.say(kept, action=_("Discard"))
        self._tick.start()
        self.tags_changed.emit()

    def leave(self) -> None:
        """Save what is being written."""
        self.editor.keep_now()
        self._tick.stop()

    def commit(self, text: str) -> None:
        """Commit the note: the card empties at once, and the note is on its way."""
        activity, place, tags = self._activity, self.editor.place, self._tags_to_commit()
        self._start_next()
        key = self._show_pending(text, tags)
        self._bridge.do(capture.commit_note, activity, text, **_values(tags, place)).then(
            lambda note: self._say_written(key, note)
        ).failed(lambda error: self._give_back(key, activity, text, tags, error))

    def _say_written(self, key: str, note: str) -> None:
        # The card empties at once; whoever does not see the list cannot tell that the note is in it.
        announce(self, _("Note saved"))
        self.written.emit(key, note)

    def split(self) -> bool:
        """Commit the words before the cursor, and go on with those after it; False where one side has none."""
        before, after = self.editor.parts_at_cursor()
        if not before or not after:
            return False
        activity, place = self._activity, self.editor.place
        self.editor.words.forget_draft()
        carried, tags = self.editor.note_tags, self._tags_to_commit()
        rest = self._rest(place, after, carried)
        key = self._show_pending(before, tags)
        self._bridge.do(arrange.commit_part, activity, before, rest, **_values(tags, place)).then(
            lambda note: self._say_written(key, note)
        ).failed(lambda error: self._give_back(key, activity, before, tags, error))
        self.editor.begin(place, after, 0, carried)
        self.editor.keep_now()
        self.editor.setFocus()
        self.tags_changed.emit()
        return True

    def commit_lines(self) -> bool:
        """Commit every line as a note of its own, all with the same tags; False where there is one line only."""
        lines = [one for one in self.editor.text.splitlines() if one.strip()]
        if len(lines) < MANY:
            return False
        activity, text, place = self._activity, self.editor.text, self.editor.place
        self.editor.words.forget_draft()
        tags = self._tags_to_commit()
        self._start_next()
        self._bridge.do(arrange.commit_lines, activity, lines, **_values(tags, place)).failed(
            lambda error: self._give_back("", activity, text, tags, error)
        )
        self.editor.setFocus()
        return True

    def _rest(self, place: str, text: str, tags: Tags) -> dict[str, str | int]:
        now = moment_of(self._bridge.session.clock())
        return {
            "review": self._bridge.opened.id,
            "place": place,
            "text": text,
            "cursor": 0,
            "extra": tags.to_extra(),
            "position": self._bridge.opened.position,
            "started_at": now,
            "saved_at": now,
        }

    def _show_pending(self, text: str, tags: Tags) -> str:
        self._count += 1
        key = f"pending:{self._count}"
        self.writing.emit(key, self._line(key, text, tags))
        return key

    def _tags_to_commit(self) -> Tags:
        """Give what the note carries, and let the visit begin where it had not."""
        tags = self.editor.note_tags
        tags = replace(tags, seen_at=tags.seen_at or self._seen_now())
        found = self._bridge.opened.get(Activity, self._activity)
        if found is not None and found.state in (ActivityState.PLANNED, ActivityState.NOT_SEEN):
            # Whoever writes down what is to be seen is there: the visit has begun.
            self._bridge.do(capture.start_visit, self._activity)
        self.banner.hide()
        self._suggestions.used(tags.criteria)
        return tags

    def _give_back(self, key: str, activity: str, text: str, tags: Tags, error: UserError) -> None:
        """Put refused words back where they were typed, in front of what was typed since."""
        self.written.emit(key, "")
        place = f"{NOTE_PLACE}{activity}"
        here = activity == self._activity
        since = self.editor.text if here else ""
        draft = self._bridge.opened.draft(place)
        if not here and draft is not None and draft.text != text:
            since = draft.text
        words = f"{text}\n{since}" if since else text
        self._bridge.keep_draft(place, words, len(words), tags.to_extra())
        if here:
            self.editor.begin(place, words, len(words), tags)
            self.banner.say(refusal_words(error), "alert")

    def _offer_lines(self, count: int) -> None:
        self._offers_lines = True
        words = ngettext(
            "{count} line was pasted as one note.", "{count} lines were pasted as one note.", count
        )
        self.banner.say(words.format(count=count), action=_("Split into notes"))

    def _act(self) -> None:
        if self._offers_lines:
            self.split_asked.emit()
        else:
            self._discard()

    def _discard(self) -> None:
        self._bridge.discard_draft(self.editor.place)
        self.banner.hide()
        self._start_next()
        self.editor.setFocus()

    def _start_next(self) -> None:
        # Asked once a note, so that no key has to look through the notes.
        self._over = self._when_over()
        place = f"{NOTE_PLACE}{self._activity}"
        self.editor.begin(place, "", 0, Tags(), seen=clock_words(self._seen_now()))
        self.tags_changed.emit()

    def _text_changed(self) -> None:
        place = self.editor.place
        if place and self.editor.text and not self.editor.note_tags.seen_at:
            self.editor.set_moment(self._seen_now())

    def _show_now(self) -> None:
        if not self.editor.text and not self.editor.note_tags.seen_at:
            self.editor.set_seen_time(clock_words(self._seen_now()))

    def _seen_now(self) -> str:
        """When a note written now was probably seen: now, or within a visit that is over."""
        return self._over or moment_of(self._bridge.session.clock())

    def _when_over(self) -> str:
        """Give the moment of the last note, or of the beginning, of a visit that is over; "" for others."""
        opened = self._bridge.opened
        found = opened.get(Activity, self._activity)
        if found is None or found.state not in (ActivityState.SEEN, ActivityState.WRITTEN_UP):
            return ""
        notes = opened.notes_of(self._activity)
        return notes[-1].seen_at if notes else found.seen_from or ""

    def _line(self, key: str, text: str, tags: Tags) -> NoteLine:
        opened = self._bridge.opened
        return NoteLine(
            key,
            text,
            clock_words(tags.seen_at),
            tags.pointing,
            tuple(criterion_words(opened, one) for one in tags.criteria),
            tuple(group_words(opened, one) for one in tags.groups),
            "",
            speaker=tags.speaker,
            follow_up=tags.follow_up,
        )


def _values(tags: Tags, place: str) -> arrange.Committed:
    return {
        "bearing": bearing_of(tags.pointing),
        "criteria": tags.criteria,
        "groups": tags.groups,
        "seen_at": tags.seen_at,
        "source": Source.QUOTE if tags.speaker else Source.OBSERVATION,
        "speaker": tags.speaker,
        "follow_up": tags.follow_up,
        "place": place,
    }
