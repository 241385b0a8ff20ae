"""A visit of three days played in the program's own window: `visit_of_days PROGRAM'S ARGUMENTS`.

Each day twelve lessons are written up, note by note, with a look at every page after each. Prints one line of JSON:
bytes of memory in use, by when. Then the pages are looked at again and again, and nothing is written.
"""

import gc
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reviewer_app.__main__ import main
from reviewer_app.ui import start
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.shell.window import MainWindow

DAYS: Final = 3
NOTES: Final = 35
"""In each lesson."""

LOOKS: Final = 40
"""At every page, when all is written."""

PAGES: Final = ("today", "plan", "evidence", "findings", "report", "team", "settings")
_STEP_MS: Final = 1
_WORDS: Final = (
    "Pupils",
    "explain",
    "their",
    "method",
    "before",
    "they",
    "write",
    "it",
    "down,",
    "number",
)


class Play:
    """One visit, step by step, each on a turn of the window's own events."""

    def __init__(self, application: QApplication) -> None:
        self._steps = self._visit()
        self._told: dict[str, int] = {}
        self._timer = QTimer(application)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        page = _window().page("notes") if _window() is not None else None
        if isinstance(page, NotesPage) and not page.bridge.state.pending:
            next(self._steps, None)

    def _visit(self) -> Iterator[None]:
        window = _window()
        page = window.page("notes")
        assert isinstance(page, NotesPage)
        # Every page is made once before anything is counted.
        yield from self._look_round(window)
        self._tell("start")
        number = 0
        for day in range(1, DAYS + 1):
            for activity in [one.id for one in page.opened.activities()]:
                window.show_page("notes", activity)
                yield
                for _note in range(NOTES):
                    number += 1
                    for word in (*_WORDS, str(number)):
                        page.editor.words.insertPlainText(f"{word} ")
                        yield
                    page.editor.words.commit_asked.emit()
                    yield
                yield from self._look_round(window)
            self._tell(f"day {day}")
        for _look in range(LOOKS):
            yield from self._look_round(window)
        self._tell("looked")
        self._told["notes"] = number
        print(json.dumps(self._told), flush=True)
        window.close()

    def _look_round(self, window: MainWindow) -> Iterator[None]:
        for page in PAGES:
            window.show_page(page)
            yield
        # What the desk does in a pause; here there is none.
        gc.collect()

    def _tell(self, when: str) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self._told[when] = pages * os.sysconf("SC_PAGE_SIZE")


def _window() -> MainWindow:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))


def play() -> None:
    """Let the visit begin with the program's own start."""
    application = start.application
    plays: list[Play] = []

    def made() -> QApplication:
        app = application()
        plays.append(Play(app))
        return app

    start.application = made
    main()


if __name__ == "__main__":
    play()
