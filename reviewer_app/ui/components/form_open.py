"""One form as the person at this laptop fills it in: what it says now, and every way to answer it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final, Unpack

from reviewer_app.frameworks.answer_words import given_up_words
from reviewer_app.frameworks.filling import Filling, Key, State
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import (
    CalculatedItem,
    GroupItem,
    Item,
    PhotoItem,
    RepeatItem,
    WordsItem,
)
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Result, flat
from reviewer_app.model.answer import place_of
from reviewer_app.model.canonical import Json
from reviewer_app.model.moment import moment_of, time_of
from reviewer_app.model.nouns import Activity, Mark, Note, Override
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from reviewer_app.review.instruments import Started, Steady, steady_seconds
from reviewer_app.ui.components.drafted_text import Drafts
from reviewer_app.ui.components.form_answers import FormAnswers, Taken
from reviewer_app.ui.models.waiting_model import ANSWER_PLACE, CLOCK_PLACE
from reviewer_app.ui.shell.errands import Reply

_SILENT: Final = (GroupItem, RepeatItem, WordsItem, CalculatedItem)
"""Items that nobody answers."""


class OpenForm:
    """What the parts of a form read from and answer to.

    Args:
        kept: where the answers come from and go to.
        logic: what the form's items ask of each other.
        steady: the clock that never jumps, which the instruments count on.
    """

    def __init__(
        self, kept: FormAnswers, logic: FormLogic, steady: Steady = steady_seconds
    ) -> None:
        self.kept = kept
        self._logic, self._steady = logic, steady
        self._items = {one.id: one for one in flat(self.form.items)}
        self._depths = dict(_depths(self.form.items, 0))
        self._answers: dict[Key, Json] = {}
        self._marks: dict[Key, list[Mark]] = {}
        self._clocks: dict[str, Started] = {}
        self._first: dict[Key, Started] = {}
        self._results: dict[str, Result] | None = None
        self._overrides: dict[str, Override] | None = None
        self._different: set[Key] = set()
        self._rounds: dict[Key, int] = {}
        self._needed = [
            one.id for one in self._items.values() if one.required and not isinstance(one, _SILENT)
        ]
        self._take_up()
        self._live = Filling(logic, self._answers, self.now)

    @property
    def sheet(self) -> Sheet:
        """The form, and the visit it is filled in at."""
        return self.kept.sheet

    @property
    def drafts(self) -> Drafts:
        """Where text lies while it is typed."""
        return self.kept.drafts

    @property
    def framework(self) -> Framework:
        """The framework of the review."""
        return self.sheet.framework

    @property
    def form(self) -> EvidenceForm:
        """The form."""
        return self.sheet.form

    @property
    def items(self) -> dict[str, Item]:
        """Every item of the form by its id, those inside groups and repeats too."""
        return self._items

    def depth(self, item: str) -> int:
        """Give in how many groups and repeats an item lies."""
        return self._depths[item]

    @property
    def grows(self) -> bool:
        """Whether there may come to be more to answer than there is now."""
        repeats = (one for one in self._items.values() if isinstance(one, RepeatItem))
        return any(one.times is None for one in repeats)

    def read(self) -> None:
        """Take up what the review says now; only what stands on another answer is worked out again."""
        before, marks_before = self._answers, self._marks
        self._take_up()
        changed = _apart(before, self._answers)
        self._different |= changed | _apart(marks_before, self._marks)
        try:
            for item, row in sorted(changed):
                self._different |= self._live.change(item, self._answers.get((item, row)), row)
        except KeyError:
            self._lay_out()
            self._different |= {
                (item, row) for item in self._items for row in self._live.rows(item)
            }

    def take_changes(self) -> frozenset[Key]:
        """Give what stands differently since this was asked last."""
        changes, self._different = frozenset(self._different), set()
        return changes

    def open_questions(self) -> int:
        """Count what must be answered, and is not."""
        given = self._answers.keys() | self._marks.keys()
        return sum(
            (item, row) not in given and self.state(item, row).relevant
            for item in self._needed
            # While no photo can be added, none must.
            if self.kept.takes_photos or not isinstance(self._items[item], PhotoItem)
            for row in self._live.rows(item)
        )

    def state(self, item: str, row: str) -> State:
        """Say how an item stands: whether it is asked, what it is called, what is left to choose, what is wrong."""
        return self._live.state(item, row)

    def given_up(self) -> list[str]:
        """Say what this form does without, because it takes too many steps."""
        return [
            given_up_words(expression, self.state(item, self.rows(item)[0]).label)
            for item, expression in self._live.given_up
        ]

    def rows(self, item: str) -> tuple[str, ...]:
        """Give every row an item is asked in."""
        return self._live.rows(item)

    def rounds(self, repeat: RepeatItem, row: str) -> int:
        """Give how many times a repeat is asked."""
        start = f"{row}." if row else ""
        asked = [one for one in self._live.rows(repeat.id) if one.rpartition(".")[0] == row]
        wanted = max(len(asked), self._kept_rounds(repeat, start))
        if wanted > len(asked):
            self.set_rounds(repeat, row, wanted)
        return wanted

    def set_rounds(self, repeat: RepeatItem, row: str, count: int) -> None:
        """Ask a repeat so many times. Raises ValueError for more than `MOST_ROUNDS`."""
        self._live.set_rounds(repeat.id, count, row)
        self._rounds[repeat.id, row] = count

    def answer(self, item: str, row: str) -> Json:
        """Give what is answered; None where it is open."""
        return self._answers.get((item, row))

    def can_be_answered(self, item: str) -> bool:
        """Whether an item asks anything; a heading, words and what is worked out do not."""
        return not isinstance(self._items[item], _SILENT)

    def is_answered(self, item: str, row: str) -> bool:
        """Whether there is an answer, or any moment of an instrument."""
        return (item, row) in self._answers or (item, row) in self._marks

    def marks(self, item: str, row: str) -> list[Mark]:
        """Give the moments kept of an instrument, in the order of its clock."""
        return self._marks.get((item, row), [])

    def give(
        self, item: str, row: str, value: Json, *, since: int | None = None, place: str = ""
    ) -> Reply:
        """Answer an item; None takes the answer away.

        Without `since` it replaces whatever stands: one choice after the other may be on its way before the first came
        back, and they must not stand against each other.
        """
        return self.kept.give(item, row, value, since=since, place=place)

    def mark(
        self, item: str, row: str, value: Json = None, *, place: str = "", **taken: Unpack[Taken]
    ) -> Reply:
        """Keep a moment of an instrument."""
        return self.kept.mark(item, row, value, place=place, **taken)

    def correct_mark(self, mark: str, value: Json, place: str = "") -> Reply:
        """Say otherwise what held at a moment."""
        return self.kept.correct_mark(mark, value, place)

    def take_back_mark(self, mark: str, place: str = "") -> Reply:
        """Take a moment back."""
        return self.kept.take_back_mark(mark, place)

    def override(self, rule: str, value: str, reason: str) -> Reply:
        """Choose another value than a rule's result."""
        return self.kept.override(rule, value, reason)

    def take_back_override(self, rule: str) -> Reply:
        """Let a rule's result stand again."""
        return self.kept.take_back_override(rule)

    def results(self) -> dict[str, Result]:
        """Score the answers: the result of each rule by its id."""
        if self._results is None:
            kept = self.kept
            self._results = answers.results_on(kept.records, self.sheet, kept.person)
        return self._results

    def overrides(self) -> dict[str, Override]:
        """Give what was chosen instead of results, by rule."""
        if self._overrides is None:
            kept = self.kept
            self._overrides = answers.overrides_on(kept.records, self.sheet, kept.person)
        return self._overrides

    def notes(self) -> list[Note]:
        """Give the notes that may bear an answer out: of the visit, or of the whole review."""
        return self.kept.notes()

    def place(self, item: str, row: str, part: str = "") -> str:
        """Give the place of a draft of an item: of its answer, or of a part of it."""
        sheet = self.sheet
        author = sheet.author(self.kept.person)
        found = place_of(sheet.activity, author, sheet.form.id, item, row)
        return f"{ANSWER_PLACE}{sheet.activity}:{found}{part}"

    def question_at(self, place: str) -> Key | None:
        """Give the question whose draft lies at a place; None for a draft of anything else."""
        asked = ((item, row) for item in self._items for row in self._live.rows(item))
        return next((key for key in asked if place.startswith(self.place(*key))), None)

    def now(self) -> datetime:
        """Tell the time on the wall."""
        return self.kept.now()

    def start_clock(self, item: str, row: str) -> None:
        """Start an instrument's clock, and keep its start: it goes on through sleep and after an end."""
        place = self.clock_place(item, row)
        started = Started.now(self.now(), self._steady())
        self._clocks[place] = started
        extra = started.kept_beside(self.form.id, item, row)
        self.drafts.keep_draft(place, started.at, 0, extra)

    def stop_clock(self, item: str, row: str) -> None:
        """Forget an instrument's clock."""
        place = self.clock_place(item, row)
        self._clocks.pop(place, None)
        self.drafts.discard_draft(place)

    def elapsed_ms(self, item: str, row: str) -> int | None:
        """Milliseconds since an instrument was started; None where none runs."""
        started = self._started(item, row)
        return None if started is None else started.elapsed_ms(self.now(), self._steady())

    def started_at(self, item: str, row: str) -> datetime | None:
        """Give when an instrument was started, as the wall showed it; None where none runs."""
        started = self._started(item, row)
        return None if started is None else time_of(started.at)

    def since_first_ms(self, item: str, row: str) -> int:
        """Milliseconds since an instrument was first used; its clock starts with that."""
        now, steady = self.now(), self._steady()
        if (item, row) not in self._first:
            began = now
            if kept := self.marks(item, row):
                began = time_of(kept[0].at) - timedelta(milliseconds=kept[0].length_ms)
            gone = max((now - began).total_seconds(), 0.0)
            self._first[item, row] = Started(moment_of(began), steady - gone)
        return self._first[item, row].elapsed_ms(now, steady)

    def visit_ms(self) -> int:
        """Milliseconds the visit has lasted so far, or lasted; 0 where that is unknown."""
        visit = self.kept.records.get(Activity, self.sheet.activity)
        if visit is None or not visit.seen_from:
            return 0
        end = time_of(visit.seen_to) if visit.seen_to else self.now()
        return max(round((end - time_of(visit.seen_from)).total_seconds() * 1000), 0)

    def value_of(self, mark: Mark) -> Json:
        """Read what held at a moment."""
        kept: Json = json.loads(mark.value) if mark.value else None
        return kept

    def _take_up(self) -> None:
        records, person = self.kept.records, self.kept.person
        self._results = self._overrides = None
        self._answers = answers.answers_on(records, self.sheet, person)
        self._marks = {}
        for one in answers.marks_on(records, self.sheet, person):
            self._marks.setdefault((one.item, one.row), []).append(one)

    def _lay_out(self) -> None:
        """Begin anew: an answer came in for a time round that was not asked so far."""
        self._live = Filling(self._logic, self._answers, self.now)
        for (repeat, row), count in self._rounds.items():
            self._live.set_rounds(repeat, count, row)

    def _kept_rounds(self, repeat: RepeatItem, start: str) -> int:
        """The latest time round of a repeat that anything is kept of."""
        inside = {one.id for one in flat(repeat.items)}
        rows = (
            row.removeprefix(start).partition(".")[0]
            for item, row in (*self._answers, *self._marks)
            if item in inside and row.startswith(start)
        )
        return max((int(one) for one in rows if one.isdecimal()), default=0)

    def _started(self, item: str, row: str) -> Started | None:
        place = self.clock_place(item, row)
        draft = self.drafts.draft(place)
        if draft is None:
            return None
        if place not in self._clocks:
            self._clocks[place] = Started.read(draft.text, draft.extra)
        return self._clocks[place]

    def clock_place(self, item: str, row: str) -> str:
        """Give where an instrument keeps when it was started."""
        return self.place(item, row).replace(ANSWER_PLACE, CLOCK_PLACE, 1)


def _apart(before: Mapping[Key, object], after: Mapping[Key, object]) -> set[Key]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _depths(items: Iterable[Item], depth: int) -> Iterator[tuple[str, int]]:
    for item in items:
        yield item.id, depth
        if isinstance(item, GroupItem | RepeatItem):
            yield from _depths(item.items, depth + 1)
