"""Filling in evidence forms: answers, the moments of instruments, and what a person chooses instead of a result.

A score that people give (`holistic`, `best-fit`) is written by `give` and `override` alone, which a person's action
calls; no rule, import or default ever writes one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from reviewer_app.errors import UserError
from reviewer_app.frameworks import scoring
from reviewer_app.frameworks.answering import checked, keeps, numbers_of, takes
from reviewer_app.frameworks.counting import counted
from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.items import Item, MatrixItem, SnapshotsItem
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Answers, Moment, Result, flat
from reviewer_app.model.answer import place_of
from reviewer_app.model.canonical import Json
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import (
    Activity,
    Answer,
    ChosenForm,
    Mark,
    Note,
    Override,
    OwnQuestion,
    Photo,
    Record,
)
from reviewer_app.model.words import QuestionKind
from reviewer_app.review import capture, photo_taking
from reviewer_app.review.opened import OpenReview, photo_order
from reviewer_app.review.photo_taking import Question
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.store.work import Work

R = TypeVar("R", bound=Record)

_BEFORE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of a form in which nothing was answered."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form as one person fills it in: at one activity, or for the whole review (`activity` is "")."""

    framework: Framework
    form: EvidenceForm
    activity: str = ""

    def author(self, person: str) -> str:
        """Give whose answers these are: a person's at an activity, the team's for the whole review."""
        return person if self.activity else ""

    def item(self, item: str) -> Item:
        """Give an item by its id. Raises KeyError for an id the form does not have."""
        return next(one for one in flat(self.form.items) if one.id == item)


class AnswerRecords(Protocol):
    """Where it lies what was answered: the open review, or a form that is tried out."""

    def get(self, noun: type[R], record: str) -> R | None:
        """Give one record, None where there is none."""

    def all(self, noun: type[R]) -> list[R]:
        """Give every record of a noun."""


def give(
    work: Work,
    sheet: Sheet,
    item: str,
    value: Json,
    *,
    row: str = "",
    since: int | None = None,
    place: str | None = None,
) -> str:
    """Answer an item, in place of an earlier answer; gives the answer's id.

    Args:
        value: as the item keeps it; None takes the answer away.
        row: which time round, inside repeats.
        since: the journal position the person had seen.
        place: the draft it was typed in, dropped in the same transaction.

    Raises:
        UserError: "answer.not-allowed"; "review.record-gone" where the activity is gone.
    """
    if sheet.activity:
        work.need(Activity, sheet.activity)
    author = sheet.author(work.author.person)
    answer = place_of(sheet.activity, author, sheet.form.id, item, row)
    there = work.get(Answer, answer)
    if value is None:
        if there is not None:
            work.remove(Answer, answer, "")
    else:
        text = json.dumps(checked(sheet.framework, sheet.item(item), value), ensure_ascii=False)
        if there is None:
            work.add(
                Answer,
                answer,
                activity=sheet.activity,
                author=author,
                form=sheet.form.id,
                item=item,
                row=row,
                value=text,
                answered_at=work.now,
            )
        elif there.value != text:
            work.set(Answer, answer, since=since, value=text, answered_at=work.now)
    work.drop_draft(place)
    return answer


def give_photo(
    work: Work,
    sheet: Sheet,
    item: str,
    photo: CleanPhoto,
    caption: str,
    *,
    row: str = "",
    draft: str = "",
) -> str:
    """Answer an item with a photo: a note of the visit that says what it shows, and the photo on it.

    It is never kept apart from that note: it goes where the note goes. Gives the photo's id.

    Args:
        draft: the draft it was, dropped in the same transaction.

    Raises:
        UserError: "photo.no-visit" on a form of the whole review, "photo.off", "photo.caption-missing",
            "review.record-gone" where the activity is gone.
    """
    if not sheet.activity:
        raise UserError("photo.no-visit")
    if not caption.strip():
        raise UserError("photo.caption-missing")
    criterion = sheet.item(item).criterion
    note = capture.commit_note(
        work, sheet.activity, caption, criteria=[criterion] if criterion else ()
    )
    question = Question(sheet.form.id, item, row)
    return photo_taking.attach_new(work, note, photo, caption, answers=question, draft=draft)


def mark(
    work: Work,
    sheet: Sheet,
    item: str,
    value: Json = None,
    *,
    row: str = "",
    number: int = 0,
    offset_ms: int = 0,
    length_ms: int = 0,
    late: bool = False,
    missed: bool = False,
    place: str | None = None,
) -> str:
    """Keep one moment of an instrument; gives its id.

    Args:
        place: the draft it was begun in, dropped in the same transaction.

    Raises:
        UserError: "review.record-gone" where the activity is gone, "review.value-not-allowed".
    """
    work.need(Activity, sheet.activity)
    kept = work.add(
        Mark,
        work.new_id(),
        activity=sheet.activity,
        author=work.author.person,
        form=sheet.form.id,
        item=item,
        row=row,
        number=number,
        at=work.now,
        offset_ms=offset_ms,
        length_ms=length_ms,
        value="" if value is None else json.dumps(value, ensure_ascii=False),
        late=late,
        missed=missed,
    )
    work.drop_draft(place)
    return kept


