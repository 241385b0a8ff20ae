"""A person who hears the window: what is announced, and where the keys go, in the order a screen reader is told."""

import json
import os
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.desktop import FAILED, PATIENCE, NotSeenError, Window, in_words

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
    """Everything that was heard of a window so far."""

    window: Window
    everything: list[Heard] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What was announced, in words."""
        return [one.words for one in self.everything if one.kind == "said"]

    @property
    def stops(self) -> list[Heard]:
        """Where the keys went, in order."""
        return [one for one in self.everything if one.kind == "focus"]

    def forget(self) -> None:
        """Begin anew."""
        self.everything.clear()

    def wait_for(self, words: str) -> None:
        """Wait until something with these words was announced."""
        self._wait(lambda: any(words in one for one in self.said), f"{words!r} was never said.")

    def wait_for_stop(self, name: str) -> None:
        """Wait until the keys have come to what is called so."""
        self._wait(
            lambda: [one.words for one in self.stops][-1:] == [name],
            f"The keys never came to {name!r}.",
        )

    def tab(self) -> Heard:
        """Press Tab, and wait until the keys have gone on; give where they are."""
        before = len(self.stops)
        self.window.keys("Tab")
        self._wait(lambda: len(self.stops) > before, "Tab leads nowhere.")
        self.settle(0.1)
        return self.stops[-1]

    def settle(self, seconds: float = 1.0) -> None:
        """Wait until nothing more is said, and the keys stay where they are, for so long."""
        count = -1
        while count != (count := sum(one.kind != "name" for one in self.everything)):
            time.sleep(seconds)

    def _wait(self, happened: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > deadline:
                self.window.picture(FAILED)
                heard = "\n".join(
                    f"{one.kind} {one.role}: {one.words!r}" for one in self.everything
                )
                seen = in_words(self.window.look())
                raise NotSeenError(f"{otherwise} Heard:\n{heard}\nOn the screen:\n{seen}")
            time.sleep(0.1)


@contextmanager
def hearing(window: Window) -> Iterator[Hearing]:
    """Listen to a window that was started."""
    assert window.process is not None
    ears = subprocess.Popen(
        ["/usr/bin/python3", str(EARS), str(window.process.pid)],
        env={**os.environ, "DISPLAY": window.address},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert ears.stdout is not None
    made = Hearing(window)
    if not select.select([ears.stdout], [], [], PATIENCE)[0]:
        ears.kill()
        raise NotSeenError("The ears never began to listen.")
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
