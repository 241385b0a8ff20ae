"""The program's window, telling when the note being written was drawn.

`python -m tests.bench.typed_window [--work NAME=PATH]... [--spoil HOW] -- ARGUMENTS OF THE PROGRAM`. Work begins with
the first key that can be taken: "import" of a register, "gather" from a store, "report" again and again until the
others are over. What is spoilt on purpose, to see that it is noticed: "sleep" in what a changed text calls, or
"garbage", which leaves Python to collect memory when it likes.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.__main__ import main
from reviewer_app.review import exchange, exporting
from reviewer_app.review.register import import_register, read_extract
from reviewer_app.ui import start
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.widgets.note_editor import NoteText
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.bench.typing_told import Teller, tell

SLEEP = 0.1
"""Seconds of the sleep that must be noticed."""

SETTLED_MS = 1_500
"""Milliseconds from the field's first moment until work begins: the program is through with its own start."""


def telling(fits: Callable[[QWidget | None], bool], ready: Callable[[], None]) -> list[Teller]:
    """Have the program tell of a field from when it has the keyboard; gives the one who tells, once it is there."""
    draw = PlainEdit.paintEvent
    tellers: list[Teller] = []

    def drawn(self: PlainEdit, event: QPaintEvent) -> None:
        draw(self, event)
        for teller in tellers:
            teller.painted(self)

    def made() -> QApplication:
        app = application()
        tellers.append(Teller(fits, ready, app))
        return app

    application = start.application
    PlainEdit.paintEvent = drawn  # type: ignore[method-assign]
    start.application = made
    return tellers


def watch(work: dict[str, str], spoil: str) -> None:
    """Hook the window's moments."""
    telling(_is_note, lambda: _begin(work, spoil))
    if spoil == "garbage":
        for name in ("disable", "freeze"):
            setattr(gc, name, lambda: None)


def _is_note(widget: QWidget | None) -> bool:
    return isinstance(widget, NoteText)


def _begin(work: dict[str, str], spoil: str) -> None:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    page = window.page("notes")
    assert isinstance(page, NotesPage)
    if spoil == "sleep":
        page.editor.words.textChanged.connect(lambda: time.sleep(SLEEP))
    under_way = set(work) - {"report"}
    for name, path in work.items():
        QTimer.singleShot(SETTLED_MS, page, partial(WORKS[name], page.bridge, path, under_way))


def _run(bridge: Bridge, name: str, errand: Callable[[], object], under_way: set[str]) -> None:
    """Run an errand as the pages do; reports follow each other as long as anything else is under way."""
    tell(f"began {name}")

    def done(_what: object) -> None:
        tell(f"ended {name}")
        if name == "gather":
            bridge.refresh()
        under_way.discard(name)
        if name == "report" and under_way:
            _run(bridge, name, errand, under_way)

    bridge.ask(errand).then(done)


def _import(bridge: Bridge, extract: str, under_way: set[str]) -> None:
    database = bridge.session.database
    _run(
        bridge,
        "import",
        lambda: import_register(database, read_extract(Path(extract)), progress=lambda *_: None),
        under_way,
    )


def _gather(bridge: Bridge, store: str, under_way: set[str]) -> None:
    session, review = bridge.session, bridge.opened.id
    _run(bridge, "gather", lambda: exchange.gather(session, review, store), under_way)


def _report(bridge: Bridge, _nothing: str, under_way: set[str]) -> None:
    session, opened = bridge.session, bridge.opened.snapshot()
    _run(bridge, "report", lambda: exporting.build_draft(session, opened), under_way)


WORKS = {"import": _import, "gather": _gather, "report": _report}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="typed_window")
    parser.add_argument("--work", action="append", default=[])
    parser.add_argument("--spoil", choices=("", "sleep", "garbage"), default="")
    parser.add_argument("program", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    options = _options()
    watch(dict(one.split("=", 1) for one in options.work), options.spoil)
    sys.argv[1:] = options.program
    main()
