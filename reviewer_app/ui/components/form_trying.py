"""Answers that are tried out: they live as long as the form is in sight, and nothing of them is written anywhere."""

import json
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Final, TypeVar, Unpack, cast

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer_app.errors import UserError
from reviewer_app.frameworks.answering import checked
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.model.answer import place_of
from reviewer_app.model.canonical import Json
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import KIND_OF, Activity, Answer, Mark, Note, Override, Record
from reviewer_app.model.record import validated
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review.answers import Sheet
from reviewer_app.ui.components.drafted_text import Commit, DraftedField
from reviewer_app.ui.components.form_answers import Taken, TextLook
from reviewer_app.ui.components.name_marks import Writable
from reviewer_app.ui.shell.errands import Reply

R = TypeVar("R", bound=Record)

_HERE: Final = "trying"
"""The review, the visit and the person of a try; none of them is anywhere else."""


class TriedAnswers(QObject):
    """What a form reads from and answers to while somebody tries it; its own records and drafts.

    It answers in the next turn of the event loop, as the lane does, and refuses what the lane refuses.

    Signals:
        changed: the kinds (a frozenset of str) whose records changed.
    """

    changed = Signal(object)

    def __init__(
        self,
        framework: Framework,
        form: EvidenceForm,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._ids = count(1)
        self._records: dict[type[Record], dict[str, Record]] = {}
        self._drafts: dict[str, Draft] = {}
        self.sheet = self._sheet(framework, form)
        self.position = 0
        self.takes_photos = False
        self.photo_desk = None

    @property
    def records(self) -> "TriedAnswers":
        """Everything answered."""
        return self

    @property
    def person(self) -> str:
        """Whoever tries."""
        return _HERE

    @property
    def drafts(self) -> "TriedAnswers":
        """Where text lies while it is typed."""
        return self

    def turn(self, framework: Framework) -> None:
        """Go on with the same answers in the same framework as it reads in another language."""
        self.sheet = Sheet(framework, framework.form(self.sheet.form.id), self.sheet.activity)

    def get(self, noun: type[R], record: str) -> R | None:
        """Give one record, None where there is none."""
        return cast("dict[str, R]", self._records.get(noun, {})).get(record)

    def all(self, noun: type[R]) -> list[R]:
        """Give every record of a noun."""
        return list(cast("dict[str, R]", self._records.get(noun, {})).values())

    def now(self) -> datetime:
        """Tell the time on the wall."""
        return self._clock()

    def notes(self) -> list[Note]:
        """Give no notes: nobody writes any while trying."""
        return []

    def draft(self, place: str) -> Draft | None:
        """Give the draft kept for a place, None for none."""
        return self._drafts.get(place)

    def keep_draft(self, place: str, text: str, cursor: int, extra: str = "{}") -> None:
        """Keep text being typed; an empty text forgets the draft."""
        if not text:
            self.discard_draft(place)
            return
        now = moment_of(self._clock())
        self._drafts[place] = Draft(
            review=_HERE,
            place=place,
            text=text,
            cursor=cursor,
            extra=extra,
            position=self.position,
            started_at=now,
            saved_at=now,
        )

    def discard_draft(self, place: str) -> None:
        """Forget a draft."""
        self._drafts.pop(place, None)

    def give(
        self, item: str, row: str, value: Json, *, since: int | None = None, place: str = ""
    ) -> Reply:
        """Answer an item; nobody else answers meanwhile, so `since` says nothing here."""
        sheet = self.sheet
        answer = place_of(sheet.activity, sheet.author(_HERE), sheet.form.id, item, row)

        def given() -> Record | None:
            if value is None:
                return None
            return validated(
                Answer,
                {
                    **self._place(answer),
                    "author": sheet.author(_HERE),
                    "item": item,
                    "row": row,
                    "value": _text(checked(sheet.framework, sheet.item(item), value)),
                    "answered_at": moment_of(self._clock()),
                },
            )

        return self._change(Answer, answer, given, place)

    def mark(
        self, item: str, row: str, value: Json, *, place: str = "", **taken: Unpack[Taken]
    ) -> Reply:
        """Keep a moment of an instrument."""
        kept = str(next(self._ids))

        def taken_down() -> Record:
            return validated(
                Mark,
                {
                    **self._place(kept),
                    **taken,
                    "item": item,
                    "row": row,
                    "at": moment_of(self._clock()),
                    "value": "" if value is None else _text(value),
                },
            )

        return self._change(Mark, kept, taken_down, place)

    def correct_mark(self, mark: str, value: Json, place: str = "") -> Reply:
        """Say otherwise what held at a moment; one that was missed is from then on late."""

        def corrected() -> Record:
            before = self._need(Mark, mark)
            late = before.late or before.missed
            said = {"value": _text(value), "missed": False, "late": late}
            return validated(Mark, {**before.model_dump(), **said})

        return self._change(Mark, mark, corrected, place)

    def take_back_mark(self, mark: str, place: str = "") -> Reply:
        """Take a moment back."""
        return self._change(Mark, mark, lambda: self._taken_back(Mark, mark), place)

    def override(self, rule: str, value: str, reason: str) -> Reply:
        """Choose another value than a rule's result."""
        sheet = self.sheet
        chosen = place_of(sheet.activity, sheet.author(_HERE), sheet.form.id, rule)

        def instead() -> Record:
            if not reason.strip():
                raise UserError("answer.reason-missing")
            return validated(
                Override,
                {
                    **self._place(chosen),
                    "rule": rule,
                    "rule_version": next(one.version for one in sheet.form.rules if one.id == rule),
                    "value": value,
                    "reason": reason.strip(),
                },
            )

        return self._change(Override, chosen, instead)

    def take_back_override(self, rule: str) -> Reply:
        """Let a rule's result stand again."""
        sheet = self.sheet
        chosen = place_of(sheet.activity, sheet.author(_HERE), sheet.form.id, rule)
        return self._change(Override, chosen, lambda: self._taken_back(Override, chosen))

    def text_field(
        self, place: str, name: str, commit: Commit, **look: Unpack[TextLook]
    ) -> DraftedField:
        """Make a field in which no names are underlined: what is typed here stays nowhere."""
        return DraftedField(self, place, name, commit, **look)

    def watch(self, words: Writable) -> None:
        """Nothing is underlined: what is typed here stays nowhere."""

    def _sheet(self, framework: Framework, form: EvidenceForm) -> Sheet:
        """Begin a visit where the form is one of visits: it runs from now on."""
        if form.role == "review":
            return Sheet(framework, form)
        kind = form.activities[0] if form.activities else ActivityKind.LESSON_VISIT
        visit = Activity(
            id=_HERE,
            review=_HERE,
            activity_kind=kind,
            title=form.title,
            seen_from=moment_of(self._clock()),
            state=ActivityState.RUNNING,
        )
        self._records[Activity] = {_HERE: visit}
        return Sheet(framework, form, _HERE)

    def _need(self, noun: type[R], record: str) -> R:
        found = self.get(noun, record)
        if found is None:
            raise UserError("review.record-gone")
        return found

    def _taken_back(self, noun: type[Record], record: str) -> None:
        """Give what stands in the place of a record that was there; nothing does."""
        self._need(noun, record)

    def _place(self, record: str) -> dict[str, object]:
        """What every record of the form has."""
        return {
            "id": record,
            "review": _HERE,
            "activity": self.sheet.activity,
            "author": _HERE,
            "form": self.sheet.form.id,
        }

    def _change(
        self,
        noun: type[Record],
        record: str,
        made: Callable[[], Record | None],
        place: str = "",
    ) -> Reply:
        """Put what was made in the place of what was there; None takes it away."""
        reply = Reply()
        draft = self._drafts.pop(place, None)

        def settle() -> None:
            try:
                now = made()
            except UserError as error:
                if draft is not None:
                    self._drafts.setdefault(place, draft)
                reply.refuse(error)
                return
            held = self._records.setdefault(noun, {})
            held.pop(record, None)
            if now is not None:
                held[record] = now
            self.position += 1
            self.changed.emit(frozenset({KIND_OF[noun]}))
            reply.resolve(record)

        QTimer.singleShot(0, self, settle)
        return reply


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
