"""A typist at a window that tells what stands in it (`telling.py`): keys from outside, one by one, and a sudden end."""

import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.journeys.desktop import PATIENCE, NotSeenError, tool
from tests.journeys.telling import Asked, written

ROOT: Final = Path(__file__).resolve().parents[2]

NOTES: Final = "to the notes"
NAMES: Final = {
    " ": "space",
    "\n": "Return",
    "\b": "BackSpace",
    "<": "Left",
    ".": "period",
    ",": "comma",
    NOTES: "alt+3",
}
"""What the X server calls keys that are no letter or digit."""

_ORPHANED: Final = re.compile(
    r"Traceback \(most recent call last\):\n(?:  .*\n)*?  .* in _main\n(?:  .*\n)*EOFError: Ran out of input\n"
)


class Keyboard:
    """One keyboard of a display, whose keys go to whatever has the focus there."""

    def __init__(self, address: str) -> None:
        self._typing = subprocess.Popen(
            [tool("xdotool"), "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "DISPLAY": address},
        )

    def press(self, key: str) -> None:
        """Press one key: a letter, a digit, or one of `NAMES`."""
        self._say(f"key --delay 0 {NAMES.get(key, key)}")

    def chord(self, *keys: str) -> None:
        """Press keys held together, such as "ctrl+c", one chord after the other."""
        self._say(f"key --delay 20 {' '.join(keys)}")

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._say(f"windowfocus {window}")

    def close(self) -> None:
        """Put it away."""
        self._typing.communicate()

    def _say(self, line: str) -> None:
        assert self._typing.stdin is not None
        self._typing.stdin.write(f"{line}\n")
        self._typing.stdin.flush()


@dataclass(slots=True)
class ToldWindow:
    """A window in a process of its own, and what it told last."""

    process: int
    _out: int
    _log: Path
    stands: dict[str, Any] = field(default_factory=dict)
    working: bool = False
    works: int = 0
    _rest: bytes = b""

    def hear(self, seconds: float = 0.0) -> bool:
        """Take in what was told, waiting so long for it; False when the window is gone."""
        ready, _, _ = select.select([self._out], [], [], seconds)
        if not ready:
            return True
        came = os.read(self._out, 1 << 16)
        *lines, self._rest = (self._rest + came).split(b"\n")
        for line in lines:
            told = json.loads(line)
            work = told.get("work")
            if work is None:
                self.stands = told
            else:
                self.working = work == "began"
                self.works += self.working
        return bool(came)

    def wait_for(self, what: str, chosen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until what stands in the window is as wanted."""
        deadline = time.monotonic() + PATIENCE
        while not chosen(self.stands):
            if time.monotonic() > deadline or not self.hear(0.2):
                raise NotSeenError(f"{what} did not come: {self.stands}\n{self._log.read_text()}")
        return self.stands

    def kept_waiting(self) -> float:
        """Give the seconds its threads stood in line for a processor, in all; next to none where nothing else runs."""
        seconds = 0.0
        for task in Path(f"/proc/{self.process}/task").iterdir():
            # A thread may end between two looks.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                seconds += int((task / "schedstat").read_text().split()[1]) / 1e9
        return seconds

    def kill(self) -> None:
        """End it as a power cut would, without a word, and wait until it is gone; nothing the second time."""
        if self._out < 0:
            return
        os.kill(self.process, signal.SIGKILL)
        while self.hear(PATIENCE):
            pass
        os.close(self._out)
        self._out = -1

    def complaints(self) -> str:
        """Give what it wrote where nobody looks: a traceback, a warning."""
        return self._log.read_text()


class Nursery:
    """Windows, one after the other, on one display."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.keyboard = Keyboard(address)
        self._folder = folder
        self._windows: list[ToldWindow] = []
        self._log = folder / "windows.log"
        with self._log.open("ab") as log:
            self._nurse = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.telling"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={
                    **os.environ,
                    "QT_QPA_PLATFORM": "xcb",
                    "PYTHONPATH": str(ROOT),
                },
            )

    def open(self, folder: Path, entry: tuple[str, str, str], **how: str) -> ToldWindow:
        """Open a window on a profile; see `Asked`."""
        told = self._folder / f"told-{len(self._windows)}"
        os.mkfifo(told)
        asked = Asked(self.address, str(folder), entry, str(told), **how)
        assert self._nurse.stdin is not None
        assert self._nurse.stdout is not None
        self._nurse.stdin.write(written(asked))
        self._nurse.stdin.flush()
        process = int(self._nurse.stdout.readline())
        out = os.open(told, os.O_RDONLY)
        told.unlink()
        self._windows.append(ToldWindow(process, out, self._log))
        return self._windows[-1]

    def focused(self, window: ToldWindow) -> None:
        """Give a window the keyboard once it is there, and wait until a note can be typed."""
        self.keyboard.focus(window.wait_for("the window", lambda told: "window" in told)["window"])
        window.wait_for("a page", lambda told: "page" in told)
        if window.stands["page"] == "today":
            # Nothing was being written: Today is first, and the visit under way one key from it.
            self.keyboard.press(NOTES)
        window.wait_for("where notes are typed", lambda told: "text" in told)

    def complaints(self) -> str:
        """Give what the windows wrote where nobody looks.

        Left out is what Python says in a process that was being started as its parent was killed: it had not been told
        yet what to run.
        """
        return _ORPHANED.sub("", self._log.read_text())

    def close(self) -> None:
        """End what is open, and let no more windows be opened."""
        for window in self._windows:
            window.kill()
        self.keyboard.close()
        self._nurse.communicate()


@contextmanager
def nursery(address: str, folder: Path) -> Iterator[Nursery]:
    """Make what opens windows on a display, and put it away."""
    made = Nursery(address, folder)
    try:
        yield made
    finally:
        made.close()
