"""Doing something in a process that is killed at a chosen point."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import event
from sqlalchemy.engine import Engine

PATIENCE: Final = 60.0
_HUNG: Final[list[int]] = []
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


def _ends_by_itself(child: int) -> bool:
    """Wait for a child; one forked while another thread held a lock of a library never ends.

    What it has done by then is as good a point to be killed at as any; but only once in a run.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        time.sleep(0.002)
    _HUNG.append(child)
    return False


def _killed(child: int) -> tuple[int, int]:
    os.kill(child, signal.SIGKILL)
    ended = os.waitpid(child, 0)
    assert len(_HUNG) == 1, "what is killed hangs by itself"
    return ended


def _end(work: Callable[[Path], object], folder: Path) -> None:
    status = 1
    try:
        work(folder)
        status = 0
    finally:
        os._exit(status)


def _ended(child: int) -> bool:
    _, status = os.waitpid(child, 0) if _ends_by_itself(child) else _killed(child)
    if os.WIFSIGNALED(status):
        return False
    assert os.waitstatus_to_exitcode(status) == 0
    return True
