"""A typist outside the window: keys by the X server, and an eye on the screen where the words stand.

How long a key took is counted from the moment it was due, so that a window that stands still is late for every key that
would have come meanwhile.
"""

import ctypes
import os
import random
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Final

from tests.bench.processes import ROOT

PACE: Final = 0.04
"""Seconds between two keys: four times as fast as anyone types, so that ten minutes pass in two and a half."""

PATIENCE: Final = 90.0
"""Seconds until the window must be there."""

LATEST: Final = 10.0
"""Seconds after which a key counts as lost."""

LOOK: Final = 0.0005
"""Seconds between two looks at the screen."""

_SHIFT: Final = 0xFFE1
_SYMBOLS: Final = {"\n": 0xFF0D, "\b": 0xFF08}
_ABOVE: Final = {"#": "3", "@": "2"}
_ALL_PLANES: Final = c_ulong(-1 & 0xFFFFFFFFFFFFFFFF)
_Z_PIXMAP: Final = 2

_SENTENCES: Final = (
    "Pupils explain their method to a partner before they write it down #asses\n\n",
    "www the teacher asks three questions before she names the slip in the counting\n",
    "Two copyy\b the date, and wait for the third problem; Oliver asks why #chal\n\n",
    "ebi support staff take a group of five out for phonics, the task fits @send\n\n",
    "Mrs Hart\b\b\b\b\b\b\b\bA colleague reads the aim aloud, everyone writes within a minute\n",
)
"""What is typed: words, tags, names, slips. A tag is chosen by the Enter right behind it."""

PROSE: Final = tuple(
    one.rstrip("\n").replace("#", "in ").replace("@", "for ") + ". " for one in _SENTENCES
)
"""The same as one paragraph that goes on and on."""


class _Image(ctypes.Structure):
    _fields_ = (
        ("width", c_int),
        ("height", c_int),
        ("xoffset", c_int),
        ("format", c_int),
        ("data", c_void_p),
        ("byte_order", c_int),
        ("bitmap_unit", c_int),
        ("bitmap_bit_order", c_int),
        ("bitmap_pad", c_int),
        ("depth", c_int),
        ("bytes_per_line", c_int),
    )


class Screen:
    """One display: its keyboard, and the pixels on it."""

    def __init__(self, address: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XOpenDisplay.argtypes = [c_char_p]
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XDefaultRootWindow.argtypes = [c_void_p]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        self._x.XGetImage.restype = POINTER(_Image)
        self._x.XGetImage.argtypes = [
            c_void_p,
            c_ulong,
            *(c_int, c_int, c_uint, c_uint),
            c_ulong,
            c_int,
        ]
        self._x.XSetInputFocus.argtypes = [c_void_p, c_ulong, c_int, c_ulong]
        for name in ("XFlush", "XCloseDisplay"):
            getattr(self._x, name).argtypes = [c_void_p]
        self._x.XSync.argtypes = [c_void_p, c_int]
        self._x.XFree.argtypes = [c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._display = c_void_p(self._x.XOpenDisplay(address.encode()))
        assert self._display, f"no display at {address}"
        self._root = self._x.XDefaultRootWindow(self._display)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._x.XSetInputFocus(self._display, window, 1, 0)
        self._x.XSync(self._display, 0)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        shifted = key.isupper() or key in _ABOVE
        symbol = _SYMBOLS.get(key) or ord(_ABOVE.get(key, key.lower()))
        code = self._x.XKeysymToKeycode(self._display, symbol)
        shift = self._x.XKeysymToKeycode(self._display, _SHIFT)
        if shifted:
            self._test.XTestFakeKeyEvent(self._display, shift, 1, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        if shifted:
            self._test.XTestFakeKeyEvent(self._display, shift, 0, 0)
        self._x.XFlush(self._display)

    def pixels(self, place: tuple[int, int, int, int]) -> bytes:
        """Give what is on the screen in a place: left, top, width, height."""
        image = self._x.XGetImage(self._display, self._root, *place, _ALL_PLANES, _Z_PIXMAP)
        seen = image.contents
        found = ctypes.string_at(seen.data, seen.height * seen.bytes_per_line)
        self._x.XFree(seen.data)
        self._x.XFree(image)
        return found

    def close(self) -> None:
        """Let go of it."""
        self._x.XCloseDisplay(self._display)


@dataclass(slots=True)
class Typed:
    """What came of a session: seconds from a key to its paint in the window, and to other pixels on the screen.

    `collected` counts how often memory was collected between the first key and the last, `work` the seconds that what
    went on besides took, by its name. `pages` counts how often the report's pages were shown anew between the first key
    and the last, `pages_after` the seconds from the last key until they said all that was typed.
    """

    painted: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    collected: int = 0
    work: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    pages_after: float = 0.0


@dataclass(slots=True)
class _Told:
    """What the window told so far."""

    window: int = 0
    ready: bool = False
    paints: list[tuple[float, int]] = field(default_factory=list)
    place: tuple[int, int, int, int] = (0, 0, 1, 1)
    garbage: list[float] = field(default_factory=list)
    pages: list[tuple[float, int]] = field(default_factory=list)
    under_way: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    gone: bool = False

    @property
    def drawn(self) -> int:
        """How many keys have been drawn."""
        return self.paints[-1][1] if self.paints else 0

    def take(self, line: str) -> None:
        """Take in one line."""
        word, *rest = line.split()
        if word == "window":
            self.window = int(rest[0])
        elif word == "ready":
            self.ready = True
        elif word == "paint":
            self.paints.append((float(rest[0]), int(rest[1])))
            left, top, width, height = map(int, rest[2:])
            self.place = (max(0, left), max(0, top), width, height)
        elif word == "garbage":
            self.garbage.append(float(rest[0]))
        elif word == "pages":
            self.pages.append((float(rest[0]), int(rest[1])))
        elif word == "began":
            self.under_way[rest[0]] = time.monotonic()
        elif word == "ended":
            took = time.monotonic() - self.under_way.pop(rest[0])
            self.work[rest[0]] = max(took, self.work.get(rest[0], 0.0))


class Typist:
    """Someone at a window that runs in a process of its own."""

    def __init__(self, screen: Screen, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        self._screen, self._process = screen, process
        self._out = process.stdout.fileno()
        self._rest = b""
        self.told = _Told()

    def wait_until_ready(self) -> None:
        """Give the window the keyboard and wait until it takes keys, and has drawn once more."""
        end = time.monotonic() + PATIENCE
        focused = False
        while not (self.told.ready and self.told.paints):
            self._hear(0.02)
            if self.told.window and not focused:
                self._screen.focus(self.told.window)
                focused = True
            if self.told.gone or time.monotonic() > end:
                raise AssertionError("the window does not take keys")

    def type(
        self,
        keys: int,
        work: Sequence[str] = (),
        sentences: Sequence[str] = _SENTENCES,
        *,
        pages: bool = False,
    ) -> Typed:
        """Type so many keys, and on until all this work has ended; with `pages`, wait for the report's in the end."""
        typed, dues, script = Typed(), list[float](), _script(sentences)
        begun = due = time.monotonic()
        while len(dues) < keys or any(name not in self.told.work for name in work):
            key = next(script)
            late = time.monotonic() > due
            self._until(due)
            # Whoever was held up by the window counts from when the key was due; one's own sleep is not its fault.
            since = due if late else time.monotonic()
            dues.append(since)
            before = self._screen.pixels(self.told.place) if key.isalpha() else None
            place = self.told.place
            self._screen.press(key)
            due = max(due + PACE, since)
            if before is not None:
                at = self._seen(len(dues), place, before)
                typed.seen += [] if at is None else [at - since]
            if self.told.gone:
                raise AssertionError("the window is gone")
        self._until_drawn(len(dues))
        end = time.monotonic()
        typed.painted = _delays(dues, self.told.paints)
        typed.collected = sum(begun <= at <= end for at in self.told.garbage)
        typed.work = dict(self.told.work)
        typed.pages = sum(begun <= at <= dues[-1] for at, _keys in self.told.pages)
        if pages:
            typed.pages_after = self._until_shown(len(dues)) - dues[-1]
        return typed

    def _seen(self, key: int, place: tuple[int, int, int, int], before: bytes) -> float | None:
        """Give when other pixels stood in a place; None where the words were drawn in another one."""
        end = time.monotonic() + LATEST
        while time.monotonic() < end:
            self._hear(LOOK)
            if self._screen.pixels(place) != before:
                return time.monotonic()
            if self.told.drawn >= key and self.told.place != place:
                return None
        raise AssertionError("a letter never came on the screen")

    def _until(self, moment: float) -> None:
        while (left := moment - time.monotonic()) > 0:
            self._hear(left)

    def _until_drawn(self, keys: int) -> None:
        end = time.monotonic() + LATEST
        while self.told.drawn < keys and time.monotonic() < end:
            self._hear(0.02)

    def _until_shown(self, keys: int) -> float:
        """Give when the report's pages first said all that was typed."""
        end = time.monotonic() + LATEST
        while time.monotonic() < end:
            found = next((at for at, said in self.told.pages if said == keys), None)
            if found is not None:
                return found
            self._hear(0.02)
        raise AssertionError("the pages never said what was typed")

    def _hear(self, seconds: float) -> None:
        ready, _writable, _broken = select.select([self._out], [], [], seconds)
        if ready:
            came = os.read(self._out, 1 << 16)
            self.told.gone = not came
            *lines, self._rest = (self._rest + came).split(b"\n")
            for line in lines:
                self.told.take(line.decode())


def _delays(dues: Sequence[float], paints: Sequence[tuple[float, int]]) -> list[float]:
    """Give for each key the seconds until the first paint that had taken it in."""
    found, at = [], 0
    for number, due in enumerate(dues, 1):
        while at < len(paints) and paints[at][1] < number:
            at += 1
        assert at < len(paints), f"key {number} of {len(dues)} was never drawn"
        found.append(paints[at][0] - due)
    return found


def _script(sentences: Sequence[str]) -> Iterator[str]:
    chance = random.Random(4)
    while True:
        yield from chance.choice(sentences)


@contextmanager
def typing_at(
    address: str, command: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[Typist]:
    """Start a window on a display and give its typist, once it takes keys; ended without a word."""
    screen = Screen(address)
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            **(environment or {}),
            "DISPLAY": address,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        typist = Typist(screen, process)
        typist.wait_until_ready()
        yield typist
    finally:
        # With whatever stands before it and below it.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        screen.close()
