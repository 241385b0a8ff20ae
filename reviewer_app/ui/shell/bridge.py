"""The bridge between the window and the lane: `do`, `ask`, and the signal `changed`.

Nothing here waits. What comes back from another thread is handed to the window's own thread by a queued
signal; only there is the open review brought up to date.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.local import Draft, PhotoDraft
from reviewer_app.model.moment import moment_of
from reviewer_app.review import capture, photo_taking
from reviewer_app.review.names.guard import GUARDED_BY, NameGuard
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.database import Outcome
from reviewer_app.store.work import Work
from reviewer_app.ui.models.undo_words import stepped_words
from reviewer_app.ui.shell.errands import Errands, Failed, Reply, Then
from reviewer_app.ui.shell.exchanging import Exchanging
from reviewer_app.ui.shell.steps import Steps, Way

T = TypeVar("T")
P = ParamSpec("P")

PHOTO_DRAFTS: Final = frozenset({"photo_draft"})
"""What `changed` tells where a photo was taken in, kept for a note being written, or left out."""

RETRY_MS: Final = 2_000
"""Milliseconds until text that the disk refused is tried again."""


@dataclass(frozen=True, slots=True)
class Saving:
    """What the state line says: how much is on its way, and what keeps it from being saved since when.

    `since` is the moment the oldest of what is not saved was handed in, "" while all is saved.
    """

    pending: int = 0
    problem: UserError | None = None
    since: str = ""


class Bridge(QObject):
    """The window's way to one open review.

    Attributes:
        closed: whether nothing can be asked any more.
        exchanging: handing over and gathering this review.

    Signals:
        changed: the kinds (a frozenset of str) whose records changed; the open review is up to date already.
        saving: a `Saving`, whenever what the state line says may have changed.
        refused: a `UserError` that no caller took.
        stepped: what undo took back, or redo did again, in a sentence.
    """

    changed = Signal(object)
    saving = Signal(object)
    refused = Signal(object)
    stepped = Signal(str)

    def __init__(self, session: Session, opened: OpenReview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.opened = opened
        self._state = Saving()
        self._begun: deque[str] = deque()
        self._steps = Steps()
        self._reversing = False
        self._reading = self._read_again = False
        self._ways: deque[Way] = deque()
        self._unsaved: dict[str, Draft] = {}
        self._guard: NameGuard | None = None
        self.closed = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY_MS)
        self._again.timeout.connect(self._save_again)
        self._errands = Errands(self)
        self._errands.refused.connect(self.refused)
        self.exchanging = Exchanging(session, opened, self)
        self.exchanging.came.connect(self.refresh)
        self.changed.connect(self.exchanging.look_again)

    @property
    def state(self) -> Saving:
        """What the state line says now."""
        return self._state

    @property
    def name_guard(self) -> NameGuard:
        """What finds names, with what this review says of words; another once that changes."""
        if self._guard is None:
            self._guard = NameGuard(self.opened)
        return self._guard

    @property
    def can_undo(self) -> bool:
        """Whether something was changed in this window that can be taken back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return self._steps.can_redo

    def do(
        self,
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Reply":
        """Run a verb on the lane. The reply takes `then` and `failed`; without `failed`, `refused` is emitted.

        A verb's `place` names the draft it commits, its `draft` a photo that waits: they are out of sight at once, with
        the photos that wait in that place, and back if the verb fails.
        """
        place, photo = kwargs.get("place"), kwargs.get("draft")
        draft = self.opened.drafts.pop(place, None) if isinstance(place, str) else None
        photos = self._photos_to_commit(place, photo)
        reply = Reply()

        def done(outcome: Outcome[Any]) -> None:
            if outcome.change is not None:
                self._steps.did(outcome.change.hash)
            self._took(outcome)
            reply.resolve(outcome.value)

        def bring_back() -> None:
            if draft is not None:
                self.opened.drafts.setdefault(draft.place, draft)
            for one in photos:
                self.opened.photo_drafts.setdefault(one.id, one)
            if photos:
                self.changed.emit(PHOTO_DRAFTS)

        def failed(error: UserError) -> None:
            bring_back()
            if not reply.refuse(error):
                self.refused.emit(error)

        def broken() -> None:
            bring_back()
            reply.end()

        future = self.session.database.do(self.opened.id, verb, *args, **kwargs)
        self._watch(future, done, failed, broken)
        return reply

    def ask(self, question: Callable[[], T]) -> "Reply":
        """Answer a question, or run an errand, on another thread; the reply comes on the window's."""
        return self._errands.run(question)

    def search_notes(self, typed: str, *, everywhere: bool = False) -> "Reply":
        """Find notes by the words typed so far; the reply, a `FoundNotes`, does not wait behind other errands."""
        review = "" if everywhere else self.opened.id
        return self._errands.reply_of(self.session.search_notes(typed, review=review))

    @property
    def position(self) -> int:
        """The newest change that the open review holds."""
        return self.opened.position

    def draft(self, place: str) -> Draft | None:
        """Give the draft kept for a place, None for none."""
        return self.opened.draft(place)

    def keep_draft(self, place: str, text: str, cursor: int, extra: str = "{}") -> None:
        """Save text being typed; an empty text forgets the draft."""
        if not text:
            self.discard_draft(place)
            return
        now = moment_of(self.session.clock())
        before = self.opened.drafts.get(place)
        draft = Draft(
            review=self.opened.id,
            place=place,
            text=text,
            cursor=cursor,
            extra=extra,
            position=before.position if before else self.opened.position,
            started_at=before.started_at if before else now,
            saved_at=now,
        )
        self.opened.drafts[place] = draft
        self._save(draft)

    def _save(self, draft: Draft) -> None:
        self._unsaved.pop(draft.place, None)

        def failed(_error: UserError) -> None:
            # The words stay in the window; they are tried again until the disk takes them.
            self._unsaved[draft.place] = draft
            self._again.start()

        self._watch(
            self.session.database.latest(
                f"draft {draft.review} {draft.place}", capture.keep_draft, draft.model_dump()
            ),
            lambda _kept: None,
            failed,
        )

    def _save_again(self) -> None:
        for place, draft in list(self._unsaved.items()):
            if self.opened.drafts.get(place) is draft:
                self._save(draft)
            else:
                self._unsaved.pop(place)

    def discard_draft(self, place: str) -> None:
        """Forget a draft."""
        if self.opened.drafts.pop(place, None) is not None:
            self._watch(
                self.session.database.local(capture.discard_draft, self.opened.id, place),
                lambda _kept: None,
                self.refused.emit,
            )

    def keep_photo_draft(self, draft: PhotoDraft) -> None:
        """Save a photo that was taken in, as it stands now; the review in memory holds only its facts."""
        self.opened.photo_drafts[draft.id] = PhotoDraft(**{**draft.model_dump(), "jpeg": b""})
        self._watch(
            self.session.database.local(photo_taking.keep_photo_draft, draft),
            lambda _kept: None,
            self.refused.emit,
        )
        self.changed.emit(PHOTO_DRAFTS)

    def word_photo_draft(self, draft: str, caption: str) -> None:
        """Save what a photo that waits shows, in words."""
        waiting = self.opened.photo_drafts.get(draft)
        if waiting is not None and waiting.caption != caption:
            kept = PhotoDraft(**{**waiting.model_dump(), "caption": caption})
            self.opened.photo_drafts[draft] = kept
            self._watch(
                self.session.database.local(photo_taking.word_photo_draft, draft, caption),
                lambda _kept: None,
                self.refused.emit,
            )

    def leave_photo_out(self, draft: str) -> None:
        """Forget a photo that was taken in."""
        if self.opened.photo_drafts.pop(draft, None) is not None:
            self._watch(
                self.session.database.local(photo_taking.leave_photo_out, draft),
                lambda _kept: None,
                self.refused.emit,
            )
            self.changed.emit(PHOTO_DRAFTS)

    def _photos_to_commit(self, place: object, photo: object) -> list[PhotoDraft]:
        waiting = self.opened.photos_waiting(place) if isinstance(place, str) else []
        ids = [one.id for one in waiting if one.ready]
        if isinstance(photo, str) and photo in self.opened.photo_drafts:
            ids.append(photo)
        return [self.opened.photo_drafts.pop(one) for one in ids]

    def keep_setting(self, name: str, value: Json) -> None:
        """Keep a setting of this laptop; nobody waits for it, so a refusal is told in the window."""
        self._errands.watch(self.session.set_setting(name, value))

    def refresh(self) -> None:
        """Read the review again, after changes of others came in; what is done here meanwhile stays.

        One reading at a time: who is on the team has no place in the journal that would tell the later of two.
        """
        if self._reading:
            self._read_again = True
            return
        self._reading = True

        def done(read: OpenReview) -> None:
            self.opened.catch_up(read)
            self.ask(read.let_go)
            self._guard = None
            # Also where no record changed: who is on the team shows on every page.
            self.changed.emit(frozenset(self.opened.records))

        self.ask(lambda: self.session.open(self.opened.id)).then(done).lastly(self._was_read)

    def _was_read(self) -> None:
        again, self._reading, self._read_again = self._read_again, False, False
        if again:
            self.refresh()

    def take_in(self, outcome: Outcome[Any]) -> None:
        """Bring the open review up to date with what an errand recorded; on the window's thread."""
        self._took(outcome)

    def undo(self) -> None:
        """Take back the latest change of this session that still stands; again and again, all of them."""
        self._step("back")

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._step("again")

    def close(self) -> None:
        """Let errands finish; nothing is taken in after this.

        Handing over may take its time to end: `exchanging.wait_for_places()` before the profile is closed.
        """
        self.closed = True
        self.exchanging.close()
        self._errands.close()

    def _step(self, way: Way) -> None:
        """Reverse the next change; one at a time, for each must know the one before."""
        if self._reversing:
            self._ways.append(way)
            return
        change = self._steps.take(way)
        if not change:
            return
        self._reversing = True

        def done(outcome: Outcome[None]) -> None:
            if outcome.change is not None:
                self._steps.reversed(change, outcome.change.hash, way)
                self.stepped.emit(stepped_words(way, outcome.applied.records.keys()))
            self._took(outcome)
            self._stepped()

        def failed(error: UserError) -> None:
            if error.code.startswith("profile."):
                self._steps.keep(change, way)
            self.refused.emit(error)
            self._stepped()

        self._watch(
            self.session.database.do(self.opened.id, capture.undo, change, self._steps.reversals),
            done,
            failed,
            self._stepped,
        )

    def _stepped(self) -> None:
        self._reversing = False
        if self._ways:
            self._step(self._ways.popleft())

    def _took(self, outcome: Outcome[Any]) -> None:
        kinds = self.opened.update(outcome.applied)
        if kinds & GUARDED_BY:
            self._guard = None
        if kinds:
            self.changed.emit(kinds)

    def _watch(
        self,
        future: "Future[Any]",
        done: Then,
        failed: Failed,
        broken: Callable[[], None] | None = None,
    ) -> None:
        """Follow something being saved, for the state line too."""

        def saved(result: object) -> None:
            self._begun.popleft()
            self._say(None)
            done(result)

        def not_saved(error: UserError) -> None:
            since = self._begun.popleft()
            disk = error.code.startswith("profile.")
            self._say(error if disk else self._state.problem, since)
            failed(error)

        def bug() -> None:
            self._begun.popleft()
            self._say(self._state.problem)
            if broken is not None:
                broken()

        # The lane settles what is typed in the order it was handed in, and so it comes back.
        self._begun.append(moment_of(self.session.clock()))
        self._say(self._state.problem)
        self._errands.follow(future, saved, not_saved, bug)

    def _say(self, problem: UserError | None, since: str = "") -> None:
        if problem is None:
            since = self._begun[0] if self._begun else ""
        elif self._state.problem is not None:
            since = self._state.since
        self._state = Saving(len(self._begun), problem, since)
        self.saving.emit(self._state)