def correct_mark(work: Work, mark: str, value: Json, *, place: str | None = None) -> None:
    """Say otherwise what held at a moment; when it was stays. One that was missed is from then on late.

    Raises:
        UserError: "review.record-gone".
    """
    before = work.need(Mark, mark)
    text = json.dumps(value, ensure_ascii=False)
    work.set(Mark, mark, value=text, missed=False, late=before.late or before.missed)
    work.drop_draft(place)


def take_back_mark(work: Work, mark: str, *, place: str | None = None) -> None:
    """Take one moment of an instrument back, such as a tap too many.

    Raises:
        UserError: "review.record-gone".
    """
    work.remove(Mark, mark, "")
    work.drop_draft(place)


def override(work: Work, sheet: Sheet, rule: str, value: str, reason: str) -> str:
    """Choose another value than a rule's result, or one where it gives none; the result stays beside it.

    Raises:
        UserError: "answer.reason-missing".
    """
    if not reason.strip():
        raise UserError("answer.reason-missing")
    version = next(one.version for one in sheet.form.rules if one.id == rule)
    person = work.author.person
    chosen = place_of(sheet.activity, sheet.author(person), sheet.form.id, rule)
    why = reason.strip()
    if work.get(Override, chosen) is None:
        work.add(
            Override,
            chosen,
            activity=sheet.activity,
            author=person,
            form=sheet.form.id,
            rule=rule,
            rule_version=version,
            value=value,
            reason=why,
        )
    else:
        work.set(Override, chosen, rule_version=version, value=value, reason=why)
    return chosen


def take_back_override(work: Work, sheet: Sheet, rule: str) -> None:
    """Let a rule's result stand again.

    Raises:
        UserError: "review.record-gone".
    """
    author = sheet.author(work.author.person)
    work.remove(Override, place_of(sheet.activity, author, sheet.form.id, rule), "")


def use_form(work: Work, form: str, *, used: bool = True) -> None:
    """Use a form beside the main ones in this review, or no longer."""
    chosen = f"{work.review}:{form}"
    if work.get(ChosenForm, chosen) is None:
        work.add(ChosenForm, chosen, form=form, used=used)
    else:
        work.set(ChosenForm, chosen, used=used)


def add_question(
    work: Work,
    kind: QuestionKind,
    heading: str,
    text: str,
    *,
    position: float = 0.0,
    place: str | None = None,
) -> str:
    """Add a question of the school's own, or one more criterion, to this review; gives its id.

    Args:
        place: the draft it was written in, dropped in the same transaction.

    Raises:
        UserError: "answer.question-empty".
    """
    if not text.strip():
        raise UserError("answer.question-empty")
    question = work.add(
        OwnQuestion,
        work.new_id(),
        kind=kind,
        heading=heading,
        text=text.strip(),
        position=position,
    )
    work.drop_draft(place)
    return question


