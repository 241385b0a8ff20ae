"""A person at a desk: a real display, a real window in its own process, keys and mouse from outside.

Controls are found by their accessible names, as a screen reader finds them, and used by real X events.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

EYES = Path(__file__).with_name("eyes.py")
HOLDING = Path(__file__).with_name("holding.py")
FAILED = Path(__file__).resolve().parents[2] / "build" / "journey-failed.png"
"""What was on the screen when a journey failed."""

PATIENCE = 30.0
"""Seconds to wait for something to appear before the journey fails."""


class NotSeenError(AssertionError):
    """Something that should be on the screen is not."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen: its accessible name and role, its states, its place, its text.

    `path` says where it stands in the tree that a screen reader goes through: the place of each parent in its own.
    """

    name: str
    role: str
    states: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int
    text: str
    caret: int
    description: str
    path: tuple[int, ...]

    @property
    def middle(self) -> tuple[int, int]:
        """The point a person would click."""
        return (self.x + self.width // 2, self.y + self.height // 2)


def in_words(seen: list[Seen]) -> str:
    """Say what is on the screen, one thing a line."""
    return "\n".join(
        f"{one.role}: {one.name!r} {one.text!r}{' (focused)' * ('focused' in one.states)}"
        for one in seen
    )


def tool(name: str) -> str:
    """Find a program of the system; a missing one fails the journey."""
    found = shutil.which(name)
    if found is None:
        raise NotSeenError(f"{name} is not installed: see packages.txt")
    return found


@contextmanager
def display(width: int = 1296, height: int = 840) -> Iterator[str]:
    """Start a real X server without a screen, with room for the window at its usual size; give its address."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            tool("Xvfb"),
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@dataclass(slots=True)
class Window:
    """The program's window in a process of its own.

    `clock` is the file that holds its present moment; None for the system's clock. `watch` is a command that runs the
    program in its own place, such as strace.
    """

    address: str
    arguments: list[str]
    clock: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)
    watch: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    log: Path | None = None

    def start(self) -> None:
        """Start the program and wait for its window."""
        environment = {
            **os.environ,
            **self.environment,
            "DISPLAY": self.address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
        }
        program = (
            ["reviewer_app"] if self.clock is None else ["tests.journeys.program", str(self.clock)]
        )
        with (self.log or Path(os.devnull)).open("ab") as output:
            self.process = subprocess.Popen(
                [*self.watch, sys.executable, "-m", *program, *self.arguments],
                env=environment,
                stdout=output,
                stderr=output,
            )
        window = self._first_window(self.process)
        self._x("windowmove", window, "0", "0")
        self.focus()

    def at(self, moment: str) -> None:
        """Put the program's clock to a moment, as an ISO time."""
        assert self.clock is not None
        part = self.clock.with_suffix(".part")
        part.write_text(moment)
        part.replace(self.clock)

    def later(self) -> None:
        """Let a minute go by: what happens in one moment stands in no order of its own."""
        assert self.clock is not None
        now = datetime.fromisoformat(self.clock.read_text())
        self.at((now + timedelta(minutes=1)).isoformat())

    def focus(self) -> None:
        """Give the main window the keyboard, as a window manager would."""
        self._x("windowfocus", "--sync", self._main())

    def kill(self) -> None:
        """End the program as a power cut would, without a word."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """Close the program as a person does, and wait until it is gone."""
        assert self.process is not None
        if self.process.poll() is None:
            self.keys("ctrl+q")
            self.process.wait(PATIENCE)

    def look(self) -> list[Seen]:
        """Give everything on the screen that a screen reader sees."""
        assert self.process is not None
        walked = subprocess.run(
            ["/usr/bin/python3", str(EYES), str(self.process.pid)],
            env={**os.environ, "DISPLAY": self.address},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,  # a window that is just closing has no tree; the next look tells
        )
        seen = []
        for line in walked.stdout.splitlines():
            one = json.loads(line)
            if "showing" in one["states"]:
                seen.append(
                    Seen(
                        one["name"],
                        one["role"],
                        tuple(one["states"]),
                        one.get("x", 0),
                        one.get("y", 0),
                        one.get("width", 0),
                        one.get("height", 0),
                        one.get("text", ""),
                        one.get("caret", -1),
                        one.get("description", ""),
                        tuple(one["path"]),
                    )
                )
        return seen

    @contextmanager
    def held_by_a_reader(self) -> Iterator[None]:
        """Let a screen reader hold on to what is on the screen, and ask for all of it again afterwards."""
        assert self.process is not None
        with subprocess.Popen(
            ["/usr/bin/python3", str(HOLDING), str(self.process.pid)],
            env={**os.environ, "DISPLAY": self.address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as reader:
            assert reader.stdout is not None
            held = int(reader.stdout.readline())
            yield
            told, _ = reader.communicate("\n", timeout=PATIENCE)
        assert held > 0
        assert reader.returncode == 0
        assert int(told) > 0

    def wait_for(self, what: str, chosen: Callable[[Seen], bool]) -> Seen:
        """Wait until something is on the screen."""
        deadline = time.monotonic() + PATIENCE
        seen: list[Seen] = []
        while time.monotonic() < deadline:
            seen = self.look()
            for one in seen:
                if chosen(one):
                    return one
            time.sleep(0.3)
        self.picture(FAILED)
        raise NotSeenError(f"{what} did not appear. On the screen:\n{in_words(seen)}")

    def wait_until_gone(self, *roles: str) -> None:
        """Wait until nothing of these roles is on the screen."""
        deadline = time.monotonic() + PATIENCE
        while any(one.role in roles and one.width > 0 for one in self.look()):
            if time.monotonic() > deadline:
                self.picture(FAILED)
                raise NotSeenError(f"still on the screen: {roles}")
            time.sleep(0.2)

    def wait_for_menu(self) -> None:
        """Wait until a menu stands over the window: it is a window of its own."""
        deadline = time.monotonic() + PATIENCE
        while len(self._windows()) < 2:
            if time.monotonic() > deadline:
                self.picture(FAILED)
                raise NotSeenError("no menu came")
            time.sleep(0.1)

    def named(self, name: str, role: str | None = None) -> Seen:
        """Wait for something by its accessible name (or its beginning, ending in "...")."""

        def chosen(one: Seen) -> bool:
            fits = one.name.startswith(name[:-3]) if name.endswith("...") else one.name == name
            return fits and role in (None, one.role) and one.width > 0

        return self.wait_for(f"{role or 'anything'} named {name!r}", chosen)

    def says(self, words: str, *, times: int = 1) -> None:
        """Wait until these words stand on the screen, so many times."""
        found = 0

        def counted(one: Seen) -> bool:
            nonlocal found
            found = (0 if one.role == "application" else found) + (
                words in one.name or words in one.text
            )
            return found >= times

        self.wait_for(f"the words {words!r} ({times})", counted)

    def click(self, name: str, role: str | None = None) -> None:
        """Click something by its accessible name."""
        self.press(self.named(name, role))

    def click_into(self, name: str) -> None:
        """Click a field by its accessible name, until it has the keys: a field may move between look and click."""
        deadline = time.monotonic() + PATIENCE
        while "focused" not in (field := self.named(name, "text")).states:
            if time.monotonic() > deadline:
                self.picture(FAILED)
                raise NotSeenError(f"{name!r} does not take the keys.\n{in_words(self.look())}")
            self.press(field)

    def press(self, seen: Seen) -> None:
        """Click something that was seen, once it stands still: what came of the last key may still move it."""
        deadline = time.monotonic() + PATIENCE
        while (now := self._again(seen)).middle != seen.middle:
            if time.monotonic() > deadline:
                self.picture(FAILED)
                raise NotSeenError(f"{seen.name!r} never stands still.")
            seen = now
        x, y = seen.middle
        self._x("mousemove", "--sync", str(x), str(y), "click", "1")

    def _again(self, seen: Seen) -> Seen:
        """Look where something is now."""
        key = (seen.path, seen.role, seen.name)
        return next((one for one in self.look() if (one.path, one.role, one.name) == key), seen)

    def keys(self, *sequence: str) -> None:
        """Press keys, such as "ctrl+k" or "Return"."""
        self._x("key", "--delay", "20", *sequence)

    def type(self, text: str, *, delay: int = 12) -> None:
        """Type text, key by key; `delay` in milliseconds."""
        self._x("type", "--delay", str(delay), "--", text)

    def choose_file(self, path: Path, *, title: str = "", another_follows: bool = False) -> None:
        """Give a path to the open file dialog; another one may follow it."""
        self.wait_for(
            f"the file dialog {title!r}",
            lambda one: (
                one.role in ("dialog", "file chooser") and one.width > 0 and title in one.name
            ),
        )
        self.keys("ctrl+a")
        self.type(str(path))
        self.keys("Return")
        if not another_follows:
            self.wait_until_gone("file chooser", "dialog")
            self.focus()

    def choose_folder(self, path: Path) -> None:
        """Give a folder to the open folder dialog."""
        self.choose_file(path)

    def picture(self, path: Path) -> None:
        """Take a picture of the window as PNG, with what pops up over it; no window manager frames it here."""
        path.parent.mkdir(parents=True, exist_ok=True)
        told = self._x("getwindowgeometry", "--shell", self._main())
        at = dict(line.split("=", 1) for line in told.splitlines())
        subprocess.run(
            [
                tool("import"),
                "-display",
                self.address,
                "-window",
                "root",
                "-crop",
                f"{at['WIDTH']}x{at['HEIGHT']}+{at['X']}+{at['Y']}",
                "+repage",
                str(path),
            ],
            check=True,
        )

    def _first_window(self, process: "subprocess.Popen[bytes]") -> str:
        """Wait for the program's window; the search breaks off where one goes while it looks."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._x("search", "--onlyvisible", "--pid", str(process.pid)).split()[-1]
            except subprocess.CalledProcessError:
                assert process.poll() is None, f"The program ended with {process.returncode}."
                assert time.monotonic() < until, "No window came."
                time.sleep(0.1)

    def _main(self) -> str:
        """Give the X window of the main window."""
        return self._windows()[-1]

    def _windows(self) -> list[str]:
        """Give the X windows of the program that are to be seen, the newest last."""
        assert self.process is not None
        found = self._x("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", ".")
        return found.split()

    def _x(self, *arguments: str) -> str:
        done = subprocess.run(
            [tool("xdotool"), *arguments],
            env={**os.environ, "DISPLAY": self.address},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout
