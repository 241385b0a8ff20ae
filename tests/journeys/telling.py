"""The program as it is, in processes forked from one that has imported it, and telling what stands in its window.

Each line of the input asks for one window (`Asked`, as JSON) and is answered by a process id. Importing is most of a
start, and what is tried with these windows needs dozens of them. What a window tells (`TOLD`, one JSON object a line)
is read off its widgets on the window's own thread; everything that is done to it comes from outside, as keys.
"""

import gc
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from reviewer_app.app import Program, system_clock
from reviewer_app.review import exchange, exporting
from reviewer_app.review.register import import_register, read_extract
from reviewer_app.store import migration, profile
from reviewer_app.store.migration import Rebuild
from reviewer_app.ui import start
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.page_list import EVERY_PAGE, module_of
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.store.keyrings import MemoryBackend, keyring_over

LOOK_MS: Final = 15
"""Milliseconds between two looks at what stands in the window."""

_MORE: Final = (
    "alembic.config",
    "alembic.runtime.environment",
    "alembic.script",
    "reviewer_app.review.checking",
    "reviewer_app.ui.pages.unlock",
    "reviewer_app.ui.shell.crash",
    "reviewer_app.ui.shell.desk",
    "reviewer_app.ui.shell.prompts",
    *map(module_of, EVERY_PAGE),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One window: its display, its profile and the keyring's entry for that, what runs in it, where it tells.

    `work` names what it does besides, from the moment a note can be typed, with what lies at `material`; `scripts` are
    the revisions it knows instead of those that ship; `late` is a file with the seconds its clock is behind.
    """

    display: str
    folder: str
    entry: tuple[str, str, str]
    told: str
    work: str = ""
    material: str = ""
    scripts: str = ""
    late: str = ""


class Teller(QObject):
    """Tells what stands in the window whenever that is something else than before."""

    def __init__(self, asked: Asked, parent: QObject) -> None:
        super().__init__(parent)
        self._asked = asked
        self._out = os.open(asked.told, os.O_WRONLY)
        self._last: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def tell(self, **what: object) -> None:
        """Tell one thing; short enough to be written whole."""
        os.write(self._out, json.dumps(what).encode() + b"\n")

    def _look(self) -> None:
        window = next((one for one in QApplication.topLevelWidgets() if _is_main(one)), None)
        if not isinstance(window, MainWindow) or not window.isVisible():
            return
        stands: dict[str, Any] = {"window": int(window.winId())}
        if window.current_page:
            line = window.state_line
            stands |= {"page": window.current_page, "line": line.word}
        focused = QApplication.focusWidget()
        if isinstance(focused, PlainEdit):
            stands |= {"text": focused.toPlainText(), "cursor": focused.cursor_position()}
            page = window.page("notes")
            if self._asked.work and "text" not in self._last and page is not None:
                WORKS[self._asked.work](self, page.bridge, self._asked.material)
        if stands != self._last:
            self._last = stands
            self.tell(**stands)


def _is_main(widget: object) -> bool:
    return isinstance(widget, MainWindow)


def _again_and_again(
    teller: Teller, bridge: Bridge, errand: Callable[[], object], *, once: bool = False
) -> None:
    """Run an errand as the pages do, and again when it is done."""
    teller.tell(work="began")

    def done(_what: object) -> None:
        teller.tell(work="ended")
        if not once:
            _again_and_again(teller, bridge, errand)

    bridge.ask(errand).then(done)


def _import(teller: Teller, bridge: Bridge, extract: str) -> None:
    database = bridge.session.database

    def errand() -> object:
        return import_register(database, read_extract(Path(extract)), progress=lambda *_: None)

    _again_and_again(teller, bridge, errand, once=True)


def _back_up(teller: Teller, bridge: Bridge, _nothing: str) -> None:
    _again_and_again(teller, bridge, bridge.session.back_up)


def _gather(teller: Teller, bridge: Bridge, store: str) -> None:
    session, review = bridge.session, bridge.opened.id

    def errand() -> object:
        return exchange.gather(session, review, store)

    _again_and_again(teller, bridge, errand, once=True)


def _build(teller: Teller, bridge: Bridge, _nothing: str) -> None:
    session, opened = bridge.session, bridge.opened.snapshot()
    _again_and_again(teller, bridge, lambda: exporting.build_draft(session, opened))


WORKS: Final = {"import": _import, "backup": _back_up, "gathering": _gather, "report": _build}


def _know_more(teller: Teller, scripts: Path) -> None:
    """Let the program be one that has another revision, and tell of the migration that this means."""

    def migrate(folder: Path, key: bytes, rebuild: Rebuild) -> None:
        teller.tell(work="began")
        migration.migrate(folder, key, rebuild, scripts=scripts)
        teller.tell(work="ended")

    newer: dict[str, object] = {
        "migrate": migrate,
        "head": partial(migration.head, scripts),
        "refuse_newer": partial(migration.refuse_newer, scripts=scripts),
    }
    for name, function in newer.items():
        setattr(profile, name, function)


def show(asked: Asked) -> int:
    """Open the window and stay until it is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ["DISPLAY"] = asked.display
    backend = MemoryBackend()
    service, name, secret = asked.entry
    backend.entries[service, name] = secret
    app = start.application()
    teller = Teller(asked, app)
    if asked.scripts:
        _know_more(teller, Path(asked.scripts))

    def clock() -> datetime:
        if not asked.late:
            return system_clock()
        return system_clock() - timedelta(seconds=float(Path(asked.late).read_text()))

    program = Program(clock=clock, keyring=lambda: keyring_over(backend))
    return start.start_window(["--profile", asked.folder], program)


def nurse() -> None:
    """Fork a window for each line that comes, until there are no more."""
    # As `reviewer_app.__main__` does before it imports anything.
    gc.disable()
    for module in _MORE:
        importlib.import_module(module)
    gc.freeze()
    # Whoever is killed is buried by the system.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            code = 1
            # Nothing of the nursery's: whoever reads its answers must not wait for a window.
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 0)
            os.dup2(nothing, 1)
            try:
                code = show(Asked(**asked))
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(child, flush=True)


def written(asked: Asked) -> str:
    """Write down what is asked for, as one line."""
    return json.dumps(asdict(asked)) + "\n"


def now() -> float:
    """Give the seconds of the clock that keys, kills and what is told are timed by."""
    return time.monotonic()


if __name__ == "__main__":
    nurse()
