"""What happens to words typed in the window while the disk, the clock or the laptop fails.

A program, started by `test_typing_faults.py` in a space of its own, where a small disk is mounted and it may look into
the windows it opens: `typing_faults.py DISK FOLDER`. It plays every scenario and prints a line of JSON about each.
Faults of the disk are put into the system's own calls by strace, on the profile's files alone, and end with it.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.journeys.desktop import PATIENCE, display, tool
from tests.journeys.killing import Kept, prepared
from tests.journeys.telling import now
from tests.journeys.typist import Nursery, ToldWindow, nursery

DISK: Final = Path(sys.argv[1])
FOLDER: Final = Path(sys.argv[2])

WRITES: Final = "pwrite64,pwritev,ftruncate,fallocate"
FLUSHES: Final = "fdatasync,fsync"
LOOKS: Final = "access,faccessat,faccessat2"

BEFORE, DURING, AFTER = "before it ", "while it lasts ", "and after"


class Scenario:
    """One window on a profile of its own, with some words in it that are saved."""

    def __init__(self, windows: Nursery, made: Kept, name: str) -> None:
        self.windows = windows
        self.kept = made.copied(DISK / name)
        self.late = FOLDER / "late"
        self.late.write_text("0")
        self.window = self._opened()
        self.said: list[str] = []
        self.type(BEFORE)
        self.wait_saved()

    def _opened(self) -> ToldWindow:
        window = self.windows.open(self.kept.folder, self.kept.entry, late=str(self.late))
        self.windows.focused(window)
        return window

    @property
    def text(self) -> str:
        """What stands in the window."""
        return str(self.window.stands["text"])

    def type(self, words: str, gap: float = 0.04) -> None:
        """Type words and see them stand there, whatever else goes on."""
        wanted = self.text + words
        for key in words:
            self.windows.keyboard.press(key)
            time.sleep(gap)
        self.window.wait_for(f"{wanted!r}", lambda told: told.get("text") == wanted)

    def wait_line(self, beginning: str) -> str:
        """Wait until the state line begins so; give the whole of it."""
        told = self.window.wait_for(
            f"a line {beginning!r}", lambda told: str(told.get("line")).startswith(beginning)
        )
        return str(told["line"])

    def wait_saved(self) -> None:
        """Wait until what stands in the window is what the file holds, and the line says so."""
        deadline = now() + PATIENCE
        while (found := self.kept.read().words) != self.text:
            if now() > deadline:
                raise TimeoutError(f"the file holds {found!r} and not {self.text!r}")
            self.window.hear(0.1)
        self.wait_line("Saved")

    def copy_out(self) -> None:
        """Copy every word out of the window, and see by pasting that they can be had."""
        words = self.text
        self.windows.keyboard.chord("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
        self.window.wait_for("the words twice", lambda told: told.get("text") == words + words)

    def end(self) -> dict[str, object]:
        """Type on, see that all is saved, kill the window, and find everything in another; say how it went."""
        self.type(AFTER)
        self.wait_saved()
        words = self.text
        self.window.kill()
        self.window = self._opened()
        again = self.text
        self.window.kill()
        return {"said": self.said, "kept": again == words == self.kept.read().words}


@contextlib.contextmanager
def failing(scenario: Scenario, calls: str, how: str) -> Iterator[None]:
    """Let system calls on the profile's files fail or wait."""
    process, path = scenario.window.process, scenario.kept.path
    places = [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]
    at = [option for place in (*places, path.parent) for option in ("-P", str(place))]
    inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:{how}"]
    with Path(os.devnull).open("wb") as nothing:
        tracer = subprocess.Popen(
            [tool("strace"), "-f", "-o", os.devnull, *at, *inject, "-p", str(process)],
            stderr=nothing,
        )
        try:
            _wait_until(lambda: all(_traced(task) for task in _tasks(process)))
            yield
        finally:
            tracer.send_signal(signal.SIGINT)
            tracer.wait(PATIENCE)


def _tasks(process: int) -> list[Path]:
    return list(Path(f"/proc/{process}/task").iterdir())