def change_question(
    work: Work, question: str, text: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Word a question of the review's own anew.

    Raises:
        UserError: "answer.question-empty", "review.record-gone".
    """
    if not text.strip():
        raise UserError("answer.question-empty")
    work.set(OwnQuestion, question, since=since, text=text.strip())
    work.drop_draft(place)


def remove_question(work: Work, question: str) -> None:
    """Take a question of the review's own off it.

    Raises:
        UserError: "review.record-gone".
    """
    work.remove(OwnQuestion, question, "")


def forms_of(opened: OpenReview, activity: Activity) -> list[EvidenceForm]:
    """Give the forms of an activity: the main one, then those the review has chosen beside it."""
    framework = opened.framework.framework
    kind = activity.activity_kind
    used = {one.form for one in opened.all(ChosenForm) if one.used}
    beside = (
        one
        for one in framework.forms
        if one.role == "also" and one.id in used and kind in one.activities
    )
    return [framework.form_for(kind), *beside]


def own_questions(opened: OpenReview, kind: QuestionKind) -> list[OwnQuestion]:
    """Give the review's own questions of a kind, in their order."""
    found = (one for one in opened.all(OwnQuestion) if one.kind is kind)
    return sorted(found, key=lambda one: (one.position, one.id))


def answers_on(records: AnswerRecords, sheet: Sheet, person: str) -> dict[tuple[str, str], Json]:
    """Give what one person answered on a form, by item and row; photos by their ids."""
    given = _values(sheet, _answers_on(records, sheet, person))
    return given | {(item, row): [*found] for item, row, found in photos_on(records, sheet, person)}


PhotosGiven = tuple[str, str, tuple[str, ...]]
"""An item, which time round, and the ids of the photos that answer it."""


def photos_on(records: AnswerRecords, sheet: Sheet, person: str) -> tuple[PhotosGiven, ...]:
    """Give photos that answer a question, found on the notes they hang on: members of a set, never one value."""
    found: dict[tuple[str, str], list[Photo]] = {}
    for one in records.all(Photo):
        note = records.get(Note, one.note) if one.form == sheet.form.id else None
        if note is not None and (note.activity, note.author) == (sheet.activity, person):
            found.setdefault((one.item, one.row), []).append(one)
    return tuple(
        (item, row, tuple(one.id for one in sorted(ones, key=photo_order)))
        for (item, row), ones in sorted(found.items())
    )


def marks_on(records: AnswerRecords, sheet: Sheet, person: str) -> list[Mark]:
    """Give the moments one person kept on a form, in the order of their instrument's clock."""
    found = (
        one
        for one in records.all(Mark)
        if (one.activity, one.author, one.form) == (sheet.activity, person, sheet.form.id)
    )
    return sorted(_kept(sheet, found), key=lambda one: (one.item, one.row, one.offset_ms, one.id))


def results_on(records: AnswerRecords, sheet: Sheet, person: str) -> dict[str, Result]:
    """Score what one person answered on a form: the result of each rule by its id."""
    given = tuple(_answers_on(records, sheet, person))
    marks = tuple(marks_on(records, sheet, person))
    photos = photos_on(records, sheet, person)
    return dict(scored(sheet.framework, sheet.form.id, given, marks, photos))


@lru_cache(maxsize=256)
def scored(
    framework: Framework,
    form: str,
    given: tuple[Answer, ...],
    marks: tuple[Mark, ...],
    photos: tuple[PhotosGiven, ...] = (),
) -> Mapping[str, Result]:
    """Score one filling of a form; what was scored is kept, since a page asks for all of them at every change.

    What calculations take for now is the time of the latest answer, so that a result stays the same.
    """
    sheet = Sheet(framework, framework.form(form))
    latest = max((time_of(one.answered_at) for one in given), default=_BEFORE)
    values = _values(sheet, given)
    values |= {(item, row): [*found] for item, row, found in photos}
    filling = Filling(logic_of(framework, form), values, lambda: latest)
    answers = Answers(counted(sheet.form, filling, values), _moments(sheet, marks))
    return scoring.score(sheet.form.rules, answers, numbers_of(framework, sheet.form))


def overrides_on(records: AnswerRecords, sheet: Sheet, person: str) -> dict[str, Override]:
    """Give what was chosen instead of results on a form, by rule."""
    found = {
        one.rule: one
        for one in records.all(Override)
        if one.id == place_of(sheet.activity, sheet.author(person), sheet.form.id, one.rule)
    }
    return dict(sorted(found.items()))


def _answers_on(records: AnswerRecords, sheet: Sheet, person: str) -> Iterable[Answer]:
    place = (sheet.activity, sheet.author(person), sheet.form.id)
    return (one for one in records.all(Answer) if (one.activity, one.author, one.form) == place)


def _values(sheet: Sheet, given: Iterable[Answer]) -> dict[tuple[str, str], Json]:
    """Read answers by item and row.

    They may come from another's program: an answer that its item does not take, such as a score that was worked out,
    counts nowhere and stands nowhere but in the journal.
    """
    items = {one.id: one for one in flat(sheet.form.items)}
    read = ((one, json.loads(one.value)) for one in given if one.item in items)
    return {
        (one.item, one.row): value
        for one, value in read
        if takes(sheet.framework, items[one.item], value)
    }


def _kept(sheet: Sheet, marks: Iterable[Mark]) -> Iterable[Mark]:
    """Give the moments that hold what their instrument keeps, as with answers."""
    items = {one.id: one for one in flat(sheet.form.items)}
    return (
        one
        for one in marks
        if one.item in items and keeps(items[one.item], json.loads(one.value) if one.value else {})
    )


def _moments(sheet: Sheet, marks: Iterable[Mark]) -> Mapping[str, list[Moment]]:
    timed = {
        one.id for one in flat(sheet.form.items) if isinstance(one, SnapshotsItem | MatrixItem)
    }
    found: dict[str, list[Moment]] = {}
    for one in _kept(sheet, marks):
        if one.item in timed:
            found.setdefault(one.item, []).append(_moment(one))
    return found


def _moment(mark: Mark) -> Moment:
    """Read a snapshot: {"row/dimension": [choices]}, with "" for the row of a set without rows."""
    kept: Mapping[str, list[str]] = json.loads(mark.value) if mark.value else {}
    said = {}
    for place, choices in kept.items():
        row, _slash, dimension = place.rpartition("/")
        said[row, dimension] = tuple(choices)
    return Moment(said, mark.missed, mark.row)
