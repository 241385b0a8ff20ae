"""A person who hears the window: what is announced, and where the keys go, in the order a screen reader is told."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.desktop import PATIENCE, NotSeenError, Window

EARS = Path(__file__).with_name("ears.py")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing a screen reader is told: "said", "focus" or "name", the words, and what it is about."""

    kind: str
    words: str
    role: str
    description: str


@dataclass(slots=True)
class Hearing:
    """Everything that was heard so far."""

    everything: list[Heard] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What was announced, in words."""
        return [one.words for one in self.everything if one.kind == "said"]

    def forget(self) -> None:
        """Begin anew."""
        self.everything.clear()

    def wait_for(self, words: str) -> None:
        """Wait until something with these words was announced."""
        deadline = time.monotonic() + PATIENCE
        while not any(words in one for one in self.said):
            if time.monotonic() > deadline:
                raise NotSeenError(f"{words!r} was never said. Heard: {self.everything}")
            time.sleep(0.1)

    def settle(self, seconds: float = 1.0) -> None:
        """Wait until nothing more is said, and the keys stay where they are, for so long."""
        count = -1
        while count != (count := sum(one.kind != "name" for one in self.everything)):
            time.sleep(seconds)


@contextmanager
def hearing(window: Window) -> Iterator[Hearing]:
    """Listen to a window that was started."""
    assert window.process is not None
    ears = subprocess.Popen(
        ["/usr/bin/python3", str(EARS), str(window.process.pid)],
        env={**os.environ, "DISPLAY": window.address},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert ears.stdout is not None
    made = Hearing()
    ears.stdout.readline()

    def listen() -> None:
        assert ears.stdout is not None
        for line in ears.stdout:
            made.everything.append(Heard(**json.loads(line)))

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        yield made
    finally:
        ears.terminate()
        listener.join()
        ears.wait()
        ears.stdout.close()
