"""A visit of a review whose framework asks for every type of item."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Mark
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import answers, capture
from reviewer_app.review.answers import Sheet
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.theme import Theme
from tests.support import asha, blank_profile, devices, helen, store
from tests.ui.forms import every_item
from tests.ui.support import Larkfield, make_bridge

__all__ = ["asha", "blank_profile", "devices", "helen", "store"]


class SteadyClock:
    """The clock that never jumps; tests move it."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(slots=True)
class Filled:
    """The form of a visit as it stands in the window.

    Attributes:
        clock: the clock that never jumps; `pass_time` moves it and the wall's.
    """

    review: Larkfield
    visit: str
    both: NotesOrForm
    clock: SteadyClock

    def part(self, item: str, row: str = "") -> FormPart:
        """Give the part of an item, once the whole form is made."""
        self.both.pane.finish()
        return self.both.sheets[0].items.part(item, row)

    def value(self, item: str, row: str = "") -> Json:
        """Give what the review keeps as the answer, once everything arrived."""
        self.review.settle()
        opened = self.review.opened
        return answers.answers_on(opened, self.sheet, opened.me).get((item, row))

    def marks(self, item: str) -> list[Mark]:
        """Give the moments that the review keeps, once everything arrived."""
        self.review.settle()
        opened = self.review.opened
        return [one for one in answers.marks_on(opened, self.sheet, opened.me) if one.item == item]

    def note(self, text: str) -> str:
        """Write a note on the visit; gives its id."""
        given: list[str] = []
        self.review.bridge.do(capture.commit_note, self.visit, text).then(given.append)
        self.review.settle()
        return given[0]

    @property
    def sheet(self) -> Sheet:
        """The form and the visit."""
        return self.both.sheets[0].open_form.sheet

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time go by; a second by second tick only while nobody sleeps."""
        self.clock.seconds += seconds
        self.review.clock.now += timedelta(seconds=seconds)
        if not asleep:
            self.both.tick()


Fill = Callable[[], Filled]
"""Opens the form anew, as after a restart: from what the profile keeps."""


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """A review by a framework that asks for every type of item."""
    made = make_bridge(tmp_path, seed=False, framework=every_item)
    yield made
    made.close()


@pytest.fixture
def beside_notes(review: Larkfield) -> Iterator[NotesOrForm]:
    """A visit that has just begun: its notes are shown, and its form is one press away."""
    visit = review.session.do(
        review.opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4 mathematics"
    )
    made = NotesOrForm(review.bridge, QWidget())
    made.show_activity(visit)
    made.resize(780, 600)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    review.bridge.changed.connect(made.refresh)
    yield made
    review.bridge.changed.disconnect(made.refresh)
    made.close()


@pytest.fixture
def fill(review: Larkfield) -> Iterator[Fill]:
    """Show the form of one visit; again and again, each time as after a restart."""
    visit = review.session.do(
        review.opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4 mathematics"
    )
    clock = SteadyClock()
    shown: list[NotesOrForm] = []

    def made() -> Filled:
        for before in shown:
            before.leave()
            review.settle()
            review.bridge.changed.disconnect(before.refresh)
            before.close()
        shown.clear()
        # What a restart would find: only what was written to the profile.
        read = review.session.open(review.opened.id)
        review.opened.drafts.clear()
        review.opened.drafts.update(read.drafts)
        both = NotesOrForm(review.bridge, QWidget(), clock)
        both.show_activity(visit)
        both.show_side("form")
        review.bridge.changed.connect(both.refresh)
        both.resize(780, 700)
        both.show()
        both.activateWindow()
        QApplication.processEvents()
        shown.append(both)
        return Filled(review, visit, both, clock)

    yield made
    for one in shown:
        one.close()


@pytest.fixture
def form(fill: Fill) -> Filled:
    """The form, open on a visit that has just begun."""
    return fill()
