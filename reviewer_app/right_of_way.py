"""The right of way: while a key is on its way to the screen, work beside the window's thread waits.

One interpreter runs one thread at a time. A key that is taken in while something is imported, gathered or read would
wait its turn behind each of those threads again and again, some hundred times until it is drawn. So whatever works
beside the window asks at every step of its loops whether a key is under way, and lets it through. It is a fact of the
interpreter, like the lock it makes up for, and therefore the one thing that is not handed in.
"""

import threading
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

LONGEST: Final = 0.03
"""Seconds for which a key holds up other work at most, drawn or not."""

_free = threading.Event()
_free.set()


def take() -> None:
    """Have others wait; called on the window's thread as a key comes."""
    _free.clear()


def leave() -> None:
    """Let others go on; called when the key was drawn."""
    _free.set()


def is_taken() -> bool:
    """Whether a key is on its way to the screen."""
    return not _free.is_set()


def give() -> None:
    """Wait while a key is under way, for `LONGEST` at most; called on any thread but the window's."""
    if not _free.is_set() and not _free.wait(LONGEST):
        _free.set()


def giving(items: Iterable[T]) -> Iterator[T]:
    """Go through items, giving way before each."""
    for item in items:
        give()
        yield item
