"""Builds all that leaves as a file in a process of its own: plain content in, bytes out, no keys.

Typesetting holds a processor for a while and, being fed what people wrote, may one day loop or
crash; there it harms nobody. A `ReportBuilder` keeps its process between builds, so that a live
preview does not pay for starting Python and importing reportlab each time.

The process is started by `multiprocessing` with "spawn", which works in the frozen program as well,
where `multiprocessing.freeze_support()` has to be the first thing the program's entry point calls.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Final, Literal, Self, cast

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import ReportContent
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.sheet_content import DaySheets
from reviewer_app.report.substitutes import Substituted

# Seconds; a report takes a fraction of one, on a slow laptop with a cold disk a few.
BUILD_TIMEOUT: Final = 60.0
# Seconds a worker is given to end by itself when it is closed.
_FAREWELL: Final = 2.0
# How far the child stands back: steps of niceness, and BELOW_NORMAL_PRIORITY_CLASS of Windows.
_NICE: Final = 5
_BELOW_NORMAL: Final = 0x4000


class BuildError(RuntimeError):
    """The build itself raised: a bug of ours, with the child's traceback as its text."""


def serve(connection: Connection) -> None:
    """Build what is asked for until the other side hangs up. Runs in the child."""
    # Ctrl+C reaches the whole terminal; it is the parent that answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stand_back()
    # Here and not above: the parent need not load what only the child uses.
    from reviewer_app.report.build import (  # noqa: PLC0415
        build_pdf,
        build_sheets,
        substitutes,
    )
    from reviewer_app.report.shapes import build_form, build_shape, is_whole  # noqa: PLC0415

    while True:
        try:
            wanted, content, draft = connection.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answer: object
            if wanted == "substitutes":
                answer = substitutes(content, draft=draft)
            elif wanted == "sheets":
                answer = build_sheets(content)
            elif wanted == "response-form":
                answer = build_form(*content)
            elif wanted == "shape":
                answer = build_shape(*content, draft=draft)
            elif wanted == "whole":
                answer = is_whole(*content, draft=draft)
            else:
                answer = build_pdf(content, draft=draft)
        except Exception:  # noqa: BLE001 (it is raised again, in the parent)
            answer = traceback.format_exc()
        try:
            connection.send(answer)
        except ConnectionError:
            # The program was killed meanwhile; there is nobody left to tell.
            return


def _stand_back() -> None:
    """Let whoever types go first where processors are few: the pages beside are built again and again meanwhile."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_NICE)


class ReportBuilder:
    """A warm child process that builds one report after another; safe to call from any thread.

    Args:
        timeout: seconds after which a build counts as failed and its process is ended.
    """

    def __init__(self, *, timeout: float = BUILD_TIMEOUT) -> None:
        self._timeout = timeout
        self._turn = threading.Lock()
        self._running: tuple[SpawnProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def warm(self) -> None:
        """Start the process ahead of the first build."""
        with self._turn:
            self._worker()

    def build(self, content: ReportContent, *, draft: bool) -> bytes:
        """Typeset the report in the child.

        Raises:
            UserError: `report.build-failed` when the child crashed or took too long; the next
                build starts a new one.
            BuildError: the child's code raised.
        """
        return cast("bytes", self._answer("report", content, draft=draft))

    def substitutes(self, content: ReportContent, *, draft: bool) -> tuple[Substituted, ...]:
        """Say which characters of the report no font has, and where.

        Raises:
            UserError: as `build`.
            BuildError: as `build`.
        """
        answer = self._answer("substitutes", content, draft=draft)
        return cast("tuple[Substituted, ...]", answer)

    def build_sheets(self, content: DaySheets) -> bytes:
        """Typeset a day's visit sheets in the child.

        Raises:
            UserError: as `build`.
            BuildError: as `build`.
        """
        return cast("bytes", self._answer("sheets", content, draft=True))

    def build_response_form(self, content: ResponseForm, ending: str) -> bytes:
        """Make the form of a factual check in the child; `ending` is the file's, ".pdf" or ".docx".

        Raises:
            UserError: as `build`.
            BuildError: as `build`.
        """
        return cast("bytes", self._answer("response-form", (content, ending), draft=True))

    def build_shape(
        self, content: ReportContent, shape: ReportShape, ending: str, *, draft: bool
    ) -> bytes:
        """Make another shape of the report in the child; `ending` is the file's, such as ".docx".

        Raises:
            UserError: as `build`.
            BuildError: as `build`.
        """
        return cast("bytes", self._answer("shape", (content, shape, ending), draft=draft))

    def is_whole(
        self,
        written: bytes,
        content: ReportContent,
        shape: ReportShape,
        ending: str,
        *,
        draft: bool,
    ) -> bool:
        """Read a written shape again in the child: whether all of the content stands in it, in order.

        Raises:
            UserError: as `build`.
            BuildError: as `build`.
        """
        return cast("bool", self._answer("whole", (written, content, shape, ending), draft=draft))

    def _answer(
        self,
        wanted: Literal["report", "sheets", "response-form", "substitutes", "shape", "whole"],
        content: ReportContent | DaySheets | tuple[object, ...],
        *,
        draft: bool,
    ) -> object:
        with self._turn:
            connection = self._worker()
            try:
                connection.send((wanted, content, draft))
                if not connection.poll(self._timeout):
                    self._end(at_once=True)
                    raise UserError("report.build-failed", reason=_("it took too long"))
                answer: object = connection.recv()
            except (EOFError, OSError) as problem:
                self._end(at_once=True)
                reason = _("the part of the program that builds it stopped")
                raise UserError("report.build-failed", reason=reason) from problem
        if isinstance(answer, str):
            raise BuildError(answer)
        return answer

    def close(self) -> None:
        """End the child; a later build starts a new one."""
        with self._turn:
            self._end()

    def _worker(self) -> Connection:
        if self._running is not None and not self._running[0].is_alive():
            self._end()
        if self._running is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(
                target=serve,
                args=(theirs,),
                name="report-builder",
                daemon=True,
            )
            with _deaf_to_ctrl_c():
                process.start()
            theirs.close()
            self._running = (process, ours)
        return self._running[1]

    def _end(self, *, at_once: bool = False) -> None:
        if self._running is None:
            return
        process, connection = self._running
        self._running = None
        # An idle child ends when its connection does.
        connection.close()
        if not at_once:
            process.join(_FAREWELL)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start what is started meanwhile with Ctrl+C held back: until `serve` runs it would die with a traceback."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
