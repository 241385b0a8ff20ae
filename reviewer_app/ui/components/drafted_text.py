"""A sentence edited where it stands: its draft is kept, and leaving it commits it by a verb."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import time_of
from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, GrowingText

Commit = Callable[[str, int], Reply]


class Drafts(Protocol):
    """Where text lies while it is typed."""

    @property
    def position(self) -> int:
        """The newest change that whoever types now has seen."""

    def draft(self, place: str) -> Draft | None:
        """Give the draft kept for a place, None for none."""

    def keep_draft(self, place: str, text: str, cursor: int, extra: str = "{}") -> None:
        """Keep text being typed; an empty text forgets the draft."""

    def discard_draft(self, place: str) -> None:
        """Forget a draft."""


class DraftedField(QWidget):
    """A growing text tied to the place of its draft.

    Args:
        place: the draft's place, such as `finding:ID`.
        commit: runs the verb with the wording and the journal position the writer had seen.
        empties: after a commit the field is empty again, for what is written next.
        framed: drawn as a field, where it is to be filled in.
    """

    BLEED = GrowingText.BLEED

    def __init__(
        self,
        drafts: Drafts,
        place: str,
        name: str,
        commit: Commit,
        *,
        step: Step = Step.REPORT,
        placeholder: str = "",
        rule: str = "",
        empties: bool = False,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._place = place
        self._commit = commit
        self._empties = empties
        self._settled = ""
        self._seen = drafts.position
        self._under_way = 0
        self._fresh = True
        self.extra = "{}"
        """What is kept beside the draft's words, as JSON."""
        self.sentence = GrowingText(
            name, step=step, placeholder=placeholder, rule=rule, framed=framed
        )
        self._kept = Banner("", action=_("Discard"))
        self._error = Banner("", "alert")
        for banner in (self._kept, self._error):
            banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.sentence, self._kept, self._error):
            column.addWidget(part)
        self.setFocusProxy(self.sentence)
        self.sentence.draft_due.connect(self._keep)
        self.sentence.finished.connect(self._finish)
        self.sentence.abandoned.connect(self._abandon)
        self._kept.acted.connect(self._discard)
        self.sentence.words.installEventFilter(self)

    @property
    def place(self) -> str:
        """Where its draft lies."""
        return self._place

    @property
    def text(self) -> str:
        """The words as they stand in the field."""
        return self.sentence.text

    @property
    def changed(self) -> bool:
        """Whether the field says something else than the review."""
        return self.text.strip() != self._settled

    @property
    def error(self) -> str:
        """What was refused and what to do; empty where nothing was."""
        return self._error.text if not self._error.isHidden() else ""

    def show_text(self, settled: str) -> None:
        """Show what the review says now, unless something else is being written here."""
        before, self._settled = self._settled, settled
        if self._fresh:
            self._fresh = False
            self.sentence.set_text(settled)
            self._take_up()
        elif not self._under_way and self.text.strip() == before and before != settled:
            self.sentence.set_text(settled)
            self._seen = self._drafts.position

    def add_words(self, words: str) -> None:
        """Append words to be carried on from, with the cursor behind them."""
        self.put_words(self.text.rstrip().rstrip(".") + words)

    def put_words(self, text: str) -> None:
        """Put other words there, to be carried on from, with the cursor behind them."""
        self.sentence.words.setFocus()
        self.sentence.set_draft(text, len(text))
        self._keep(text, len(text))

    def abandon(self) -> None:
        """Bring back the wording of the review."""
        self.sentence.set_text(self._settled)
        self._abandon()

    def flush(self) -> None:
        """Save a pending draft now."""
        self.sentence.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.changed:
            self._seen = self._drafts.position
        return False

    def _take_up(self) -> None:
        draft = self._drafts.draft(self._place)
        if draft is None or draft.text.strip() == self._settled:
            return
        self._seen = draft.position
        self.sentence.set_draft(draft.text, draft.cursor)
        when = time_of(draft.saved_at)
        self._kept.say(_("Kept from {time}").format(time=f"{when:%H:%M}"), action=_("Discard"))

    def _keep(self, text: str, cursor: int) -> None:
        self._error.hide()
        if text.strip() == self._settled:
            self._drafts.discard_draft(self._place)
        else:
            self._drafts.keep_draft(self._place, text, cursor, self.extra)

    def _abandon(self) -> None:
        self._kept.hide()
        self._error.hide()
        self._drafts.discard_draft(self._place)

    def _discard(self) -> None:
        self.abandon()
        self.sentence.words.setFocus()

    def _finish(self, text: str) -> None:
        self._kept.hide()
        self._error.hide()
        if text == self._settled:
            self._drafts.discard_draft(self._place)
            return
        before = self._settled
        self._under_way += 1
        if self._empties:
            self.sentence.set_text("")
        else:
            self._settled = text
        # It may be gone before the answer comes: then nobody is told.
        reply = self._commit(text, self._seen)
        reply.then(partial(self._done, text)).failed(partial(self._refused, text, before))

    def _done(self, text: str, _value: object) -> None:
        self._under_way -= 1
        self._seen = self._drafts.position
        if not self._empties and self.text.strip() == text != self._settled:
            self.sentence.set_text(self._settled)

    def _refused(self, text: str, before: str, error: UserError) -> None:
        self._under_way -= 1
        self._settled = before
        self.sentence.set_text(before)
        self.sentence.set_draft(text, len(text))
        self._error.say(refusal_words(error), "alert")


class DraftedText(DraftedField):
    """A growing text of the open review.

    Args:
        guarded: names are underlined; not in a meeting, where nothing is said beside the findings.
    """

    def __init__(
        self,
        bridge: Bridge,
        place: str,
        name: str,
        commit: Commit,
        *,
        step: Step = Step.REPORT,
        placeholder: str = "",
        rule: str = "",
        empties: bool = False,
        framed: bool = False,
        guarded: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            bridge,
            place,
            name,
            commit,
            step=step,
            placeholder=placeholder,
            rule=rule,
            empties=empties,
            framed=framed,
            parent=parent,
        )
        self._bridge = bridge
        kind = place.partition(":")[0]
        self.names = NameMarks(bridge, self.sentence.words, kind) if guarded else None
