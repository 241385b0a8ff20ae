"""Where a form's answers come from and where they go: a port, and what stands behind it on a visit.

A form knows no more than this. It cannot tell a visit, whose answers are kept at once and for the whole team, from a
try, whose answers nobody keeps (`form_trying.py`).
"""

from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Note
from reviewer_app.review import answers
from reviewer_app.review.answers import AnswerRecords, Sheet
from reviewer_app.review.opened import note_order
from reviewer_app.ui.components.drafted_text import Commit, DraftedField, DraftedText, Drafts
from reviewer_app.ui.components.name_marks import NameMarks, Writable
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step


class Taken(TypedDict, total=False):
    """What is known of a moment besides what held at it, as `answers.mark` takes it."""

    number: int
    offset_ms: int
    length_ms: int
    late: bool
    missed: bool


class TextLook(TypedDict, total=False):
    """How a text of several paragraphs looks, as `DraftedField` takes it."""

    step: Step
    placeholder: str
    empties: bool
    framed: bool


class FormAnswers(Protocol):
    """What a form reads from and answers to.

    A `place` is that of the draft an answer was typed in: it goes when the answer comes in.
    """

    @property
    def sheet(self) -> Sheet:
        """The form, and the visit it is filled in at."""

    @property
    def records(self) -> AnswerRecords:
        """Everything answered."""

    @property
    def person(self) -> str:
        """Whoever answers."""

    @property
    def drafts(self) -> Drafts:
        """Where text lies while it is typed."""

    @property
    def takes_photos(self) -> bool:
        """Whether a question can be answered with a photo now."""

    @property
    def photo_desk(self) -> PhotoDesk | None:
        """Where they are taken in; None where they are not."""

    def now(self) -> datetime:
        """Tell the time on the wall."""

    def notes(self) -> list[Note]:
        """Give the notes that may bear an answer out: of the visit, or of the whole review."""

    def give(
        self, item: str, row: str, value: Json, *, since: int | None = None, place: str = ""
    ) -> Reply:
        """Answer an item; None takes the answer away."""

    def mark(
        self, item: str, row: str, value: Json, *, place: str = "", **taken: Unpack[Taken]
    ) -> Reply:
        """Keep a moment of an instrument."""

    def correct_mark(self, mark: str, value: Json, place: str = "") -> Reply:
        """Say otherwise what held at a moment."""

    def take_back_mark(self, mark: str, place: str = "") -> Reply:
        """Take a moment back."""

    def override(self, rule: str, value: str, reason: str) -> Reply:
        """Choose another value than a rule's result."""

    def take_back_override(self, rule: str) -> Reply:
        """Let a rule's result stand again."""

    def text_field(
        self, place: str, name: str, commit: Commit, **look: Unpack[TextLook]
    ) -> DraftedField:
        """Make a field for text of several paragraphs, whose draft lies at a place."""

    def watch(self, words: Writable) -> None:
        """Let names be underlined in a field, where what is typed in it is kept."""


class ReviewAnswers:
    """The answers of one form of the open review: every one is a change that the whole team gets."""

    def __init__(self, bridge: Bridge, sheet: Sheet, photo_desk: PhotoDesk | None = None) -> None:
        self._bridge, self.sheet = bridge, sheet
        self.photo_desk = photo_desk

    @property
    def records(self) -> AnswerRecords:
        """The open review."""
        return self._bridge.opened

    @property
    def person(self) -> str:
        """Whoever sits here."""
        return self._bridge.opened.me

    @property
    def drafts(self) -> Drafts:
        """The drafts of the review, which outlive the program."""
        return self._bridge

    @property
    def takes_photos(self) -> bool:
        """Whether the review allows photos; they hang on a visit."""
        return bool(self.sheet.activity and self._bridge.opened.review.photos_allowed_by)

    def now(self) -> datetime:
        """Tell the time on the wall."""
        return self._bridge.session.clock()

    def notes(self) -> list[Note]:
        """Give the notes of the visit, or of the whole review."""
        opened = self._bridge.opened
        if self.sheet.activity:
            return opened.notes_of(self.sheet.activity)
        return sorted(opened.evidence(), key=note_order)

    def give(
        self, item: str, row: str, value: Json, *, since: int | None = None, place: str = ""
    ) -> Reply:
        """Answer an item."""
        return self._bridge.do(
            answers.give, self.sheet, item, value, row=row, since=since, place=place or None
        )

    def mark(
        self, item: str, row: str, value: Json, *, place: str = "", **taken: Unpack[Taken]
    ) -> Reply:
        """Keep a moment of an instrument."""
        return self._bridge.do(
            answers.mark, self.sheet, item, value, row=row, place=place or None, **taken
        )

    def correct_mark(self, mark: str, value: Json, place: str = "") -> Reply:
        """Say otherwise what held at a moment."""
        return self._bridge.do(answers.correct_mark, mark, value, place=place or None)

    def take_back_mark(self, mark: str, place: str = "") -> Reply:
        """Take a moment back."""
        return self._bridge.do(answers.take_back_mark, mark, place=place or None)

    def override(self, rule: str, value: str, reason: str) -> Reply:
        """Choose another value than a rule's result."""
        return self._bridge.do(answers.override, self.sheet, rule, value, reason)

    def take_back_override(self, rule: str) -> Reply:
        """Let a rule's result stand again."""
        return self._bridge.do(answers.take_back_override, self.sheet, rule)

    def text_field(
        self, place: str, name: str, commit: Commit, **look: Unpack[TextLook]
    ) -> DraftedField:
        """Make a field in which names are underlined."""
        return DraftedText(self._bridge, place, name, commit, **look)

    def watch(self, words: Writable) -> None:
        """Underline names in it."""
        NameMarks(self._bridge, words, "answer")
