"""A form as it is filled in, in a window of its own: `python -m tests.bench.filled_form FOLDER FORM`.

FORM is "numbers" (120 questions, half of them stand on the first), "mixed" (120 of six types) or "lesson" (the
classroom observation that ships, with its two segments). Prints one line of JSON: seconds by name. As in the program,
memory is not collected meanwhile.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QScrollArea, QWidget

from reviewer_app.app import Program
from reviewer_app.frameworks.answering import options_of
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import answers, capture
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.ui.components.notes_or_form import NotesOrForm
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Theme
from tests.bench.bench_frameworks import ITEMS, long_form
from tests.bench.figures import share
from tests.frameworks.small import SMALL

ROUNDS: Final = 5
ANSWERS: Final = 200
SIZE: Final = (860, 700)
"""Pixels: the form's part of a window on a small laptop."""


class Painted(QObject):
    """Says whether a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.yet = False
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first paint."""
        self.yet = self.yet or (watched is self._widget and event.type() == QEvent.Type.Paint)
        return False


def numbers() -> LoadedFramework:
    """Give 120 numbers and sums of them."""
    return _with([one.model_dump(mode="json", exclude_none=True) for one in long_form()])


def mixed() -> LoadedFramework:
    """Give 120 questions of six types, each asked unless the one before says otherwise."""
    kinds: tuple[dict[str, Json], ...] = (
        {"type": "scale", "scale": "estimate", "not_applicable": True},
        {"type": "yes-no"},
        {"type": "low-medium-high", "hint": "Look twice."},
        {"type": "number", "constraint": ". < 100"},
        {"type": "narrative"},
        {"type": "text"},
    )
    items: list[Json] = []
    for number in range(ITEMS):
        item = {"id": f"q{number}", "label": f"Question {number}, what did you see then?"}
        relevant = {"relevant": f"${{q{number - 1}}} != 'never'"} if number else {}
        items.append({**item, **kinds[number % len(kinds)], **relevant})
    return _with(items)


def lesson() -> LoadedFramework:
    """Give the classroom observation that ships."""
    return next(one for one in shipped() if one.framework.id == "classroom-observation")


_ANSWERED: Final = ("number", "scale", "low-medium-high")

FORMS: Final[dict[str, Callable[[], LoadedFramework]]] = {
    "numbers": numbers,
    "mixed": mixed,
    "lesson": lesson,
}


def _with(items: list[Json]) -> LoadedFramework:
    text = f"    items: {json.dumps(items)}\nreport:\n"
    return load_framework(SMALL.replace("report:\n", text), source="long.yaml")


def _begun(session: Session, framework: LoadedFramework) -> tuple[Bridge, str]:
    school = SchoolFacts("Larkfield Primary School", "990001", "Larkfield")
    review = session.create_review(school, framework, start="2026-11-17", days=3)
    opened = session.open(review)
    for form in framework.framework.forms:
        if form.role == "also":
            session.do(opened, answers.use_form, form.id)
    kind = ActivityKind.LESSON_VISIT
    visit = session.do(opened, capture.start_unplanned, kind, "Year 4 mathematics")
    return Bridge(session, opened), visit


def _until(true: Callable[[], bool]) -> list[float]:
    """Let events run until something is true; gives the processor seconds that each turn took."""
    turns: list[float] = []
    while not true():
        start = time.thread_time()
        QApplication.processEvents()
        turns.append(time.thread_time() - start)
    return turns


def _bare() -> float:
    """Show a bare window of 120 plain fields; gives the seconds until it is painted."""
    start = time.perf_counter()
    body = QWidget()
    rows = QFormLayout(body)
    for number in range(ITEMS):
        rows.addRow(f"Question {number}", QLineEdit())
    window = QScrollArea()
    window.setWidgetResizable(True)
    window.setWidget(body)
    window.resize(*SIZE)
    painted = Painted(body)
    window.show()
    _until(lambda: painted.yet)
    taken = time.perf_counter() - start
    window.close()
    window.deleteLater()
    return taken


def _shown(bridge: Bridge, visit: str) -> tuple[NotesOrForm, float, float, float, list[float]]:
    """Show the form.

    Gives the seconds to its first picture, the same in processor time, the seconds until it is whole, and the processor
    time used in each pause.
    """
    both = NotesOrForm(bridge, QWidget())
    both.resize(*SIZE)
    both.show_activity(visit)
    both.show()
    QApplication.processEvents()
    painted = Painted(both.pane.viewport())
    start, worked = time.perf_counter(), time.thread_time()
    both.show_side("form")
    _until(lambda: painted.yet)
    first, worked = time.perf_counter() - start, time.thread_time() - worked
    pauses = _until(lambda: both.pane.whole)
    return both, first, worked, time.perf_counter() - start, pauses


def _answered(bridge: Bridge, both: NotesOrForm) -> Iterator[tuple[float, float, float]]:
    """Answer one question again and again.

    Gives the seconds from the answer's coming back until all it changes is laid out and painted, the same in processor
    time, and the seconds from the choice on.
    """
    open_form = both.sheets[-1].open_form
    item = next(one for one in open_form.items.values() if one.type in _ANSWERED)
    row = next(iter(open_form.rows(item.id)))
    offered: Sequence[Json] = options_of(open_form.framework, item) or range(7)
    told: list[frozenset[str]] = []
    bridge.changed.connect(told.append)
    for number in range(ANSWERS):
        start = time.perf_counter()
        open_form.give(item.id, row, offered[number % len(offered)])
        _until(lambda: bool(told))
        came, worked = time.perf_counter(), time.thread_time()
        both.refresh(told.pop())
        QApplication.processEvents()
        end, done = time.perf_counter(), time.thread_time()
        yield end - came, done - worked, end - start
    bridge.changed.disconnect(told.append)


def main() -> None:
    """Measure, and print what was measured."""
    application = QApplication([])
    Theme().apply(application, "light")
    session, _code = Program().create(Path(sys.argv[1]), passphrase="seven lanterns over larkfield")
    session.become("Helen Marsh")
    bridge, visit = _begun(session, FORMS[sys.argv[2]]())
    gc.collect()
    gc.freeze()
    gc.disable()
    bare: list[float] = []
    firsts: list[float] = []
    works: list[float] = []
    wholes: list[float] = []
    pauses: list[float] = []
    for turn in range(ROUNDS + 1):
        floor = _bare()
        both, first, work, whole, taken = _shown(bridge, visit)
        # The first of each imports and warms caches.
        if turn:
            bare.append(floor)
            firsts.append(first)
            works.append(work)
            wholes.append(whole)
            pauses += taken
        if turn < ROUNDS:
            both.close()
            both.deleteLater()
    shown, worked, with_disk = (
        sorted(times) for times in zip(*_answered(bridge, both), strict=True)
    )
    found = {
        "bare": statistics.median(bare),
        "first": statistics.median(firsts),
        "first_worked": statistics.median(works),
        "whole": statistics.median(wholes),
        "pause": share(pauses, 0.99),
        "shown": share(shown, 0.5),
        "shown_p99": share(shown, 0.99),
        "worked_p99": share(worked, 0.99),
        "with_disk": share(with_disk, 0.5),
    }
    print(json.dumps(found), flush=True)
    bridge.close()
    session.close()


if __name__ == "__main__":
    main()