def _traced(task: Path) -> bool:
    return "TracerPid:\t0\n" not in (task / "status").read_text()


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = now() + PATIENCE
    while not true():
        if now() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def full_disk(scenario: Scenario) -> None:
    filler = DISK / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(DISK).free))
    try:
        scenario.type(DURING)
        scenario.said.append(scenario.wait_line("Not saved"))
        scenario.copy_out()
        # A note that is ended meanwhile comes back to where it was typed.
        words = scenario.text
        scenario.windows.keyboard.press("\n")
        scenario.window.wait_for("the card emptied", lambda told: told.get("text") != words)
        scenario.window.wait_for("the words back", lambda told: told.get("text") == words.strip())
        scenario.said.append(scenario.wait_line("Not saved"))
    finally:
        filler.unlink()


def read_only(scenario: Scenario) -> None:
    with failing(scenario, f"{WRITES},{FLUSHES},{LOOKS}", "error=EROFS"):
        scenario.type(DURING)
        scenario.said.append(scenario.wait_line("Not saved"))
        scenario.copy_out()


def broken_writes(scenario: Scenario) -> None:
    with failing(scenario, WRITES, "error=EIO"):
        scenario.type(DURING)
        scenario.said.append(scenario.wait_line("Not saved"))
        scenario.copy_out()


def broken_flushes(scenario: Scenario) -> None:
    with failing(scenario, FLUSHES, "error=EIO"):
        scenario.type(DURING)
        scenario.said.append(scenario.wait_line("Not saved"))
        scenario.copy_out()


def slow_disk(scenario: Scenario) -> None:
    """Half a second a flush, twice as long as a draft takes to come due, for as long as it takes to fall behind."""
    with failing(scenario, FLUSHES, "delay_enter=500000"):
        typed: list[tuple[float, str]] = []
        for _turn in range(12):
            scenario.type("a slow disk ", 0.05)
            typed.append((now(), scenario.text))
            scenario.said.append(str(scenario.window.stands["line"]))
        kept = scenario.kept.read().words
        behind = [typed[-1][0] - at for at, words in typed if len(words) > len(kept)]
        scenario.said.append(f"behind: {max(behind, default=0.0):.1f}")


def stalled_disk(scenario: Scenario) -> None:
    """A flush that does not come back: a stick pulled half out, a disk that spins up."""
    with failing(scenario, FLUSHES, "delay_enter=600000000"):
        scenario.type(DURING)
        scenario.said.append(scenario.wait_line("Saving"))
        scenario.said.append(scenario.wait_line("Not saved"))
        scenario.copy_out()
        scenario.type(DURING)


def clock_back(scenario: Scenario) -> None:
    """The clock is put back by an hour in the middle of a note, and another note is ended after it."""
    scenario.type(DURING)
    scenario.windows.keyboard.press("\n")
    scenario.window.wait_for("the card emptied", lambda told: told.get("text") == "")
    scenario.type("second ")
    scenario.late.write_text("3600")
    scenario.type(DURING)
    scenario.windows.keyboard.press("\n")
    scenario.window.wait_for("the card emptied", lambda told: told.get("text") == "")
    scenario.type("third ")
    scenario.wait_saved()
    scenario.said.extend(sorted(scenario.kept.read().notes))


def laptop_sleep(scenario: Scenario) -> None:
    """The lid is shut in the middle of a word; what was pressed in that moment is there when it opens."""
    scenario.windows.keyboard.press("m")
    os.kill(scenario.window.process, signal.SIGSTOP)
    scenario.windows.keyboard.press("o")
    time.sleep(1.5)
    os.kill(scenario.window.process, signal.SIGCONT)
    wanted = BEFORE + "mo"
    scenario.window.wait_for(wanted, lambda told: told.get("text") == wanted)
    scenario.type(DURING)


SCENARIOS: Final = (
    full_disk,
    read_only,
    broken_writes,
    broken_flushes,
    slow_disk,
    stalled_disk,
    clock_back,
    laptop_sleep,
)


def play() -> None:
    """Play every scenario, each on a copy of one profile, and print what came of it."""
    made = prepared(FOLDER / "made")
    wanted = sys.argv[3:] or [one.__name__ for one in SCENARIOS]
    with display() as screen, nursery(screen, FOLDER) as windows:
        for scene in SCENARIOS:
            if scene.__name__ in wanted:
                scenario = Scenario(windows, made, scene.__name__)
                scene(scenario)
                print(json.dumps({scene.__name__: scenario.end()}), flush=True)
                shutil.rmtree(scenario.kept.folder)
        print(json.dumps({"complaints": windows.complaints()}))


if __name__ == "__main__":
    play()
