"""Doing something in a process that is killed at a chosen point."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

# What Python says before it does something to a file, for which the system is asked next.
_CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.link", "shutil.copyfile"}


def killed_after(work: Callable[[], object]) -> None:
    """Do something in a process that is then killed, with everything still open."""
    child = os.fork()
    if child == 0:
        held = work()
        os.kill(os.getpid(), signal.SIGKILL)
        del held
    os.waitpid(child, 0)


def killed_at_file(point: int, folder: Path, work: Callable[[Path], object]) -> bool:
    """Kill where the folder is about to be changed for the `point`-th time; say if the work ended before."""
    child = os.fork()
    if child == 0:
        counted = _Countdown(point)

        def look(name: str, arguments: tuple[object, ...]) -> None:
            if name in _CHANGES and str(folder) in str(arguments[0]):
                counted.one()

        sys.addaudithook(look)
        _end(work, folder)
    return _ended(child)


def killed_at_statement(point: int, folder: Path, work: Callable[[Path], object]) -> bool:
    """Kill before the `point`-th statement SQLAlchemy passes on; say if the work ended before."""
    child = os.fork()
    if child == 0:
        counted = _Countdown(point)
        event.listen(Engine, "before_cursor_execute", lambda *_: counted.one())
        _end(work, folder)
    return _ended(child)


class _Countdown:
    def __init__(self, count: int) -> None:
        self._left = count

    def one(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _end(work: Callable[[Path], object], folder: Path) -> None:
    status = 1
    try:
        work(folder)
        status = 0
    finally:
        os._exit(status)


def _ended(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.waitstatus_to_exitcode(status) == 0
    return True
