"""What the timed sets of all visits ask for now, wherever the person is in the program."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reviewer_app.frameworks.filling import as_text
from reviewer_app.frameworks.items import MatrixItem, SnapshotsItem
from reviewer_app.frameworks.references_in_words import filled_in
from reviewer_app.frameworks.scoring import flat
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.local import Draft
from reviewer_app.model.nouns import Activity
from reviewer_app.review.answers import Sheet, answers_on, marks_on
from reviewer_app.review.instruments import Started, standing
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.waiting_model import CLOCK_PLACE


@dataclass(frozen=True, slots=True)
class Asking:
    """One timed set that asks for something.

    Attributes:
        clock: the place where its start is kept, which tells it from any other.
        due: the number of the moment that is due now; 0 for none.
        late: the numbers of those that passed and are open.
    """

    clock: str
    activity: str
    form: str
    item: str
    row: str
    question: str
    count: int
    due: int
    late: tuple[int, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """Every moment that is open."""
        return frozenset({*self.late, self.due} - {0})


def asking(
    opened: OpenReview, since_start: Collection[str], wall: datetime, steady: float
) -> list[Asking]:
    """Give every timed set that asks for something now.

    Args:
        since_start: the places of clocks that were running already when the program was started; theirs may have been
            begun on a clock that has begun anew since.
    """
    running = (one for one in opened.drafts.values() if one.place.startswith(CLOCK_PLACE))
    found = (_asked(opened, one, one.place in since_start, wall, steady) for one in running)
    return [one for one in found if one is not None]


def due_words(one: Asking, new: Collection[int]) -> str:
    """Say what has come due, or has passed, among the moments in `new`."""
    if one.due in new:
        return _("{question}: {number} of {count} is due now.").format(
            question=one.question, number=one.due, count=one.count
        )
    words = ngettext(
        "{question}: {count} moment has passed.",
        "{question}: {count} moments have passed.",
        len(new),
    )
    return words.format(question=one.question, count=len(new))


def _asked(
    opened: OpenReview, draft: Draft, kept: bool, wall: datetime, steady: float
) -> Asking | None:
    clock = json.loads(draft.extra)
    framework, activity = opened.framework.framework, draft.place.split(":")[1]
    form, row = framework.form(clock["form"]), clock["row"]
    item = next(one for one in flat(form.items) if one.id == clock["item"])
    timing = item.timing if isinstance(item, SnapshotsItem | MatrixItem) else None
    if timing is None or opened.get(Activity, activity) is None:
        return None
    sheet = Sheet(framework, form, activity)
    marks = marks_on(opened, sheet, opened.me)
    numbers = {one.number for one in marks if (one.item, one.row) == (item.id, row)}
    elapsed = Started.read(draft.text, draft.extra, kept=kept).elapsed_ms(wall, steady)
    stands = {one: standing(timing, one, elapsed, numbers) for one in range(1, timing.count + 1)}
    due = max((one for one, how in stands.items() if how == "due"), default=0)
    late = tuple(
        one for one, how in stands.items() if how == "late" or (how == "due" and one != due)
    )
    if not due and not late:
        return None
    answered = answers_on(opened, sheet, opened.me)
    question = filled_in(item.label, lambda name: as_text(answered.get((name, row))))
    return Asking(draft.place, activity, form.id, item.id, row, question, timing.count, due, late)
